/** Names for what core says of an account, so that screens need not know where core keeps it. */
export type {
  Assumptions,
  Flip,
  Judged,
  Judgement,
  Reaccounted,
  Tornado,
  TornadoBar,
  TornadoEnd,
} from "../../../engine/core/account/assumption-result.ts";
export type {
  AiScore,
  AiViews,
  Audit,
  AuditSeries,
  Formula,
  GridBasis,
  Kind,
  PoolRow,
  PowerKind,
  Quantity,
  SciTerms,
} from "../../../engine/core/account/audit-result.ts";
export { KINDS, POWER_KINDS } from "../../../engine/core/account/audit-result.ts";
export type { FunctionalUnit } from "../../../engine/core/account/coefficients.ts";
export type { Abatement, CostLine } from "../../../engine/core/account/cost-result.ts";
export type { Slice } from "../../../engine/core/account/result.ts";
