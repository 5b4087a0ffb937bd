/** SCI for AI: the provider's and the consumer's score, from the stages that templates belong to. */
import { reservedShare } from "../cluster/power.ts";
import { poolOf, type Site } from "../site/site.ts";
import type { PodRecord, Timeline } from "../timeline/timeline.ts";
import type { Attribution } from "./attribute.ts";
import {
  type AiScore,
  type AiViews,
  CONSUMER_STAGES,
  PROVIDER_STAGES,
  type Stage,
} from "./audit-result.ts";
import type { Coefficients, FunctionalUnit } from "./coefficients.ts";
import type { Slice } from "./result.ts";
import { sumSlices } from "./slice-sum.ts";
import { unitsOf } from "./units-served.ts";

export interface AiTerms {
  /** Stage of each template, by name; others are unassigned. */
  readonly stages: Readonly<Record<string, Stage>>;
  readonly provider?: FunctionalUnit;
  readonly consumer?: FunctionalUnit;
}

const SHARING =
  "Idleness, system, data-centre overhead and transfers belong to no template; they are shared by the node time " +
  "that templates reserved.";

/** Stands for what no template can take a share of, in a period without work. */
const NO_TEMPLATE = "";

/** @param attribution with pods told apart by template */
export function aiViews(
  timeline: Timeline,
  sites: readonly Site[],
  attribution: Attribution,
  world: Coefficients & { readonly ai?: AiTerms },
): AiViews | null {
  const { ai } = world;
  if (ai === undefined) return null;
  const whole = withShares(attribution, reservedTime(timeline, sites));
  const ofStage = (stage: Stage) =>
    sumSlices(
      Object.keys(whole).flatMap((name) => (ai.stages[name] === stage ? [whole[name]] : [])),
    );
  const score = (stages: readonly Stage[], unit: FunctionalUnit | undefined): AiScore => {
    const byStage = stages.map((stage) => ({ stage, ...ofStage(stage) }));
    const slice = sumSlices(byStage);
    return { ...slice, byStage, ...scored(slice, unit, timeline, world) };
  };
  const unassigned = Object.keys(whole).filter((name) => ai.stages[name] === undefined);
  return {
    provider: score(PROVIDER_STAGES, ai.provider),
    consumer: score(CONSUMER_STAGES, ai.consumer),
    unassigned: {
      ...sumSlices(unassigned.map((name) => whole[name])),
      templates: unassigned.filter((name) => name !== NO_TEMPLATE),
    },
    sharing: SHARING,
  };
}

function scored(
  { operationalG, embodiedG }: Slice,
  unit: FunctionalUnit | undefined,
  timeline: Timeline,
  world: Coefficients,
) {
  const carbonG = operationalG + embodiedG;
  if (unit === undefined) {
    const whyNone = "the scenario states no unit for this view";
    return { carbonG, unitName: null, units: 0, gPerUnit: null, whyNone };
  }
  const units = unitsOf(timeline, unit, world);
  if (units > 0) return { carbonG, unitName: unit.name, units, gPerUnit: carbonG / units };
  const whyNone = `the period served no ${unit.name}`;
  return { carbonG, unitName: unit.name, units, gPerUnit: null, whyNone };
}

/** Node time that each template's pods reserved, in shares of a node x ms. */
function reservedTime({ pods }: Timeline, sites: readonly Site[]): Map<string, number> {
  const time = new Map<string, number>();
  const stay = (pod: PodRecord) =>
    reservedShare(pod, poolOf(sites, pod)) * (pod.finishedAtMs - pod.startedAtMs);
  for (const pod of pods) {
    time.set(pod.templateName, (time.get(pod.templateName) ?? 0) + stay(pod));
  }
  return time;
}

/** Each template's work with its part of what belongs to none; of a period without work all is unassigned. */
function withShares(
  { byStep, idle, system, overhead, transfer }: Attribution,
  reserved: ReadonlyMap<string, number>,
): Record<string, Slice> {
  const shared = sumSlices([idle, system, overhead, transfer]);
  const all = [...reserved.values()].reduce((sum, each) => sum + each, 0);
  if (all === 0) return { ...byStep, [NO_TEMPLATE]: shared };
  const entries = Object.entries(byStep).map(([name, slice]): [string, Slice] => {
    const share = (reserved.get(name) ?? 0) / all;
    return [name, sumSlices([slice, scaled(shared, share)])];
  });
  return Object.fromEntries(entries);
}

function scaled(slice: Slice, share: number): Slice {
  return {
    energyKwh: slice.energyKwh * share,
    operationalG: slice.operationalG * share,
    embodiedG: slice.embodiedG * share,
    cost: slice.cost * share,
  };
}
