/** Questions of live runs with real programs, for storms, faults and histories. */
import { join } from "node:path";
import { unwrap } from "../../engine/core/issue.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import type { LiveQuestion } from "../../engine/lab/live/question.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import type { Patience, StormPlan } from "./plan.ts";

export const FIXTURES = join(import.meta.dirname, "../../fixtures/live");
const STEPS = join(FIXTURES, "storm/steps");

/** Retries after the first attempt; null: the workflow has no rule for it. */
export const LIMITS: Readonly<Record<Patience, number | null>> = {
  patient: 60,
  strict: 1,
  once: null,
};

export type Setup = Pick<StormPlan, "policy" | "timeScale" | "patience" | "service" | "slowness">;

export function stormQuestion(
  { policy, timeScale, patience, service, slowness }: Setup,
  ledger: string,
): LiveQuestion {
  const world = unwrap(openWorld(unwrap(findScenario(join(FIXTURES, "storm"))), {}));
  const program = (name: string) => [process.execPath, join(STEPS, `${name}.js`)];
  return {
    version: "storm",
    folder: join(FIXTURES, "storm"),
    content: { commands: [], named: [], scenarioFolder: FIXTURES, hash: "" },
    world: withLimit(world, LIMITS[patience]),
    policy,
    images: {
      "storm/step:1": [...program("step"), "--ledger", ledger, "--slowness", String(slowness)],
    },
    services: service
      ? [{ name: "model-api", argv: [...program("service"), ledger], env: {} }]
      : [],
    environment: [],
    timeScale,
    workScale: 1,
    logBytes: 100_000,
    processes: 64,
    graceMs: 500,
  };
}

/** The same world with another limit of retries. */
export function withLimit(world: World, limit: number | null): World {
  const { workflow } = world.workload;
  const templates = workflow.templates.map(({ retryStrategy, ...template }) => {
    if (retryStrategy === undefined || limit === null) return template;
    return { ...template, retryStrategy: { ...retryStrategy, limit: String(limit) } };
  });
  return { ...world, workload: { ...world.workload, workflow: { ...workflow, templates } } };
}
