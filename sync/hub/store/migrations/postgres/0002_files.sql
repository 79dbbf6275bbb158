-- The twin of ../0002_files.sql: files that operations name, as each person gives them (sync.md B11).

CREATE TABLE file (
    sha BYTEA NOT NULL, person TEXT COLLATE "C" NOT NULL, size BIGINT NOT NULL, mime TEXT NOT NULL, named_at_ms BIGINT NOT NULL,
    complete_seq BIGINT NOT NULL, PRIMARY KEY (sha, person));

CREATE TABLE file_naming (
    sha BYTEA NOT NULL, record_id BYTEA NOT NULL, person TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (sha, record_id, person));
CREATE INDEX file_naming_by_record ON file_naming (record_id);

CREATE TABLE file_chunk (
    sha BYTEA NOT NULL, person TEXT COLLATE "C" NOT NULL, n BIGINT NOT NULL, bytes BYTEA NOT NULL,
    PRIMARY KEY (sha, person, n));
-- Photos and sound are packed already, and so is what was drawn: packing them again costs time and gains nothing.
ALTER TABLE file_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- What is whole here stays: devices delete their own copy of it.
CREATE TRIGGER file_chunk_no_update BEFORE UPDATE ON file_chunk FOR EACH ROW EXECUTE FUNCTION refuse('a chunk never changes');
CREATE FUNCTION keep_whole_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_whole BOOLEAN;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.file WHERE sha = $1 AND person = $2 AND complete_seq > 0)', TG_TABLE_SCHEMA)
        INTO is_whole USING OLD.sha, OLD.person;
    IF is_whole THEN
        RAISE EXCEPTION 'a whole file is never deleted';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER file_chunk_stays BEFORE DELETE ON file_chunk FOR EACH ROW EXECUTE FUNCTION keep_whole_files();
CREATE TRIGGER file_chunk_no_truncate BEFORE TRUNCATE ON file_chunk FOR EACH STATEMENT EXECUTE FUNCTION refuse('a whole file is never deleted');
CREATE TRIGGER file_no_delete BEFORE DELETE ON file FOR EACH ROW EXECUTE FUNCTION refuse('files are never deleted');
CREATE TRIGGER file_no_truncate BEFORE TRUNCATE ON file FOR EACH STATEMENT EXECUTE FUNCTION refuse('files are never deleted');
