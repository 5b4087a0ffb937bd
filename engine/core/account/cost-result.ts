/** What an audit says about money. */
import type { GramsCo2e } from "../units/units.ts";

/** A line of the bill; the lines add up to the cost. */
export interface CostLine {
  readonly kind: "nodes" | "commitment" | "transfer" | "storage" | "egress" | "other";
  readonly name: string;
  readonly amount: number;
  /** How it was computed, in words. */
  readonly basis: string;
}

export interface CostAudit {
  readonly total: number;
  readonly currency: string;
  /** Null when there was no unit. */
  readonly perUnit: number | null;
  readonly lines: readonly CostLine[];
}

/** Two policies against each other, by carbon and money. */
export const ABATEMENT_CASES = [
  /** It saves carbon and costs more: a price for each tonne. */
  "cleaner-and-dearer",
  /** It saves both, or carbon at the same cost: no price to pay. */
  "cleaner-and-cheaper",
  /** It emits more and costs less: what each tonne more saves. */
  "dirtier-and-cheaper",
  /** It emits more and costs more, or the same. */
  "dirtier-and-dearer",
  /** Nothing is saved and nothing more is emitted. */
  "same-carbon",
] as const;
export type AbatementCase = (typeof ABATEMENT_CASES)[number];

/** What it costs to save carbon against the baseline. */
export interface Abatement {
  readonly policy: string;
  readonly baseline: string;
  readonly which: AbatementCase;
  /** Of the policy above the baseline. */
  readonly extraCost: number;
  /** Of the baseline above the policy; negative when the policy emits more. */
  readonly savedG: GramsCo2e;
  /** The carbon price, by the tonne of CO2e, at which both are equal; null where one of them is better at any. */
  readonly perTonne: number | null;
}
