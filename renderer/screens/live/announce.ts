/** What is said aloud of a live run while it goes on: ends and changes of state, and nothing that only moves. */

import type { LiveRunStatus } from "../../../engine/contract/live.ts";
import type { LiveRow, RowState } from "../../charts/live/rows.ts";
import { dateText, type ZoneOffsets } from "../../preview/calendar.ts";
import { STATUS } from "./words.ts";

export interface Heard {
  readonly status: LiveRunStatus;
  readonly states: readonly RowState[];
}

export function heardOf(status: LiveRunStatus, rows: readonly LiveRow[]): Heard {
  return { status, states: rows.map(({ state }) => state) };
}

const SAID: Readonly<Partial<Record<RowState, string>>> = {
  running: "runs",
  succeeded: "succeeded",
  failed: "failed",
  skipped: "was skipped",
};

/** More than these are counted. */
const MAX_NAMED = 2;

/** The change from one moment to the next in a sentence; empty when there is nothing to say. */
export function changeText(
  before: Heard,
  after: Heard,
  rows: readonly LiveRow[],
  zone: ZoneOffsets,
): string {
  const parts: string[] = [];
  if (before.status !== after.status) parts.push(`The run is now: ${STATUS[after.status]}.`);
  const changed = rows.filter(
    ({ state }, at) => before.states[at] !== state && SAID[state] !== undefined,
  );
  // What merely began is not worth a word when something ended.
  const ended = changed.filter(({ state }) => state !== "running");
  const named = ended.length > 0 ? ended : changed;
  if (named.length > MAX_NAMED) parts.push(`${named.length} requests went on.`);
  else
    for (const { askedAtMs, state } of named)
      parts.push(`Request of ${dateText(askedAtMs, zone)} ${SAID[state]}.`);
  return parts.join(" ");
}
