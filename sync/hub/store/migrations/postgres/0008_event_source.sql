-- The twin of ../0007_event_source.sql: a system that tells of events, its token by its hash.

CREATE TABLE event_source (
    name TEXT PRIMARY KEY, token_hash BYTEA NOT NULL UNIQUE, made_at_ms BIGINT NOT NULL, revoked_at_ms BIGINT NOT NULL);
