/** What people ask of a live run, from any process: looked for in the store, and each handed out once. */
import type { LiveOperation, LiveStore } from "../../core/live/run-store.ts";

export type AskedOperation = readonly [seq: number, operation: LiveOperation];

export class Asked {
  private readonly store: LiveStore;
  private readonly id: number;
  private fresh: AskedOperation[] = [];
  /** The store names operations until they have had their effect. */
  private readonly known = new Set<number>();

  constructor(store: LiveStore, id: number) {
    this.store = store;
    this.id = id;
  }

  /** True when there is something to take. */
  look(): boolean {
    try {
      for (const { seq, operation } of this.store.asked(this.id)) {
        if (!this.known.has(seq)) this.fresh.push([seq, operation]);
        this.known.add(seq);
      }
    } catch {
      // The store is busy: it is looked at again soon.
    }
    return this.fresh.length > 0;
  }

  takeAll(): readonly AskedOperation[] {
    const taken = this.fresh;
    this.fresh = [];
    return taken;
  }

  /** It had its effect here, which the store could not be told: it is handed out once more. */
  forget(seq: number): void {
    this.known.delete(seq);
  }
}
