/** Which nodes a pod may go to, by Kubernetes' rules: node selectors, required node affinity, taints. */

export type TaintEffect = "NoSchedule" | "PreferNoSchedule" | "NoExecute";

export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: TaintEffect;
}

export interface Toleration {
  /** Absent: every key, with the operator Exists. */
  readonly key?: string;
  readonly operator: "Equal" | "Exists";
  readonly value: string;
  /** Absent: every effect. */
  readonly effect?: TaintEffect;
}

/** One condition on a node's label; `Gt` and `Lt` compare whole numbers. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt";
  readonly values: readonly string[];
}

/** What a pod says about the nodes it wants; all of it must hold. */
export interface PodScheduling {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  /** Terms of the required node affinity: one of them must hold, with all of its requirements. */
  readonly affinity?: readonly (readonly LabelRequirement[])[];
  /** Pods of a higher priority get room first; absent: 0. */
  readonly priority?: number;
}

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
