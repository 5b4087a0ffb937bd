/** The result store over one SQLite file: the adapter of the `ResultStore` port. */
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { IssueError, type Result, success } from "../../core/issue.ts";
import type { ResultStore } from "../../core/ports.ts";
import { corruptIssue, withIssues } from "./failure.ts";
import { liveStore } from "./live-runs.ts";
import { openDatabase } from "./open.ts";
import { findComparison, listComparisons, saveComparison } from "./results.ts";
import { RunLocks } from "./run-locks.ts";
import { stageStore } from "./stages.ts";
import { sweepStore } from "./sweeps.ts";

/** The results file in a data folder. */
export function storeFile(dataFolder: string): string {
  return join(dataFolder, "lowtide.sqlite");
}

/**
 * Opens the store of a file, creating it when needed. Without a usable file the issues say why, and
 * the app goes on without a store.
 */
export function openStore(file: string): Result<ResultStore> {
  const opened = openDatabase(file);
  return opened.ok ? success(createStore(opened.value, file)) : opened;
}

/** A store over an open, migrated database. */
export function createStore(db: Database, file: string): ResultStore {
  const locks = new RunLocks(file);
  return {
    save: (comparison) => withIssues(file, () => saveComparison(db, comparison)),
    list: () => withIssues(file, () => listComparisons(db)),
    find: (contentKey) => {
      const found = withIssues(file, () => findComparison(db, contentKey));
      if (found !== "damaged") return found;
      throw new IssueError([corruptIssue(file, "a stored answer does not match its hash")]);
    },
    sweeps: sweepStore(db, file),
    live: liveStore(db, file, locks),
    stages: stageStore(db, file),
    close: () =>
      withIssues(file, () => {
        db.close();
        locks.releaseAll();
      }),
  };
}
