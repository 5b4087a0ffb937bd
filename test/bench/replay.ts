/** One year, hourly trace, nightly job: five policies at once, and one as the preview does it. */
import { compare, runPolicy } from "../../engine/core/compare/compare.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import { atMost, type Claim, timesMs } from "./measure.ts";

const RUNS = 101;
const WARM_UP = 50;

export function measureReplay(): Claim[] {
  const world = unwrap(openWorld(unwrap(findScenario("nightly-retrain")), {}));
  const five = atMost(
    `year, ${world.grid.trace.gPerKwh.length} h, ${world.workload.requestedAtMs.length} jobs, ` +
      `${world.policies.length} policies, one core`,
    "ms",
    20,
    timesMs(() => compare(world), RUNS, WARM_UP),
  );
  const prepared = prepareWorld(world);
  const one = world.policies.map((spec) =>
    atMost(
      `the same, policy ${spec.name} alone, as the preview worker replays it`,
      "ms",
      16,
      timesMs(() => runPolicy(prepared, spec), RUNS, WARM_UP),
    ),
  );
  return [five, ...one];
}
