/** What the live region reads when the selection changes. */
import { momentText } from "../../preview/calendar.ts";
import type { PreviewAnswer } from "../../preview/protocol.ts";
import { duration, grams, joined, percent } from "../../widgets/format.ts";
import { isMissed } from "./model.ts";

/** The selected policy with its total, and the selected run with its times. */
export function announcement(
  { world, results, timelines }: PreviewAnswer,
  policy: string,
  request: number | null,
): string {
  const result = results.find((each) => each.policy === policy);
  if (result === undefined) return "";
  const saved = result.savedVsBaselinePct ?? 0;
  const total = `${result.title}: ${joined(grams(result.carbonG))}, ${percent(-saved)} against the baseline.`;
  const record = timelines.find((each) => each.policy === policy)?.requests[request ?? -1];
  if (record === undefined) return total;
  const { zone } = world.period;
  const asked = `Asked for ${momentText(record.askedAtMs, zone)}`;
  if (record.outcome === "skipped") return `${total} ${asked}, skipped.`;
  if (record.startedAtMs === undefined || record.finishedAtMs === undefined)
    return `${total} ${asked}, not finished.`;
  const ran = `ran ${momentText(record.startedAtMs, zone)}`;
  const length = duration(record.finishedAtMs - record.startedAtMs);
  return `${total} ${asked}, ${ran} for ${length}${isMissed(record) ? ", after the deadline" : ""}.`;
}
