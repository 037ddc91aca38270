-- People who work with designs, and how they are known. Settings that nothing is searched by are JSON.
CREATE TABLE people (
    id TEXT PRIMARY KEY NOT NULL,
    email TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    password TEXT,
    disabled_at INTEGER
) STRICT;

CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (issuer, subject)
) STRICT;

-- Secrets are kept as SHA-256 of 256 random bits.
CREATE TABLE invitations (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    hash BLOB NOT NULL,
    invitation TEXT NOT NULL,
    -- Used up or revoked.
    closed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL,
    hash BLOB NOT NULL,
    person_id TEXT NOT NULL,
    person TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE tokens (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    hash BLOB NOT NULL,
    owner_id TEXT NOT NULL,
    token TEXT NOT NULL,
    used_at INTEGER,
    revoked INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Who changed a design since its last version.
ALTER TABLE designs ADD COLUMN editors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE versions ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE versions ADD COLUMN source TEXT;
ALTER TABLE applies ADD COLUMN ordered_by TEXT;

-- Reviews are a record, too: they stay when their design is deleted.
CREATE TABLE reviews (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    design_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    plan_id TEXT NOT NULL,
    refreshed_at INTEGER NOT NULL,
    review TEXT NOT NULL
) STRICT;

CREATE INDEX reviews_by_design ON reviews (design_id, number);

CREATE TABLE threads (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    design_id TEXT NOT NULL,
    thread TEXT NOT NULL
) STRICT;

CREATE INDEX threads_by_design ON threads (design_id, number);

CREATE TABLE decisions (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    design_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    decision TEXT NOT NULL,
    withdrawn_at INTEGER
) STRICT;

CREATE INDEX decisions_by_design ON decisions (design_id, environment, number);

CREATE TABLE links (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    review_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    link TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    used_at INTEGER,
    uses INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX links_by_review ON links (review_id, number);

-- The record. Its text is what the hash is of, to the byte.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY NOT NULL,
    entry TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Without this, INSERT OR REPLACE would change an entry and fire neither of the two below.
CREATE TRIGGER audit_goes_on BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN
    SELECT RAISE(ABORT, 'the record goes on, and never changes');
END;

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the record never changes');
END;

CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the record stays');
END;

CREATE TABLE hooks (
    id TEXT PRIMARY KEY NOT NULL,
    hook TEXT NOT NULL,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE deliveries (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    hook_id TEXT NOT NULL REFERENCES hooks (id) ON DELETE CASCADE,
    delivery TEXT NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Until when somebody sends it, by this database's clock, in milliseconds since 1970.
    lease_until INTEGER
) STRICT;

CREATE INDEX deliveries_by_hook ON deliveries (hook_id, number);
CREATE INDEX deliveries_waiting ON deliveries (at) WHERE state = 'waiting';

-- One row: the last entry of the record that messages were made of.
CREATE TABLE told (
    seq INTEGER NOT NULL
) STRICT;

INSERT INTO told (seq) VALUES (0);
