-- A push numbered and answered each operation by writing its whole body again: the body has a table of its own, written once.

CREATE TABLE outbox_body (
    n INTEGER PRIMARY KEY,
    op BLOB NOT NULL
) STRICT;
INSERT INTO outbox_body (n, op) SELECT n, op FROM outbox ORDER BY n;

DROP TRIGGER outbox_immutable;
DROP TRIGGER outbox_unanswered_stays;
ALTER TABLE outbox DROP COLUMN op;

CREATE TRIGGER outbox_immutable BEFORE UPDATE OF n, op_id, record_id ON outbox
BEGIN SELECT RAISE(ABORT, 'An operation never changes.'); END;
CREATE TRIGGER outbox_body_immutable BEFORE UPDATE ON outbox_body
BEGIN SELECT RAISE(ABORT, 'An operation never changes.'); END;

-- A body leaves after its row in `outbox` and never before, so what guards that row guards the words.
CREATE TRIGGER outbox_body_stays BEFORE DELETE ON outbox_body WHEN EXISTS (SELECT 1 FROM outbox WHERE n = OLD.n)
BEGIN SELECT RAISE(ABORT, 'An operation the hub has not answered is never deleted.'); END;
-- Where the disk gives a body no more, `op` is empty there and `shown` keeps how the record was last shown: its words, if not its bytes.
ALTER TABLE damaged_operation ADD COLUMN shown BLOB;
CREATE TRIGGER outbox_unanswered_stays BEFORE DELETE ON outbox
WHEN OLD.ack_seq IS NULL AND (OLD.held_until_ms IS NULL OR OLD.number IS NOT NULL)
     AND NOT EXISTS (SELECT 1 FROM damaged_operation d WHERE d.n = OLD.n AND d.op_id = OLD.op_id
                     AND CASE WHEN d.op = x'' THEN 1 ELSE d.op = (SELECT op FROM outbox_body WHERE n = OLD.n) END)
BEGIN SELECT RAISE(ABORT, 'An operation the hub has not answered is never deleted.'); END;
