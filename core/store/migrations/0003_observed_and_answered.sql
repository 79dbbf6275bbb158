-- Coverage is counted by person (decisions 20, 22), so a row of view says which member of staff a record or fact concerns.
-- Filled when the view is derived again, at the first start after this (viewDerivation).
ALTER TABLE view ADD COLUMN observed TEXT;

-- What the hub's backup holds is found by the seq it was answered at; without this each exchange read the whole outbox.
CREATE INDEX outbox_answered ON outbox (ack_seq) WHERE ack_seq IS NOT NULL;
