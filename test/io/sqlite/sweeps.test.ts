import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import type { SweepStore } from "../../../engine/core/ports.ts";
import { openStore } from "../../../engine/io/sqlite/store.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const file = join(tempFolder(), "lowtide.sqlite");
const store = unwrap(openStore(file));
const sweeps: SweepStore = store.sweeps;
afterAll(() => store.close());

const sweep = {
  contentKey: "a".repeat(64),
  scenario: "s",
  title: "Größe",
  createdAt: "2026-01-01T00:00:00Z",
  question: "{}",
  total: 10,
  workers: 2,
};
const holder = { processId: 7, seenAtMs: 1_000 };
const row = (point: number) => ({ point, figures: Float64Array.from([point, Number.NaN, 0.1]) });
const failed = (point: number) => ({
  point,
  issues: [{ code: "a/b", severity: "error", message: "m", hint: "h" } as const],
});

it("gives back the bits of every figure, in the order of arrival", () => {
  const id = sweeps.create(sweep, holder);
  sweeps.append(id, [row(4), row(1)], [failed(9), failed(3)], 2_000);
  sweeps.append(id, [row(2)], [], 3_000);
  expect(sweeps.rows(id, 0, 10)).toEqual([row(4), row(1), row(2)]);
  expect(sweeps.rows(id, 1, 1)).toEqual([row(1)]);
  expect(sweeps.failures(id, 10)).toEqual([failed(3), failed(9)]);
  expect(sweeps.find(id)).toEqual({
    ...sweep,
    processId: 7,
    id,
    seenAtMs: 3_000,
    status: "running",
    finished: 3,
    failed: 2,
    rowsSha256: null,
  });
});

it("keeps a batch whole or not at all", () => {
  const id = sweeps.create(sweep, holder);
  sweeps.append(id, [row(0)], [], 0);
  expect(() => sweeps.append(id, [row(1), row(0)], [failed(2)], 0)).toThrow();
  expect(sweeps.rows(id, 0, 10)).toEqual([row(0)]);
  expect(sweeps.find(id)).toMatchObject({ finished: 1, failed: 0 });
});

it("opens failed points again when a sweep is resumed, and forgets a deleted one", () => {
  const id = sweeps.create(sweep, holder);
  sweeps.append(id, [row(0)], [failed(1)], 0);
  sweeps.end(id, "finished", "b".repeat(64));
  expect(sweeps.find(id)).toMatchObject({ status: "finished", rowsSha256: "b".repeat(64) });
  sweeps.resume(id, 4, { processId: 8, seenAtMs: 9 });
  const resumed = { status: "running", failed: 0, finished: 1, workers: 4, rowsSha256: null };
  expect(sweeps.find(id)).toMatchObject({ ...resumed, processId: 8, seenAtMs: 9 });
  expect(sweeps.list().map((each) => each.id)[0]).toBe(id);
  sweeps.delete(id);
  expect(sweeps.find(id)).toBeUndefined();
  // A sweep that was deleted by another process takes no more rows, and that is no error.
  sweeps.append(id, [row(5)], [], 0);
  expect(sweeps.rows(id, 0, 10)).toEqual([]);
});

it("says that a row is damaged instead of reading half of it", () => {
  const id = sweeps.create(sweep, holder);
  sweeps.append(id, [row(0)], [], 0);
  const raw = new Sqlite(file);
  raw.prepare("UPDATE sweep_row SET figures = x'0102' WHERE sweep = ?").run(id);
  raw.close();
  expect(() => sweeps.rows(id, 0, 1)).toThrow("store/corrupt");
});
