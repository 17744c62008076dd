-- The three database roles of Prestizh, and what each may do in this database.
--
-- Run once per database, and again after every upgrade if you like: it is idempotent. Run it in the target database as a
-- superuser, or as the database's owner with CREATEROLE (what managed PostgreSQL 15 to 18 gives).
--
--   prestizh_record  owns the record's tables and functions; nobody can log in as it
--   prestizh_owner   migrates (DATABASE_OWNER_URL); owns every other table; member of prestizh_record
--   prestizh_app     runs the portal (DATABASE_URL); may read the record and call the function that appends to it
--
-- It sets no passwords: give the two logins theirs with  \password prestizh_owner  and  \password prestizh_app.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prestizh_record') THEN
        CREATE ROLE prestizh_record NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prestizh_owner') THEN
        CREATE ROLE prestizh_owner LOGIN INHERIT;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prestizh_app') THEN
        CREATE ROLE prestizh_app LOGIN;
    END IF;
END
$$;

GRANT prestizh_record TO prestizh_owner;

-- PostgreSQL 14 and earlier let everybody create objects in the schema; an upgraded database still does.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO prestizh_record, prestizh_owner, prestizh_app;
GRANT CREATE ON SCHEMA public TO prestizh_record, prestizh_owner;

-- What prestizh_owner creates serves the application; what prestizh_record owns serves it by explicit grants only.
-- Default privileges of a role may be set only by its members: a CREATEROLE user joins for the two statements.
DO $$
DECLARE
    joins CONSTANT boolean := NOT pg_has_role(current_user, 'prestizh_owner', 'USAGE');
BEGIN
    IF joins THEN
        EXECUTE format('GRANT prestizh_owner TO %I', current_user);
    END IF;
    ALTER DEFAULT PRIVILEGES FOR ROLE prestizh_owner IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO prestizh_app;
    ALTER DEFAULT PRIVILEGES FOR ROLE prestizh_owner IN SCHEMA public
        GRANT USAGE, SELECT ON SEQUENCES TO prestizh_app;
    IF joins THEN
        EXECUTE format('REVOKE prestizh_owner FROM %I', current_user);
    END IF;
END
$$;
