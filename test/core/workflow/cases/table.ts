/** Tables of cases: a name, a manifest with its outcomes, what to look at, and what is there. */
import { expect, it } from "vitest";
import { type Case, type CaseRun, runCase } from "./run-case.ts";

/** What to look at is asked once the run has ended; `mostPods` ran at one instant. */
export type Row = readonly [
  name: string,
  given: Case,
  look: (run: CaseRun, mostPods: number) => unknown,
  expected: unknown,
];

/** One test for each row. */
export function check(rows: readonly Row[]): void {
  it.each(rows)("%s", (_, given, look, expected) => {
    let most = 0;
    const observe: NonNullable<Case["observe"]> = (_event, { nodes }) => {
      most = Math.max(most, nodes.filter(({ type, running }) => type === "Pod" && running).length);
    };
    const run = runCase({ ...given, observe });
    expect(look(run, most)).toEqual(expected);
  });
}

/** When nodes started, in seconds after the run did. */
export function startedAt(run: CaseRun, names: readonly string[]): (number | undefined)[] {
  return names.map((name) => secondsAfterStart(run, run.node(name).state.startedAtMs));
}

/** When nodes ended, in seconds after the run started. */
export function finishedAt(run: CaseRun, names: readonly string[]): (number | undefined)[] {
  return names.map((name) => secondsAfterStart(run, run.node(name).state.finishedAtMs));
}

/** The length of a run, in seconds. */
export function seconds(run: CaseRun): number {
  return (run.endMs - run.startMs) / 1_000;
}

function secondsAfterStart(run: CaseRun, atMs: number | null): number | undefined {
  return atMs === null ? undefined : (atMs - run.startMs) / 1_000;
}
