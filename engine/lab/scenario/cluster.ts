/** The cluster of a scenario as a world has it: its pools, what rules the whole of it, its catalogue. */

import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { NodePool } from "../../core/cluster/node-pool.ts";
import { type Issue, problem, type Result, success, unwrap } from "../../core/issue.ts";
import { MAX_CATALOGUE_BYTES } from "../../core/limits.ts";
import type { ClusterDocument } from "../../core/scenario/cluster-schema.ts";
import type { NodePoolDocument } from "../../core/scenario/schema.ts";
import type { World } from "../../core/scenario/world.ts";
import { parseDuration } from "../../core/units/duration.ts";
import type { CatalogueFile } from "../../formats/catalogue/read.ts";
import type { Path, YamlDocument } from "../../formats/yaml/read.ts";
import { builtInCatalogue, catalogueWith } from "../catalogue/load.ts";
import type { Memo } from "./memo.ts";
import { type PoolSurroundings, resolvePool } from "./parts.ts";
import type { ReadBeside } from "./sources.ts";

const CLUSTER: Path = ["spec", "cluster"];

/**
 * The catalogue of a scenario: what comes with the program, the scenario's own file over it, and the
 * user's file of this call over both. Both files are read when the scenario is opened, needed or not:
 * a broken one is never silent.
 */
export function catalogueOf(
  { catalogue: beside }: ClusterDocument,
  read: ReadBeside,
  given: CatalogueFile | undefined,
  memo: Memo,
): Result<() => Result<Catalogue>> {
  if (beside === undefined && given === undefined) {
    return success(() => success(builtInCatalogue()));
  }
  const made = memo.once(`catalogue ${beside ?? ""} ${given?.file ?? ""}`, () => {
    const files: CatalogueFile[] = [];
    if (beside !== undefined) {
      const text = read(beside, MAX_CATALOGUE_BYTES, "spec.cluster.catalogue");
      if (!text.ok) return text;
      files.push({ file: beside, text: text.value });
    }
    return catalogueWith(given === undefined ? files : [...files, given]);
  });
  return made.ok ? success(() => made, made.warnings) : made;
}

/** A region's pools beside the first; undefined where there are none, so that the world has no such field. */
export function resolveMorePools(
  documents: readonly NodePoolDocument[] | undefined,
  around: PoolSurroundings,
): { readonly morePools?: readonly NodePool[] } {
  if (documents === undefined || documents.length === 0) return {};
  const morePools = documents.map((document, index) =>
    unwrap(resolvePool(document, { ...around, path: [...around.path, index] })),
  );
  return { morePools };
}

/** Home's pools, and what holds for all regions. Throws the issues of the first pool that has some. */
export function resolveCluster(
  cluster: ClusterDocument,
  around: Omit<PoolSurroundings, "path">,
): Pick<World, "pool" | "morePools"> & Rules {
  const at = (field: string) => ({ ...around, path: [...CLUSTER, field] });
  return {
    pool: unwrap(resolvePool(cluster.nodePool, at("nodePool"))),
    ...resolveMorePools(cluster.morePools, at("morePools")),
    ...resolveRules(cluster),
  };
}

type Rules = Pick<World, "autoscaler" | "scheduler" | "quotas" | "priorityClasses">;

/** What holds for the whole cluster; what the document leaves out is left out of the world. */
function resolveRules(cluster: ClusterDocument): Rules {
  const { autoscaler, scheduler, quotas, priorityClasses } = cluster;
  return {
    ...(autoscaler !== undefined && {
      autoscaler: {
        scanMs: parseDuration(autoscaler.scanInterval) as number,
        delayAfterAddMs: parseDuration(autoscaler.scaleDownDelayAfterAdd) as number,
        utilisationThreshold: autoscaler.scaleDownUtilizationThreshold,
        expander: autoscaler.expander,
      },
    }),
    ...(scheduler !== undefined && { scheduler }),
    ...(quotas !== undefined && {
      quotas: {
        ...(quotas.jobs !== undefined && { jobs: quotas.jobs }),
        ...(quotas.vcpu !== undefined && { vcpu: quotas.vcpu }),
      },
    }),
    ...(priorityClasses !== undefined && { priorityClasses }),
  };
}

/** Numbers that agree only once all pools are known. */
export function clusterIssues(world: World, locate: YamlDocument["locate"]): Issue[] {
  const { vcpu } = world.quotas ?? {};
  if (vcpu === undefined) return [];
  const pools = [world.pool, ...(world.morePools ?? [])];
  const regions = (world.regions ?? []).flatMap(({ pool, morePools = [] }) => [pool, ...morePools]);
  const all = [...pools, ...regions];
  const always = all.reduce((sum, pool) => sum + pool.minNodes * pool.vcpu, 0);
  const smallest = Math.min(...all.map((pool) => pool.vcpu));
  if (vcpu >= Math.max(always, smallest)) return [];
  const message =
    always > vcpu
      ? `the quota of ${vcpu} vCPU is below the ${always} of the nodes that are always on`
      : `the quota of ${vcpu} vCPU is below the ${smallest} of the smallest node`;
  const hint = `Raise it to ${Math.max(always, smallest)} at least, or lower minNodes.`;
  const where = locate([...CLUSTER, "quotas", "vcpu"]);
  return [problem("scenario/inconsistent", message, hint, where)];
}
