/** Everything that is said of a policy on a quality surface: path, detectors, and what retraining would gain. */
import type { QualitySurface } from "../model/quality.ts";
import type { BatchFeatures } from "../scenario/surface-schema.ts";
import type { World } from "../scenario/world.ts";
import type { Timeline } from "../timeline/timeline.ts";
import {
  type Alarms,
  type AlarmsAnswered,
  type AloneResult,
  alarmsAlone,
  alarmsAnswered,
  alarmsBeside,
} from "./alarms.ts";
import { type Detector, detectorsOf } from "./detectors.ts";
import {
  type RetrainingGain,
  retrainingGains,
  type ServedBatch,
  type ServingModel,
  servedBatches,
  servingModels,
} from "./served.ts";

export interface DetectorRow extends Pick<Detector, "id" | "test" | "watches" | "limit"> {
  readonly beside: Alarms;
  readonly answered: AlarmsAnswered;
  readonly alone: AloneResult;
}

export interface PolicyQuality {
  readonly policy: string;
  readonly served: readonly ServedBatch[];
  readonly models: readonly ServingModel[];
  /** By served batch. */
  readonly gains: readonly RetrainingGain[];
  readonly detectors: readonly DetectorRow[];
  /** Mean over the served batches; null before the first model. */
  readonly meanAccuracy: number | null;
}

/** @param features by batch, where they are known */
export function analyseQuality(
  timeline: Timeline,
  { quality }: Pick<World, "quality">,
  surface: QualitySurface,
  features: readonly BatchFeatures[] | null,
): PolicyQuality {
  const served = servedBatches(timeline);
  const models = servingModels(timeline);
  const rows = quality.kind === "observed" ? quality.trained?.rows : undefined;
  const first = served[0]?.batch;
  const detectors = detectorsOf(rows, features).map((detector): DetectorRow => {
    const { id, test, watches, limit } = detector;
    const beside = alarmsBeside(detector, served);
    const answered = alarmsAnswered(beside.firedAt, models);
    return {
      ...{ id, test, watches, limit, beside, answered },
      alone: alarmsAlone(detector, surface, first ?? surface.batchCount),
    };
  });
  return {
    ...{ policy: timeline.policy, served, models, detectors },
    gains: retrainingGains(served, surface),
    meanAccuracy:
      served.length === 0
        ? null
        : served.reduce((sum, { accuracy }) => sum + accuracy, 0) / served.length,
  };
}

/** The whole surface as plain numbers, row by row; NaN below the diagonal. */
export interface SurfaceTable {
  readonly batchCount: number;
  readonly accuracy: Float64Array;
  /** 1 where another measurement stands in. */
  readonly carried: Uint8Array;
}

export function surfaceTable(surface: QualitySurface, batchCount: number): SurfaceTable {
  const accuracy = new Float64Array(batchCount * batchCount).fill(Number.NaN);
  const carried = new Uint8Array(batchCount * batchCount);
  for (let i = 0; i < batchCount; i++) {
    for (let j = i; j < batchCount; j++) {
      const cell = surface.accuracy(i, j);
      accuracy[i * batchCount + j] = cell.value;
      carried[i * batchCount + j] = cell.carried ? 1 : 0;
    }
  }
  return { batchCount, accuracy, carried };
}

/** As rows: `rows[i][j]`, null below the diagonal. */
export function surfaceRows({ batchCount, accuracy }: SurfaceTable): (number | null)[][] {
  return Array.from({ length: batchCount }, (_, i) =>
    Array.from({ length: batchCount }, (__, j) =>
      j < i ? null : (accuracy[i * batchCount + j] as number),
    ),
  );
}
