/** What is opened in the room and what came of it; it outlives a visit to another room. */
import { useSyncExternalStore } from "react";
import type { Api } from "../../../engine/contract/api.ts";
import type {
  RunWorkflowInput,
  WorkflowRunResult,
  WorkflowSource,
} from "../../../engine/contract/workflow.ts";
import { callFailed, type Issue } from "../../client/issues.ts";

/** What the form holds. */
export interface Setup {
  readonly source: WorkflowSource;
  /** What was typed; parameters without an entry keep the workflow's own value. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly profile: { readonly file: string; readonly text: string } | null;
  /** Null: that of the profile, or the stated one. */
  readonly seed: number | null;
}

export interface SessionState {
  readonly setup: Setup | null;
  /** The last run that succeeded, and with what; it stays while another one is computed. */
  readonly answer: WorkflowRunResult | null;
  readonly ranWith: Setup | null;
  readonly issues: readonly Issue[] | null;
  readonly busy: boolean;
}

const NOTHING: SessionState = {
  setup: null,
  answer: null,
  ranWith: null,
  issues: null,
  busy: false,
};

export class Session {
  private state = NOTHING;
  private readonly listeners = new Set<() => void>();
  /** Of the last call; an answer to an earlier one comes too late. */
  private call = 0;

  readonly get = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Opens another workflow and runs it with its own values. */
  open(api: Api, source: WorkflowSource): Promise<void> {
    const setup: Setup = { source, parameters: {}, profile: null, seed: null };
    this.set({ ...NOTHING, setup });
    return this.run(api);
  }

  change(edit: Partial<Setup>): void {
    const { setup } = this.state;
    if (setup !== null) this.set({ ...this.state, setup: { ...setup, ...edit } });
  }

  async run(api: Api): Promise<void> {
    const { setup } = this.state;
    if (setup === null) return;
    this.call += 1;
    const { call } = this;
    this.set({ ...this.state, busy: true });
    const answer = await api
      .runWorkflow(inputOf(setup))
      .catch((error: Error) => ({ ok: false as const, issues: [callFailed(error)] }));
    if (call !== this.call) return;
    this.set({
      ...this.state,
      busy: false,
      ...(answer.ok
        ? { answer: answer.value, ranWith: setup, issues: null }
        : { issues: answer.issues }),
    });
  }

  /** Shows what is wrong with files that could not even be read. */
  refuse(issues: readonly Issue[]): void {
    this.set({ ...this.state, issues });
  }

  dismiss(): void {
    this.set({ ...this.state, issues: null });
  }

  close(): void {
    this.call += 1;
    this.set(NOTHING);
  }

  private set(next: SessionState): void {
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}

function inputOf({ source, parameters, profile, seed }: Setup): RunWorkflowInput {
  return {
    source,
    parameters: { ...parameters },
    ...(profile !== null && { profile }),
    ...(seed !== null && { seed }),
  };
}

export function useSession(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.get);
}
