/** Words and numbers of the Models and drift room. */
import type { QualityRun } from "../../../engine/contract/quality.ts";
import { civilMoment, dateText, monthText, type ZoneOffsets } from "../../preview/calendar.ts";
import type { DetectorRow } from "../../preview/quality/types.ts";
import type { World } from "../../preview/types.ts";
import { duration, fixed, share, signed } from "../../widgets/format.ts";

/** Where the accuracies come from. */
export function kindText({ quality }: World): { text: string; about: string } {
  if (quality.kind === "synthetic")
    return {
      text: "Synthetic drift",
      about: "A drift process of the scenario, drawn from the seed",
    };
  if (quality.trained === undefined) return { text: "Observed", about: quality.source };
  return { text: "Really trained", about: quality.source };
}

/** `93.40 %` */
export function accuracyText(accuracy: number): string {
  return share(accuracy, 2);
}

/** A difference of accuracies: `+1.25 points`. */
export function pointsText(difference: number): string {
  return `${signed(difference * 100, 2)}\u00a0points`;
}

/** `Mon 15 Apr`: the day on which a batch arrived. */
export function batchText({ batchesAtMs, period }: World, batch: number): string {
  return dateText(batchesAtMs[batch] ?? period.toMs, period.zone);
}

export function batchesText(count: number): string {
  return count === 1 ? "1 batch" : `${fixed(count)} batches`;
}

/** `15 Apr`, for axes. */
export function shortDate(instantMs: number, zone: ZoneOffsets): string {
  const time = civilMoment(instantMs, zone);
  return `${time.day} ${monthText(time)}`;
}

const TESTS = {
  "page-hinkley": "Page–Hinkley",
  adwin: "ADWIN",
  ks: "Kolmogorov–Smirnov",
  psi: "PSI",
} as const;

const SHORT_TESTS = { ...TESTS, ks: "KS" } as const;

export function detectorText({ test, watches }: Pick<DetectorRow, "test" | "watches">): string {
  return `${TESTS[test]}, ${watches}`;
}

/** For the margin of a chart. */
export function shortDetectorText({
  test,
  watches,
}: Pick<DetectorRow, "test" | "watches">): string {
  return `${SHORT_TESTS[test]} · ${watches}`;
}

export function runText({ status, done, total }: QualityRun): string {
  const part = `${fixed(done)} of ${fixed(total)}`;
  if (status === "complete") return "Computed";
  return status === "cancelled" ? `Stopped at ${part}` : `Measured ${part}`;
}

/** `640 of 1,378 accuracies · 2 min left` */
export function progressText({ done, total, before, failures, etaMs }: QualityRun): string {
  const parts = [`${fixed(done)} of ${fixed(total)} accuracies`];
  if (before > 0) parts.push(`${fixed(before)} known before`);
  if (failures.length > 0) parts.push(`${failures.length} models failed`);
  if (etaMs !== null) parts.push(`about ${duration(etaMs)} left`);
  return parts.join(" · ");
}
