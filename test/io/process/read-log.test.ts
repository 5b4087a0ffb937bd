import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveLog } from "../../../engine/contract/live.ts";
import { type LogQuestion, readLog } from "../../../engine/io/process/read-log.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const folder = tempFolder();
let count = 0;

/** Writes a log, and gives what reads it. */
function logOf(content: string | Buffer, ended = true) {
  const id = `a${count++}`;
  const attempt = join(folder, "run/attempts", id);
  mkdirSync(attempt, { recursive: true });
  writeFileSync(join(attempt, "log"), content);
  if (ended) writeFileSync(join(attempt, "ended"), "");
  // What the contract promises is what is read.
  return (question?: LogQuestion): LiveLog => readLog(folder, "run", id, question);
}

const text = fc.string({
  unit: fc.constantFrom("a", "B", "é", "→", "🌍", "\n", " "),
  maxLength: 60,
});

/** Asks again and again until nothing more comes. */
function follow(read: (question: LogQuestion) => LiveLog, question: LogQuestion): string {
  let whole = "";
  for (let from = 0; ; ) {
    const part = read({ ...question, from });
    whole += part.text;
    if (part.next === from) return whole;
    from = part.next;
  }
}

describe("a log in parts", () => {
  it("is the whole log, at every limit that holds a character", () => {
    const property = fc.property(text, fc.integer({ min: 4, max: 20 }), (content, limit) => {
      expect(follow(logOf(content), { limit })).toBe(content);
    });
    fc.assert(property);
  });

  it("has the end that was asked for, and begins with a whole character", () => {
    const property = fc.property(text, fc.integer({ min: 1, max: 80 }), (content, back) => {
      const bytes = Buffer.from(content);
      const part = logOf(content)({ from: -back });
      expect(content.endsWith(part.text)).toBe(true);
      expect(part.next).toBe(bytes.length);
      expect(Buffer.byteLength(part.text)).toBeGreaterThan(Math.min(back, bytes.length) - 4);
      expect(Buffer.byteLength(part.text)).toBeLessThanOrEqual(back);
    });
    fc.assert(property);
  });

  it("leaves a character that is being written for later, until nothing more comes", () => {
    const bytes = Buffer.from("ab🌍").subarray(0, 5);
    expect(logOf(bytes, false)()).toMatchObject({
      text: "ab",
      next: 2,
      totalBytes: 5,
      ended: false,
    });
    expect(logOf(bytes, true)()).toMatchObject({ text: "ab\uFFFD", next: 5, ended: true });
  });

  it("goes on behind bytes that are no text", () => {
    const read = logOf(Buffer.from([0xff, 0xfe, 0x80, 0x80, 0x80, 0x80, 0x61, 0xc3]));
    expect(follow(read, { limit: 2 })).toMatch(/a\uFFFD$/);
  });

  it("that is searched has the lines that hold the text, in order", () => {
    const property = fc.property(text, fc.integer({ min: 1, max: 30 }), (content, limit) => {
      const lines = content.split(/(?<=\n)/).filter((line) => line.toLowerCase().includes("b"));
      expect(follow(logOf(content), { limit, search: "b" })).toBe(lines.join(""));
      expect(follow(logOf(content), { limit, search: "B" })).toBe(lines.join(""));
    });
    fc.assert(property);
  });

  it("keeps a line that is being written out of a search until it is complete", () => {
    expect(logOf("one b\ntwo b", false)({ search: "b" })).toMatchObject({
      text: "one b\n",
      next: 6,
    });
    expect(logOf("one b\ntwo b", true)({ search: "b" })).toMatchObject({ next: 11 });
  });

  it("is empty for an attempt that never was, and for names that lead elsewhere", () => {
    const none = { text: "", next: 0, totalBytes: 0, truncated: false, ended: false };
    expect(readLog(folder, "run", "unknown")).toEqual(none);
    expect(readLog(folder, "../run", "a0")).toEqual(none);
    expect(readLog(folder, "run", "../attempts/a0")).toEqual(none);
  });
});
