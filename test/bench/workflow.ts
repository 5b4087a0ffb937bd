/** Workflows on the virtual clock: wide fan-outs, wide DAGs, deep recursion, and how fast nodes move. */
import { NO_PROFILES } from "../../engine/core/profile/profile.ts";
import { runOnVirtualClock } from "../../engine/core/simulate/virtual-run.ts";
import { virtualWorld } from "../../engine/core/simulate/virtual-world.ts";
import type { WorkflowPlan } from "../../engine/core/workflow/plan/plan.ts";
import { planWorkflow } from "../../engine/core/workflow/plan/plan-workflow.ts";
import { workflowOf } from "../helpers/workflow.ts";
import { atLeast, atMost, type Claim, timesMs } from "./measure.ts";

const RUNS = 21;
const WARM_UP = 5;
const WIDTH = 10_000;
const DEPTH = 1_000;

const FAN_OUT = `- name: main
  dag:
    tasks:
      - name: fan
        template: work
        withSequence: { count: "${WIDTH}" }
        arguments: { parameters: [{ name: shard, value: "{{item}}" }] }
      - { name: join, template: join, depends: fan }
- name: work
  inputs: { parameters: [{ name: shard }] }
  container: { image: a, args: ["{{inputs.parameters.shard}}"] }
- { name: join, container: { image: a } }`;

const RECURSION = `- name: main
  inputs: { parameters: [{ name: depth, value: "0" }] }
  steps:
    - - { name: work, template: work }
    - - name: again
        template: main
        when: "{{inputs.parameters.depth}} < ${DEPTH}"
        arguments: { parameters: [{ name: depth, value: "{{=asInt(inputs.parameters.depth) + 1}}" }] }
- { name: work, container: { image: a } }`;

export function measureWorkflows(): Claim[] {
  const fanOut = planOf(FAN_OUT);
  const fanOutTimes = timesMs(() => run(fanOut), RUNS, WARM_UP);
  const wide = planOf(wideDag());
  const changes = phaseChanges(wide);
  const rates = timesMs(() => run(wide), RUNS, WARM_UP).map((ms) => (changes / ms) * 1_000);
  const deep = planOf(RECURSION);
  return [
    atMost(`a fan-out of ${WIDTH} nodes and a join, one core`, "ms", 1_000, fanOutTimes),
    atLeast(`node transitions, DAG of ${WIDTH} tasks in chains of 10`, "/s", 200_000, rates),
    atMost(
      `a recursion ${DEPTH} templates deep`,
      "ms",
      1_000,
      timesMs(() => run(deep), RUNS, 2),
    ),
  ];
}

function run(plan: WorkflowPlan): void {
  const { run } = runOnVirtualClock(plan, virtualWorld(NO_PROFILES));
  if (run.phase !== "Succeeded") throw new Error(`the workflow ended ${run.phase}: ${run.message}`);
}

/** How often a node is made or changes its phase: Pending, Running, Succeeded. */
function phaseChanges(plan: WorkflowPlan): number {
  const { run } = runOnVirtualClock(plan, virtualWorld(NO_PROFILES));
  return run.nodes.length * 3;
}

function planOf(templates: string): WorkflowPlan {
  return planWorkflow(workflowOf("bench", "main", templates), { maxDepth: DEPTH + 10 });
}

function wideDag(): string {
  const tasks = Array.from({ length: WIDTH }, (_, i) => {
    const depends = i % 10 === 0 ? "" : `, depends: t${i - 1}`;
    return `      - { name: t${i}, template: work${depends} }`;
  });
  return `- name: main\n  dag:\n    tasks:\n${tasks.join("\n")}\n- { name: work, container: { image: a } }`;
}
