/** How far a sweep is while it is not finished: points, rate, and the time that is left. */
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import { ProgressBar } from "../shared/progress-bar.tsx";
import { progressText } from "./words.ts";

export function Progress({ summary }: { readonly summary: SweepSummary }) {
  const { status, finished, failed, total } = summary;
  if (status === "finished") return null;
  return (
    <ProgressBar
      label="Progress of the sweep"
      value={finished + failed}
      total={total}
      text={progressText(summary)}
    />
  );
}
