/** Requests as pictures and tables need them: when it ran, on which grid, with how much carbon. */

import { podOperationalG } from "../../core/account/attribute.ts";
import type { PolicyResult } from "../../core/compare/result.ts";
import type { World } from "../../core/scenario/world.ts";
import { type Site, sitesOf } from "../../core/site/site.ts";
import type { RequestRecord, Timeline } from "../../core/timeline/timeline.ts";
import type { GramsCo2e } from "../../core/units/units.ts";

/** One policy's answer, ready to draw. */
export interface Lane {
  readonly result: PolicyResult;
  readonly requests: readonly RequestRecord[];
  /** Operational carbon of each request's steps, by request index; PUE included. */
  readonly carbonG: readonly GramsCo2e[];
  readonly isBaseline: boolean;
}

export function toLanes(
  world: World,
  results: readonly PolicyResult[],
  timelines: readonly Timeline[],
): Lane[] {
  const sites = sitesOf(world);
  return results.map((result, index) => {
    const timeline = timelines[index] as Timeline;
    return {
      result,
      requests: timeline.requests,
      carbonG: carbonByRequest(timeline, sites),
      isBaseline: result.policy === world.baseline,
    };
  });
}

/** Dynamic power and the reserved share of idle power, as the accounting attributes them. */
function carbonByRequest({ requests, pods }: Timeline, sites: readonly Site[]) {
  const sums = requests.map(() => 0);
  for (const pod of pods) {
    sums[pod.request] = (sums[pod.request] ?? 0) + podOperationalG(pod, sites);
  }
  return sums;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When a run was under way; undefined where there was none. */
export function spanOf(request: RequestRecord, endMs: number): Span | undefined {
  if (request.startedAtMs === undefined) return undefined;
  return { fromMs: request.startedAtMs, toMs: request.finishedAtMs ?? endMs };
}

/** What should catch the eye: late, failed or cut by the end of the period. */
export function trouble(request: RequestRecord): "late" | "failed" | "unfinished" | undefined {
  if (request.outcome === "failed" || request.outcome === "unfinished") return request.outcome;
  return (request.finishedAtMs ?? 0) > request.deadlineMs ? "late" : undefined;
}
