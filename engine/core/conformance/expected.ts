/** What a controller recorded of a run, brought to a form that can be compared. */
import type { InstantMs } from "../units/units.ts";
import type { JsonObject } from "../workflow/manifest.ts";
import type { InputsStatus, OutputsStatus } from "../workflow/status/status.ts";

export interface ExpectedNode {
  readonly name: string;
  readonly displayName: string;
  readonly type: string;
  readonly phase: string;
  readonly message: string;
  readonly templateName?: string;
  readonly templateRef?: JsonObject;
  /** Names of the nodes that follow; the id where there is no such node. */
  readonly children: readonly string[];
  readonly inputs?: InputsStatus;
  readonly outputs?: OutputsStatus;
  readonly startedAtMs?: InstantMs;
  readonly finishedAtMs?: InstantMs;
}

export interface ExpectedStatus {
  /** Of the run; its nodes' names begin with it. Empty where it is not recorded: there are no nodes. */
  readonly name: string;
  readonly uid?: string;
  readonly namespace?: string;
  readonly phase: string;
  readonly startedAtMs?: InstantMs;
  /** Arguments that the run was submitted with, where the whole Workflow was recorded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs?: OutputsStatus;
  readonly nodes: ReadonlyMap<string, ExpectedNode>;
}
