/** A policy document resolved to plain data: the same data is simulated, run live and exported. */
import type { InstantMs } from "../units/units.ts";

export type PolicySpec =
  | ImmediateSpec
  | CronSpec
  | ThresholdSpec
  | DriftGatedSpec
  | LowestWindowSpec
  | CleanestRegionSpec;

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

export type PolicyType = PolicySpec["type"];
