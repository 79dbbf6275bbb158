-- The twin of ../0004_contact.sql: when each device was last heard, and what it still had to hand in.

CREATE TABLE contact (
    installation BYTEA PRIMARY KEY, at_ms BIGINT NOT NULL, said BIGINT NOT NULL, records BIGINT NOT NULL, drafts BIGINT NOT NULL,
    files BIGINT NOT NULL, file_bytes BIGINT NOT NULL);
