/** A value with undo and redo; everything between `begin` and `end` is one step. */

export interface StepState<T> {
  readonly present: T;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export class StepHistory<T> {
  private readonly first: T;
  private past: T[] = [];
  private future: T[] = [];
  /** What the running gesture changes, and whether its step is already in the past. */
  private gesture: { readonly target: string; stored: boolean } | null = null;
  private state: StepState<T>;
  private readonly listeners = new Set<() => void>();

  constructor(first: T) {
    this.first = first;
    this.state = { present: first, canUndo: false, canRedo: false };
  }

  readonly get = (): StepState<T> => this.state;

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

  /** A step, or a part of the running gesture's one. */
  change(present: T): void {
    if (this.gesture?.stored !== true) this.past.push(this.state.present);
    if (this.gesture !== null) this.gesture.stored = true;
    this.future = [];
    this.publish(present);
  }

  /** Back to the first value, as a step. */
  reset(): void {
    this.end();
    if (this.state.present !== this.first) this.change(this.first);
  }

  undo(): void {
    this.step(this.past, this.future);
  }

  redo(): void {
    this.step(this.future, this.past);
  }

  private step(from: T[], to: T[]): void {
    const next = from.pop();
    this.gesture = null;
    if (next === undefined) return;
    to.push(this.state.present);
    this.publish(next);
  }

  private publish(present: T): void {
    const [canUndo, canRedo] = [this.past.length > 0, this.future.length > 0];
    this.state = { present, canUndo, canRedo };
    for (const listener of this.listeners) listener();
  }
}
