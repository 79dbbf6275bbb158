-- The twin of ../0011_erasure.sql: erasing by law, and the guards that let go only of what an erasure names.

CREATE TABLE erasure (id TEXT COLLATE "C" PRIMARY KEY, at_ms BIGINT NOT NULL, audit_n BIGINT NOT NULL);

CREATE TABLE erased_record (record_id BYTEA PRIMARY KEY, type TEXT NOT NULL, hash BYTEA NOT NULL, erasure TEXT NOT NULL);

CREATE TABLE erased_operation (op_id BYTEA PRIMARY KEY, digest BYTEA NOT NULL, erasure TEXT NOT NULL);

ALTER TABLE council ADD COLUMN erasures BIGINT NOT NULL DEFAULT 0;
ALTER TABLE op ADD COLUMN digest BYTEA NOT NULL DEFAULT '';

-- A guard looks in the schema that its table is in, also when a council has been moved aside (as in 0002_files.sql).
CREATE FUNCTION op_only_erases() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_erased BOOLEAN;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.erased_operation WHERE op_id = $1 AND digest = $2)', TG_TABLE_SCHEMA)
        INTO is_erased USING OLD.op_id, NEW.digest;
    IF NEW.body <> '' OR NEW.seq <> OLD.seq OR NEW.op_id <> OLD.op_id OR NEW.stream <> OLD.stream OR NEW.person <> OLD.person
        OR NEW.record_id <> OLD.record_id OR NEW.kind <> OLD.kind OR NEW.at_device_ms <> OLD.at_device_ms
        OR NEW.at_hub_ms <> OLD.at_hub_ms OR NEW.chain <> OLD.chain OR NOT is_erased THEN
        RAISE EXCEPTION 'the log is append only';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER op_no_update ON op;
CREATE TRIGGER op_no_update BEFORE UPDATE ON op FOR EACH ROW EXECUTE FUNCTION op_only_erases();

CREATE FUNCTION outcome_only_erases() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_erased BOOLEAN;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %1$I.op JOIN %1$I.erased_operation USING (op_id) WHERE op.seq = $1)', TG_TABLE_SCHEMA)
        INTO is_erased USING OLD.op_seq;
    IF NEW.fields <> '' OR NEW.op_seq <> OLD.op_seq OR NEW.seq <> OLD.seq OR NEW.name <> OLD.name OR NOT is_erased THEN
        RAISE EXCEPTION 'the log is append only';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER outcome_no_update ON outcome;
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome FOR EACH ROW EXECUTE FUNCTION outcome_only_erases();

CREATE FUNCTION record_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_erased BOOLEAN;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.erased_record WHERE record_id = $1)', TG_TABLE_SCHEMA) INTO is_erased USING OLD.id;
    IF NOT is_erased THEN
        RAISE EXCEPTION 'records are never deleted';
    END IF;
    RETURN OLD;
END $$;
DROP TRIGGER record_no_delete ON record;
CREATE TRIGGER record_no_delete BEFORE DELETE ON record FOR EACH ROW EXECUTE FUNCTION record_only_erased();

CREATE FUNCTION naming_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_erased BOOLEAN;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.erased_record WHERE record_id = $1)', TG_TABLE_SCHEMA) INTO is_erased USING OLD.record_id;
    IF NOT is_erased THEN
        RAISE EXCEPTION 'a record keeps its files';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER file_naming_stays BEFORE DELETE ON file_naming FOR EACH ROW EXECUTE FUNCTION naming_only_erased();
CREATE TRIGGER file_naming_no_truncate BEFORE TRUNCATE ON file_naming FOR EACH STATEMENT EXECUTE FUNCTION refuse('a record keeps its files');

-- A file goes with the last record that names it, and before that record's naming does: what nothing names yet stays too.
CREATE FUNCTION keep_named_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_whole BOOLEAN;
    is_erased BOOLEAN;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %1$I.file WHERE sha = $1 AND person = $2 AND complete_seq > 0), '
                   '(SELECT COALESCE(bool_and(EXISTS (SELECT 1 FROM %1$I.erased_record AS gone WHERE gone.record_id = naming.record_id)), FALSE) '
                   'FROM %1$I.file_naming AS naming WHERE sha = $1 AND person = $2)', TG_TABLE_SCHEMA)
        INTO is_whole, is_erased USING OLD.sha, OLD.person;
    IF NOT is_erased AND (is_whole OR TG_TABLE_NAME = 'file') THEN
        RAISE EXCEPTION 'a whole file is never deleted';
    END IF;
    RETURN OLD;
END $$;
DROP TRIGGER file_chunk_stays ON file_chunk;
CREATE TRIGGER file_chunk_stays BEFORE DELETE ON file_chunk FOR EACH ROW EXECUTE FUNCTION keep_named_files();
DROP TRIGGER file_no_delete ON file;
CREATE TRIGGER file_no_delete BEFORE DELETE ON file FOR EACH ROW EXECUTE FUNCTION keep_named_files();

CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure FOR EACH ROW EXECUTE FUNCTION refuse('an erasure stays listed');
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION refuse('an erasure stays listed');
CREATE TRIGGER erasure_no_truncate BEFORE TRUNCATE ON erasure FOR EACH STATEMENT EXECUTE FUNCTION refuse('an erasure stays listed');
CREATE TRIGGER erased_record_no_update BEFORE UPDATE ON erased_record FOR EACH ROW EXECUTE FUNCTION refuse('an erasure stays listed');
CREATE TRIGGER erased_record_no_delete BEFORE DELETE ON erased_record FOR EACH ROW EXECUTE FUNCTION refuse('an erasure stays listed');
CREATE TRIGGER erased_record_no_truncate BEFORE TRUNCATE ON erased_record FOR EACH STATEMENT EXECUTE FUNCTION refuse('an erasure stays listed');
CREATE TRIGGER erased_operation_no_update BEFORE UPDATE ON erased_operation FOR EACH ROW EXECUTE FUNCTION refuse('an erasure stays listed');
CREATE TRIGGER erased_operation_no_delete BEFORE DELETE ON erased_operation FOR EACH ROW EXECUTE FUNCTION refuse('an erasure stays listed');
CREATE TRIGGER erased_operation_no_truncate BEFORE TRUNCATE ON erased_operation FOR EACH STATEMENT EXECUTE FUNCTION refuse('an erasure stays listed');
