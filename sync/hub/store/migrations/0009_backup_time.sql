-- When the newest verified backup was made: whoever watches over the hub sees how old it is.

ALTER TABLE council ADD COLUMN durable_at_ms INTEGER NOT NULL DEFAULT 0;
