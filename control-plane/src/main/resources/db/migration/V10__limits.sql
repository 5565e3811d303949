-- What an organisation may use. An edge has to know of a change.
ALTER TABLE tenants
  ADD COLUMN limits jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN revision bigint NOT NULL DEFAULT 1;

CREATE TRIGGER tenants_change AFTER UPDATE OF limits ON tenants
  FOR EACH ROW EXECUTE FUNCTION note_directory_change();
CREATE POLICY directory_reads ON tenants FOR SELECT
  USING (current_setting('app.directory', true) = 'read');
