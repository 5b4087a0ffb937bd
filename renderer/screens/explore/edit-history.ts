/** The edits of the Explore screen with undo and redo. */
import { type Edits, NO_EDITS, type PolicyEdit } from "../../preview/edits.ts";
import type { ForecastSettings } from "../../preview/types.ts";
import { StepHistory } from "../shared/step-history.ts";

export interface EditState {
  readonly edits: Edits;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export class EditHistory {
  private readonly steps = new StepHistory<Edits>(NO_EDITS);
  private state: EditState = { edits: NO_EDITS, canUndo: false, canRedo: false };

  constructor() {
    this.steps.subscribe(() => {
      const { present, canUndo, canRedo } = this.steps.get();
      this.state = { edits: present, canUndo, canRedo };
    });
  }

  readonly get = (): EditState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => this.steps.subscribe(listener);

  /** Starts a gesture: a drag, or keys on one handle while it has the focus. */
  begin(target: string): void {
    this.steps.begin(target);
  }

  end(): void {
    this.steps.end();
  }

  setDeadline(deadlineMs: number): void {
    this.steps.change({ ...this.edits, deadlineMs });
  }

  setForecast(forecast: ForecastSettings): void {
    this.steps.change({ ...this.edits, forecast });
  }

  setPolicy(policy: string, edit: PolicyEdit): void {
    const { policies } = this.edits;
    const merged = { ...policies[policy], ...edit };
    this.steps.change({ ...this.edits, policies: { ...policies, [policy]: merged } });
  }

  reset(): void {
    this.steps.reset();
  }

  undo(): void {
    this.steps.undo();
  }

  redo(): void {
    this.steps.redo();
  }

  private get edits(): Edits {
    return this.steps.get().present;
  }
}
