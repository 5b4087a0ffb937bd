/** What becomes of the answers when assumptions change after the replay: rankings, flips, a tornado. */
import type { FunctionalUnit } from "./coefficients.ts";
import type { Abatement } from "./cost-result.ts";

/** What may be assumed otherwise; what is left out stays. Factors multiply what the scenario says. */
export interface Assumptions {
  /** Of every pool. */
  readonly pue?: number;
  /** Multiplies PUE, which never goes below 1. */
  readonly pueFactor?: number;
  readonly lifespanYears?: number;
  readonly embodiedFactor?: number;
  /** Of all power, idle and busy. */
  readonly powerFactor?: number;
  readonly idlePowerFactor?: number;
  /** Of the price of spot pools. */
  readonly spotPriceFactor?: number;
  readonly functionalUnit?: FunctionalUnit;
  /** Score with the trace that policies decided on, or with the scenario's scoring trace. */
  readonly scoredWith?: "deciding" | "scoring";
}

/** One policy as it is judged under some assumptions. */
export interface Judged {
  readonly policy: string;
  readonly sciGPerUnit: number | null;
  readonly carbonG: number;
  readonly energyKwh: number;
  readonly cost: number;
  readonly units: number;
  /** Of carbon, against the baseline; null where the baseline emitted nothing. */
  readonly savedPct: number | null;
}

/** All policies in the order of the comparison, and who is best. */
export interface Judgement {
  readonly policies: readonly Judged[];
  /** Names, best first; equals in the order of the comparison. A policy without a score comes last. */
  readonly bySci: readonly string[];
  readonly byCost: readonly string[];
  readonly abatement: readonly Abatement[];
}

/** A conclusion that does not survive the change. */
export type Flip =
  /** `first` was better than `second` and is not any more. */
  | {
      readonly kind: "sci-order" | "cost-order";
      readonly first: string;
      readonly second: string;
      /** What it says after the change. */
      readonly now: "equal" | "reversed";
    }
  /** It saved carbon against the baseline and does not any more, or the other way round. */
  | {
      readonly kind: "saving-sign";
      readonly policy: string;
      readonly beforePct: number;
      readonly afterPct: number;
    };

export interface Reaccounted {
  readonly assumptions: Assumptions;
  readonly before: Judgement;
  readonly after: Judgement;
  readonly flips: readonly Flip[];
  /** Changes that touch nothing in this scenario, such as a spot price without a spot pool; one sentence each. */
  readonly idle: readonly string[];
  /** That decisions stay as they were, and what policies saw when they decided. */
  readonly note: string;
}

/** One end of an assumption's range. */
export interface TornadoEnd {
  /** As it is shown, such as `3 years` or `x 0.5`. */
  readonly label: string;
  readonly assumptions: Assumptions;
  readonly sciGPerUnit: number | null;
  readonly carbonG: number;
  readonly cost: number;
  readonly savedPct: number | null;
  readonly flips: readonly Flip[];
}

export interface TornadoBar {
  /** Of `Assumptions`. */
  readonly assumption: keyof Assumptions;
  readonly name: string;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
  /** Distance of the two ends in SCI (in carbon where there is no score); bars are sorted by it. */
  readonly swing: number;
  /** Why this range, with its source. */
  readonly reason: string;
}

export interface Tornado {
  readonly policy: string;
  readonly baseline: string;
  readonly sciGPerUnit: number | null;
  readonly carbonG: number;
  readonly savedPct: number | null;
  /** Largest swing first. */
  readonly bars: readonly TornadoBar[];
  readonly note: string;
}
