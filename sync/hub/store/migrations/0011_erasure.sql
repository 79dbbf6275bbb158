-- Erasing by law: the words go for good, hashes stay, and every chain still verifies (PROTOCOL.md, section 5a). Nothing else may take
-- anything out of the log, so each guard below lets go only of what an erasure names.

CREATE TABLE erasure (id TEXT NOT NULL, at_ms INTEGER NOT NULL, audit_n INTEGER NOT NULL, PRIMARY KEY (id)) STRICT, WITHOUT ROWID;

CREATE TABLE erased_record (
    record_id BLOB NOT NULL, type TEXT NOT NULL, hash BLOB NOT NULL, erasure TEXT NOT NULL, PRIMARY KEY (record_id)) STRICT, WITHOUT ROWID;

-- Also of operations that this database has not, since it is of before them: a device that offers one again is known by it.
CREATE TABLE erased_operation (
    op_id BLOB NOT NULL, digest BLOB NOT NULL, erasure TEXT NOT NULL, PRIMARY KEY (op_id)) STRICT, WITHOUT ROWID;

ALTER TABLE council ADD COLUMN erasures INTEGER NOT NULL DEFAULT 0;
-- SHA-256 of what the body was, once it is erased.
ALTER TABLE op ADD COLUMN digest BLOB NOT NULL DEFAULT x'';

DROP TRIGGER op_no_update;
CREATE TRIGGER op_no_update BEFORE UPDATE ON op
    WHEN NEW.body <> x'' OR NEW.seq <> OLD.seq OR NEW.op_id <> OLD.op_id OR NEW.stream <> OLD.stream OR NEW.person <> OLD.person
        OR NEW.record_id <> OLD.record_id OR NEW.kind <> OLD.kind OR NEW.at_device_ms <> OLD.at_device_ms
        OR NEW.at_hub_ms <> OLD.at_hub_ms OR NEW.chain <> OLD.chain
        OR NOT EXISTS (SELECT 1 FROM erased_operation WHERE op_id = OLD.op_id AND digest = NEW.digest)
    BEGIN SELECT RAISE(ABORT, 'the log is append only'); END;

DROP TRIGGER outcome_no_update;
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome
    WHEN NEW.fields <> '' OR NEW.op_seq <> OLD.op_seq OR NEW.seq <> OLD.seq OR NEW.name <> OLD.name
        OR NOT EXISTS (SELECT 1 FROM op JOIN erased_operation USING (op_id) WHERE op.seq = OLD.op_seq)
    BEGIN SELECT RAISE(ABORT, 'the log is append only'); END;

DROP TRIGGER record_no_delete;
CREATE TRIGGER record_no_delete BEFORE DELETE ON record
    WHEN NOT EXISTS (SELECT 1 FROM erased_record WHERE record_id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END;

CREATE TRIGGER file_naming_stays BEFORE DELETE ON file_naming
    WHEN NOT EXISTS (SELECT 1 FROM erased_record WHERE record_id = OLD.record_id)
    BEGIN SELECT RAISE(ABORT, 'a record keeps its files'); END;

-- A file goes with the last record that names it, and before that record's naming does: what nothing names yet stays too.
DROP TRIGGER file_chunk_stays;
CREATE TRIGGER file_chunk_stays BEFORE DELETE ON file_chunk
    WHEN EXISTS (SELECT 1 FROM file WHERE file.sha = OLD.sha AND file.person = OLD.person AND file.complete_seq > 0)
        AND 1 <> (SELECT COALESCE(MIN(EXISTS (SELECT 1 FROM erased_record WHERE erased_record.record_id = file_naming.record_id)), 0)
                  FROM file_naming WHERE file_naming.sha = OLD.sha AND file_naming.person = OLD.person)
    BEGIN SELECT RAISE(ABORT, 'a whole file is never deleted'); END;
DROP TRIGGER file_no_delete;
CREATE TRIGGER file_no_delete BEFORE DELETE ON file
    WHEN 1 <> (SELECT COALESCE(MIN(EXISTS (SELECT 1 FROM erased_record WHERE erased_record.record_id = file_naming.record_id)), 0)
               FROM file_naming WHERE file_naming.sha = OLD.sha AND file_naming.person = OLD.person)
    BEGIN SELECT RAISE(ABORT, 'files are never deleted'); END;

CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'an erasure stays listed'); END;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'an erasure stays listed'); END;
CREATE TRIGGER erased_record_no_update BEFORE UPDATE ON erased_record BEGIN SELECT RAISE(ABORT, 'an erasure stays listed'); END;
CREATE TRIGGER erased_record_no_delete BEFORE DELETE ON erased_record BEGIN SELECT RAISE(ABORT, 'an erasure stays listed'); END;
CREATE TRIGGER erased_operation_no_update BEFORE UPDATE ON erased_operation BEGIN SELECT RAISE(ABORT, 'an erasure stays listed'); END;
CREATE TRIGGER erased_operation_no_delete BEFORE DELETE ON erased_operation BEGIN SELECT RAISE(ABORT, 'an erasure stays listed'); END;
