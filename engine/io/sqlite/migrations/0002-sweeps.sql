-- Sweeps, with the figures of each point as they come in.
CREATE TABLE sweep (
  id INTEGER PRIMARY KEY,
  -- SHA-256 of the question, the files it depends on and the program's version.
  content_key TEXT NOT NULL CHECK (length(content_key) = 64),
  scenario TEXT NOT NULL,
  title TEXT NOT NULL,
  -- ISO 8601, UTC.
  created_at TEXT NOT NULL,
  -- JSON: what is asked, and what its answers are labelled with.
  question TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'cancelled')),
  total INTEGER NOT NULL CHECK (total > 0),
  finished INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  workers INTEGER NOT NULL CHECK (workers > 0),
  -- The process that runs it, and when it last said so: a killed one can be told from a live one.
  process_id INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  -- Over all rows in point order, once finished.
  rows_sha256 TEXT
) STRICT;

CREATE TABLE sweep_row (
  sweep INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
  -- In the order in which they were finished, from 0 without gaps.
  row INTEGER NOT NULL,
  point INTEGER NOT NULL,
  -- Float64, little endian, by policy and metric; NaN where there is no figure.
  figures BLOB NOT NULL,
  PRIMARY KEY (sweep, row)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sweep_row_by_point ON sweep_row (sweep, point);

CREATE TABLE sweep_failure (
  sweep INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
  point INTEGER NOT NULL,
  -- JSON: why.
  issues TEXT NOT NULL,
  PRIMARY KEY (sweep, point)
) STRICT, WITHOUT ROWID;
