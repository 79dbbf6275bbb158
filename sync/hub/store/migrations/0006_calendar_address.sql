-- The private address under which somebody's own calendar asks for their tasks: one a person, known here by its hash only.

CREATE TABLE calendar_address (
    person TEXT NOT NULL, token_hash BLOB NOT NULL UNIQUE, made_at_ms INTEGER NOT NULL, revoked_at_ms INTEGER NOT NULL,
    PRIMARY KEY (person)) STRICT, WITHOUT ROWID;
