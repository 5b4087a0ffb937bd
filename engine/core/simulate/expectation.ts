/** What a run is expected to be before it starts: mean durations, and room for every pod. */
import type { NodePool } from "../cluster/node-pool.ts";
import { podPowerW } from "../cluster/power.ts";
import { CompensatedSum } from "../math/sum.ts";
import type { Subject } from "../policy/contract.ts";
import type { Checkpoint, Profile, Profiles } from "../profile/profile.ts";
import { type DurationMs, energyKwh, type Kwh } from "../units/units.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import type { WorkflowNode } from "../workflow/state.ts";
import { runOnVirtualClock } from "./virtual-run.ts";
import { expectedWorld } from "./virtual-world.ts";

/** The longest of a template's pods; where it stands in the run is judged by the graph. */
export interface StepExpectation {
  readonly durationMs: DurationMs;
  /** Longest way from its end to the end of the run. */
  readonly followingMs: DurationMs;
  /** Longest way from its start to the end of the run, over the longest way of all. */
  readonly importance: number;
  readonly energyKwh: Kwh;
}

/** What a policy is told of a run or a step, apart from when. */
export interface About {
  readonly subject: Subject;
  readonly durationMs: DurationMs;
  readonly followingMs: DurationMs;
  /** PUE included. */
  readonly energyKwh: Kwh;
  /** Asked for at once; the most of any pod, for a run. */
  readonly cpu: number;
  readonly checkpoint: Checkpoint | undefined;
  readonly throughput: readonly number[];
}

export interface Expectation {
  readonly run: About;
  /** By the template's position in the plan; undefined for those that have no pod. */
  readonly steps: readonly (StepExpectation | undefined)[];
}

export interface Expecting {
  readonly plan: WorkflowPlan;
  readonly profiles: Profiles;
  /** By the template's position in the plan. */
  readonly profileOf: readonly Profile[];
  /** Where a template's pods are expected to run. */
  readonly poolOf: (template: number) => NodePool;
  /** That of the world; other numbers are drawn than in its replay. */
  readonly seed: number;
}

/** Runs the workflow of a request with mean durations on a cluster that is empty and large enough. */
export function expectRun(expecting: Expecting, request: number): Expectation {
  const { plan, profiles, seed } = expecting;
  const world = expectedWorld(profiles, request, seed);
  const { run, startMs, endMs } = runOnVirtualClock(plan, world, { startMs: 0 });
  const ways = waysToTheEnd(run.nodes);
  const longestMs = run.nodes.reduce((most, { index }) => Math.max(most, ways[index] ?? 0), 1);
  const steps: (StepExpectation | undefined)[] = [];
  const energy = new CompensatedSum();
  let cpu = 0;
  for (const node of run.nodes) {
    const load = loadOf(expecting, node);
    if (load === undefined) continue;
    const durationMs = durationOf(node);
    const kwh = energyKwh(
      load.replicas * podPowerW(load, expecting.poolOf(node.template)),
      durationMs,
    );
    energy.add(kwh);
    cpu = Math.max(cpu, load.replicas * load.cpu);
    const wayMs = ways[node.index] ?? durationMs;
    if (wayMs <= wayOf(steps[node.template])) continue;
    const followingMs = wayMs - durationMs;
    const importance = wayMs / longestMs;
    steps[node.template] = { durationMs, followingMs, importance, energyKwh: kwh };
  }
  const about: About = {
    subject: { kind: "run" },
    durationMs: endMs - startMs,
    followingMs: 0,
    energyKwh: energy.value,
    cpu,
    checkpoint: dearest(expecting.profileOf),
    throughput: [1],
  };
  return { run: about, steps };
}

/** What suspending a run costs: the most of its steps that can be; undefined when none can. */
function dearest(profiles: readonly Profile[]): Checkpoint | undefined {
  return profiles.reduce<Checkpoint | undefined>((most, { checkpoint }) => {
    if (checkpoint === undefined || most === undefined) return checkpoint ?? most;
    return {
      saveMs: Math.max(most.saveMs, checkpoint.saveMs),
      restoreMs: Math.max(most.restoreMs, checkpoint.restoreMs),
    };
  }, undefined);
}

function wayOf(step: StepExpectation | undefined): DurationMs {
  return step === undefined ? -1 : step.durationMs + step.followingMs;
}

function durationOf({ startedAtMs, finishedAtMs }: WorkflowNode): DurationMs {
  return startedAtMs === null || finishedAtMs === null ? 0 : finishedAtMs - startedAtMs;
}

const FULLY_BUSY = { utilisation: 1, gpuUtilisation: 1 };

/** Undefined for nodes that are no pods. */
function loadOf({ plan, profileOf }: Expecting, node: WorkflowNode) {
  const template = plan.templates[node.template];
  if (node.type !== "Pod" || template?.kind !== "leaf") return undefined;
  const work = profileOf[node.template]?.work;
  const { utilisation, gpuUtilisation = 1 } = work?.kind === "modelled" ? work : FULLY_BUSY;
  const { replicas = 1 } = profileOf[node.template] ?? {};
  return { ...template.requests, utilisation, gpuUtilisation, replicas };
}

/**
 * By node: the longest way along Argo's edges from its start to an end, counting what takes time
 * itself: pods and suspended nodes. Children have higher indices, but for joins; so by depth first.
 */
function waysToTheEnd(nodes: readonly WorkflowNode[]): DurationMs[] {
  const ways: DurationMs[] = [];
  const seen: boolean[] = [];
  const stack: number[] = nodes.map(({ index }) => index);
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    const node = nodes[index] as WorkflowNode;
    if (ways[index] !== undefined) continue;
    const open = node.children.filter((child) => seen[child] !== true);
    seen[index] = true;
    if (open.length > 0) {
      stack.push(index, ...open);
      continue;
    }
    const longest = node.children.reduce((most, child) => Math.max(most, ways[child] ?? 0), 0);
    const takesTime = node.type === "Pod" || node.type === "Suspend";
    ways[index] = longest + (takesTime ? durationOf(node) : 0);
  }
  return ways;
}
