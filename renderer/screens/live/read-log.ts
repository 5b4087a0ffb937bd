/** Reads a log part by part and follows it while it grows. */
import type { Answer, Api } from "../../../engine/contract/api.ts";
import type { LiveLog } from "../../../engine/contract/live.ts";
import { callFailed, type Issue } from "../../client/issues.ts";
import { type LogLines, NO_LINES, withText } from "./log-text.ts";

/** What is read first of a long log: its end. */
export const TAIL_BYTES = 262_144;
/** The most that the engine gives at once. */
const PART_BYTES = 1_048_576;
const POLL_MS = 500;
/** Lines on the screen; those before the last of them are in the download. */
export const MAX_LINES = 400_000;
const KEPT_LINES = 300_000;

export interface LogQuestion {
  readonly id: string;
  readonly attempt: string;
  /** From the beginning; else only the end of a long one. */
  readonly whole: boolean;
  /** Not empty: only lines that hold this text, of the whole log. */
  readonly only: string;
}

export interface LogReading {
  readonly lines: LogLines;
  /** Bytes before the first line that is here. */
  readonly skippedBytes: number;
  readonly totalBytes: number;
  /** The program wrote more than its limit. */
  readonly truncated: boolean;
  /** Nothing more will come. */
  readonly ended: boolean;
  readonly issues: readonly Issue[];
}

export const NO_READING: LogReading = {
  lines: NO_LINES,
  skippedBytes: 0,
  totalBytes: 0,
  truncated: false,
  ended: false,
  issues: [],
};

/** Publishes what is known, again and again, until the log has ended or `signal` says so. */
export async function followLog(
  api: Api,
  question: LogQuestion,
  signal: AbortSignal,
  publish: (reading: LogReading) => void,
): Promise<void> {
  const { id, attempt, whole, only } = question;
  const search = only === "" ? {} : { search: only };
  let reading = NO_READING;
  let from = whole || only !== "" ? 0 : -TAIL_BYTES;
  for (;;) {
    const answer = await ask(() =>
      api.readLiveLog({ id, attempt, from, limit: PART_BYTES, ...search }),
    );
    if (signal.aborted) return;
    if (!answer.ok) return publish({ ...reading, ended: true, issues: answer.issues });
    const { next } = answer.value;
    reading = withPart(reading, answer.value, from, only !== "");
    publish(reading);
    const more = next > from && next < answer.value.totalBytes;
    from = next;
    if (more) continue;
    if (reading.ended) return;
    await pause(signal);
    if (signal.aborted) return;
  }
}

/** Adds what has come; the first part of a tail begins in the middle of a line, which is left out. */
export function withPart(
  reading: LogReading,
  part: LiveLog,
  from: number,
  isFiltered: boolean,
): LogReading {
  const { text, next, totalBytes, truncated, ended } = part;
  const startsInside = from < 0 && totalBytes > -from;
  const whole = startsInside ? text.slice(text.indexOf("\n") + 1) : text;
  const closed = isFiltered && whole !== "" && !whole.endsWith("\n") ? `${whole}\n` : whole;
  const added = withText(reading.lines, closed);
  const cut = added.lines.length > MAX_LINES;
  const lines = cut ? { ...added, lines: added.lines.slice(-KEPT_LINES) } : added;
  const before = startsInside ? totalBytes - byteLength(whole) : reading.skippedBytes;
  const skippedBytes = cut ? next - byteLength(lines.lines.join("\n")) : before;
  return {
    lines,
    skippedBytes,
    totalBytes,
    truncated,
    ended: ended && next >= totalBytes,
    issues: [],
  };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The whole log as it was written. */
export async function wholeLog(api: Api, id: string, attempt: string): Promise<Answer<string>> {
  const parts: string[] = [];
  for (let from = 0; ; ) {
    const at = from;
    const answer = await ask(() => api.readLiveLog({ id, attempt, from: at, limit: PART_BYTES }));
    if (!answer.ok) return answer;
    parts.push(answer.value.text);
    from = answer.value.next;
    if (from <= at || from >= answer.value.totalBytes) return { ok: true, value: parts.join("") };
  }
}

async function ask(call: () => Promise<Answer<LiveLog>>): Promise<Answer<LiveLog>> {
  try {
    return await call();
  } catch (error) {
    return { ok: false, issues: [callFailed(error as Error)] };
  }
}

/** Half a second, and as long as nobody sees the page. */
async function pause(signal: AbortSignal): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  while (document.hidden && !signal.aborted);
}
