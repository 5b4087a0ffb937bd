/** The timeline of a run that has not ended, closed at an instant, so that it can be accounted. */
import type { ReplayContext } from "../simulate/context.ts";
import { nodeOf } from "../simulate/pods.ts";
import { activeRun, type ReplayState } from "../simulate/state.ts";
import type { PodRecord, Timeline } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";

/** What runs counts as cut at the instant, with its profile's utilisation: it is not measured yet. */
export function timelineSoFar(
  context: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
): Timeline {
  const { timeline } = state;
  if (atMs >= timeline.toMs) return timeline;
  const nodes = timeline.nodes
    .filter(({ fromMs }) => fromMs <= atMs)
    .map((node) => ({ ...node, toMs: Math.min(node.toMs, atMs) }));
  const transfers = timeline.transfers
    .filter(({ fromMs }) => fromMs <= atMs)
    .map((each) => ({ ...each, toMs: Math.min(each.toMs, atMs) }));
  const pods = [...timeline.pods, ...runningPods(context, state, atMs)];
  return { ...timeline, toMs: atMs, nodes, transfers, pods };
}

function runningPods(context: ReplayContext, state: ReplayState, atMs: InstantMs): PodRecord[] {
  const pods = Object.values(state.runs).flatMap(({ pods }) => Object.values(pods));
  return pods.flatMap((pod) => {
    if (pod === undefined) return [];
    const { request, templateName, displayName, startedAtMs, ask } = pod;
    const { template } = nodeOf(activeRun(state, request).run, pod.pod);
    const work = context.profiles[template]?.work;
    const { cpu, gpus } = ask.requests;
    return [pod.node, ...pod.moreNodes].map((node) => {
      const record = state.timeline.nodes[node];
      return {
        request,
        templateName,
        displayName,
        node,
        startedAtMs,
        finishedAtMs: atMs,
        cpu,
        utilisation: work?.kind === "modelled" ? work.utilisation : 1,
        ...(gpus === undefined ? {} : { gpus }),
        ...(record?.site === undefined ? {} : { site: record.site }),
        ...(record?.pool === undefined ? {} : { pool: record.pool }),
      };
    });
  });
}
