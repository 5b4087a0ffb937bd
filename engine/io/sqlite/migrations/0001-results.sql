-- Answers, the event logs that prove them, and the grid histories they were computed on.
CREATE TABLE event_log (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  -- Length of the text in bytes, before compression.
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  -- zlib
  compressed BLOB NOT NULL
) STRICT;

CREATE TABLE trace (
  -- SHA-256 of the description and the values.
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  start_ms INTEGER NOT NULL,
  step_ms INTEGER NOT NULL CHECK (step_ms > 0),
  -- JSON: zone, source, edition, licence, signal, basis, synthetic, repairs.
  about TEXT NOT NULL,
  -- Float64, little endian, one a step, in g/kWh.
  g_per_kwh BLOB NOT NULL
) STRICT;

CREATE TABLE comparison (
  id INTEGER PRIMARY KEY,
  content_key TEXT NOT NULL UNIQUE,
  scenario TEXT NOT NULL,
  title TEXT NOT NULL,
  zone TEXT NOT NULL,
  synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
  seed INTEGER NOT NULL,
  -- ISO 8601, UTC.
  created_at TEXT NOT NULL,
  best_saved_pct REAL,
  -- JSON: one PolicyResult for each policy.
  results TEXT NOT NULL,
  log_sha256 TEXT NOT NULL REFERENCES event_log (sha256),
  trace_sha256 TEXT NOT NULL REFERENCES trace (sha256)
) STRICT;

CREATE INDEX comparison_by_age ON comparison (created_at DESC, id DESC);
CREATE INDEX comparison_by_log ON comparison (log_sha256);
CREATE INDEX comparison_by_trace ON comparison (trace_sha256);
