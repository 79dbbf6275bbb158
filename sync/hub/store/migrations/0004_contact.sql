-- What each device last said of itself: when it was heard, and what it still had to hand in. No record, and nobody's right, rests on it.

CREATE TABLE contact (
    installation BLOB NOT NULL, at_ms INTEGER NOT NULL, said INTEGER NOT NULL, records INTEGER NOT NULL, drafts INTEGER NOT NULL,
    files INTEGER NOT NULL, file_bytes INTEGER NOT NULL, PRIMARY KEY (installation)) STRICT, WITHOUT ROWID;
