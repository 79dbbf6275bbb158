-- The twin of ../0009_backup_time.sql: when the newest verified backup was made.

ALTER TABLE council ADD COLUMN durable_at_ms BIGINT NOT NULL DEFAULT 0;
