/** A log is read to its end in parts, from the end of a long one, and only what is asked for. */
import { describe, expect, it } from "vitest";
import type { Api } from "../../../engine/contract/api.ts";
import { allLines } from "../../../renderer/screens/live/log-text.ts";
import {
  followLog,
  type LogQuestion,
  type LogReading,
  NO_READING,
  TAIL_BYTES,
  wholeLog,
} from "../../../renderer/screens/live/read-log.ts";
import { FakeLive } from "../../fakes/live/lab.ts";

const QUESTION: LogQuestion = { id: "1", attempt: "a", whole: false, only: "" };

function apiOf(text: string): Api {
  const live = new FakeLive();
  live.logText = text;
  const { readLiveLog } = live.procedures();
  const answer = async (question: Parameters<typeof readLiveLog>[0]) => ({
    ok: true,
    value: await readLiveLog(question),
  });
  return { readLiveLog: answer } as unknown as Api;
}

async function read(api: Api, question: Partial<LogQuestion> = {}): Promise<LogReading> {
  let last = NO_READING;
  const { signal } = new AbortController();
  await followLog(api, { ...QUESTION, ...question }, signal, (reading) => {
    last = reading;
  });
  return last;
}

const LONG = Array.from(
  { length: 60_000 },
  (_, at) => `line ${at} ${at % 1_000 === 0 ? "slow" : ""}`,
);

describe("a log", () => {
  it("that is short is read whole", async () => {
    const reading = await read(apiOf("one\ntwo\nthree"));
    expect(allLines(reading.lines)).toEqual(["one", "two", "three"]);
    expect(reading).toMatchObject({ skippedBytes: 0, totalBytes: 13, ended: true });
  });

  it("that is long is read from its end, beginning with a whole line", async () => {
    const text = `${LONG.join("\n")}\n`;
    const reading = await read(apiOf(text));
    const lines = allLines(reading.lines);
    expect(lines).toEqual(LONG.slice(-lines.length));
    expect(reading.skippedBytes).toBe(text.length - lines.join("\n").length - 1);
    expect(reading.totalBytes - reading.skippedBytes).toBeLessThanOrEqual(TAIL_BYTES);
  });

  it("is read from the beginning in parts when all of it is wanted", async () => {
    const lines = Array.from({ length: 9 }, () => LONG).flat();
    const api = apiOf(lines.join("\n"));
    const reading = await read(api, { whole: true });
    expect(reading.totalBytes).toBeGreaterThan(4 * 1_048_576);
    expect(allLines(reading.lines).length).toBeGreaterThanOrEqual(300_000);
    expect(allLines(reading.lines).at(-1)).toBe(LONG.at(-1));
    expect(await wholeLog(api, "1", "a")).toEqual({ ok: true, value: lines.join("\n") });
  });

  it("gives only lines that hold a text, of the whole log", async () => {
    const reading = await read(apiOf(`${LONG.join("\n")}\n`), { only: "SLOW" });
    expect(allLines(reading.lines)).toEqual(LONG.filter((line) => line.includes("slow")));
  });

  it("that cannot be read says why and ends", async () => {
    const issue = {
      code: "live/not-found",
      severity: "error",
      message: "No.",
      hint: "List.",
    } as const;
    const api = { readLiveLog: async () => ({ ok: false, issues: [issue] }) } as unknown as Api;
    expect(await read(api)).toMatchObject({ ended: true, issues: [issue] });
    expect(await wholeLog(api, "1", "a")).toEqual({ ok: false, issues: [issue] });
  });
});
