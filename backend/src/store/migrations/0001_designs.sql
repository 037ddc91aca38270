-- The saved state of each design: a draft that its counter guards against lost updates.
CREATE TABLE designs (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    counter INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX designs_by_change ON designs (updated_at DESC, id);

-- One row. Deleted designs stay counted, so that deleting the last one brings no sample back.
CREATE TABLE totals (
    designs_created INTEGER NOT NULL
) STRICT;

INSERT INTO totals (designs_created) VALUES (0);
