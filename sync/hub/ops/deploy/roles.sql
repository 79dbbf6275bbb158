-- Roles, database and schema of one council in PostgreSQL. Once, as a superuser:  psql -X -v ON_ERROR_STOP=1 -f roles.sql
--
-- Two roles, neither a superuser. sightline_owner makes and changes the tables: used for init, for a new version's first start, and for a
-- restore, from the administrator's hands. sightline_hub serves: it can add to the log and read it, and can neither change nor delete
-- what is there (grants.sql). Neither has a password here: give each one of its own with \password, or use certificates.

CREATE ROLE sightline_owner LOGIN;
CREATE ROLE sightline_hub LOGIN;

-- A locale of bytes: an index then means the same on every machine, after every upgrade of its libraries.
CREATE DATABASE sightline OWNER sightline_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';
REVOKE ALL ON DATABASE sightline FROM PUBLIC;
GRANT CONNECT ON DATABASE sightline TO sightline_hub;

\connect sightline
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA council AUTHORIZATION sightline_owner;
ALTER ROLE sightline_owner IN DATABASE sightline SET search_path = council;
ALTER ROLE sightline_hub IN DATABASE sightline SET search_path = council;
