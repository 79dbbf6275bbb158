-- The council's records as sync.md B5 sets them out, with installations, streams and one-time codes (decisions 10).
-- One database holds one council: the cleanest separation there is, and PostgreSQL gives the same with a schema for each.
-- (A council's number first in every key made SQLite prefer scans of whole tables: it cannot know that it is always 1.)

CREATE TABLE council (
    id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL, durable_seq INTEGER NOT NULL,
    people_seq INTEGER NOT NULL, forms_seq INTEGER NOT NULL, chain BLOB NOT NULL) STRICT;

CREATE TABLE stream (
    id BLOB NOT NULL, installation BLOB NOT NULL, person TEXT NOT NULL, last_number INTEGER NOT NULL,
    chain BLOB NOT NULL, seen_at_ms INTEGER NOT NULL, PRIMARY KEY (id)) STRICT, WITHOUT ROWID;

CREATE TABLE taken_number (
    stream BLOB NOT NULL, number INTEGER NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL,
    PRIMARY KEY (stream, number)) STRICT, WITHOUT ROWID;

-- The log: who, which stream, the device's claimed time, the hub's time, and the council's hash chain. Append only.
CREATE TABLE op (
    seq INTEGER PRIMARY KEY, op_id BLOB NOT NULL, stream BLOB NOT NULL, person TEXT NOT NULL,
    record_id BLOB NOT NULL, kind TEXT NOT NULL, at_device_ms INTEGER NOT NULL, at_hub_ms INTEGER NOT NULL,
    body BLOB NOT NULL, chain BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX op_by_id ON op (op_id);
CREATE INDEX op_by_record ON op (record_id, seq);

CREATE TABLE outcome (
    op_seq INTEGER NOT NULL, seq INTEGER NOT NULL, name TEXT NOT NULL, fields TEXT NOT NULL,
    PRIMARY KEY (op_seq, seq)) STRICT, WITHOUT ROWID;

-- Operations that are tried again when what they wait for comes.
CREATE TABLE parked (
    what TEXT NOT NULL, op_seq INTEGER NOT NULL, PRIMARY KEY (what, op_seq)) STRICT, WITHOUT ROWID;
CREATE INDEX parked_by_op ON parked (op_seq);

-- A rowid table: bodies of this size are larger and slower without one.
CREATE TABLE record (
    n INTEGER PRIMARY KEY, id BLOB NOT NULL, type TEXT NOT NULL, form TEXT NOT NULL, state TEXT NOT NULL,
    rev INTEGER NOT NULL, seq INTEGER NOT NULL, at_hub_ms INTEGER NOT NULL, hash BLOB NOT NULL, frozen BLOB NOT NULL,
    body BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX record_by_id ON record (id);
CREATE INDEX record_by_type ON record (type, id);

CREATE TABLE entry (
    scope TEXT NOT NULL, record_id BLOB NOT NULL, seq INTEGER NOT NULL, present INTEGER NOT NULL,
    PRIMARY KEY (scope, record_id)) STRICT, WITHOUT ROWID;
CREATE INDEX entry_pull ON entry (scope, seq);
CREATE INDEX entry_by_record ON entry (record_id);

CREATE TABLE scope (
    id TEXT NOT NULL, n INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (id)) STRICT, WITHOUT ROWID;

CREATE TABLE conflict (
    record_id BLOB NOT NULL, field TEXT NOT NULL, op_seq INTEGER NOT NULL, resolved_seq INTEGER,
    PRIMARY KEY (record_id, field, op_seq)) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_by_op ON conflict (op_seq);

-- One-time codes and tokens are held by their hashes only.
CREATE TABLE enrolment (
    code_hash BLOB NOT NULL, person TEXT NOT NULL, expires_at_ms INTEGER NOT NULL, used_at_ms INTEGER NOT NULL,
    PRIMARY KEY (code_hash)) STRICT, WITHOUT ROWID;

CREATE TABLE installation (
    id BLOB NOT NULL, person TEXT NOT NULL, public_key BLOB NOT NULL, enrolled_at_ms INTEGER NOT NULL,
    revoked_at_ms INTEGER NOT NULL, forgotten_restore_at_ms INTEGER NOT NULL, PRIMARY KEY (id)) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    hash BLOB NOT NULL, is_refresh INTEGER NOT NULL, installation BLOB NOT NULL, family BLOB NOT NULL,
    generation INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL, used_at_ms INTEGER NOT NULL, revoked_at_ms INTEGER NOT NULL,
    PRIMARY KEY (hash)) STRICT, WITHOUT ROWID;
CREATE INDEX token_by_family ON token (family, is_refresh, generation);
CREATE INDEX token_by_installation ON token (installation);

-- The second line of decisions 1: whatever the program does, a completed answer does not change.
CREATE TRIGGER record_frozen BEFORE UPDATE ON record
    WHEN OLD.state <> 'draft' AND OLD.type IN ('form', 'step', 'fact') AND (NEW.frozen <> OLD.frozen OR NEW.state = 'draft')
    BEGIN SELECT RAISE(ABORT, 'completed answers never change'); END;
CREATE TRIGGER record_no_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END;
CREATE TRIGGER op_no_update BEFORE UPDATE ON op BEGIN SELECT RAISE(ABORT, 'the log is append only'); END;
CREATE TRIGGER op_no_delete BEFORE DELETE ON op BEGIN SELECT RAISE(ABORT, 'the log is append only'); END;
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome BEGIN SELECT RAISE(ABORT, 'the log is append only'); END;
CREATE TRIGGER outcome_no_delete BEFORE DELETE ON outcome BEGIN SELECT RAISE(ABORT, 'the log is append only'); END;
