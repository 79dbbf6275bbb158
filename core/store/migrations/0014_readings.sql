-- Who opened which sensitive record on this device, until the hub's audit trail has it. Numbers are never used twice, also by a database
-- that was put back: they go with the clock.

CREATE TABLE reading (n INTEGER PRIMARY KEY AUTOINCREMENT, record_id BLOB NOT NULL, how TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT;
