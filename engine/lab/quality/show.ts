/** A scenario's quality surface, and what its policies and the detectors make of it. */
import { runPolicy } from "../../core/compare/compare.ts";
import { type Issue, type Result, success } from "../../core/issue.ts";
import {
  analyseQuality,
  type PolicyQuality,
  type SurfaceTable,
  surfaceTable,
} from "../../core/quality/analyse.ts";
import type { BatchFeatures } from "../../core/scenario/surface-schema.ts";
import type { World } from "../../core/scenario/world.ts";
import { prepareWorld } from "../../core/simulate/context.ts";
import { type FoundScenario, openWorld } from "../scenario/open.ts";

export interface ShownQuality {
  readonly world: World;
  readonly warnings: readonly Issue[];
  readonly table: SurfaceTable;
  readonly policies: readonly (PolicyQuality & { readonly title: string })[];
}

/** @param features of the batches, where the surface carries them */
export function showQuality(
  found: FoundScenario,
  features: readonly BatchFeatures[] | null,
): Result<ShownQuality> {
  const opened = openWorld(found, {});
  if (!opened.ok) return opened;
  const world = opened.value;
  const prepared = prepareWorld(world);
  const { surface } = prepared;
  return success({
    ...{ world, warnings: opened.warnings },
    table: surfaceTable(surface, world.batchesAtMs.length),
    policies: world.policies.map((spec) => {
      const { timeline } = runPolicy(prepared, spec);
      return { ...analyseQuality(timeline, world, surface, features), title: spec.title };
    }),
  });
}
