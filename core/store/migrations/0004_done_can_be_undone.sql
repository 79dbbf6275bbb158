-- "Done" can be taken back for ten seconds: its operations are held back so long, and its draft is kept aside to come back as it was.

ALTER TABLE outbox ADD COLUMN held_until_ms INTEGER;
CREATE INDEX outbox_held ON outbox (n) WHERE held_until_ms IS NOT NULL;

-- What is held back has no number, so no request has ever carried it: only that may go unanswered.
DROP TRIGGER outbox_unanswered_stays;
CREATE TRIGGER outbox_unanswered_stays BEFORE DELETE ON outbox
WHEN OLD.ack_seq IS NULL AND (OLD.held_until_ms IS NULL OR OLD.number IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'An operation the hub has not answered is never deleted.'); END;
CREATE TRIGGER outbox_held_from_its_making BEFORE UPDATE OF held_until_ms ON outbox WHEN NEW.held_until_ms IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'An operation is held back from its making on or not at all.'); END;
CREATE TRIGGER outbox_held_has_no_number BEFORE UPDATE OF number ON outbox WHEN NEW.number IS NOT NULL AND NEW.held_until_ms IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'An operation that is held back has no number.'); END;

ALTER TABLE draft ADD COLUMN completed_at_ms INTEGER;
