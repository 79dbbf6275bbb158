-- What the serving role may do. As sightline_owner, after init and after each new version's first start (again is harmless):
--   psql -X -v ON_ERROR_STOP=1 -f grants.sql service=council-owner
--
-- The log (op and outcome) and the audit trail can be added to and read. No UPDATE and no DELETE on them, and none on records that
-- would lose one: the triggers say so too, this says it before them. Erasing by law is the owner's, not the serving role's.

GRANT USAGE ON SCHEMA council TO sightline_hub;
REVOKE ALL ON ALL TABLES IN SCHEMA council FROM sightline_hub;

GRANT SELECT ON schema_version, erasure, erased_record, erased_operation TO sightline_hub;
GRANT SELECT, INSERT ON op, outcome, audit, audit_head, home, file_naming, done TO sightline_hub;
GRANT SELECT, INSERT, UPDATE ON council, stream, taken_number, record, entry, scope, conflict, installation, contact, reading_taken, file, file_store, calendar_address, event_source, local_account TO sightline_hub;
GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment, token TO sightline_hub;
GRANT SELECT, INSERT, DELETE ON parked, file_chunk TO sightline_hub;
