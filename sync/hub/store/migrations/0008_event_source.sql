-- A system of the council's that tells of events, by its name; its token is known here by its hash only.

CREATE TABLE event_source (
    name TEXT NOT NULL, token_hash BLOB NOT NULL UNIQUE, made_at_ms INTEGER NOT NULL, revoked_at_ms INTEGER NOT NULL,
    PRIMARY KEY (name)) STRICT, WITHOUT ROWID;
