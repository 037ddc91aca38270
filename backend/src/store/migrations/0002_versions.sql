-- Saved states of designs. A design takes its versions with it when it is deleted.
CREATE TABLE versions (
    design_id TEXT NOT NULL REFERENCES designs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (design_id, number)
) STRICT;

CREATE TRIGGER versions_never_change BEFORE UPDATE ON versions
BEGIN
    SELECT RAISE(ABORT, 'versions never change');
END;
