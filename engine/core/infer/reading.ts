/** All uses of one output, as a tree that follows the JSON in it. */
import { ELEMENT } from "./term.ts";
import type { Use } from "./use.ts";

export interface Reading {
  readonly uses: Use[];
  /** Parts by key; elements of a list are under `ELEMENT`. */
  readonly parts: Map<string, Reading>;
}

export function newReading(): Reading {
  return { uses: [], parts: new Map() };
}

/** Most uses of one part; a condition that somebody wrote has fewer. */
const MAX_USES = 1_000;

/** Adds a use of the part at a path. */
export function addUse(reading: Reading, path: readonly string[], use: Use): void {
  let at = reading;
  for (const key of path) {
    let part = at.parts.get(key);
    if (part === undefined) {
      part = newReading();
      at.parts.set(key, part);
    }
    at = part;
  }
  if (at.uses.length < MAX_USES) at.uses.push(use);
}

export function isUsed(reading: Reading, ...kinds: readonly Use["kind"][]): boolean {
  return reading.uses.some(({ kind }) => kinds.includes(kind));
}

export function isList(reading: Reading): boolean {
  return isUsed(reading, "list") || reading.parts.has(ELEMENT);
}

/** A loop over it, or counted by it, comes back to itself. */
export function isShort({ uses }: Reading): boolean {
  return uses.some((use) => (use.kind === "list" || use.kind === "count") && use.short);
}
