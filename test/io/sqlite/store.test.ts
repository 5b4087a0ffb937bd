import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IssueError, unwrap } from "../../../engine/core/issue.ts";
import { openDatabase } from "../../../engine/io/sqlite/open.ts";
import { createStore, openStore } from "../../../engine/io/sqlite/store.ts";
import { sampleComparison } from "../../fakes/comparison.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const folder = tempFolder();
let files = 0;

function openNew() {
  files += 1;
  const file = join(folder, `${files}.sqlite`);
  const db = unwrap(openDatabase(file));
  return { file, db, store: createStore(db, file) };
}

function codesThrown(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof IssueError) return error.issues.map((issue) => issue.code);
    throw error;
  }
  return [];
}

describe("what was saved", () => {
  it("comes back whole, also after closing and opening again", () => {
    const { file, store } = openNew();
    const kept = sampleComparison(3);
    const id = store.save(kept);
    store.close();
    const again = unwrap(openStore(file));
    expect(again.find("key-3")).toEqual({ ...kept, id });
    expect(again.find("key-4")).toBeUndefined();
    again.close();
  });

  it("is listed newest first", () => {
    const { store } = openNew();
    for (const number of [2, 0, 1]) store.save(sampleComparison(number));
    expect(store.list().map((row) => row.seed)).toEqual([2, 1, 0]);
    expect(store.list().at(-1)).toMatchObject({ bestSavedPct: null, synthetic: true, zone: "NL" });
    store.close();
  });

  it("keeps the first answer of a content key, and every trace and log once", () => {
    const { db, store } = openNew();
    const first = store.save(sampleComparison(1));
    expect(store.save(sampleComparison(1, { title: "later" }))).toBe(first);
    const { log, logSha256 } = sampleComparison(1);
    store.save(sampleComparison(4, { log, logSha256 }));
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect([count("comparison"), count("event_log"), count("trace")]).toEqual([2, 1, 1]);
    expect(store.find("key-1")?.title).toBe("Comparison 1");
    store.close();
  });

  it("keeps the forecast that a history carries, with its gaps", () => {
    const { store } = openNew();
    const sample = sampleComparison(1);
    const { trace } = sample;
    const forecastGPerKwh = trace.gPerKwh.map((value, step) => (step % 2 === 0 ? value : null));
    store.save({ ...sample, trace: { ...trace, forecastGPerKwh } });
    expect(store.find(sample.contentKey)?.trace).toEqual({ ...trace, forecastGPerKwh });
    store.close();
  });

  it("keeps every bit of a trace and every character of a log", () => {
    const { store } = openNew();
    let number = 0;
    const values = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(values, (gPerKwh) => {
        number += 1;
        const sample = sampleComparison(number);
        store.save({ ...sample, trace: { ...sample.trace, gPerKwh } });
        expect(store.find(sample.contentKey)?.trace.gPerKwh).toEqual(gPerKwh);
      }),
      { numRuns: 40 },
    );
    store.close();
  });

  it("compresses logs", () => {
    const { db, store } = openNew();
    const { log } = sampleComparison(6);
    store.save(sampleComparison(6));
    const stored = db.prepare("SELECT length(compressed) FROM event_log").pluck().get();
    expect(stored).toBeLessThan(log.length / 10);
    store.close();
  });
});

describe("when storing fails", () => {
  it("says that the disk is full, keeps what was there and stores no part of the new", () => {
    const { db, store } = openNew();
    store.save(sampleComparison(0));
    const pages = db.pragma("page_count", { simple: true }) as number;
    db.pragma(`max_page_count = ${pages + 2}`);
    const noise = Array.from({ length: 5_000 }, (_, index) => Math.sin(index));
    const sample = sampleComparison(1);
    const large = { ...sample, trace: { ...sample.trace, gPerKwh: noise } };
    expect(codesThrown(() => store.save(large))).toEqual(["store/full"]);
    expect(store.list().map((row) => row.seed)).toEqual([0]);
    expect(db.prepare("SELECT count(*) FROM event_log").pluck().get()).toBe(1);
    db.pragma("max_page_count = 1000000");
    store.save(large);
    expect(store.find("key-1")?.trace.gPerKwh).toEqual(noise);
    store.close();
  });

  it("says so when another program holds the write lock", () => {
    const { db, file, store } = openNew();
    db.pragma("busy_timeout = 0");
    const other = unwrap(openDatabase(file));
    other.exec("BEGIN IMMEDIATE");
    expect(codesThrown(() => store.save(sampleComparison(0)))).toEqual(["store/locked"]);
    other.close();
    store.save(sampleComparison(0));
    store.close();
  });

  it.each([
    "event_log SET compressed = x'00'",
    "trace SET start_ms = 1",
    "comparison SET results = '['",
  ])("never returns an answer whose parts were changed: %s", (change) => {
    const { db, store } = openNew();
    store.save(sampleComparison(0));
    db.exec(`UPDATE ${change}`);
    expect(codesThrown(() => store.find("key-0"))).toEqual(["store/corrupt"]);
    store.close();
  });
});

it("carries Lowtide's mark in the file header", () => {
  const { file, store } = openNew();
  expect(readFileSync(file).subarray(68, 72).toString("latin1")).toBe("LOWT");
  store.close();
});
