/** What a pod reserves: Kubernetes' rules over its containers, Argo's defaults where nothing is asked. */
import type { PodRequests } from "../../../core/pod.ts";
import { parseCpu, parseMemoryGib } from "../quantity.ts";
import type { ResourcesBody } from "../schema/containers.ts";
import type { TemplateBody } from "../schema/template.ts";

/** Argo counts a container without requests as 100m CPU and 100Mi of memory. */
const DEFAULT_CPU = 0.1;
const DEFAULT_MEMORY_GIB = 100 / 1_024;

/** Extended resources that count as accelerators. */
const GPUS = ["nvidia.com/gpu", "amd.com/gpu"];

/**
 * Main containers and sidecars together, or the largest init container where that asks for more;
 * requests of the pod as a whole (`podResources`) stand above both. A limit stands for a missing
 * request. Init containers and sidecars without requests count as nothing.
 */
export function podRequests(
  template: TemplateBody,
  ofSpec: ResourcesBody | undefined,
): PodRequests {
  const pod = template.podResources ?? ofSpec;
  const gpus = GPUS.reduce((sum, name) => sum + reserved(template, pod, name, parseCpu, 0), 0);
  return {
    cpu: reserved(template, pod, "cpu", parseCpu, DEFAULT_CPU),
    memoryGib: reserved(template, pod, "memory", parseMemoryGib, DEFAULT_MEMORY_GIB),
    ...(gpus > 0 ? { gpus } : {}),
  };
}

/** A pod that asks for nothing, or for an amount that cannot be read, counts with the default. */
function reserved(
  template: TemplateBody,
  pod: ResourcesBody | undefined,
  resource: string,
  parse: (quantity: unknown) => number | undefined,
  fallback: number,
): number {
  const asked = (resources: ResourcesBody | undefined) =>
    parse(resources?.requests?.[resource] ?? resources?.limits?.[resource]);
  const whole = asked(pod);
  if (whole !== undefined && whole > 0) return whole;
  const main = mainContainers(template).map(({ resources }) => asked(resources) ?? fallback);
  const sidecars = (template.sidecars ?? []).map(({ resources }) => asked(resources) ?? 0);
  const init = (template.initContainers ?? []).map(({ resources }) => asked(resources) ?? 0);
  const together = [...main, ...sidecars].reduce((sum, each) => sum + each, 0);
  const most = Math.max(together, ...init);
  return most > 0 ? most : fallback;
}

export function mainContainers({
  container,
  script,
  containerSet,
}: TemplateBody): readonly { readonly resources?: ResourcesBody | undefined }[] {
  return containerSet?.containers ?? [container ?? script ?? {}];
}
