/** Sweeps in the results file: what was asked, and the figures of each point as they come in. */
import type { Database } from "better-sqlite3";
import { IssueError } from "../../core/issue.ts";
import type {
  KeptFailure,
  KeptRow,
  KeptSweep,
  SweepHolder,
  SweepStore,
  SweepToKeep,
} from "../../core/ports.ts";
import { corruptIssue, withIssues } from "./failure.ts";

const COLUMNS = `id, content_key AS contentKey, scenario, title, created_at AS createdAt, question,
  status, total, finished, failed, workers, process_id AS processId, seen_at_ms AS seenAtMs,
  rows_sha256 AS rowsSha256`;

export function sweepStore(db: Database, file: string): SweepStore {
  const guarded = <T>(work: () => T): T => withIssues(file, work);
  return {
    create: (sweep, holder) => guarded(() => create(db, sweep, holder)),
    append: (id, rows, failures, seenAtMs) =>
      guarded(() => append(db, id, rows, failures, seenAtMs)),
    resume: (id, workers, holder) => guarded(() => resume(db, id, workers, holder)),
    end: (id, status, rowsSha256) =>
      guarded(() => {
        const sql = "UPDATE sweep SET status = ?, rows_sha256 = ? WHERE id = ?";
        db.prepare(sql).run(status, rowsSha256, id);
      }),
    list: () =>
      guarded(() =>
        db.prepare<[], KeptSweep>(`SELECT ${COLUMNS} FROM sweep ORDER BY id DESC`).all(),
      ),
    find: (id) =>
      guarded(() =>
        db.prepare<[number], KeptSweep>(`SELECT ${COLUMNS} FROM sweep WHERE id = ?`).get(id),
      ),
    rows: (id, fromRow, count) => guarded(() => readRows(db, file, id, fromRow, count)),
    failures: (id, count) => guarded(() => readFailures(db, file, id, count)),
    delete: (id) => guarded(() => void db.prepare("DELETE FROM sweep WHERE id = ?").run(id)),
  };
}

function create(db: Database, sweep: SweepToKeep, holder: SweepHolder): number {
  const insert = db.prepare(
    `INSERT INTO sweep (content_key, scenario, title, created_at, question, status, total, workers,
       process_id, seen_at_ms)
     VALUES (@contentKey, @scenario, @title, @createdAt, @question, 'running', @total, @workers,
       @processId, @seenAtMs)`,
  );
  return Number(insert.run({ ...sweep, ...holder }).lastInsertRowid);
}

/** One transaction: a killed process leaves whole batches, and counters that agree with them. */
function append(
  db: Database,
  id: number,
  rows: readonly KeptRow[],
  failures: readonly KeptFailure[],
  seenAtMs: number,
): void {
  const all = db.transaction(() => {
    const first = db
      .prepare<[number], { finished: number }>("SELECT finished FROM sweep WHERE id = ?")
      .get(id);
    // Deleted by another process in the meantime: there is nothing to add to.
    if (first === undefined) return;
    const insertRow = db.prepare(
      "INSERT INTO sweep_row (sweep, row, point, figures) VALUES (?, ?, ?, ?)",
    );
    for (const [index, { point, figures }] of rows.entries()) {
      insertRow.run(id, first.finished + index, point, bytesOf(figures));
    }
    const insertFailure = db.prepare(
      "INSERT INTO sweep_failure (sweep, point, issues) VALUES (?, ?, ?)",
    );
    for (const { point, issues } of failures) {
      insertFailure.run(id, point, JSON.stringify(issues));
    }
    db.prepare(
      "UPDATE sweep SET finished = finished + ?, failed = failed + ?, seen_at_ms = ? WHERE id = ?",
    ).run(rows.length, failures.length, seenAtMs, id);
  });
  all.immediate();
}

/** Points that failed are tried again: what was wrong may have been put right. */
function resume(db: Database, id: number, workers: number, holder: SweepHolder): void {
  const all = db.transaction(() => {
    db.prepare("DELETE FROM sweep_failure WHERE sweep = ?").run(id);
    db.prepare(
      `UPDATE sweep SET status = 'running', failed = 0, workers = @workers,
         process_id = @processId, seen_at_ms = @seenAtMs, rows_sha256 = NULL
       WHERE id = @id`,
    ).run({ id, workers, ...holder });
  });
  all.immediate();
}

function readRows(
  db: Database,
  file: string,
  id: number,
  fromRow: number,
  count: number,
): KeptRow[] {
  return db
    .prepare<[number, number, number], { point: number; figures: Buffer }>(
      "SELECT point, figures FROM sweep_row WHERE sweep = ? AND row >= ? ORDER BY row LIMIT ?",
    )
    .all(id, fromRow, count)
    .map(({ point, figures }) => ({ point, figures: figuresOf(figures, file) }));
}

function readFailures(db: Database, file: string, id: number, count: number): KeptFailure[] {
  return db
    .prepare<[number, number], { point: number; issues: string }>(
      "SELECT point, issues FROM sweep_failure WHERE sweep = ? ORDER BY point LIMIT ?",
    )
    .all(id, count)
    .map(({ point, issues }) => ({ point, issues: parsed(issues, file) }));
}

/** The results file moves between machines, and all that Lowtide runs on are little endian. */
function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function figuresOf(bytes: Buffer, file: string): Float64Array {
  if (bytes.length % Float64Array.BYTES_PER_ELEMENT !== 0) throw damaged(file);
  // A copy: the bytes of SQLite need not lie where a Float64Array may begin.
  return new Float64Array(Uint8Array.from(bytes).buffer);
}

function parsed(issues: string, file: string): KeptFailure["issues"] {
  try {
    return JSON.parse(issues) as KeptFailure["issues"];
  } catch {
    throw damaged(file);
  }
}

function damaged(file: string): IssueError {
  return new IssueError([corruptIssue(file, "the figures of a sweep are not whole")]);
}
