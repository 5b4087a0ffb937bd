/** The commands that can be given now; what is mounted registers its own. */
import { useEffect, useSyncExternalStore } from "react";
import type { Command } from "./command.ts";

let sets: readonly (readonly Command[])[] = [];
let all: readonly Command[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly (readonly Command[])[]): void {
  sets = next;
  all = sets.flat();
  for (const listener of listeners) listener();
}

/** Adds commands; returns the function that takes them away. */
export function register(commands: readonly Command[]): () => void {
  publish([...sets, commands]);
  return () => publish(sets.filter((each) => each !== commands));
}

export function currentCommands(): readonly Command[] {
  return all;
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Registers commands while the component is mounted; pass a memoised list. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => register(commands), [commands]);
}

export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, currentCommands);
}
