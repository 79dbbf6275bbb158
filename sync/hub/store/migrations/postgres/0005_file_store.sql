-- The twin of ../0005_file_store.sql: where chunks lie that are not in file_chunk itself.

CREATE TABLE file_store (n BIGINT PRIMARY KEY, place TEXT NOT NULL, since_ms BIGINT NOT NULL);
CREATE TRIGGER file_store_no_delete BEFORE DELETE ON file_store FOR EACH ROW EXECUTE FUNCTION refuse('a file store stays listed');
CREATE TRIGGER file_store_no_truncate BEFORE TRUNCATE ON file_store FOR EACH STATEMENT EXECUTE FUNCTION refuse('a file store stays listed');

ALTER TABLE file_chunk ADD COLUMN store BIGINT NOT NULL DEFAULT 0;
ALTER TABLE file_chunk ADD COLUMN name TEXT COLLATE "C" NOT NULL DEFAULT '';
-- A name is given once.
CREATE UNIQUE INDEX file_chunk_by_name ON file_chunk (store, name) WHERE store <> 0;
