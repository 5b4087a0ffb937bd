/** The steps of a request's run, and which of them wait for which: what could have been put off. */

import { podPowerW } from "../cluster/power.ts";
import type { Task, TaskGraph } from "../optimum/task-graph.ts";
import { outcomeOf } from "../profile/outcome.ts";
import type { Profile } from "../profile/profile.ts";
import type { PreparedWorld } from "../simulate/context.ts";
import { withReplicas } from "../simulate/pod-parts.ts";
import { countStart, isDaemon, profiledPod, type StartCounts } from "../simulate/pods.ts";
import { resumptionFor } from "../simulate/suspension.ts";
import { runOnVirtualClock, type VirtualRun, type VirtualWorld } from "../simulate/virtual-run.ts";
import { poolOf } from "../site/site.ts";
import type { PodRecord } from "../timeline/timeline.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import type { WorkflowNode } from "../workflow/state.ts";
import { lengthOf, matchPods } from "./run-match.ts";
import { type Order, orderOf } from "./run-order.ts";

/** A run as tasks, with what happened to each. */
export interface RunGraph {
  readonly graph: TaskGraph;
  /** By task: its pods, as the timeline has them; none for a wait that needs no node. */
  readonly records: readonly (readonly PodRecord[])[];
  /** Why the graph says less than all that holds the run back; absent: it says all. */
  readonly loose?: string;
}

/** Types of nodes that take time of their own; the others are made of them. */
const LEAVES: ReadonlySet<string> = new Set(["Pod", "Suspend", "HTTP", "Plugin"]);

/**
 * The graph of a run that ended, from running its workflow again with room for everything: the same
 * profiles and draws, so the same durations. An edge of the graph is a path of Argo's own node graph.
 *
 * What the graph does not say makes it looser, never tighter, so a bound from it holds: locks, limits of
 * parallelism and back-off are left out, daemons too, and where the run cannot be repeated (say, because an
 * output was memoized) its pods stand without an order. `loose` then says so.
 *
 * @param records all pods of the request, in the order of the timeline
 */
export function runGraphOf(
  prepared: PreparedWorld,
  policy: string,
  request: number,
  records: readonly PodRecord[],
): RunGraph {
  const { plan } = prepared;
  const again = runOnVirtualClock(plan, worldOf(prepared, policy, request));
  const leaves = again.run.nodes.filter(isLeaf);
  const matched = matchPods(
    leaves.filter((node) => !isDaemon(plan, node)),
    records.filter(({ templateName }) => !isDaemonName(plan, templateName)),
  );
  if (matched === undefined) return withoutOrder(prepared, records);
  const order = orderOf(again.run, leaves);
  const position = new Map(order.indices.map((index, task) => [index, task]));
  const own = order.indices.map((index) => matched.get(index) ?? []);
  const graph = order.indices.map((index, task): Task => {
    const node = again.run.nodes[index] as WorkflowNode;
    const before = order.after.get(index) ?? [];
    return {
      ...taskOf(prepared, node.displayName, node.template, own[task] ?? []),
      // A daemon lives as long as those it serves; how long that is depends on the schedule.
      durationMs: isDaemon(plan, node) ? 0 : lengthOf(node),
      after: before.map((each) => position.get(each) as number),
    };
  });
  const loose = looseness(plan, again, order);
  return { graph, records: own, ...(loose === undefined ? {} : { loose }) };
}

/** The same outcomes as in the replay, on an empty cluster without end. */
function worldOf(
  { profiles, draws }: PreparedWorld,
  policy: string,
  request: number,
): VirtualWorld {
  const started: StartCounts = [];
  const ask = (plan: WorkflowPlan, node: WorkflowNode) => {
    const occurrence = countStart(started, node.template);
    const pod = profiledPod(plan, node, { occurrence, request, policy, draws });
    return [profiles[node.template] as Profile, pod] as const;
  };
  return {
    pod: (plan, _run, node) => {
      const [profile, pod] = ask(plan, node);
      return withReplicas(outcomeOf(profile, pod), profile);
    },
    resume: (plan, _run, node, ownMs) => resumptionFor(...ask(plan, node), ownMs),
  };
}

function isLeaf(node: WorkflowNode): boolean {
  return LEAVES.has(node.type) && node.startedAtMs !== null && node.finishedAtMs !== null;
}

function isDaemonName(plan: WorkflowPlan, templateName: string): boolean {
  return plan.templates.some(({ name, daemon }) => daemon && name === templateName);
}

/** Without duration and order. */
function taskOf(
  { plan, profiles, sites }: PreparedWorld,
  name: string,
  template: number,
  records: readonly PodRecord[],
): Omit<Task, "durationMs" | "after"> {
  const [pod] = records;
  if (pod === undefined) return { name, powerW: 0, cpu: 0, memoryGib: 0 };
  const planned = plan.templates[template];
  const replicas = profiles[template]?.replicas ?? 1;
  return {
    name,
    powerW: replicas * podPowerW(pod, poolOf(sites, pod)),
    cpu: replicas * pod.cpu,
    memoryGib: planned?.kind === "leaf" ? replicas * planned.requests.memoryGib : 0,
    ...flexibilityOf(profiles[template]),
  };
}

/** The one place where a profile says that a step may be suspended, or have replicas. */
function flexibilityOf(profile: Profile | undefined): Pick<Task, "checkpoint" | "throughput"> {
  const { checkpoint, replicas, throughput } = profile ?? {};
  // The replicas of a multi-node job are no choice of the schedule's.
  if (replicas !== undefined) return checkpoint === undefined ? {} : { checkpoint };
  return {
    ...(checkpoint === undefined ? {} : { checkpoint }),
    ...(throughput === undefined ? {} : { throughput }),
  };
}

/**
 * Pods as they were, each for itself. A part may have been longer than its work by saving and loading, and
 * replicas by more than can be told apart: the former is taken off, the latter count for nothing.
 */
function withoutOrder(prepared: PreparedWorld, all: readonly PodRecord[]): RunGraph {
  const { plan } = prepared;
  // What an eviction destroyed need not have been done.
  const records = all.filter(
    ({ templateName, evicted }) => evicted !== true && !isDaemonName(plan, templateName),
  );
  const graph = records.map((record): Task => {
    const template = plan.templates.findIndex(({ name }) => name === record.templateName);
    const { displayName, startedAtMs, finishedAtMs } = record;
    const { throughput, ...task } = taskOf(prepared, displayName, template, [record]);
    const { saveMs = 0, restoreMs = 0 } = task.checkpoint ?? {};
    return {
      ...task,
      // Each node of a multi-node job has a record, and so a task, of its own.
      powerW: throughput === undefined ? podPowerW(record, poolOf(prepared.sites, record)) : 0,
      durationMs: Math.max(0, finishedAtMs - startedAtMs - saveMs - restoreMs),
      after: [],
    };
  });
  const loose = "its pods could not be repeated, so they stand without an order";
  return { graph, records: records.map((record) => [record]), loose };
}

function looseness(plan: WorkflowPlan, { run, startMs }: VirtualRun, order: Order) {
  const held = plan.templates.some(
    ({ parallelism, locks, daemon }) => parallelism !== undefined || locks.length > 0 || daemon,
  );
  const { parallelism, locks } = plan.workflow;
  if (held || plan.limitsTime || parallelism !== undefined || locks.length > 0) {
    return "limits of parallelism and time, locks and daemons are left out";
  }
  const waits = order.indices.some((index) => {
    const ends = (order.after.get(index) ?? []).map((each) => run.nodes[each]?.finishedAtMs ?? 0);
    return run.nodes[index]?.startedAtMs !== Math.max(startMs, ...ends);
  });
  return waits ? "some waits between its steps are left out" : undefined;
}
