/** Questions of live runs with real programs, for storms, faults and histories. */
import { join } from "node:path";
import { unwrap } from "../../engine/core/issue.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import type { LiveQuestion } from "../../engine/lab/live/question.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import type { Patience, StormPlan } from "./plan.ts";

export const FIXTURES = join(import.meta.dirname, "../../fixtures/live");
const COMMON = {
  version: "storm",
  // Nothing here asks whether it is trusted.
  folder: FIXTURES,
  content: { commands: [], named: [], scenarioFolder: FIXTURES, hash: "" },
  services: [],
  environment: [],
  timeScale: null,
  workScale: 1,
  logBytes: 100_000,
  processes: 64,
  graceMs: 500,
} as const;

/** Retries after the first attempt; null: the workflow has no rule for it. */
export const LIMITS: Readonly<Record<Patience, number | null>> = {
  patient: 60,
  strict: 1,
  once: null,
};

export type Setup = Pick<StormPlan, "policy" | "timeScale" | "patience" | "service" | "slowness">;

export const CALM: Setup = {
  policy: "now",
  timeScale: null,
  patience: "patient",
  service: false,
  slowness: 1,
};

export function stormQuestion(
  { policy, timeScale, patience, service, slowness }: Setup,
  ledger: string,
): LiveQuestion {
  const program = (name: string) => programOf("storm", name);
  return {
    ...COMMON,
    world: withLimit(worldIn("storm"), LIMITS[patience]),
    policy,
    images: {
      "storm/step:1": [...program("step"), "--ledger", ledger, "--slowness", String(slowness)],
    },
    services: service
      ? [{ name: "model-api", argv: [...program("service"), ledger], env: {} }]
      : [],
    timeScale,
  };
}

export function threeDaysQuestion(policy: string): LiveQuestion {
  const images = ["fetch", "train", "publish"].map((name) => [
    `shop/${name}:1`,
    programOf("three-days", name),
  ]);
  return { ...COMMON, world: worldIn("three-days"), policy, images: Object.fromEntries(images) };
}

function worldIn(fixture: string): World {
  return unwrap(openWorld(unwrap(findScenario(join(FIXTURES, fixture))), {}));
}

function programOf(fixture: string, step: string): readonly string[] {
  return [process.execPath, join(FIXTURES, fixture, "steps", `${step}.js`)];
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
