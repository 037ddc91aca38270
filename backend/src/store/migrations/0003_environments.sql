-- Environments that people made; the settings are JSON.
CREATE TABLE environments (
    name TEXT PRIMARY KEY NOT NULL,
    counter INTEGER NOT NULL,
    settings TEXT NOT NULL
) STRICT;

-- The simulated accounts, each one text of its own.
CREATE TABLE sandboxes (
    account TEXT PRIMARY KEY NOT NULL,
    counter INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;
