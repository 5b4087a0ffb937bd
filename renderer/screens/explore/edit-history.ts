/** The edits with undo and redo; everything between `begin` and `end` is one step. */
import { type Edits, NO_EDITS, type PolicyEdit } from "../../preview/edits.ts";
import type { ForecastSettings } from "../../preview/types.ts";

export interface EditState {
  readonly edits: Edits;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export class EditHistory {
  private past: Edits[] = [];
  private present: Edits = NO_EDITS;
  private future: Edits[] = [];
  /** What the running gesture changes, and whether its step is already in the past. */
  private gesture: { readonly target: string; stored: boolean } | null = null;
  private state: EditState = { edits: NO_EDITS, canUndo: false, canRedo: false };
  private readonly listeners = new Set<() => void>();

  readonly get = (): EditState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Starts a gesture: a drag, or keys on one handle while it has the focus. */
  begin(target: string): void {
    if (this.gesture?.target !== target) this.gesture = { target, stored: false };
  }

  end(): void {
    this.gesture = null;
  }

  setDeadline(deadlineMs: number): void {
    this.change({ ...this.present, deadlineMs });
  }

  setForecast(forecast: ForecastSettings): void {
    this.change({ ...this.present, forecast });
  }

  setPolicy(policy: string, edit: PolicyEdit): void {
    const policies = this.present.policies;
    const merged = { ...policies[policy], ...edit };
    this.change({ ...this.present, policies: { ...policies, [policy]: merged } });
  }

  reset(): void {
    this.end();
    if (this.present !== NO_EDITS) this.change(NO_EDITS);
  }

  undo(): void {
    this.step(this.past, this.future);
  }

  redo(): void {
    this.step(this.future, this.past);
  }

  private step(from: Edits[], to: Edits[]): void {
    const edits = from.pop();
    this.gesture = null;
    if (edits === undefined) return;
    to.push(this.present);
    this.present = edits;
    this.publish();
  }

  private change(edits: Edits): void {
    if (this.gesture?.stored !== true) this.past.push(this.present);
    if (this.gesture !== null) this.gesture.stored = true;
    this.future = [];
    this.present = edits;
    this.publish();
  }

  private publish(): void {
    const canUndo = this.past.length > 0;
    this.state = { edits: this.present, canUndo, canRedo: this.future.length > 0 };
    for (const listener of this.listeners) listener();
  }
}
