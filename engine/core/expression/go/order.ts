/** The order of texts and of a map's keys, as in Go. */
import type { MapKey, Value, ValueMap } from "../value.ts";

/** Entries in the order in which Go prints and marshals a map: by key. */
export function sortedEntries(map: ValueMap): [MapKey, Value][] {
  return [...map.entries()].sort(([a], [b]) => compareKeys(a, b));
}

function compareKeys(a: MapKey, b: MapKey): number {
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1;
  return (a as bigint) < (b as bigint) ? -1 : (a as bigint) > (b as bigint) ? 1 : 0;
}

/** By code point, as Go compares UTF-8 bytes; JavaScript's `<` goes by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue;
    return rankOfUnit(a.charCodeAt(i)) - rankOfUnit(b.charCodeAt(i));
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above every other unit. */
function rankOfUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
