/** Brings the results file to the current schema: numbered files, each in a transaction of its own. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { assert } from "../../core/assert.ts";

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** The migrations of a folder (`0001-name.sql`, numbered from 1 without gaps), in order. */
export function loadMigrations(folder = join(import.meta.dirname, "migrations")): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.sort().map((name, index) => {
    const version = Number.parseInt(name, 10);
    assert(version === index + 1, `migration ${name} should have number ${index + 1}`);
    return { version, name, sql: readFileSync(join(folder, name), "utf8") };
  });
}

/** The schema version that a file has; 0 for an empty one. */
export function schemaVersion(db: Database): number {
  return db.pragma("user_version", { simple: true }) as number;
}

/**
 * Applies what is missing. A migration that fails leaves the version before it, whole; one that another
 * process applied in the meantime is passed over.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  for (const migration of migrations) {
    const apply = db.transaction(() => {
      if (schemaVersion(db) >= migration.version) return;
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    });
    if (schemaVersion(db) < migration.version) apply.immediate();
  }
}
