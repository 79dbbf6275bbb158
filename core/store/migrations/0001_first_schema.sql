-- The device's first schema. Why each table: SCHEMA.md. Never edited once released.

CREATE TABLE meta (
    k TEXT PRIMARY KEY,
    v ANY
) STRICT, WITHOUT ROWID;

-- Records as the hub holds them, byte for byte. Bodies in a rowid table: WITHOUT ROWID is 2.3 times slower and larger.
CREATE TABLE base (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    type TEXT NOT NULL,
    state TEXT NOT NULL,
    rev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hub_time_ms INTEGER NOT NULL,
    provisional INTEGER NOT NULL DEFAULT 0,
    hash BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX base_provisional ON base (n) WHERE provisional = 1;

-- A completed record never changes (decisions 1). Reference records (people, editions …) and notices are the hub's to replace.
CREATE TRIGGER base_frozen BEFORE UPDATE OF hash, body ON base
WHEN OLD.type IN ('form', 'step') AND OLD.state = 'completed' AND NEW.state = 'completed' AND NEW.hash <> OLD.hash
     AND OLD.provisional = 0
BEGIN SELECT RAISE(ABORT, 'A completed record never changes.'); END;

CREATE TABLE in_scope (
    scope TEXT NOT NULL,
    id BLOB NOT NULL,
    PRIMARY KEY (scope, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX in_scope_id ON in_scope (id);

CREATE TABLE scope (
    id TEXT PRIMARY KEY,
    cursor INTEGER NOT NULL,
    n INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Own operations, in order of making. `op` never changes; stream, number and prev are filled when numbered.
CREATE TABLE outbox (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    op_id BLOB NOT NULL UNIQUE,
    record_id BLOB NOT NULL,
    op BLOB NOT NULL,
    stream BLOB,
    number INTEGER,
    prev BLOB,
    sent_at_ms INTEGER,
    ack_seq INTEGER,
    ack_hub_time_ms INTEGER,
    outcome TEXT,
    detail TEXT,
    UNIQUE (stream, number)
) STRICT;
CREATE INDEX outbox_todo ON outbox (n) WHERE ack_seq IS NULL;
CREATE INDEX outbox_record ON outbox (record_id);
CREATE TRIGGER outbox_immutable BEFORE UPDATE OF op_id, record_id, op ON outbox
BEGIN SELECT RAISE(ABORT, 'An operation never changes.'); END;
CREATE TRIGGER outbox_unanswered_stays BEFORE DELETE ON outbox WHEN OLD.ack_seq IS NULL
BEGIN SELECT RAISE(ABORT, 'An operation the hub has not answered is never deleted.'); END;

-- Local drafts (decisions 15): the only place where a record's answers change.
CREATE TABLE draft (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    form TEXT NOT NULL,
    body BLOB NOT NULL,
    focus TEXT NOT NULL,
    saved_at_ms INTEGER NOT NULL,
    discarded_at_ms INTEGER
) STRICT;

-- Rows of a page that could not be read, kept until they can (architecture.md section 4).
CREATE TABLE set_aside (
    id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    hub_time_ms INTEGER NOT NULL,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- Derived from base and outbox; may be dropped and rebuilt at any time. A body only where own operations lie over the base row.
CREATE TABLE view (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    type TEXT NOT NULL,
    state TEXT NOT NULL,
    form TEXT NOT NULL,
    author TEXT NOT NULL,
    service TEXT NOT NULL,
    team TEXT NOT NULL,
    role TEXT NOT NULL,
    title TEXT NOT NULL,
    about BLOB,
    activity TEXT,
    unit TEXT,
    period_start TEXT,
    done_on TEXT,
    made_at_ms INTEGER NOT NULL,
    completed_at_ms INTEGER NOT NULL,
    sync_state TEXT NOT NULL,
    open_outcome TEXT,
    target_op BLOB,
    body BLOB
) STRICT;
CREATE INDEX view_type ON view (type, completed_at_ms);
CREATE INDEX view_about ON view (about) WHERE about IS NOT NULL;
CREATE INDEX view_task ON view (activity, unit, period_start) WHERE activity IS NOT NULL;
