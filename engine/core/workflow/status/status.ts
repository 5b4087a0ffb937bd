/** The status of a run in Argo's own terms, to be compared with a real controller's field by field. */
import type { JsonObject } from "../manifest.ts";
import type { NodePhase, NodeType } from "../state.ts";

export interface ParameterStatus {
  readonly name: string;
  readonly value?: string;
  readonly globalName?: string;
  readonly default?: string;
  readonly valueFrom?: JsonObject;
}

export interface InputsStatus {
  readonly parameters?: readonly ParameterStatus[];
  readonly artifacts?: readonly JsonObject[];
}

export interface OutputsStatus extends InputsStatus {
  readonly result?: string;
  readonly exitCode?: string;
}

export interface NodeStatus {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly type: NodeType;
  readonly templateName?: string;
  readonly templateRef?: {
    readonly name: string;
    readonly template: string;
    readonly clusterScope?: true;
  };
  readonly templateScope?: string;
  readonly phase: NodePhase;
  readonly message?: string;
  readonly boundaryID?: string;
  /** RFC 3339, to the second; absent while the node has not started or ended. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly inputs?: InputsStatus;
  readonly outputs?: OutputsStatus;
  /** Ids of the nodes that follow. */
  readonly children?: readonly string[];
  readonly outboundNodes?: readonly string[];
  readonly hostNodeName?: string;
  readonly nodeFlag?: { readonly hooked?: true; readonly retried?: true };
  readonly daemoned?: true;
  readonly memoizationStatus?: {
    readonly hit: boolean;
    readonly key: string;
    readonly cacheName: string;
  };
  readonly synchronizationStatus?: { readonly waiting: string };
}

export interface WorkflowStatus {
  readonly name: string;
  readonly namespace: string;
  readonly phase: NodePhase;
  readonly message?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** Fulfilled pods of all pods, `3/4`. */
  readonly progress: string;
  /** In order of creation; the root first. */
  readonly nodes: readonly NodeStatus[];
  /** Parameters and artifacts with a `globalName`. */
  readonly outputs?: OutputsStatus;
}
