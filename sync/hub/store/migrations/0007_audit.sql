-- The audit trail: who joined, was given, read and administered what. A line is canonical JSON and is chained to the one before it; what
-- changed records is the log's (op), which has a chain of its own. A head is both chains at one moment, signed with a key that is not in
-- this database.

CREATE TABLE audit (n INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, line BLOB NOT NULL, chain BLOB NOT NULL) STRICT;

CREATE TABLE audit_head (
    n INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, epoch TEXT NOT NULL, audit_n INTEGER NOT NULL, audit_chain BLOB NOT NULL,
    seq INTEGER NOT NULL, chain BLOB NOT NULL, signature BLOB NOT NULL) STRICT;

-- How far each device has handed in what was read on it.
CREATE TABLE reading_taken (installation BLOB NOT NULL, last_n INTEGER NOT NULL, PRIMARY KEY (installation)) STRICT, WITHOUT ROWID;

ALTER TABLE council ADD COLUMN audit_n INTEGER NOT NULL DEFAULT 0;
ALTER TABLE council ADD COLUMN audit_chain BLOB NOT NULL DEFAULT x'';
ALTER TABLE council ADD COLUMN audit_heads INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append only'); END;
CREATE TRIGGER audit_head_no_update BEFORE UPDATE ON audit_head BEGIN SELECT RAISE(ABORT, 'the audit trail is append only'); END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the audit trail is append only'); END;
