/** The answer for one policy: its totals, and how they compare with the baseline. */
import type { Account } from "../account/result.ts";
import type { Decision } from "../timeline/timeline.ts";

/** How the difference between two policies splits: how often they trained, and when. */
export interface Decomposition {
  /** Work of the baseline over work of the policy. */
  readonly frequencyFactor: number;
  /** Mean intensity during the baseline's work over that during the policy's. */
  readonly timingFactor: number;
  /** Their product. */
  readonly totalFactor: number;
  /** What was counted as work: measured CPU-seconds, or energy of the steps. */
  readonly basis: "cpu-seconds" | "step-energy";
}

export interface PolicyResult extends Account {
  readonly title: string;
  readonly decisions: readonly Decision[];
  /** Carbon saved against the baseline, in percent of the baseline; 0 for the baseline itself. */
  readonly savedVsBaselinePct: number | null;
  /** Null for the baseline itself and where either policy did no work. */
  readonly decomposition: Decomposition | null;
}
