/** Whether every pod of a pipeline finds a pool that admits it and is large enough, wherever runs may go. */
import { fits, type NodePool } from "../../core/cluster/node-pool.ts";
import { admits } from "../../core/cluster/scheduling.ts";
import { type Issue, problem } from "../../core/issue.ts";
import type { PodRequests, PodScheduling } from "../../core/pod.ts";
import type { World } from "../../core/scenario/world.ts";
import type { Path, YamlDocument } from "../../formats/yaml/read.ts";

interface Pod {
  readonly name: string;
  readonly requests: PodRequests;
  readonly scheduling?: PodScheduling;
}

interface Place {
  readonly pools: readonly NodePool[];
  readonly path: Path;
}

/** A pod that fits nowhere would wait for ever. */
export function roomIssues(world: World, locate: YamlDocument["locate"]): Issue[] {
  const places = placesOf(world);
  return podsOf(world).flatMap((pod) =>
    places.flatMap(({ pools, path }) => {
      const issue = issueOf(pod, pools);
      return issue === undefined ? [] : [{ ...issue, ...locate(path) }];
    }),
  );
}

function podsOf({ workload }: World): Pod[] {
  return workload.workflow.templates.flatMap((template) =>
    "requests" in template ? [template] : [],
  );
}

/** Home's first. */
function placesOf({ pool, morePools = [], regions = [] }: World): Place[] {
  const away = regions.map((region, index) => ({
    pools: [region.pool, ...(region.morePools ?? [])],
    path: ["spec", "regions", index],
  }));
  return [{ pools: [pool, ...morePools], path: ["spec", "cluster", "nodePool"] }, ...away];
}

function issueOf({ name, requests, scheduling = {} }: Pod, pools: readonly NodePool[]) {
  const admitting = pools.filter((pool) => admits(pool, scheduling));
  if (admitting.length === 0) {
    const names = pools.map((pool) => `'${pool.name}'`).join(", ");
    const message = `'${name}' may run on no node of the pools ${names}`;
    const hint =
      "Give it a toleration for the pool's taints (a spot pool has one) and labels that the pool has, " +
      "or add a pool without taints.";
    return problem("scenario/no-pool", message, hint);
  }
  if (admitting.some((pool) => fits(pool, requests))) return undefined;
  const sizes = [...new Set(admitting.map((pool) => pool.vmSize))].join(" or ");
  const message = `'${name}' asks for more than a ${sizes} has`;
  const hint = "Choose a larger VM size, or lower the template's requests.";
  return problem("scenario/pod-too-large", message, hint);
}
