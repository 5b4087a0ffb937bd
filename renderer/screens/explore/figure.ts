/** One figure of the number strip: what it says, against what, and what it is made of. */
import type { PolicyResult } from "../../preview/types.ts";
import { percent } from "../../widgets/format.ts";

export type FigureId =
  | "sci"
  | "carbon"
  | "regret"
  | "energy"
  | "cost"
  | "wait"
  | "misses"
  | "accuracy";
export type Tone = "better" | "worse" | "same";

export interface FigureLine {
  readonly name: string;
  readonly value: string;
}

export interface Figure {
  readonly id: FigureId;
  readonly label: string;
  readonly text: string;
  readonly unit: string;
  /** Against the baseline, with sign and unit; null for the baseline itself. */
  readonly delta: { readonly text: string; readonly tone: Tone } | null;
  readonly baselineText: string;
  readonly formula: string;
  readonly inputs: readonly FigureLine[];
  readonly sources: readonly string[];
  readonly note: string;
}

/** The change of a figure that is better when lower, in percent; null where there is none. */
export function relative(
  result: PolicyResult,
  baseline: PolicyResult,
  value: number | null,
  reference: number | null,
): Figure["delta"] {
  if (value === null || reference === null || reference === 0) return null;
  const change = (value / reference - 1) * 100;
  return compared(result, baseline, percent(change), change, "lower");
}

/** A change as text with its tone; null for the baseline itself. */
export function compared(
  result: PolicyResult,
  baseline: PolicyResult,
  text: string,
  change: number,
  better: "lower" | "higher" | "neutral",
): Figure["delta"] {
  if (result.policy === baseline.policy) return null;
  if (better === "neutral" || text.startsWith("±")) return { text, tone: "same" };
  return { text, tone: change < 0 === (better === "lower") ? "better" : "worse" };
}
