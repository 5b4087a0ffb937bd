/** What the Models and drift room and its worker say to each other. */
import type { BatchFeatures } from "../../../engine/contract/quality.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import type { PolicyQuality, ServedBatch, ServingModel, SurfaceTable } from "./types.ts";

/** A policy's path over the surface, without the detectors. */
export interface PolicyPath {
  readonly policy: string;
  readonly title: string;
  readonly isBaseline: boolean;
  readonly served: readonly ServedBatch[];
  readonly models: readonly ServingModel[];
  /** Null before the first model. */
  readonly meanAccuracy: number | null;
}

export interface OpenedSurface {
  readonly table: SurfaceTable;
  /** In the order of the scenario's policies. */
  readonly paths: readonly PolicyPath[];
}

export type QualityRequest =
  | {
      readonly kind: "open";
      readonly world: World;
      readonly features: readonly BatchFeatures[] | null;
    }
  | { readonly kind: "ask"; readonly policy: string };

export type QualityReply =
  | { readonly kind: "surface"; readonly surface: OpenedSurface }
  | { readonly kind: "policy"; readonly quality: PolicyQuality }
  | { readonly kind: "failure"; readonly message: string };
