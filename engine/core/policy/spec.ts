/** A policy document resolved to plain data: the same data is simulated, run live and exported. */
import type { ZoneOffsets } from "../clock/civil.ts";
import type { AfterFriday, NeededByRule } from "../clock/needed-by.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";

export type PolicySpec =
  | ImmediateSpec
  | CronSpec
  | ThresholdSpec
  | DriftGatedSpec
  | LowestWindowSpec
  | CleanestRegionSpec
  | BidirectionalWindowSpec
  | DeadlineWindowSpec
  | BudgetSpec
  | PriceAwareSpec
  | WeightedSpec
  | CustomSpec
  | AllJobsWaitSpec
  | LowestSlotSpec
  | CarbonTimeSpec
  | ReservedFirstSpec
  | WaitAwhileSpec
  | EcovisorSpec
  | CarbonScalerSpec
  | CapSpec
  | PcapsSpec;

interface Named {
  /** Unique in its scenario. */
  readonly name: string;
  /** For people, e.g. `Nightly 02:00`. */
  readonly title: string;
}

/** A policy about time alone may be asked about single steps instead of the whole run. */
interface Timing extends Named {
  /** Names of templates whose pods are asked about; the run itself then starts when asked. */
  readonly steps?: readonly string[] | undefined;
}

/** Start when asked. */
export interface ImmediateSpec extends Named {
  readonly type: "immediate";
}

/** Start at fixed times. */
export interface CronSpec extends Named {
  readonly type: "cron";
  /** Five-field cron schedule, kept for display and export. */
  readonly schedule: string;
  readonly timeZone: string;
  /** The schedule's instants over the period, ascending, by Argo's daylight-saving rules. */
  readonly instantsMs: readonly InstantMs[];
}

/** Wait until intensity is under a limit, or until the deadline leaves no more slack. */
export interface ThresholdSpec extends Timing {
  readonly type: "threshold";
  readonly limitGPerKwh: number;
}

/** Train at once on a large accuracy loss, on a clean grid on a small one, else skip. */
export interface DriftGatedSpec extends Named {
  readonly type: "drift-gated";
  /** Accuracy loss (0 to 1) above which training starts at once. */
  readonly largeLoss: number;
  /** Accuracy loss above which training waits for a clean grid; at or below it there is none. */
  readonly smallLoss: number;
  readonly limitGPerKwh: number;
}

/** Run in the region, and perhaps at the time, where it emits least, the way of its data included. */
export interface CleanestRegionSpec extends Named {
  readonly type: "cleanest-region";
  /** Time is chosen, too; else only the place. */
  readonly shift: boolean;
  /** Regions that cost so much more than home are left out. */
  readonly maxExtraCostPct?: number | undefined;
}

/** Start at the beginning of the cheapest contiguous window before the deadline, on a forecast. */
export interface LowestWindowSpec extends Timing {
  readonly type: "lowest-window";
}

/** Start at the cheapest time around the asked one, earlier or later. */
export interface BidirectionalWindowSpec extends Timing {
  readonly type: "bidirectional-window";
  /** A run may begin this much before it is asked for: it is announced so early. */
  readonly beforeMs: DurationMs;
  readonly afterMs: DurationMs;
  /** Candidates are the asked time and multiples of this before and after; undefined: any start. */
  readonly stepMs: DurationMs | undefined;
}

/** Run in the cheapest slots before people need the result, in one piece or in parts. */
export interface DeadlineWindowSpec extends Timing {
  readonly type: "deadline-window";
  readonly rule: NeededByRule;
  /** In parts, where the subject can be suspended. */
  readonly interruptible: boolean;
  readonly friday: AfterFriday;
  /** The slot after the deadline counts as well. */
  readonly extraSlot: boolean;
  readonly slotMs: DurationMs;
  /** Whose 09:00 and 17:00 count. */
  readonly zone: ZoneOffsets;
}

/** Start when the run fits into what may be emitted in a window of time. */
export interface BudgetSpec extends Named {
  readonly type: "budget";
  /** Operational carbon of all pods in a window, PUE included. */
  readonly grams: number;
  /** Beginnings of the windows, ascending, from before the period to after it. */
  readonly windowsMs: readonly InstantMs[];
  /** What becomes of a run that never fitted. */
  readonly onEmpty: "skip" | "start";
}

/** Start when a node is cheapest before the deadline. */
export interface PriceAwareSpec extends Timing {
  readonly type: "price-aware";
}

/** Start where a weighted sum of carbon, cost and delay is least; weights of 0 or more. */
export interface WeightedSpec extends Timing {
  readonly type: "weighted";
  readonly carbonWeight: number;
  readonly costWeight: number;
  readonly delayWeight: number;
}

/** Start when an expression holds, skip when another one does; see `custom/inputs.ts` for their names. */
export interface CustomSpec extends Timing {
  readonly type: "custom";
  readonly startWhen: string;
  /** Only about whole runs: a step cannot be skipped. */
  readonly skipWhen: string | undefined;
  readonly recheckEveryMs: DurationMs;
  /** Whose wall clock `hour`, `minute` and `weekday` are. */
  readonly zone: ZoneOffsets;
}

/** A policy that waits no longer after the asking than this, whatever the deadline allows. */
interface Patient extends Timing {
  readonly maxWaitMs?: DurationMs | undefined;
}

/** Wait for a stated time, or until reserved nodes have room. */
export interface AllJobsWaitSpec extends Patient {
  readonly type: "all-jobs-wait";
}

/** Start in the slot of least intensity, on a forecast. */
export interface LowestSlotSpec extends Patient {
  readonly type: "lowest-slot";
}

/** Start where most carbon is saved for each hour until the run is done, on a forecast. */
export interface CarbonTimeSpec extends Patient {
  readonly type: "carbon-time";
  /** Distance of the starts that are tried; absent: all that may be the best. */
  readonly everyMs?: DurationMs | undefined;
}

/** Start when another rule says so, or earlier when reserved nodes have room. */
export interface ReservedFirstSpec extends Patient {
  readonly type: "reserved-first";
  /** Whose plan is kept as long as there is none. */
  readonly rule: "lowest-window" | "carbon-time" | "lowest-slot";
  /** Distance of the starts that are tried; absent: all that may be the best. */
  readonly everyMs?: DurationMs | undefined;
}

/** Run in the cheapest slots until the deadline, suspended in between. */
export interface WaitAwhileSpec extends Timing {
  readonly type: "wait-awhile";
  /** Length of the slots by the clock; absent: the forecast's own steps. */
  readonly slotMs?: DurationMs | undefined;
  /** False: the first plan is kept. */
  readonly replan: boolean;
}

/** Run under a quantile of the day ahead, suspended above it. */
export interface EcovisorSpec extends Patient {
  readonly type: "ecovisor";
  /** 0 to 1. */
  readonly quantile: number;
}

/** Run with more replicas where carbon is low. */
export interface CarbonScalerSpec extends Timing {
  readonly type: "carbon-scaler";
  /** Length of the slots by the clock; absent: the forecast's own steps. */
  readonly slotMs?: DurationMs | undefined;
  /** False: the first plan is kept. */
  readonly replan: boolean;
}

/** Use fewer CPUs of the pool the dirtier the grid is; asked about every step, unless some are named. */
export interface CapSpec extends Timing {
  readonly type: "cap";
  /** CPUs that may be used at any intensity. */
  readonly minimumCpu: number;
}

/** Let steps wait for a cleaner grid the less they matter; asked about every step, unless some are named. */
export interface PcapsSpec extends Timing {
  readonly type: "pcaps";
  /** How much carbon counts, 0 to 1. */
  readonly gamma: number;
}

export type PolicyType = PolicySpec["type"];
