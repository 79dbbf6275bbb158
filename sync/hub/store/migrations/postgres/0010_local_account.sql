-- The twin of ../0010_local_account.sql: accounts of the hub's own.

CREATE TABLE local_account (
    person TEXT PRIMARY KEY, password_hash TEXT NOT NULL, sealed_seed BYTEA NOT NULL, recovery_hashes BYTEA NOT NULL, last_step BIGINT NOT NULL,
    failures BIGINT NOT NULL, closed_until_ms BIGINT NOT NULL, made_at_ms BIGINT NOT NULL, disabled_at_ms BIGINT NOT NULL);
