-- Trunks, and numbers that belong to one. A trunk's password is kept sealed (AES-GCM) and bound to
-- its row; the document never has it.

CREATE TABLE trunks (
  tenant_id  text NOT NULL,
  name       text NOT NULL CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(name) <= 64),
  revision   bigint NOT NULL DEFAULT 1,
  document   jsonb NOT NULL,
  secret     text CHECK (secret LIKE 'v1.%'),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, name),
  CHECK (NOT (document->'authentication' ? 'password'))
);

-- Without a trunk a number is reached by every call. ? stands for one more character of a number,
-- * for any that follow; of a tenant's patterns that fit, the one of the lowest priority has it.
ALTER TABLE numbers
  ADD COLUMN trunk text,
  ADD COLUMN priority integer NOT NULL DEFAULT 100 CHECK (priority BETWEEN 0 AND 1000),
  ADD FOREIGN KEY (tenant_id, trunk) REFERENCES trunks (tenant_id, name),
  DROP CONSTRAINT numbers_number_check,
  ADD CONSTRAINT numbers_number_check CHECK (number ~ '^[+]?[0-9a-z._-]{1,63}[?]{0,20}[*]?$');
CREATE INDEX numbers_by_trunk ON numbers (tenant_id, trunk) WHERE trunk IS NOT NULL;

CREATE TRIGGER trunks_change AFTER INSERT OR UPDATE OR DELETE ON trunks
  FOR EACH ROW EXECUTE FUNCTION note_directory_change();

ALTER TABLE trunks ENABLE ROW LEVEL SECURITY;
ALTER TABLE trunks FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON trunks
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
CREATE POLICY directory_reads ON trunks FOR SELECT
  USING (current_setting('app.directory', true) = 'read');
