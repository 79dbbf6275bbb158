-- Files travel (sync.md B11): which are whole at the hub, so that a copy here may go, and which are asked for from there.

CREATE TABLE file_at_hub (
    sha BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    is_own INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE file_wanted (
    sha BLOB PRIMARY KEY,
    record_id BLOB NOT NULL,
    size INTEGER NOT NULL,
    mime TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX file_wanted_record ON file_wanted (record_id);

DROP TRIGGER file_of_a_record_stays;
CREATE TRIGGER file_of_a_record_stays BEFORE DELETE ON file
WHEN EXISTS (SELECT 1 FROM file_record WHERE sha = OLD.sha) AND NOT EXISTS (SELECT 1 FROM file_at_hub WHERE sha = OLD.sha)
BEGIN SELECT RAISE(ABORT, 'A file that a record names is never deleted before the hub has it.'); END;
