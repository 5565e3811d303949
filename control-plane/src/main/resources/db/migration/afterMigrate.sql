-- The application's role reads and writes rows; it owns nothing. Where the role cannot be made, the
-- owner runs the application itself, bound by forced row-level security.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'parley_app') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO parley_app', current_schema());
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO parley_app',
                   current_schema());
    EXECUTE format('REVOKE ALL ON TABLE %I.flyway_schema_history FROM parley_app', current_schema());
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON TABLE %I.audit_log FROM parley_app',
                   current_schema());
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON TABLE %I.agent_versions FROM parley_app',
                   current_schema());
  END IF;
END $$;
