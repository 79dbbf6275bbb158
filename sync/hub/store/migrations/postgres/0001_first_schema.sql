-- The twin of ../0001_first_schema.sql for PostgreSQL: the same tables, columns and meaning, BYTEA for BLOB and BIGINT for INTEGER.
-- One schema holds one council. Words sort by their bytes (COLLATE "C"), as they do in SQLite.
-- fillfactor 50 where the same rows are written again and again: their new versions then stay on the page (HOT).

CREATE TABLE council (
    id BIGINT PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, epoch TEXT NOT NULL, seq BIGINT NOT NULL, durable_seq BIGINT NOT NULL,
    people_seq BIGINT NOT NULL, forms_seq BIGINT NOT NULL, chain BYTEA NOT NULL) WITH (fillfactor = 50);

-- Which database each history was served from: its cluster, timeline, database and schema. One that was restored, promoted or copied
-- has another identity than its history, and so begins a new one (R14).
CREATE TABLE home (
    epoch TEXT PRIMARY KEY, identity TEXT NOT NULL, since_seq BIGINT NOT NULL);

CREATE TABLE stream (
    id BYTEA PRIMARY KEY, installation BYTEA NOT NULL, person TEXT NOT NULL, last_number BIGINT NOT NULL,
    chain BYTEA NOT NULL, seen_at_ms BIGINT NOT NULL) WITH (fillfactor = 50);

CREATE TABLE taken_number (
    stream BYTEA NOT NULL, number BIGINT NOT NULL, seq BIGINT NOT NULL, chain BYTEA NOT NULL,
    PRIMARY KEY (stream, number));

-- The log: who, which stream, the device's claimed time, the hub's time, and the council's hash chain. Append only.
CREATE TABLE op (
    seq BIGINT PRIMARY KEY, op_id BYTEA NOT NULL, stream BYTEA NOT NULL, person TEXT NOT NULL,
    record_id BYTEA NOT NULL, kind TEXT NOT NULL, at_device_ms BIGINT NOT NULL, at_hub_ms BIGINT NOT NULL,
    body BYTEA NOT NULL, chain BYTEA NOT NULL);
CREATE UNIQUE INDEX op_by_id ON op (op_id);
CREATE INDEX op_by_record ON op (record_id, seq);

CREATE TABLE outcome (
    op_seq BIGINT NOT NULL, seq BIGINT NOT NULL, name TEXT NOT NULL, fields TEXT NOT NULL,
    PRIMARY KEY (op_seq, seq));

-- What devices name (fields, forms) is as long as they make it, and an index entry of PostgreSQL's is not: such words are indexed by
-- their hash. Declared immutable because a database's encoding (UTF8, the program sees to it) never changes.
CREATE FUNCTION hash_of_words(words TEXT) RETURNS BYTEA LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT pg_catalog.sha256(pg_catalog.convert_to(words, 'UTF8')) $$;

-- Operations that are tried again when what they wait for comes.
CREATE TABLE parked (
    what TEXT COLLATE "C" NOT NULL, op_seq BIGINT NOT NULL);
CREATE UNIQUE INDEX parked_once ON parked (op_seq, hash_of_words(what));
CREATE INDEX parked_by_what ON parked USING hash (what);

CREATE TABLE record (
    id BYTEA PRIMARY KEY, type TEXT COLLATE "C" NOT NULL, form TEXT NOT NULL, state TEXT NOT NULL,
    rev BIGINT NOT NULL, seq BIGINT NOT NULL, at_hub_ms BIGINT NOT NULL, hash BYTEA NOT NULL, frozen BYTEA NOT NULL,
    body BYTEA NOT NULL);
CREATE INDEX record_by_type ON record (type, id);

CREATE TABLE entry (
    scope TEXT COLLATE "C" NOT NULL, record_id BYTEA NOT NULL, seq BIGINT NOT NULL, present BIGINT NOT NULL,
    PRIMARY KEY (scope, record_id));
CREATE INDEX entry_pull ON entry (scope, seq);
CREATE INDEX entry_by_record ON entry (record_id);

CREATE TABLE scope (
    id TEXT COLLATE "C" PRIMARY KEY, n BIGINT NOT NULL, digest BYTEA NOT NULL) WITH (fillfactor = 50);

CREATE TABLE conflict (
    record_id BYTEA NOT NULL, field TEXT COLLATE "C" NOT NULL, op_seq BIGINT NOT NULL, resolved_seq BIGINT);
CREATE UNIQUE INDEX conflict_once ON conflict (record_id, op_seq, hash_of_words(field));
CREATE INDEX conflict_by_op ON conflict (op_seq);

-- One-time codes and tokens are held by their hashes only.
CREATE TABLE enrolment (
    code_hash BYTEA PRIMARY KEY, person TEXT NOT NULL, expires_at_ms BIGINT NOT NULL, used_at_ms BIGINT NOT NULL);

CREATE TABLE installation (
    id BYTEA PRIMARY KEY, person TEXT NOT NULL, public_key BYTEA NOT NULL, enrolled_at_ms BIGINT NOT NULL,
    revoked_at_ms BIGINT NOT NULL, forgotten_restore_at_ms BIGINT NOT NULL);

CREATE TABLE token (
    hash BYTEA PRIMARY KEY, is_refresh BIGINT NOT NULL, installation BYTEA NOT NULL, family BYTEA NOT NULL,
    generation BIGINT NOT NULL, expires_at_ms BIGINT NOT NULL, used_at_ms BIGINT NOT NULL, revoked_at_ms BIGINT NOT NULL);
CREATE INDEX token_by_family ON token (family, is_refresh, generation);
CREATE INDEX token_by_installation ON token (installation);

-- The second line of decisions 1: whatever the program does, a completed answer does not change.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE TRIGGER record_frozen BEFORE UPDATE ON record FOR EACH ROW
    WHEN (OLD.state <> 'draft' AND OLD.type IN ('form', 'step', 'fact') AND (NEW.frozen <> OLD.frozen OR NEW.state = 'draft'))
    EXECUTE FUNCTION refuse('completed answers never change');
CREATE TRIGGER record_no_delete BEFORE DELETE ON record FOR EACH ROW EXECUTE FUNCTION refuse('records are never deleted');
CREATE TRIGGER record_no_truncate BEFORE TRUNCATE ON record FOR EACH STATEMENT EXECUTE FUNCTION refuse('records are never deleted');
CREATE TRIGGER op_no_update BEFORE UPDATE ON op FOR EACH ROW EXECUTE FUNCTION refuse('the log is append only');
CREATE TRIGGER op_no_delete BEFORE DELETE ON op FOR EACH ROW EXECUTE FUNCTION refuse('the log is append only');
CREATE TRIGGER op_no_truncate BEFORE TRUNCATE ON op FOR EACH STATEMENT EXECUTE FUNCTION refuse('the log is append only');
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome FOR EACH ROW EXECUTE FUNCTION refuse('the log is append only');
CREATE TRIGGER outcome_no_delete BEFORE DELETE ON outcome FOR EACH ROW EXECUTE FUNCTION refuse('the log is append only');
CREATE TRIGGER outcome_no_truncate BEFORE TRUNCATE ON outcome FOR EACH STATEMENT EXECUTE FUNCTION refuse('the log is append only');
