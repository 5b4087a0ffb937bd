/** Names for what core says of a quality surface, so that screens need not know where core keeps it. */
export type {
  DetectorRow,
  PolicyQuality,
  SurfaceTable,
} from "../../../engine/core/quality/analyse.ts";
export { PREDICTIONS_PER_BATCH } from "../../../engine/core/quality/detectors.ts";
export type {
  RetrainingGain,
  ServedBatch,
  ServingModel,
} from "../../../engine/core/quality/served.ts";
