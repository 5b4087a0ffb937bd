/** Stages in the results file: how they ended, by what they depended on, and why they ran. */
import type { Database } from "better-sqlite3";
import { IssueError } from "../../core/issue.ts";
import type { KeptStage, StageDecision, StageStore } from "../../core/live/stage-store.ts";
import { corruptIssue, withIssues } from "./failure.ts";

const STAGE = "key, scenario, template, run, attempt, facts, ended, kept_at_ms AS keptAtMs";
const DECISION = `run, attempt, pod_name AS podName, template, hit, reasons,
  decided_at_ms AS decidedAtMs`;

type StageRow = Omit<KeptStage, "facts" | "end"> & {
  readonly facts: string;
  readonly ended: string;
};
type DecisionRow = Omit<StageDecision, "hit" | "reasons"> & {
  readonly hit: number;
  readonly reasons: string;
};

export function stageStore(db: Database, file: string): StageStore {
  const guarded = <T>(work: () => T): T => withIssues(file, work);
  const stages = (sql: string, ...values: (string | number)[]): KeptStage[] => {
    const rows = db.prepare<(string | number)[], StageRow>(`SELECT ${STAGE} FROM stage ${sql}`);
    return rows.all(...values).map((row) => stageOf(row, file));
  };
  return {
    keep: (stage) => guarded(() => keep(db, stage)),
    find: (key) => guarded(() => stages("WHERE key = ?", key)[0]),
    recent: (scenario, template, count) =>
      guarded(() => {
        const newest = "ORDER BY kept_at_ms DESC, key LIMIT ?";
        return stages(`WHERE scenario = ? AND template = ? ${newest}`, scenario, template, count);
      }),
    list: () => guarded(() => stages("ORDER BY kept_at_ms DESC, key")),
    forgetBefore: (atMs) =>
      guarded(() => db.prepare("DELETE FROM stage WHERE kept_at_ms < ?").run(atMs).changes),
    decide: (decision) => guarded(() => decide(db, decision)),
    decisions: (run) =>
      guarded(() => {
        const sql = `SELECT ${DECISION} FROM stage_decision WHERE run = ? ORDER BY seq`;
        const rows = db.prepare<[string], DecisionRow>(sql).all(run);
        return rows.map((row) => decisionOf(row, file));
      }),
    forgetRun: (run) =>
      guarded(() => void db.prepare("DELETE FROM stage_decision WHERE run = ?").run(run)),
  };
}

function keep(db: Database, { facts, end, ...stage }: KeptStage): void {
  const insert = db.prepare(
    `INSERT OR REPLACE INTO stage (key, scenario, template, run, attempt, facts, ended, kept_at_ms)
     VALUES (@key, @scenario, @template, @run, @attempt, @facts, @ended, @keptAtMs)`,
  );
  insert.run({ ...stage, facts: JSON.stringify(facts), ended: JSON.stringify(end) });
}

function decide(db: Database, { hit, reasons, ...decision }: StageDecision): void {
  const insert = db.prepare(
    `INSERT OR REPLACE INTO stage_decision (run, attempt, pod_name, template, hit, reasons, decided_at_ms)
     VALUES (@run, @attempt, @podName, @template, @hit, @reasons, @decidedAtMs)`,
  );
  insert.run({ ...decision, hit: hit ? 1 : 0, reasons: JSON.stringify(reasons) });
}

function stageOf({ facts, ended, ...row }: StageRow, file: string): KeptStage {
  return { ...row, facts: parsed(facts, file), end: parsed(ended, file) };
}

function decisionOf({ hit, reasons, ...row }: DecisionRow, file: string): StageDecision {
  return { ...row, hit: hit === 1, reasons: parsed(reasons, file) };
}

function parsed<T>(text: string, file: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new IssueError([corruptIssue(file, "a stage is not whole")]);
  }
}
