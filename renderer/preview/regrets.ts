/** How far each policy is from the best possible, as it comes in: after the answer, and apart from it. */
import { useSyncExternalStore } from "react";
import type { Regret } from "../../engine/core/compare/regret.ts";

export type { Regret };

/** By policy name; a policy is absent while its regret is computed. */
export type Regrets = ReadonlyMap<string, Regret>;

/** Apart from the answer, so that a regret that comes later does not draw the picture again. */
export interface RegretStore {
  readonly get: () => Regrets;
  readonly subscribe: (listener: () => void) => () => void;
  set(regrets: Regrets): void;
}

export function createRegretStore(): RegretStore {
  let regrets: Regrets = new Map();
  const listeners = new Set<() => void>();
  return {
    get: () => regrets,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      regrets = next;
      for (const listener of listeners) listener();
    },
  };
}

export function useRegrets(store: RegretStore): Regrets {
  return useSyncExternalStore(store.subscribe, store.get);
}
