/** What accounting reads besides the timeline: coefficients and the unit of account, no behaviour. */
import type { NodePool } from "../cluster/node-pool.ts";
import type { InstantMs } from "../units/units.ts";
import type { ExtraCosts } from "./extra-costs.ts";

/** What SCI is counted per: finished runs, or a stated service rate. */
export interface FunctionalUnit {
  /** Singular, e.g. `training` or `1,000 predictions`. */
  readonly name: string;
  /** Units for each successful run; 0 when the unit does not depend on runs. */
  readonly perRun: number;
  /** Units for each day of the period; 0 when the unit counts runs. */
  readonly perDay: number;
  /** Units in each batch of data that arrives, such as invoices; absent: 0. */
  readonly perBatch?: number;
  /** Units for each model version that was put into service; absent: 0. */
  readonly perModelVersion?: number;
}

export interface Coefficients {
  readonly pool: NodePool;
  readonly functionalUnit: FunctionalUnit;
  readonly period: { readonly fromMs: InstantMs; readonly toMs: InstantMs };
  /** When batches of data arrive, where the unit counts them. */
  readonly batchesAtMs?: readonly InstantMs[];
  /** Lines of the bill besides nodes; absent: none. */
  readonly costs?: ExtraCosts;
}
