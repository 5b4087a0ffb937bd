/** Opens the results file, and refuses to touch one that is not Lowtide's or is newer than this version. */
import { statSync } from "node:fs";
import Sqlite, { type Database } from "better-sqlite3";
import {
  failure,
  type Issue,
  IssueError,
  problem,
  type Result,
  success,
} from "../../core/issue.ts";
import { corruptIssue, sqliteIssue } from "./failure.ts";
import { loadMigrations, type Migration, migrate, schemaVersion } from "./migrate.ts";

/** "LOWT": marks a SQLite file as Lowtide's. */
export const APPLICATION_ID = 0x4c4f5754;

/** How long another process may hold the file before that is an error. */
const BUSY_TIMEOUT_MS = 2_000;

/** Opens or creates the file and brings it to the current schema. */
export function openDatabase(
  file: string,
  migrations: readonly Migration[] = loadMigrations(),
): Result<Database> {
  let db: Database | undefined;
  try {
    db = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
    const refused = inspect(db, file, migrations.length);
    if (refused !== undefined) throw new IssueError([refused]);
    configure(db);
    migrate(db, migrations);
    return success(db);
  } catch (error) {
    db?.close();
    return failure(openingIssues(error, file));
  }
}

/** Looks without changing anything: is this file ours, whole, and not from a later version? */
function inspect(db: Database, file: string, latest: number): Issue | undefined {
  // Schemas may call functions; those of an untrusted file must not run.
  db.pragma("trusted_schema = OFF");
  const applicationId = db.pragma("application_id", { simple: true });
  const objects = db.prepare("SELECT count(*) FROM sqlite_schema").pluck().get();
  const fresh = applicationId === 0 && objects === 0 && schemaVersion(db) === 0;
  if (!fresh && applicationId !== APPLICATION_ID) return foreignIssue(file);
  const version = schemaVersion(db);
  if (version > latest) return newerIssue(file, version, latest);
  const found = db.pragma("quick_check(1)", { simple: true });
  return found === "ok" ? undefined : corruptIssue(file, String(found).replaceAll("\n", " "));
}

function configure(db: Database): void {
  // The mark goes in before the switch to WAL, so the main file carries it even after a kill.
  if (db.pragma("application_id", { simple: true }) === 0) {
    db.pragma(`application_id = ${APPLICATION_ID}`);
  }
  db.pragma("journal_mode = WAL");
  // FULL: an answer that was said to be kept survives a power cut. A save is one transaction, so this
  // costs one disk flush for each answered scenario.
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  // Takes the write lock once: a file that can only be read is found now, not when an answer is lost.
  db.exec("BEGIN IMMEDIATE; ROLLBACK");
}

function openingIssues(error: unknown, file: string): readonly Issue[] {
  if (error instanceof IssueError) return error.issues;
  if (isSqliteCode(error, "SQLITE_NOTADB")) return [foreignIssue(file)];
  if (isFolder(file)) return [folderIssue(file)];
  const issue = sqliteIssue(error, file);
  if (issue !== undefined) return [issue];
  if (isMissingFolder(error)) return [missingFolderIssue(file)];
  throw error;
}

function foreignIssue(file: string): Issue {
  return problem(
    "store/not-lowtide",
    "The file in the place of the results file was not written by Lowtide.",
    "Move it away, or set LOWTIDE_DATA_DIR to another folder; it was not changed.",
    { file },
  );
}

function newerIssue(file: string, found: number, latest: number): Issue {
  return problem(
    "store/newer",
    `The results file has schema ${found}; this version of Lowtide knows up to ${latest}.`,
    "Use the newer Lowtide that wrote it, or set LOWTIDE_DATA_DIR to another folder.",
    { file },
  );
}

function folderIssue(file: string): Issue {
  return problem(
    "store/is-folder",
    "There is a folder in the place of the results file.",
    "Move it away, or set LOWTIDE_DATA_DIR to another folder.",
    { file },
  );
}

function missingFolderIssue(file: string): Issue {
  return problem(
    "store/no-folder",
    "The folder of the results file does not exist.",
    "Create it, or set LOWTIDE_DATA_DIR to a folder that exists.",
    { file },
  );
}

function isSqliteCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** better-sqlite3 checks the folder before SQLite sees the path, and throws a plain TypeError. */
function isMissingFolder(error: unknown): boolean {
  return error instanceof TypeError && error.message.includes("directory does not exist");
}
