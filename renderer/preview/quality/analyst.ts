/** The worker's side of the Models and drift room: replays the policies once, and runs detectors when asked. */
import type { BatchFeatures } from "../../../engine/contract/quality.ts";
import { assert } from "../../../engine/core/assert.ts";
import { runPolicy } from "../../../engine/core/compare/compare.ts";
import { analyseQuality, surfaceTable } from "../../../engine/core/quality/analyse.ts";
import { servedBatches, servingModels } from "../../../engine/core/quality/served.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { type PreparedWorld, prepareWorld } from "../../../engine/core/simulate/context.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import type { OpenedSurface, PolicyPath } from "./protocol.ts";
import type { PolicyQuality } from "./types.ts";

export class Analyst {
  private readonly prepared: PreparedWorld;
  private readonly features: readonly BatchFeatures[] | null;
  private readonly timelines: readonly Timeline[];
  private readonly known = new Map<string, PolicyQuality>();

  constructor(world: World, features: readonly BatchFeatures[] | null) {
    const prepared = prepareWorld(world);
    this.prepared = prepared;
    this.features = features;
    this.timelines = world.policies.map((spec) => runPolicy(prepared, spec).timeline);
  }

  surface(): OpenedSurface {
    const { world, surface } = this.prepared;
    return {
      table: surfaceTable(surface, world.batchesAtMs.length),
      paths: this.timelines.map((timeline) => pathOf(timeline, world)),
    };
  }

  policy(name: string): PolicyQuality {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const timeline = this.timelines.find(({ policy }) => policy === name);
    assert(timeline !== undefined, () => `'${name}' is a policy`);
    const { world, surface } = this.prepared;
    const made = analyseQuality(timeline, world, surface, this.features);
    this.known.set(name, made);
    return made;
  }
}

function pathOf(timeline: Timeline, { policies, baseline }: World): PolicyPath {
  const { policy } = timeline;
  const served = servedBatches(timeline);
  const sum = served.reduce((all, { accuracy }) => all + accuracy, 0);
  return {
    ...{ policy, served, models: servingModels(timeline), isBaseline: policy === baseline },
    title: policies.find(({ name }) => name === policy)?.title ?? policy,
    meanAccuracy: served.length === 0 ? null : sum / served.length,
  };
}
