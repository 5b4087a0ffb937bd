/** The state that a run's log leads to. */
import { expect } from "vitest";
import { LiveMachine } from "../../../engine/core/live/live-machine.ts";
import type { LiveStore } from "../../../engine/core/live/run-store.ts";
import { contextOf } from "../../../engine/lab/live/prepare.ts";
import type { LiveQuestion } from "../../../engine/lab/live/question.ts";

export function readBack(live: LiveStore, id: number, question: LiveQuestion): LiveMachine {
  const machine = new LiveMachine(contextOf(question));
  for (const { event, byTime } of live.records(id, 0, 100_000)) {
    expect(machine.repeat(event, byTime)).toBe(true);
  }
  return machine;
}
