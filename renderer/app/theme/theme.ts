/** The theme that a person chose, remembered on this machine, and what it comes to. */
import { useSyncExternalStore } from "react";

export type ThemeChoice = "system" | "light" | "dark";

export interface ThemeState {
  readonly choice: ThemeChoice;
  readonly resolved: "light" | "dark";
}

const STORAGE_KEY = "lowtide.theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let state = read();

function read(): ThemeState {
  const stored = localStorage.getItem(STORAGE_KEY);
  return resolve(stored === "light" || stored === "dark" ? stored : "system");
}

function resolve(choice: ThemeChoice): ThemeState {
  if (choice !== "system") return { choice, resolved: choice };
  return { choice, resolved: dark.matches ? "dark" : "light" };
}

function apply(next: ThemeState): void {
  state = next;
  document.documentElement.dataset.theme = next.resolved;
  for (const listener of listeners) listener();
}

/** Call once before the first picture; follows the system while nothing else was chosen. */
export function startTheme(): void {
  apply(state);
  dark.addEventListener("change", () => apply(resolve(state.choice)));
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(STORAGE_KEY, choice);
  apply(resolve(choice));
}

export function useTheme(): ThemeState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
