/** What a person changed on the screen, and the world that it makes. */
import type { PolicySpec } from "../../engine/core/policy/spec.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import type { ForecastSettings } from "./types.ts";

/** Parameters of one policy, by their name in its spec; absent means as the scenario says. */
export type PolicyEdit = Readonly<Record<string, number | boolean | string>>;

export interface Edits {
  readonly deadlineMs?: number;
  /** What all policies are given, in all regions; absent means as the scenario says. */
  readonly forecast?: ForecastSettings;
  /** By policy name. */
  readonly policies: Readonly<Record<string, PolicyEdit>>;
}

export const NO_EDITS: Edits = { policies: {} };

/** The scenario with the edits applied; titles that name a changed value follow it. */
export function applyEdits(world: World, edits: Edits): World {
  const deadlineMs = edits.deadlineMs ?? world.workload.deadlineMs;
  const { forecast = world.grid.forecast } = edits;
  return {
    ...world,
    grid: { ...world.grid, forecast },
    ...(edits.forecast !== undefined && regionsWith(world, edits.forecast)),
    workload: { ...world.workload, deadlineMs },
    policies: world.policies.map((spec) => {
      const edited = editPolicy(spec, edits.policies[spec.name]);
      return retitle(edited, hoursText(world.workload.deadlineMs), hoursText(deadlineMs));
    }),
  };
}

/** One model for all regions: else a comparison of places would be one of forecasts. */
function regionsWith({ regions }: World, forecast: ForecastSettings): Pick<World, "regions"> {
  if (regions === undefined) return {};
  return { regions: regions.map((each) => ({ ...each, grid: { ...each.grid, forecast } })) };
}

/** Only parameters that the spec has, and only with a value of their own kind. */
function editPolicy(spec: PolicySpec, edit: PolicyEdit = {}): PolicySpec {
  let edited = spec;
  for (const [key, after] of Object.entries(edit)) {
    const before = parameterOf(spec, key);
    if (typeof before !== typeof after || before === after) continue;
    edited = retitle({ ...edited, [key]: after }, titleText(key, before), titleText(key, after));
  }
  return edited;
}

function parameterOf(spec: PolicySpec, key: string): unknown {
  return (spec as unknown as Readonly<Record<string, unknown>>)[key];
}

/** How titles write a value: `240 g`, `8 h`, `30 %`; plain numbers say nothing of what they are. */
function titleText(key: string, value: unknown): string | undefined {
  if (typeof value !== "number") return undefined;
  if (key.endsWith("GPerKwh")) return `${value} g`;
  if (key.endsWith("Pct")) return `${value} %`;
  return key.endsWith("Ms") ? hoursText(value) : undefined;
}

function retitle<T extends PolicySpec>(spec: T, before = "", after = ""): T {
  if (before === "" || before === after || !spec.title.endsWith(before)) return spec;
  return { ...spec, title: spec.title.slice(0, -before.length) + after };
}

function hoursText(durationMs: number): string {
  return `${Number((durationMs / 3_600_000).toFixed(2))} h`;
}
