-- Plans and applies are a record: they stay when their design is deleted, so they don't refer to it.
CREATE TABLE plans (
    id TEXT PRIMARY KEY NOT NULL,
    design_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    environment TEXT NOT NULL,
    plan TEXT NOT NULL
) STRICT;

-- The number gives the order in which they were queued, whatever the clocks say.
CREATE TABLE applies (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    plan_id TEXT NOT NULL UNIQUE,
    design_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    environment TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- Who works on it, and until when by this database's clock, in milliseconds since 1970.
    owner TEXT,
    lease_until INTEGER,
    -- Rises with each worker that takes it up; every write of a worker names it.
    fence INTEGER NOT NULL DEFAULT 0,
    last_seq INTEGER NOT NULL,
    cancel_requested INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    outcome TEXT,
    -- Whether AWS is as the version says: done or rolled back.
    succeeded INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX applies_by_design ON applies (design_id, number);
CREATE INDEX applies_open ON applies (number) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX applies_one_open ON applies (design_id, environment) WHERE ended_at IS NULL;
CREATE INDEX applies_succeeded ON applies (design_id, environment, number) WHERE succeeded = 1;

-- What happened, numbered from 1 without a gap.
CREATE TABLE apply_events (
    apply_id TEXT NOT NULL REFERENCES applies (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (apply_id, seq)
) STRICT;

CREATE TRIGGER apply_events_never_change BEFORE UPDATE ON apply_events
BEGIN
    SELECT RAISE(ABORT, 'events never change');
END;

CREATE TRIGGER apply_events_stay BEFORE DELETE ON apply_events
BEGIN
    SELECT RAISE(ABORT, 'events stay');
END;

-- How far each step is known to be: the last that was written.
CREATE TABLE apply_journal (
    apply_id TEXT NOT NULL REFERENCES applies (id),
    step TEXT NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    outputs TEXT NOT NULL,
    PRIMARY KEY (apply_id, step)
) STRICT;
