-- Stages that succeeded, by what they depended on; they outlive the runs that made them.
CREATE TABLE stage (
  -- SHA-256 of the facts in their canonical form.
  key TEXT PRIMARY KEY CHECK (length(key) = 64),
  scenario TEXT NOT NULL,
  template TEXT NOT NULL,
  run TEXT NOT NULL,
  attempt TEXT NOT NULL,
  -- JSON: StageFacts and AttemptEnd.
  facts TEXT NOT NULL,
  ended TEXT NOT NULL,
  kept_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stage_by_template ON stage (scenario, template, kept_at_ms);

-- Why attempts ran, or did not have to.
CREATE TABLE stage_decision (
  seq INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  attempt TEXT NOT NULL UNIQUE,
  pod_name TEXT NOT NULL,
  template TEXT NOT NULL,
  hit INTEGER NOT NULL CHECK (hit IN (0, 1)),
  -- JSON: a list of texts.
  reasons TEXT NOT NULL,
  decided_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX stage_decision_by_run ON stage_decision (run, seq);
