-- The twin of ../0007_audit.sql: the audit trail, its signed heads, and how far devices have handed in what was read on them.

CREATE TABLE audit (n BIGINT PRIMARY KEY, at_ms BIGINT NOT NULL, line BYTEA NOT NULL, chain BYTEA NOT NULL);

CREATE TABLE audit_head (
    n BIGINT PRIMARY KEY, at_ms BIGINT NOT NULL, epoch TEXT NOT NULL, audit_n BIGINT NOT NULL, audit_chain BYTEA NOT NULL,
    seq BIGINT NOT NULL, chain BYTEA NOT NULL, signature BYTEA NOT NULL);

CREATE TABLE reading_taken (installation BYTEA PRIMARY KEY, last_n BIGINT NOT NULL);

ALTER TABLE council ADD COLUMN audit_n BIGINT NOT NULL DEFAULT 0;
ALTER TABLE council ADD COLUMN audit_chain BYTEA NOT NULL DEFAULT '';
ALTER TABLE council ADD COLUMN audit_heads BIGINT NOT NULL DEFAULT 0;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail is append only');
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail is append only');
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse('the audit trail is append only');
CREATE TRIGGER audit_head_no_update BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail is append only');
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail is append only');
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION refuse('the audit trail is append only');
