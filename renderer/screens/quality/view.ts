/** Everything that the panels of the Models and drift room share. */
import type { QualityView } from "../../../engine/contract/quality.ts";
import type { PolicyMark } from "../../charts/palette/policy.ts";
import type { Ramp } from "../../charts/sweep/ramp.ts";
import type { VisibleWindow } from "../../charts/visible-window.ts";
import type { PolicyPath } from "../../preview/quality/protocol.ts";
import type { PolicyQuality, SurfaceTable } from "../../preview/quality/types.ts";
import type { World } from "../../preview/types.ts";

/** A policy with the mark that it has in every picture. */
export interface MarkedPath extends PolicyPath {
  readonly mark: PolicyMark;
}

/** A model on a batch. */
export interface Spot {
  readonly trainedOn: number;
  readonly scoredOn: number;
}

/** `beside` the policy, over the models that it served; `alone`, over models that they replace themselves. */
export type Basis = "beside" | "alone";

export interface Look {
  readonly asTable: boolean;
  readonly basis: Basis;
}

export interface ModelsView {
  readonly world: World;
  readonly facts: QualityView;
  readonly table: SurfaceTable;
  readonly ramp: Ramp;
  readonly theme: "light" | "dark";
  readonly paths: readonly MarkedPath[];
  /** Of the chosen policy. */
  readonly path: MarkedPath;
  /** Null while its detectors are run. */
  readonly quality: PolicyQuality | null;
  /** When batches begin, and when the last one ends. */
  readonly edgesMs: readonly number[];
  readonly look: Look;
  readonly period: VisibleWindow;
  readonly window: VisibleWindow;
  /** The cell under the pointer, else the one that was chosen. */
  readonly spot: Spot | null;
  hover(spot: Spot | null): void;
  pin(spot: Spot): void;
  setLook(look: Partial<Look>): void;
  setWindow(window: VisibleWindow): void;
  selectPolicy(policy: string): void;
}

/** Accuracy of a model on a batch, and whether it was measured; null where the model is younger. */
export function cellAt(
  { batchCount, accuracy, carried }: SurfaceTable,
  { trainedOn, scoredOn }: Spot,
): { readonly accuracy: number; readonly carried: boolean } | null {
  if (trainedOn < 0 || scoredOn < trainedOn || scoredOn >= batchCount) return null;
  const at = trainedOn * batchCount + scoredOn;
  return { accuracy: accuracy[at] as number, carried: carried[at] === 1 };
}
