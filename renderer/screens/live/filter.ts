/** Which runs of the list are shown. */
import type { LiveRunSummary } from "../../../engine/contract/live.ts";
import type { LiveLook } from "./look.ts";
import { STATUS } from "./words.ts";

/** Runs of the chosen status that hold every word, in any of what is known of them. */
export function filtered(
  runs: readonly LiveRunSummary[],
  { status = "", text = "" }: LiveLook,
): readonly LiveRunSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    if (status !== "" && run.status !== status) return false;
    const { id, title, scenario, policy, policyTitle, message } = run;
    const hay = [id, title, scenario, policy, policyTitle, message, STATUS[run.status]]
      .join(" ")
      .toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}
