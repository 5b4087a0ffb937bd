/** Semaphores and mutexes shared by runs: who holds what, and who is next. */
import type { LockRequest } from "../event.ts";

export interface LockHolder {
  /** Unique: the run and, for template locks, the node. */
  readonly id: string;
  /** The workflow it belongs to: a run may pass its own nodes in the queue. */
  readonly run: string;
  readonly locks: readonly LockRequest[];
  readonly priority: number;
  /** When its workflow was created. */
  readonly createdAtMs: number;
}

/** Plain data; update it through the functions below only. */
export interface LockTable {
  /** Ids of the holders by key of the lock. */
  readonly held: Record<string, string[]>;
  /** Those that wait, in the order they are served. */
  waiting: LockHolder[];
}

export type LockAnswer =
  | { readonly granted: true }
  | { readonly granted: false; readonly lock: string; readonly message: string };

export function newLockTable(): LockTable {
  return { held: {}, waiting: [] };
}

/** Takes all locks of a holder, or none and puts it into the queue. */
export function acquireLocks(table: LockTable, holder: LockHolder): LockAnswer {
  const blocked = blockedBy(table, holder);
  if (blocked === undefined) {
    take(table, holder);
    return { granted: true };
  }
  enqueue(table, holder);
  const free = Math.max(0, blocked.size - (table.held[blocked.key]?.length ?? 0));
  const message = `Waiting for ${blocked.key} lock. Lock status: ${free}/${blocked.size}`;
  return { granted: false, lock: blocked.key, message };
}

/** Gives back what a holder has, or its place in the queue; returns who gets locks by that. */
export function releaseLocks(table: LockTable, id: string): string[] {
  table.waiting = table.waiting.filter((holder) => holder.id !== id);
  for (const [key, holders] of Object.entries(table.held)) {
    const left = holders.filter((holder) => holder !== id);
    if (left.length === 0) delete table.held[key];
    else table.held[key] = left;
  }
  const granted: string[] = [];
  for (const holder of [...table.waiting]) {
    if (blockedBy(table, holder) !== undefined) continue;
    table.waiting = table.waiting.filter((other) => other.id !== holder.id);
    take(table, holder);
    granted.push(holder.id);
  }
  return granted;
}

/** The first of its locks that is full, or for which another workflow is before it. */
function blockedBy(table: LockTable, holder: LockHolder): LockRequest | undefined {
  return holder.locks.find((lock) => {
    const held = table.held[lock.key] ?? [];
    if (!held.includes(holder.id) && held.length >= lock.size) return true;
    const head = table.waiting.find((other) => other.locks.some(({ key }) => key === lock.key));
    return head !== undefined && head.run !== holder.run && precedes(head, holder);
  });
}

function take(table: LockTable, holder: LockHolder): void {
  for (const { key } of holder.locks) {
    const held = table.held[key] ?? [];
    if (!held.includes(holder.id)) table.held[key] = [...held, holder.id];
  }
}

function enqueue(table: LockTable, holder: LockHolder): void {
  if (table.waiting.some(({ id }) => id === holder.id)) return;
  const place = table.waiting.findIndex((other) => precedes(holder, other));
  if (place < 0) table.waiting.push(holder);
  else table.waiting.splice(place, 0, holder);
}

/** Higher priority first, then the older workflow; else first come, first served. */
function precedes(one: LockHolder, other: LockHolder): boolean {
  if (one.priority !== other.priority) return one.priority > other.priority;
  return one.createdAtMs < other.createdAtMs;
}
