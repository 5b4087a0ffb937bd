/** Worlds for stories of live runs that no bundled scenario tells. */
import type { World } from "../../../engine/core/scenario/world.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { smallWorld } from "../../renderer/small-world.ts";

/** Each run waits for somebody to approve it after its training, and says by what. */
export function approvedWorld(): World {
  const templates = `- name: main
  steps:
    - - { name: train, template: train }
    - - { name: approve, template: approve }
- name: approve
  suspend: {}
  outputs:
    parameters:
      - { name: verdict, valueFrom: { supplied: {} } }
      - { name: reason, default: none given, valueFrom: { supplied: {} } }
${podOf("train", 2, 4)}`;
  return withWorkflow(templates);
}

/** Each run is a loop of so many pods, some of them at once. */
export function wideWorld(pods: number): World {
  const templates = `- name: main
  steps:
    - - { name: work, template: train, withSequence: { count: "${pods}" } }
${podOf("train", 0.02, 0.01)}`;
  const world = withWorkflow(templates);
  const work = {
    kind: "modelled",
    duration: { kind: "constant", durationMs: 120_000 },
    utilisation: 1,
  } as const;
  return { ...world, profiles: { train: { work, exitCode: 0, parameters: {} } } };
}

function withWorkflow(templates: string): World {
  const world = smallWorld();
  const workflow = workflowOf("retrain", "main", templates);
  return { ...world, workload: { ...world.workload, workflow } };
}
