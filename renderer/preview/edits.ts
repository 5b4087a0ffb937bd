/** What a person changed on the screen, and the world that it makes. */
import type { PolicySpec } from "../../engine/core/policy/spec.ts";
import type { World } from "../../engine/core/scenario/world.ts";

/** Parameters of one policy that can be changed; absent means as the scenario says. */
export interface PolicyEdit {
  readonly limitGPerKwh?: number;
  readonly largeLoss?: number;
  readonly smallLoss?: number;
}

export interface Edits {
  readonly deadlineMs?: number;
  /** By policy name. */
  readonly policies: Readonly<Record<string, PolicyEdit>>;
}

export const NO_EDITS: Edits = { policies: {} };

/** The scenario with the edits applied; titles that name a changed value follow it. */
export function applyEdits(world: World, edits: Edits): World {
  const deadlineMs = edits.deadlineMs ?? world.workload.deadlineMs;
  return {
    ...world,
    workload: { ...world.workload, deadlineMs },
    policies: world.policies.map((spec) => {
      const edited = editPolicy(spec, edits.policies[spec.name]);
      return retitle(edited, hoursText(world.workload.deadlineMs), hoursText(deadlineMs));
    }),
  };
}

function editPolicy(spec: PolicySpec, edit: PolicyEdit | undefined): PolicySpec {
  if (edit === undefined) return spec;
  switch (spec.type) {
    case "threshold":
      return withLimit(spec, edit.limitGPerKwh);
    case "drift-gated": {
      const { largeLoss = spec.largeLoss, smallLoss = spec.smallLoss } = edit;
      return { ...withLimit(spec, edit.limitGPerKwh), largeLoss, smallLoss };
    }
    default:
      return spec;
  }
}

function withLimit<T extends PolicySpec & { readonly limitGPerKwh: number }>(
  spec: T,
  limitGPerKwh = spec.limitGPerKwh,
): T {
  return retitle({ ...spec, limitGPerKwh }, `${spec.limitGPerKwh} g`, `${limitGPerKwh} g`);
}

function retitle<T extends PolicySpec>(spec: T, before: string, after: string): T {
  if (before === after || !spec.title.endsWith(before)) return spec;
  return { ...spec, title: spec.title.slice(0, -before.length) + after };
}

function hoursText(durationMs: number): string {
  return `${Number((durationMs / 3_600_000).toFixed(2))} h`;
}
