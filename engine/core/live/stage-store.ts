/** The port of the store of stages: how they ended, by what they depended on, and why they ran. */
import type { InstantMs } from "../units/units.ts";
import type { AttemptEnd } from "./attempt.ts";
import type { StageFacts } from "./stage.ts";

/** A stage that succeeded. */
export interface KeptStage {
  /** SHA-256 of its facts in their canonical form. */
  readonly key: string;
  readonly scenario: string;
  readonly template: string;
  /** The live run and the attempt that ran it. */
  readonly run: string;
  readonly attempt: string;
  readonly facts: StageFacts;
  readonly end: AttemptEnd;
  /** Real time. */
  readonly keptAtMs: InstantMs;
}

/** Why an attempt ran, or did not have to. */
export interface StageDecision {
  readonly run: string;
  readonly attempt: string;
  /** Argo's pod name, for people. */
  readonly podName: string;
  readonly template: string;
  /** The end of an earlier run was used. */
  readonly hit: boolean;
  /** In plain words, the most telling first. */
  readonly reasons: readonly string[];
  /** Real time. */
  readonly decidedAtMs: InstantMs;
}

/** Every method throws an `IssueError` with a `store/…` code when it cannot. */
export interface StageStore {
  /** Over what was kept under the same key. */
  keep(stage: KeptStage): void;
  find(key: string): KeptStage | undefined;
  /** Of a scenario's template, the newest first. */
  recent(scenario: string, template: string, count: number): readonly KeptStage[];
  /** Everything that is kept, the newest first: artifacts that their ends name are in use. */
  list(): readonly KeptStage[];
  /** Forgets stages that were kept before an instant; how many those were. */
  forgetBefore(atMs: InstantMs): number;
  /** Over an earlier decision about the same attempt. */
  decide(decision: StageDecision): void;
  /** Of a run, in the order in which they were made. */
  decisions(run: string): readonly StageDecision[];
  /** Forgets the decisions of a run; its stages stay. */
  forgetRun(run: string): void;
}
