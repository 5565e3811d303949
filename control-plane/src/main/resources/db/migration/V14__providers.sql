-- Providers' credentials. The key is kept sealed (AES-GCM) and bound to its row; the document has
-- its last characters only. An edge needs those of language models for calls without the database.
CREATE TABLE provider_credentials (
  tenant_id  text NOT NULL,
  name       text NOT NULL CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(name) <= 64),
  revision   bigint NOT NULL DEFAULT 1,
  document   jsonb NOT NULL CHECK (NOT document ? 'key'),
  secret     text CHECK (secret LIKE 'v1.%'),
  tested     jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, name)
);

CREATE TRIGGER provider_credentials_change
  AFTER INSERT OR DELETE OR UPDATE OF document, secret ON provider_credentials
  FOR EACH ROW EXECUTE FUNCTION note_directory_change();

ALTER TABLE provider_credentials ENABLE ROW LEVEL SECURITY;
ALTER TABLE provider_credentials FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON provider_credentials
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
CREATE POLICY directory_reads ON provider_credentials FOR SELECT
  USING (current_setting('app.directory', true) = 'read');

-- Whoever seals secrets anew looks for tenants that have some under an older key.
CREATE POLICY directory_reads ON webhook_secrets FOR SELECT
  USING (current_setting('app.directory', true) = 'read');
