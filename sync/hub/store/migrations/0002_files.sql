-- Files that operations name, as each person gives them (sync.md B11): a row for each that names the same bytes, so that nobody reads
-- what another sent by knowing its hash alone.

CREATE TABLE file (
    sha BLOB NOT NULL, person TEXT NOT NULL, size INTEGER NOT NULL, mime TEXT NOT NULL, named_at_ms INTEGER NOT NULL,
    complete_seq INTEGER NOT NULL, PRIMARY KEY (sha, person)) STRICT, WITHOUT ROWID;

CREATE TABLE file_naming (
    sha BLOB NOT NULL, record_id BLOB NOT NULL, person TEXT NOT NULL,
    PRIMARY KEY (sha, record_id, person)) STRICT, WITHOUT ROWID;
CREATE INDEX file_naming_by_record ON file_naming (record_id);

-- A rowid table: its rows are large.
CREATE TABLE file_chunk (
    row INTEGER PRIMARY KEY, sha BLOB NOT NULL, person TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX file_chunk_by_number ON file_chunk (sha, person, n);

-- What is whole here stays: devices delete their own copy of it.
CREATE TRIGGER file_chunk_no_update BEFORE UPDATE ON file_chunk BEGIN SELECT RAISE(ABORT, 'a chunk never changes'); END;
CREATE TRIGGER file_chunk_stays BEFORE DELETE ON file_chunk
    WHEN EXISTS (SELECT 1 FROM file WHERE file.sha = OLD.sha AND file.person = OLD.person AND file.complete_seq > 0)
    BEGIN SELECT RAISE(ABORT, 'a whole file is never deleted'); END;
CREATE TRIGGER file_no_delete BEFORE DELETE ON file BEGIN SELECT RAISE(ABORT, 'files are never deleted'); END;
