-- The application's role reads and writes rows; it owns nothing. Where the role cannot be made, the
-- owner runs the application itself, bound by forced row-level security.
--
-- Run after every migration, also when a restore stops at an earlier version: a table may be missing.
DO $$
DECLARE
  refused text[];
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'parley_app') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO parley_app', current_schema());
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO parley_app',
                   current_schema());
    FOREACH refused SLICE 1 IN ARRAY ARRAY[
      ['flyway_schema_history', 'ALL'],
      ['audit_log', 'UPDATE, DELETE, TRUNCATE'],
      ['agent_versions', 'UPDATE, DELETE, TRUNCATE']
    ] LOOP
      IF to_regclass(format('%I.%I', current_schema(), refused[1])) IS NOT NULL THEN
        EXECUTE format('REVOKE %s ON TABLE %I.%I FROM parley_app',
                       refused[2], current_schema(), refused[1]);
      END IF;
    END LOOP;
  END IF;
END $$;

-- ./parley db backup reads all tenants' rows as the schema's owner, whom row-level security binds too:
-- a transaction of the owner's with the setting app.backup reads, and only reads.
DO $$
DECLARE
  each regclass;
BEGIN
  FOR each IN
    SELECT c.oid FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition AND c.relrowsecurity
      AND NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = c.oid AND polname = 'backup_reads')
  LOOP
    EXECUTE format(
      'CREATE POLICY backup_reads ON %s FOR SELECT TO %I'
      ' USING (current_setting(''app.backup'', true) = ''read'')', each, current_user);
  END LOOP;
END $$;
