-- The twin of ../0006_calendar_address.sql: the private address of somebody's own calendar, by its hash.

CREATE TABLE calendar_address (
    person TEXT PRIMARY KEY, token_hash BYTEA NOT NULL UNIQUE, made_at_ms BIGINT NOT NULL, revoked_at_ms BIGINT NOT NULL);
