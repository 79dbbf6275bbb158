-- An urgent concern goes to the hub before everything made earlier: which operations do is said from their making.

ALTER TABLE outbox ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_urgent ON outbox (n) WHERE urgent = 1 AND ack_seq IS NULL;
-- Once something has overtaken, the order of numbers is no longer the order of making.
CREATE INDEX outbox_numbered ON outbox (number) WHERE number IS NOT NULL AND ack_seq IS NULL;
CREATE TRIGGER outbox_urgent_from_its_making BEFORE UPDATE OF urgent ON outbox
BEGIN SELECT RAISE(ABORT, 'An operation is urgent from its making on or not at all.'); END;
