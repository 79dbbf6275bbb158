-- Photos, drawings and files lie in the encrypted database, named by the SHA-256 of what they hold (decisions 16): whole or not there.

CREATE TABLE file (
    sha BLOB PRIMARY KEY,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    stored_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE file_chunk (
    sha BLOB NOT NULL,
    n INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (sha, n)
) STRICT;

-- Which records name which file, from the transaction that made the operation; a draft's own body says what it names.
CREATE TABLE file_record (
    sha BLOB NOT NULL,
    record_id BLOB NOT NULL,
    PRIMARY KEY (sha, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_record_record ON file_record (record_id);

CREATE TRIGGER file_immutable BEFORE UPDATE ON file BEGIN SELECT RAISE(ABORT, 'A stored file never changes.'); END;
CREATE TRIGGER file_chunk_immutable BEFORE UPDATE ON file_chunk BEGIN SELECT RAISE(ABORT, 'A stored file never changes.'); END;
CREATE TRIGGER file_of_a_record_stays BEFORE DELETE ON file WHEN EXISTS (SELECT 1 FROM file_record WHERE sha = OLD.sha)
BEGIN SELECT RAISE(ABORT, 'A file that a record names is never deleted.'); END;
