/** Whether the engine can be reached, as a store that a screen can subscribe to. */
import type { Issue } from "./issues.ts";

export type Status =
  | { readonly state: "connecting" | "connected" | "reconnecting" }
  /** No more attempts are made until the user asks for one. */
  | { readonly state: "lost"; readonly issue: Issue };

/** Fits React's `useSyncExternalStore(store.subscribe, store.get)`. */
export interface StatusStore {
  get(): Status;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export interface WritableStatus extends StatusStore {
  set(status: Status): void;
}

export function createStatus(): WritableStatus {
  let current: Status = { state: "connecting" };
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (status) => {
      current = status;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
