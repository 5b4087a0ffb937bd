/** Live runs in the results file: the log of each, durable before anything follows from it. */
import type { Database } from "better-sqlite3";
import { IssueError, problem } from "../../core/issue.ts";
import type {
  KeptLiveRun,
  LiveHolder,
  LiveOperation,
  LiveRecord,
  LiveRunToKeep,
  LiveStatus,
  LiveStore,
} from "../../core/live/run-store.ts";
import type { InstantMs } from "../../core/units/units.ts";
import { corruptIssue, withIssues } from "./failure.ts";
import type { RunLocks } from "./run-locks.ts";

const COLUMNS = `id, scenario, title, policy, created_at AS createdAt, question, status, message,
  now_ms AS nowMs, events, process_id AS processId, seen_at_ms AS seenAtMs`;

export function liveStore(db: Database, file: string, locks: RunLocks): LiveStore {
  const guarded = <T>(work: () => T): T => withIssues(file, work);
  return {
    create: (run, holder) => guarded(() => create(db, locks, run, holder)),
    append: (id, fromSeq, records, nowMs) => guarded(() => append(db, id, fromSeq, records, nowMs)),
    records: (id, fromSeq, count) => guarded(() => readRecords(db, file, id, fromSeq, count)),
    setStatus: (id, status, message) => guarded(() => setStatus(db, id, status, message)),
    hold: (id, holder) => guarded(() => hold(db, locks, id, holder)),
    isHeld: (id) => guarded(() => locks.isTaken(id)),
    release: (id) => guarded(() => locks.release(id)),
    seen: (id, { processId, seenAtMs }, nowMs) =>
      guarded(() => {
        const sql =
          "UPDATE live_run SET seen_at_ms = ?, now_ms = ? WHERE id = ? AND process_id = ?";
        db.prepare(sql).run(seenAtMs, nowMs, id, processId);
      }),
    ask: (id, operation) =>
      guarded(() => {
        const sql = "INSERT INTO live_operation (run, operation) VALUES (?, ?)";
        db.prepare(sql).run(id, JSON.stringify(operation));
      }),
    asked: (id) => guarded(() => readOperations(db, file, id)),
    taken: (id, seq) => guarded(() => take(db, id, seq)),
    list: () =>
      guarded(() =>
        db.prepare<[], KeptLiveRun>(`SELECT ${COLUMNS} FROM live_run ORDER BY id DESC`).all(),
      ),
    find: (id) =>
      guarded(() =>
        db.prepare<[number], KeptLiveRun>(`SELECT ${COLUMNS} FROM live_run WHERE id = ?`).get(id),
      ),
    delete: (id) =>
      guarded(() => {
        db.prepare("DELETE FROM live_run WHERE id = ?").run(id);
        locks.remove(id);
      }),
  };
}

/** The run is seen by others when it is held. */
function create(db: Database, locks: RunLocks, run: LiveRunToKeep, holder: LiveHolder): number {
  const insert = db.prepare(
    `INSERT INTO live_run (scenario, title, policy, created_at, question, status, now_ms, process_id, seen_at_ms)
     VALUES (@scenario, @title, @policy, @createdAt, @question, 'running', @nowMs, @processId, @seenAtMs)`,
  );
  const all = db.transaction(() => {
    const id = Number(insert.run({ ...run, ...holder }).lastInsertRowid);
    locks.take(id);
    return id;
  });
  return all.immediate();
}

/** One transaction: a killed process leaves all of what it wrote together, or none. */
function append(
  db: Database,
  id: number,
  fromSeq: number,
  records: readonly LiveRecord[],
  nowMs: InstantMs,
): void {
  const all = db.transaction(() => {
    const kept = db
      .prepare<[number], { events: number }>("SELECT events FROM live_run WHERE id = ?")
      .get(id);
    if (kept === undefined || kept.events !== fromSeq) throw overtaken(id);
    const insert = db.prepare("INSERT INTO live_event (run, seq, record) VALUES (?, ?, ?)");
    for (const [index, record] of records.entries()) {
      insert.run(id, fromSeq + index, JSON.stringify(record));
      if (record.operation !== undefined) take(db, id, record.operation);
    }
    db.prepare("UPDATE live_run SET events = events + ?, now_ms = ? WHERE id = ?").run(
      records.length,
      nowMs,
      id,
    );
  });
  all.immediate();
}

function take(db: Database, id: number, seq: number): void {
  db.prepare("UPDATE live_operation SET taken = 1 WHERE run = ? AND seq = ?").run(id, seq);
}

/** An ending and the operations that came to nothing by it: together, or a killed process would ask again. */
function setStatus(db: Database, id: number, status: LiveStatus, message: string): void {
  const all = db.transaction(() => {
    const update = db.prepare("UPDATE live_run SET status = ?, message = ? WHERE id = ?");
    update.run(status, message, id);
    if (status === "running" || status === "paused") return;
    db.prepare("UPDATE live_operation SET taken = 1 WHERE run = ? AND taken = 0").run(id);
  });
  all.immediate();
}

/** Somebody deleted the run, or drives it as well: nothing may follow from what was not written. */
function overtaken(id: number): IssueError {
  return new IssueError([
    problem(
      "store/live-run-gone",
      `Live run ${id} was deleted or taken over while it ran.`,
      "See `lowtide runs list`; start it again if it is still wanted.",
    ),
  ]);
}

/** Two processes that want a run at the same moment: one of them gets it. */
function hold(db: Database, locks: RunLocks, id: number, holder: LiveHolder): boolean {
  if (!locks.take(id)) return false;
  const sql = "UPDATE live_run SET process_id = @processId, seen_at_ms = @seenAtMs WHERE id = @id";
  db.prepare(sql).run({ id, ...holder });
  return true;
}

function readRecords(
  db: Database,
  file: string,
  id: number,
  fromSeq: number,
  count: number,
): LiveRecord[] {
  return db
    .prepare<[number, number, number], { record: string }>(
      "SELECT record FROM live_event WHERE run = ? AND seq >= ? ORDER BY seq LIMIT ?",
    )
    .all(id, fromSeq, count)
    .map(({ record }) => parsed<LiveRecord>(record, file));
}

function readOperations(db: Database, file: string, id: number) {
  return db
    .prepare<[number], { seq: number; operation: string }>(
      "SELECT seq, operation FROM live_operation WHERE run = ? AND taken = 0 ORDER BY seq",
    )
    .all(id)
    .map(({ seq, operation }) => ({ seq, operation: parsed<LiveOperation>(operation, file) }));
}

function parsed<T>(json: string, file: string): T {
  try {
    return JSON.parse(json) as T;
  } catch {
    throw new IssueError([corruptIssue(file, "an entry of a live run cannot be read")]);
  }
}
