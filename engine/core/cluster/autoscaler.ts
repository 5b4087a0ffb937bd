/** When nodes are asked for and removed: the cluster autoscaler's rules, as AKS runs it. */
import type { DurationMs } from "../units/units.ts";

/** Which pool grows when several could: the cluster autoscaler's expanders. */
export const EXPANDERS = ["random", "most-pods", "least-waste", "priority"] as const;
export type Expander = (typeof EXPANDERS)[number];

/** Which node with room a pod gets: kube-scheduler's scoring strategies. */
export const SCHEDULER_STRATEGIES = ["MostAllocated", "LeastAllocated"] as const;
export type SchedulerStrategy = (typeof SCHEDULER_STRATEGIES)[number];

/** The autoscaler's profile; it holds for the whole cluster, not for a pool. */
export interface Autoscaler {
  /** It looks at pods and nodes every so often; 0: whenever something changes. */
  readonly scanMs: DurationMs;
  /** No node is removed so soon after one was asked for. */
  readonly delayAfterAddMs: DurationMs;
  /** Share of requests over what is allocatable below which a node is not needed. */
  readonly utilisationThreshold: number;
  readonly expander: Expander;
}

/** As AKS sets them (learn.microsoft.com/azure/aks/cluster-autoscaler, 2026-09). */
export const AKS_AUTOSCALER: Autoscaler = {
  scanMs: 10_000,
  delayAfterAddMs: 600_000,
  utilisationThreshold: 0.5,
  expander: "random",
};

/** Upper bounds of the whole cluster at one time; what is beyond them waits. */
export interface Quotas {
  /** Workflow pods that hold room; a multi-node job counts once. */
  readonly jobs?: number;
  /** CPUs of all nodes. */
  readonly vcpu?: number;
}
