/** The totals of one policy, from its timeline. */
import type { CpuSeconds, GramsCo2e, Kwh } from "../units/units.ts";

/** Energy, carbon and cost of one slice of the node time; slices add up to the nodes' totals. */
export interface Slice {
  readonly energyKwh: Kwh;
  readonly operationalG: GramsCo2e;
  readonly embodiedG: GramsCo2e;
  readonly cost: number;
}

export interface Account {
  readonly policy: string;
  readonly energyKwh: Kwh;
  /** O = E x I, PUE included. */
  readonly operationalG: GramsCo2e;
  /** M. */
  readonly embodiedG: GramsCo2e;
  /** C = O + M. */
  readonly carbonG: GramsCo2e;
  /** R: how many functional units the period served. */
  readonly units: number;
  /** SCI = C / R; null when there was no unit. */
  readonly sciGPerUnit: number | null;
  readonly cost: number;
  readonly currency: string;
  /** Runs that succeeded or failed. */
  readonly runs: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unfinished: number;
  /** Mean time from asking to starting, over the runs; a start before the asking counts as negative. */
  readonly meanWaitH: number;
  readonly deadlineMisses: number;
  /** Mean and minimum accuracy over the batches; null when nothing was scored. */
  readonly qualityMean: number | null;
  readonly qualityMin: number | null;
  /** Batches whose accuracy was carried over from another measurement. */
  readonly qualityCarried: number;
  /** Sum over pods of measured CPU-seconds. */
  readonly cpuSeconds: CpuSeconds;
  /** Sum over pods of measured CPU-seconds x mean intensity while they ran (s x g/kWh). */
  readonly cpuSecondsTimesIntensity: number;
  /** By template name, then the node time no pod had asked for, then what PUE and the system add. */
  readonly byStep: Readonly<Record<string, Slice>>;
  readonly idle: Slice;
  readonly overhead: Slice;
  /** Of `overhead`: what the system keeps of each node; absent where nothing is kept. */
  readonly system?: Slice;
  /** Data on its way to other regions; all 0 where there are none. */
  readonly transfer: Slice;
  /** Of `cost`: storage, egress and others, which are in no slice; absent where there are none. */
  readonly extraCost?: number;
  /** Of the cost of `idle`: nodes paid for by commitment that did not run; absent without commitments. */
  readonly unusedCommitment?: number;
}
