-- Live runs: what was asked, and everything that happened, in the order in which it happened.
CREATE TABLE live_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scenario TEXT NOT NULL,
  title TEXT NOT NULL,
  policy TEXT NOT NULL,
  -- ISO 8601, UTC.
  created_at TEXT NOT NULL,
  -- JSON: the world, and how it runs.
  question TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'paused', 'succeeded', 'failed', 'cancelled')),
  message TEXT NOT NULL DEFAULT '',
  -- How far scenario time has come, ms since 1970.
  now_ms INTEGER NOT NULL,
  events INTEGER NOT NULL DEFAULT 0,
  -- The process that drives it, and when it last said so.
  process_id INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE live_event (
  run INTEGER NOT NULL REFERENCES live_run (id) ON DELETE CASCADE,
  -- From 0 without gaps.
  seq INTEGER NOT NULL,
  -- JSON: a LiveRecord.
  record TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- What people asked of a run, from any process; taken by the one that drives it.
CREATE TABLE live_operation (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER NOT NULL REFERENCES live_run (id) ON DELETE CASCADE,
  -- JSON: a LiveOperation.
  operation TEXT NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken IN (0, 1))
) STRICT;

CREATE INDEX live_operation_open ON live_operation (run, seq) WHERE taken = 0;
