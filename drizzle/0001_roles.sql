-- Three roles. The owner holds every object and logs in nowhere; the app reads and writes; the public one
-- sees the public views and nothing else. `db:deploy` gives the latter two their passwords.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['countersign_owner', 'countersign_app', 'countersign_public'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    END IF;
  END LOOP;
  IF NOT pg_has_role(current_user, 'countersign_owner', 'SET') THEN
    EXECUTE format('GRANT countersign_owner TO %I', current_user);
  END IF;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO countersign_app, countersign_public', current_database());
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO countersign_owner;
GRANT USAGE ON SCHEMA public TO countersign_app, countersign_public;
-- Flood of readers or slow query: neither may hold the database.
ALTER ROLE countersign_public SET statement_timeout = '5s';
ALTER ROLE countersign_public SET default_transaction_read_only = on;
ALTER ROLE countersign_app SET statement_timeout = '15s';
ALTER ROLE countersign_app SET idle_in_transaction_session_timeout = '15s';
