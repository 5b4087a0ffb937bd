/** What an audit says of one policy: SCI with its terms, where it comes from, and the evidence for it. */
import type { DurationMs, GramsCo2e, GramsPerKwh, InstantMs, Kwh } from "../units/units.ts";
import type { CostAudit } from "./cost-result.ts";
import type { Slice } from "./result.ts";

/** SCI = (O + M) / R, with O = E x I; sums over the period, then one division. */
export interface SciTerms {
  /** E, PUE and idle nodes included. */
  readonly energyKwh: Kwh;
  /** I as the energy met it: O / E; null when there was no energy. */
  readonly intensityGPerKwh: GramsPerKwh | null;
  /** O. */
  readonly operationalG: GramsCo2e;
  /** M. */
  readonly embodiedG: GramsCo2e;
  /** C = O + M. */
  readonly carbonG: GramsCo2e;
  /** R, and what it counts. */
  readonly units: number;
  readonly unitName: string;
  /** C / R; null when there was no unit, and then `whyNone` says so. */
  readonly sciGPerUnit: number | null;
  readonly whyNone?: string;
}

/**
 * What the energy, carbon or money was for. Rows by kind have the embodied emissions of all hardware under
 * `embodied` alone, so that the rows of one column add up to the total.
 */
export const KINDS = [
  /** Of pods: what they drew, and the idle power, hardware and price of what they reserved. */
  "work",
  /** Nodes, or parts of them, that no pod had asked for. */
  "idle",
  /** What the system keeps of each node: kubelet, daemon sets. */
  "system",
  /** What PUE adds: cooling and distribution. */
  "overhead",
  /** Data on its way to other regions. */
  "transfer",
  "embodied",
  /** Nodes paid for by commitment while they did not run. */
  "commitment",
  "storage",
  "egress",
  "other",
] as const;
export type Kind = (typeof KINDS)[number];

export interface KindRow extends Slice {
  readonly kind: Kind;
}

/** A part of the account under a name; rows of one table add up with what the table says it leaves out. */
export interface NamedSlice extends Slice {
  readonly name: string;
}

/** Of one step (Argo's display name), which belongs to one template. */
export interface StepRow extends NamedSlice {
  readonly template: string;
  readonly pods: number;
}

export interface TemplateRow extends NamedSlice {
  readonly pods: number;
}

/** Of one node pool: all that its nodes drew, emitted and cost, PUE included. */
export interface PoolRow extends NamedSlice {
  readonly region: string;
  readonly vmSize: string;
  readonly spot: boolean;
  /** Positions, as in the records of the timeline. */
  readonly site: number;
  readonly pool: number;
  readonly nodeHours: number;
  /** Nodes at one time, at most. */
  readonly mostNodes: number;
  readonly evictedNodes: number;
  readonly pods: number;
  readonly pue: number;
  /** I as this pool's energy met it; null when it drew none. */
  readonly intensityGPerKwh: GramsPerKwh | null;
  /** Where its coefficients come from. */
  readonly sources: readonly string[];
}

/** Kinds that draw power. */
export const POWER_KINDS = ["work", "idle", "system", "overhead", "transfer"] as const;
export type PowerKind = (typeof POWER_KINDS)[number];

/**
 * The account over time, a value for each step in every list. The lists of energy, operational carbon, embodied
 * carbon and node cost add up to the totals; money that knows no time (storage, egress, others, commitments that were
 * not used, and what billing rounds up) is not in it.
 */
export interface AuditSeries {
  /** Begins of the steps, and the end of the last one. */
  readonly edgesMs: readonly InstantMs[];
  /** The step that was asked for; days and hours are UTC's, counted from the period's start. */
  readonly stepMs: DurationMs;
  readonly energyKwh: Readonly<Record<PowerKind, readonly Kwh[]>>;
  readonly operationalG: Readonly<Record<PowerKind, readonly GramsCo2e[]>>;
  readonly embodiedG: readonly GramsCo2e[];
  readonly cost: readonly number[];
  /** Nodes that were on, as a mean. */
  readonly nodes: readonly number[];
  /** Mean of the grid at home. */
  readonly intensityGPerKwh: readonly GramsPerKwh[];
  /** As the energy met it; null where none was drawn. */
  readonly metGPerKwh: readonly (GramsPerKwh | null)[];
}

/** The measurement ladder, best first. */
export const RUNGS = ["measured-energy", "measured-cpu-time", "stated-utilisation"] as const;
export type Rung = (typeof RUNGS)[number];

/** How well the energy of the work is known, PUE left out. */
export interface Evidence {
  /** What pods drew above idle, by the rung that it stands on. */
  readonly rungs: readonly {
    readonly rung: Rung;
    readonly pods: number;
    readonly energyKwh: Kwh;
  }[];
  /** Idle power of what pods reserved: always from the pool's coefficients. */
  readonly reservedKwh: Kwh;
  /** Shares of the energy above idle, 0 to 1; null when there was none. */
  readonly measuredShare: number | null;
}

export const QUANTITIES = ["E", "I", "O", "M", "C", "R", "SCI", "cost"] as const;
export type Quantity = (typeof QUANTITIES)[number];

export interface FormulaInput {
  readonly symbol: string;
  readonly name: string;
  /** Null where there is no number to state. */
  readonly value: number | null;
  readonly unit: string;
  /** Publisher, document, or the part of the scenario that states it. */
  readonly source: string;
  /** As the GSF report asks for it. */
  readonly evidence: "sourced" | "measured" | "modelled" | "stated" | "computed";
}

/** A number opened: how it was computed, and from what. */
export interface Formula {
  readonly quantity: Quantity;
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  /** In words and symbols, such as `O = sum over nodes of power x PUE x intensity`. */
  readonly text: string;
  /** The same with the numbers put in, such as `(812.4 g + 96.1 g) / 31 = 29.3 g`. */
  readonly withNumbers: string;
  readonly inputs: readonly FormulaInput[];
}

/** Stages of a machine-learning system's life, by SCI for AI. */
export const PROVIDER_STAGES = [
  "data-collection",
  "preprocessing",
  "training",
  "evaluation",
  "deployment",
] as const;
export const CONSUMER_STAGES = ["inference", "orchestration", "monitoring"] as const;
export type Stage = (typeof PROVIDER_STAGES)[number] | (typeof CONSUMER_STAGES)[number];

/** One of the two scores of SCI for AI. */
export interface AiScore extends Slice {
  /** Operational and embodied, with its share of idleness, system and data-centre overhead. */
  readonly carbonG: GramsCo2e;
  readonly byStage: readonly (Slice & { readonly stage: Stage })[];
  /** Null when the scenario states no unit for this view. */
  readonly unitName: string | null;
  readonly units: number;
  readonly gPerUnit: number | null;
  readonly whyNone?: string;
}

/** Provider and consumer views; templates that are assigned to no stage stand apart. */
export interface AiViews {
  readonly provider: AiScore;
  readonly consumer: AiScore;
  readonly unassigned: Slice & { readonly templates: readonly string[] };
  /** How what belongs to no template was shared. */
  readonly sharing: string;
}

/** On which intensity policies decided, and on which they are scored. */
export interface GridBasis {
  readonly zone: string;
  readonly signal: "average" | "marginal" | "unknown";
  readonly basis: "life-cycle" | "direct" | "unknown";
  readonly source: string;
  readonly edition: string;
  readonly licence: string;
  readonly synthetic: boolean;
}

export interface Audit {
  readonly policy: string;
  readonly terms: SciTerms;
  readonly byKind: readonly KindRow[];
  /** Work of each template and step; with `byKind`'s other rows they add up to the total. */
  readonly byTemplate: readonly TemplateRow[];
  readonly byStep: readonly StepRow[];
  readonly byPool: readonly PoolRow[];
  readonly series: AuditSeries;
  readonly evidence: Evidence;
  readonly formulas: readonly Formula[];
  readonly cost: CostAudit;
  readonly decidedOn: GridBasis;
  readonly scoredWith: GridBasis;
  /** What is inside and outside of the software boundary, a sentence each. */
  readonly boundary: { readonly inside: readonly string[]; readonly outside: readonly string[] };
  /** Null when the scenario assigns no template to a stage. */
  readonly ai: AiViews | null;
  /** How far energy, carbon and cost of the parts are from those of the nodes, relative; at most 1e-12. */
  readonly conservationError: number;
}
