/** The small world with everything that an account can have: two traces, a spot pool, storage, stages, a system. */
import type { World } from "../../../engine/core/scenario/world.ts";
import { MINUTE_MS } from "../../../engine/core/units/units.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { smallWorld } from "../small-world.ts";

const STEPS = `- name: main
  steps: [[{ name: idle, template: idle }], [{ name: train, template: train }]]
${podOf("idle", 1, 1)}
${podOf("train", 2, 4)}`;

/** Clean at night in the trace that is scored with, and in the morning in the one that policies decide on. */
export function richWorld(): World {
  const world = smallWorld();
  const { trace } = world.grid;
  const gPerKwh = trace.gPerKwh.map((value) => 500 - value);
  const about = { ...trace.about, signal: "marginal", zone: "YY" } as const;
  const work = world.profiles.train as World["profiles"][string];
  const pool: World["pool"] = {
    ...world.pool,
    ...{ vcpu: 4, memoryGib: 16, maxNodes: 2, pue: 1.2, scaleDownMs: 30 * MINUTE_MS },
    system: { cpu: 0.5, memoryGib: 1, utilisation: 0.5 },
  };
  return {
    ...world,
    grid: { ...world.grid, scoring: { ...trace, gPerKwh, about } },
    workload: { ...world.workload, workflow: workflowOf("retrain", "main", STEPS) },
    profiles: { train: work, idle: work },
    pool,
    morePools: [{ ...pool, name: "spot", maxNodes: 1, spot: { evictionsPerHour: 0 } }],
    costs: { storage: { gib: 100, pricePerGibMonth: 0.02 } },
    ai: { stages: { train: "training" }, provider: { name: "model", perRun: 1, perDay: 0 } },
  };
}
