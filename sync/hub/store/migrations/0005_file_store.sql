-- Where chunks lie that are not in file_chunk itself: a directory or a bucket. New chunks go to the newest row's place; a chunk with
-- store 0 has its bytes in its own row.

CREATE TABLE file_store (n INTEGER PRIMARY KEY, place TEXT NOT NULL, since_ms INTEGER NOT NULL) STRICT;
CREATE TRIGGER file_store_no_delete BEFORE DELETE ON file_store BEGIN SELECT RAISE(ABORT, 'a file store stays listed'); END;

ALTER TABLE file_chunk ADD COLUMN store INTEGER NOT NULL DEFAULT 0;
ALTER TABLE file_chunk ADD COLUMN name TEXT NOT NULL DEFAULT '';
-- A name is given once.
CREATE UNIQUE INDEX file_chunk_by_name ON file_chunk (store, name) WHERE store <> 0;
