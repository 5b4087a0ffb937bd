/** What a pod asks of a cluster: room, and which nodes it wants; workflows say it, node pools answer. */

/** CPU cores, GiB of memory and accelerators that a pod reserves, all of its containers together. */
export interface PodRequests {
  readonly cpu: number;
  readonly memoryGib: number;
  /** Whole accelerators (`nvidia.com/gpu`); absent: none. */
  readonly gpus?: number;
}

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
  /** `priorityClassName`; pods of a higher priority get room first. */
  readonly priorityClass?: string;
  /** The annotation `safe-to-evict`: the autoscaler may move the pod to let its node go. */
  readonly safeToEvict?: true;
}
