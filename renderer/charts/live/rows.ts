/** The Gantt chart of a live run: a row for each request, what the replay said of it beside what happened. */
import type {
  ExpectedPod,
  LiveAttempt,
  LiveDecision,
  LiveRunView,
} from "../../../engine/contract/live.ts";
import type { LinearScale } from "../intensity.ts";
import { MIN_BAR_PX, type Span } from "../lanes.ts";
import { type DecisionMark, decisionMarks } from "./decisions.ts";

export interface Stretch {
  readonly fromMs: number;
  /** Null while it goes on. */
  readonly toMs: number | null;
}

export type RowState = "later" | "waiting" | "running" | "succeeded" | "failed" | "skipped" | "cut";

export interface LiveRow {
  readonly request: number;
  readonly team?: string;
  readonly askedAtMs: number;
  readonly deadlineMs: number;
  readonly state: RowState;
  /** From its first program to the end of its last; absent before that. */
  readonly actual?: Stretch;
  readonly expected?: Stretch;
  /** In the order in which they were made. */
  readonly decisions: readonly LiveDecision[];
  /** Some decision is not the replay's. */
  readonly differs: boolean;
}

type Parts = Pick<LiveRunView, "requests" | "attempts" | "expected" | "decisions">;

/** One row for each request, in the order of asking. `ended`: nothing of the run happens any more. */
export function liveRows(parts: Parts, nowMs: number, ended: boolean): readonly LiveRow[] {
  const actual = stretches(parts.attempts);
  const expected = stretches(parts.expected);
  const decisions = Map.groupBy(parts.decisions, ({ request }) => request);
  return parts.requests.map((request) => {
    const { index, team, askedAtMs, deadlineMs } = request;
    const own = decisions.get(index) ?? [];
    const ran = actual.get(index);
    const said = expected.get(index);
    return {
      request: index,
      ...(team !== undefined && { team }),
      askedAtMs,
      deadlineMs,
      state: stateOf(request, own, ran !== undefined, nowMs, ended),
      ...(ran !== undefined && { actual: ran }),
      ...(said !== undefined && { expected: said }),
      decisions: own,
      differs: own.some(({ differs }) => differs !== null),
    };
  });
}

/** By request: from the first start to the last end, open while one of them runs. */
function stretches(
  parts: readonly (
    | Pick<LiveAttempt, "request" | "startedAtMs" | "finishedAtMs">
    | Pick<ExpectedPod, "request" | "startedAtMs" | "finishedAtMs">
  )[],
): Map<number, Stretch> {
  const found = new Map<number, Stretch>();
  for (const { request, startedAtMs, finishedAtMs } of parts) {
    const before = found.get(request);
    if (before === undefined) {
      found.set(request, { fromMs: startedAtMs, toMs: finishedAtMs });
      continue;
    }
    const open = before.toMs === null || finishedAtMs === null;
    const toMs = open ? null : Math.max(before.toMs ?? 0, finishedAtMs ?? 0);
    found.set(request, { fromMs: Math.min(before.fromMs, startedAtMs), toMs });
  }
  return found;
}

function stateOf(
  request: Parts["requests"][number],
  decisions: readonly LiveDecision[],
  ran: boolean,
  nowMs: number,
  ended: boolean,
): RowState {
  const { outcome } = request;
  if (outcome !== "unfinished") return outcome;
  if (decisions.some(({ action }) => action === "skip")) return "skipped";
  if (ended) return ran || request.askedAtMs < nowMs ? "cut" : "later";
  if (ran || request.startedAtMs !== undefined) return "running";
  return request.askedAtMs <= nowMs ? "waiting" : "later";
}

export interface RowMarks {
  /** From the asking to the first program; to now while it waits. */
  readonly wait: Span | null;
  readonly actual: Span | null;
  readonly expected: Span | null;
  readonly marks: readonly DecisionMark[];
}

export function rowMarks(row: LiveRow, x: LinearScale, nowMs: number): RowMarks {
  const waits = row.actual !== undefined || row.state === "waiting" || row.state === "running";
  const waitUntilMs = row.actual?.fromMs ?? nowMs;
  const wait = waits && waitUntilMs > row.askedAtMs ? between(row.askedAtMs, waitUntilMs, x) : null;
  return {
    wait: wait === null || wait.width < 1 ? null : wait,
    actual: row.actual === undefined ? null : bar(row.actual, x, nowMs),
    expected: row.expected === undefined ? null : bar(row.expected, x, nowMs),
    marks: decisionMarks(row.decisions, x),
  };
}

function bar({ fromMs, toMs }: Stretch, x: LinearScale, nowMs: number): Span {
  const span = between(fromMs, toMs ?? Math.max(fromMs, nowMs), x);
  return { x: span.x, width: Math.max(MIN_BAR_PX, span.width) };
}

function between(fromMs: number, toMs: number, x: LinearScale): Span {
  return { x: x(fromMs), width: x(toMs) - x(fromMs) };
}

/** The row that things happen in: the last that runs, else the last that waits, else the last that ended. */
export function activeRow(rows: readonly LiveRow[]): number {
  const last = (state: (row: LiveRow) => boolean) => rows.findLastIndex(state);
  const running = last(({ state }) => state === "running");
  if (running >= 0) return running;
  const waiting = last(({ state }) => state === "waiting");
  return waiting >= 0
    ? waiting
    : Math.max(
        0,
        last(({ state }) => state !== "later"),
      );
}

/** The rows after a change, with those that are equal as the very objects that they were. */
export function keptRows(
  before: readonly LiveRow[],
  after: readonly LiveRow[],
): readonly LiveRow[] {
  const kept = after.map((row, at) => {
    const old = before[at];
    return old !== undefined && sameRow(old, row) ? old : row;
  });
  const same = kept.length === before.length && kept.every((row, at) => row === before[at]);
  return same ? before : kept;
}

function sameRow(a: LiveRow, b: LiveRow): boolean {
  return (
    a.request === b.request &&
    a.state === b.state &&
    sameStretch(a.actual, b.actual) &&
    sameStretch(a.expected, b.expected) &&
    a.decisions.length === b.decisions.length &&
    a.decisions.every((decision, at) => decision === b.decisions[at])
  );
}

function sameStretch(a: Stretch | undefined, b: Stretch | undefined): boolean {
  return a?.fromMs === b?.fromMs && a?.toMs === b?.toMs;
}

/** Rows with something to see in a window: asked for before its end, and not over before its beginning. */
export function rowsIn(
  rows: readonly LiveRow[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly LiveRow[] {
  const lastMs = ({ deadlineMs, actual, expected }: LiveRow) =>
    Math.max(deadlineMs, actual?.toMs ?? 0, expected?.toMs ?? 0);
  const seen = rows.filter((row) => row.askedAtMs < toMs && lastMs(row) > fromMs);
  return seen.length === rows.length ? rows : seen;
}
