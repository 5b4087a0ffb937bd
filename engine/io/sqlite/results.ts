/** Comparisons in the results file: one row an answered scenario, pointing to its log and its trace. */
import type { Database } from "better-sqlite3";
import type { ComparisonSummary, ComparisonToKeep, KeptComparison } from "../../core/ports.ts";
import { readLog, writeLog } from "./logs.ts";
import { readTrace, writeTrace } from "./traces.ts";

interface SummaryRow extends Omit<ComparisonSummary, "synthetic"> {
  readonly synthetic: 0 | 1;
}

interface WholeRow extends SummaryRow {
  readonly contentKey: string;
  readonly results: string;
  readonly traceSha256: string;
}

const SUMMARY_COLUMNS = `id, scenario, title, zone, synthetic, seed, created_at AS createdAt,
  best_saved_pct AS bestSavedPct, log_sha256 AS logSha256`;

/** Stores log, trace and results in one transaction; returns the id of the comparison with that key. */
export function saveComparison(db: Database, comparison: ComparisonToKeep): number {
  const save = db.transaction(() => {
    const known = idOf(db, comparison.contentKey);
    if (known !== undefined) return known;
    writeLog(db, comparison.log, comparison.logSha256);
    const traceSha256 = writeTrace(db, comparison.trace);
    return insertComparison(db, comparison, traceSha256);
  });
  return save.immediate();
}

/** Every comparison, newest first. */
export function listComparisons(db: Database): readonly ComparisonSummary[] {
  const sql = `SELECT ${SUMMARY_COLUMNS} FROM comparison ORDER BY created_at DESC, id DESC`;
  return db.prepare<[], SummaryRow>(sql).all().map(toSummary);
}

/**
 * The comparison with a content key, whole; undefined when there is none, `"damaged"` when its log,
 * trace or results no longer are what was stored.
 */
export function findComparison(
  db: Database,
  contentKey: string,
): KeptComparison | "damaged" | undefined {
  const row = db
    .prepare<[string], WholeRow>(
      `SELECT ${SUMMARY_COLUMNS}, content_key AS contentKey, results, trace_sha256 AS traceSha256
       FROM comparison WHERE content_key = ?`,
    )
    .get(contentKey);
  if (row === undefined) return undefined;
  const log = readLog(db, row.logSha256);
  const trace = readTrace(db, row.traceSha256);
  const results = parsed(row.results);
  if (log === undefined || trace === undefined || results === undefined) return "damaged";
  return { ...toSummary(row), contentKey: row.contentKey, results, log, trace };
}

function insertComparison(db: Database, kept: ComparisonToKeep, traceSha256: string): number {
  const insert = db.prepare(
    `INSERT INTO comparison (content_key, scenario, title, zone, synthetic, seed, created_at,
       best_saved_pct, results, log_sha256, trace_sha256)
     VALUES (@contentKey, @scenario, @title, @zone, @synthetic, @seed, @createdAt,
       @bestSavedPct, @results, @logSha256, @traceSha256)`,
  );
  const { log: _log, trace: _trace, ...columns } = kept;
  const { lastInsertRowid } = insert.run({
    ...columns,
    synthetic: kept.synthetic ? 1 : 0,
    results: JSON.stringify(kept.results),
    traceSha256,
  });
  return Number(lastInsertRowid);
}

function idOf(db: Database, contentKey: string): number | undefined {
  const find = db.prepare<[string], { id: number }>(
    "SELECT id FROM comparison WHERE content_key = ?",
  );
  return find.get(contentKey)?.id;
}

function toSummary(row: SummaryRow): ComparisonSummary {
  const { id, scenario, title, zone, synthetic, seed, createdAt, bestSavedPct, logSha256 } = row;
  return {
    id,
    scenario,
    title,
    zone,
    synthetic: synthetic === 1,
    seed,
    createdAt,
    bestSavedPct,
    logSha256,
  };
}

function parsed(results: string): KeptComparison["results"] | undefined {
  try {
    return JSON.parse(results) as KeptComparison["results"];
  } catch {
    return undefined;
  }
}
