import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, it } from "vitest";
import { loadMigrations, migrate, schemaVersion } from "../../../engine/io/sqlite/migrate.ts";
import { openDatabase } from "../../../engine/io/sqlite/open.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const folder = tempFolder();

const first = {
  version: 1,
  name: "0001-a.sql",
  sql: "CREATE TABLE a (x); INSERT INTO a VALUES (7);",
};
const broken = { version: 2, name: "0002-b.sql", sql: "CREATE TABLE b (x); DELETE FROM nowhere;" };
const mended = { version: 2, name: "0002-b.sql", sql: "CREATE TABLE b (x); DROP TABLE a;" };

function tables(db: Sqlite.Database): unknown[] {
  return db.prepare("SELECT name FROM sqlite_schema ORDER BY name").pluck().all();
}

it("numbers the bundled migrations from one without gaps", () => {
  const versions = loadMigrations().map((migration) => migration.version);
  expect(versions).toEqual(versions.map((_, index) => index + 1));
  expect(versions.length).toBeGreaterThan(0);
});

it("leaves the version before a migration that fails half-way, and goes on from there", () => {
  const db = new Sqlite(":memory:");
  expect(() => migrate(db, [first, broken])).toThrow("nowhere");
  expect(schemaVersion(db)).toBe(1);
  expect(tables(db)).toEqual(["a"]);
  expect(db.inTransaction).toBe(false);
  migrate(db, [first, mended]);
  expect(schemaVersion(db)).toBe(2);
  expect(tables(db)).toEqual(["b"]);
});

it("applies each migration once", () => {
  const db = new Sqlite(":memory:");
  migrate(db, [first]);
  migrate(db, [first]);
  expect(db.prepare("SELECT count(*) FROM a").pluck().get()).toBe(1);
});

it("migrates a file that an earlier version wrote, keeping its data", () => {
  const file = join(folder, "earlier.sqlite");
  const before = openDatabase(file, [first]);
  if (before.ok) before.value.close();
  const more = { version: 2, name: "0002-c.sql", sql: "ALTER TABLE a ADD COLUMN y DEFAULT 1;" };
  const after = openDatabase(file, [first, more]);
  if (!after.ok) throw new Error(after.issues[0]?.message);
  expect(after.value.prepare("SELECT x, y FROM a").get()).toEqual({ x: 7, y: 1 });
  after.value.close();
});

it("reports a migration that fails, and leaves the file at the version before", () => {
  const file = join(folder, "failing.sqlite");
  expect(openDatabase(file, [first, broken]).ok).toBe(false);
  const again = openDatabase(file, [first]);
  expect(again.ok).toBe(true);
  if (again.ok) again.value.close();
});
