/** The cache of memoized outputs: by cache name and key alone, as Argo's ConfigMaps are. */
import { own } from "../../text/own.ts";
import type { DurationMs, InstantMs } from "../../units/units.ts";
import type { NodeOutputs } from "../state.ts";

export interface CacheEntry {
  readonly nodeId: string;
  readonly outputs: NodeOutputs;
  readonly createdAtMs: InstantMs;
  lastHitAtMs: InstantMs;
}

/** Entries by cache, then key; plain data. */
export type MemoCache = Record<string, Record<string, CacheEntry>>;

/** The outputs kept under a key; undefined when there are none, or they are too old. */
export function readCache(
  memo: MemoCache,
  cache: string,
  key: string,
  atMs: InstantMs,
  maxAgeMs?: DurationMs,
): NodeOutputs | undefined {
  const entries = own(memo, cache);
  const entry = entries === undefined ? undefined : own(entries, key);
  if (entry === undefined) return undefined;
  if (maxAgeMs !== undefined && atMs - entry.createdAtMs > maxAgeMs) return undefined;
  entry.lastHitAtMs = atMs;
  return entry.outputs;
}

/** Keeps outputs, over those that were there. */
export function writeCache(
  memo: MemoCache,
  cache: string,
  key: string,
  entry: Omit<CacheEntry, "lastHitAtMs">,
): void {
  const entries = own(memo, cache) ?? {};
  entries[key] = { ...entry, lastHitAtMs: entry.createdAtMs };
  memo[cache] = entries;
}
