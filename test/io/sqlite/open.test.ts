import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { Result } from "../../../engine/core/issue.ts";
import { openDatabase } from "../../../engine/io/sqlite/open.ts";
import { openStore } from "../../../engine/io/sqlite/store.ts";
import { sampleComparison } from "../../fakes/comparison.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const folder = tempFolder();

function codes(result: Result<unknown>): string[] {
  return result.ok ? [] : result.issues.map((issue) => issue.code);
}

function hints(result: Result<unknown>): string {
  return result.ok ? "" : result.issues.map((issue) => issue.hint).join();
}

describe("settings", () => {
  it("flushes every commit, checks references and distrusts schemas", () => {
    const opened = openDatabase(join(folder, "settings.sqlite"));
    if (!opened.ok) throw new Error("not opened");
    const read = (name: string) => opened.value.pragma(name, { simple: true });
    expect(read("journal_mode")).toBe("wal");
    expect(read("synchronous")).toBe(2);
    expect(read("foreign_keys")).toBe(1);
    expect(read("trusted_schema")).toBe(0);
    opened.value.close();
  });
});

describe("a file that is not usable", () => {
  it("is left as it was when another program wrote it", () => {
    const file = join(folder, "foreign.sqlite");
    const foreign = new Sqlite(file);
    foreign.exec("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
    foreign.close();
    const bytes = readFileSync(file);
    const result = openDatabase(file);
    expect(codes(result)).toEqual(["store/not-lowtide"]);
    expect(hints(result)).toContain("LOWTIDE_DATA_DIR");
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it("is left as it was when it is no database at all", () => {
    const file = join(folder, "letter.sqlite");
    writeFileSync(file, "Dear diary. ".repeat(500));
    expect(codes(openDatabase(file))).toEqual(["store/not-lowtide"]);
    expect(readFileSync(file, "utf8")).toBe("Dear diary. ".repeat(500));
  });

  it("is refused when a later version wrote it", () => {
    const file = join(folder, "newer.sqlite");
    const opened = openDatabase(file);
    if (!opened.ok) throw new Error("not opened");
    opened.value.pragma("user_version = 999");
    opened.value.close();
    const bytes = readFileSync(file);
    expect(codes(openDatabase(file))).toEqual(["store/newer"]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it("is told apart: a folder, a folder that is missing", () => {
    const file = join(folder, "folder.sqlite");
    mkdirSync(file);
    expect(codes(openDatabase(file))).toEqual(["store/is-folder"]);
    expect(codes(openDatabase(join(folder, "absent", "x.sqlite")))).toEqual(["store/no-folder"]);
  });

  it("is reported as damaged when pages of it were overwritten", () => {
    const file = join(folder, "damaged.sqlite");
    const store = openStore(file);
    if (!store.ok) throw new Error("not opened");
    for (let number = 0; number < 20; number++) store.value.save(sampleComparison(number));
    store.value.close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096, 4096 * 6);
    writeFileSync(file, bytes);
    const result = openStore(file);
    expect(codes(result)).toEqual(["store/corrupt"]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
});

it("waits for a moment, then says that another program holds the file", () => {
  const file = join(folder, "locked.sqlite");
  const opened = openDatabase(file);
  if (!opened.ok) throw new Error("not opened");
  opened.value.exec("BEGIN IMMEDIATE");
  expect(codes(openDatabase(file))).toEqual(["store/locked"]);
  opened.value.exec("ROLLBACK");
  opened.value.close();
  const free = openDatabase(file);
  expect(free.ok).toBe(true);
  if (free.ok) free.value.close();
});
