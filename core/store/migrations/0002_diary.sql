-- What went and what came, hour by hour, for the diary of the Sync page: counts and ids, no words of anybody's.
CREATE TABLE diary (
    hour_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL,
    count INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (hour_ms, kind, record_id)
) STRICT, WITHOUT ROWID;
