/** How many events a second go through the general engine, with a full record of every run. */
import { unwrap } from "../../engine/core/issue.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { replay } from "../../engine/core/simulate/replay.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import { podOf, workflowOf } from "../helpers/workflow.ts";
import { atLeast, type Claim, timesMs } from "./measure.ts";

const RUNS = 9;
const WARM_UP = 3;
const REQUESTS = 100_000;

/** Events that the driver brings to `step`, and those that it brings to workflows. */
export function measureEvents(): Claim[] {
  const world = manyJobs();
  const context = { ...prepareWorld(world), spec: world.policies[0] as World["policies"][number] };
  let events = 0;
  replay(context, (_, effects) => {
    // The event itself, and the start of each pod, which is an event of its workflow.
    events += 1 + effects.filter(({ type }) => type === "startPod").length;
  });
  const rates = timesMs(() => replay(context), RUNS, WARM_UP).map((ms) => (events / ms) * 1_000);
  const claim = `events through the general engine, ${REQUESTS} jobs over a year, full records`;
  return [atLeast(claim, "/s", 1_000_000, rates)];
}

/** One pod a job, as many nodes as it takes, under the policy that waits for a clean grid. */
function manyJobs(): World {
  const year = unwrap(openWorld(unwrap(findScenario("nightly-retrain")), {}));
  const { fromMs, toMs } = year.period;
  const stepMs = Math.floor((toMs - fromMs - year.workload.deadlineMs) / REQUESTS);
  const spec = year.policies.find(({ type }) => type === "threshold");
  if (spec === undefined) throw new Error("the bundled year has a policy of type threshold");
  return {
    ...year,
    workload: {
      ...year.workload,
      workflow: workflowOf("job", "work", podOf("work", 1, 1)),
      requestedAtMs: Array.from({ length: REQUESTS }, (_, index) => fromMs + index * stepMs),
    },
    profiles: {},
    pool: { ...year.pool, maxNodes: 1_000 },
    policies: [spec],
    baseline: spec.name,
  };
}
