/** Which nodes a pod may go to, by Kubernetes' rules: node selectors, required node affinity, taints. */
import type { LabelRequirement, PodScheduling, Taint, Toleration } from "../pod.ts";

interface Labelled {
  readonly name: string;
  readonly vmSize: string;
  readonly region: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly spot?: unknown;
}

/** Label and taint of a spot pool as AKS sets them. */
const SPOT = "kubernetes.azure.com/scalesetpriority";

/** A pool's own labels, and those that every node of it has on AKS. */
export function labelsOf({ name, vmSize, region, labels, spot }: Labelled) {
  return {
    "kubernetes.azure.com/agentpool": name,
    agentpool: name,
    "node.kubernetes.io/instance-type": vmSize,
    "topology.kubernetes.io/region": region,
    "kubernetes.io/os": "linux",
    ...(spot === undefined ? {} : { [SPOT]: "spot" }),
    ...labels,
  } as Readonly<Record<string, string>>;
}

/** A pool's own taints, and the one of AKS where it is a spot pool. */
export function taintsOf({ taints = [], spot }: Labelled): readonly Taint[] {
  if (spot === undefined || taints.some(({ key }) => key === SPOT)) return taints;
  return [...taints, { key: SPOT, value: "spot", effect: "NoSchedule" }];
}

/** True when the pod may run on nodes of the pool, whatever room they have. */
export function admits(pool: Labelled, scheduling: PodScheduling): boolean {
  const labels = labelsOf(pool);
  const { nodeSelector = {}, tolerations = [], affinity = [] } = scheduling;
  const selected = Object.entries(nodeSelector).every(([key, value]) => labels[key] === value);
  const tolerated = taintsOf(pool).every(
    (taint) =>
      taint.effect === "PreferNoSchedule" || tolerations.some((each) => tolerates(each, taint)),
  );
  const wanted =
    affinity.length === 0 || affinity.some((term) => term.every((each) => holds(each, labels)));
  return selected && tolerated && wanted;
}

/** True when a taint of the pool would rather have the pod elsewhere (`PreferNoSchedule`). */
export function prefersOthers(pool: Labelled, { tolerations = [] }: PodScheduling): boolean {
  return taintsOf(pool).some(
    (taint) =>
      taint.effect === "PreferNoSchedule" && !tolerations.some((each) => tolerates(each, taint)),
  );
}

function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== taint.effect) return false;
  if (key === undefined) return operator === "Exists";
  return key === taint.key && (operator === "Exists" || value === taint.value);
}

/** A term without requirements holds nowhere, as in Kubernetes; the caller drops those. */
function holds(
  { key, operator, values }: LabelRequirement,
  labels: Readonly<Record<string, string>>,
): boolean {
  const label = labels[key];
  switch (operator) {
    case "Exists":
      return label !== undefined;
    case "DoesNotExist":
      return label === undefined;
    case "In":
      return label !== undefined && values.includes(label);
    case "NotIn":
      return label === undefined || !values.includes(label);
    case "Gt":
      return label !== undefined && Number(label) > Number(values[0]);
    case "Lt":
      return label !== undefined && Number(label) < Number(values[0]);
  }
}
