-- Completed answers never change, whatever state the record goes on to; an own operation that cannot be read any more stops no other; and
-- an amended version that is entered in error leaves the count to the version before it.

-- As the hub's trigger: a form, step or fact that is no draft keeps its answers, never becomes a draft again, and once void stays so.
-- Bodies are canonical JSON, so equal answers are equal text. A row that a disk has damaged may be mended.
DROP TRIGGER base_frozen;
CREATE TRIGGER base_frozen BEFORE UPDATE OF hash, body, state, type ON base
WHEN NEW.hash <> OLD.hash AND OLD.provisional = 0 AND OLD.state <> 'draft' AND OLD.type IN ('form', 'step', 'fact')
     AND (NEW.type <> OLD.type OR NEW.state = 'draft' OR (OLD.state = 'void' AND NEW.state <> 'void')
          OR (json_valid(CAST(OLD.body AS TEXT))
              AND json_extract(CAST(NEW.body AS TEXT), '$.answers') IS NOT json_extract(CAST(OLD.body AS TEXT), '$.answers')))
BEGIN SELECT RAISE(ABORT, 'A completed record never changes.'); END;

-- Own operations that the hub has not had and that cannot be read: their bytes, in the place of their making, for the rescue file.
CREATE TABLE damaged_operation (
    n INTEGER PRIMARY KEY,
    op_id BLOB NOT NULL UNIQUE,
    record_id BLOB NOT NULL,
    op BLOB NOT NULL,
    found_at_ms INTEGER NOT NULL
) STRICT;
CREATE TRIGGER damaged_operation_immutable BEFORE UPDATE ON damaged_operation
BEGIN SELECT RAISE(ABORT, 'An operation never changes.'); END;
CREATE TRIGGER damaged_operation_stays BEFORE DELETE ON damaged_operation
BEGIN SELECT RAISE(ABORT, 'An operation the hub has not answered is never deleted.'); END;

-- An unanswered operation leaves the outbox for that table only, byte for byte.
DROP TRIGGER outbox_unanswered_stays;
CREATE TRIGGER outbox_unanswered_stays BEFORE DELETE ON outbox
WHEN OLD.ack_seq IS NULL AND (OLD.held_until_ms IS NULL OR OLD.number IS NOT NULL)
     AND NOT EXISTS (SELECT 1 FROM damaged_operation d WHERE d.n = OLD.n AND d.op_id = OLD.op_id AND d.op = OLD.op)
BEGIN SELECT RAISE(ABORT, 'An operation the hub has not answered is never deleted.'); END;

-- Which fact a fact counts in place of. Filled when the view is derived again, at the first start after this (viewDerivation).
ALTER TABLE view ADD COLUMN replaces BLOB;
CREATE INDEX view_replaces ON view (replaces) WHERE replaces IS NOT NULL;
