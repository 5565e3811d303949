-- Recordings: where each is kept and until when, and for how long a tenant keeps them at most. A row
-- that is marked as deleted is seen by nobody any more; it goes when its objects are gone.

CREATE TABLE recordings (
  tenant_id     text NOT NULL,
  call_id       uuid NOT NULL,
  node          text NOT NULL,
  store         text NOT NULL CHECK (store IN ('folder', 's3')),
  sound_key     text NOT NULL,
  sound_version text NOT NULL DEFAULT '',
  peaks_key     text NOT NULL,
  peaks_version text NOT NULL DEFAULT '',
  duration_ms   bigint NOT NULL,
  starts_ms     bigint NOT NULL,
  size_bytes    bigint NOT NULL,
  rate_hz       integer NOT NULL,
  channels      integer NOT NULL,
  sha256        text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  keep_days     integer NOT NULL CHECK (keep_days > 0),
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  deleted_at    timestamptz,
  PRIMARY KEY (tenant_id, call_id)
);
CREATE INDEX recordings_by_expiry ON recordings (expires_at);
CREATE INDEX recordings_to_remove ON recordings (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE recording_settings (
  tenant_id          text PRIMARY KEY,
  max_retention_days integer NOT NULL CHECK (max_retention_days BETWEEN 1 AND 3650),
  revision           bigint NOT NULL,
  updated_at         timestamptz NOT NULL
);

ALTER TABLE recordings ENABLE ROW LEVEL SECURITY;
ALTER TABLE recordings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON recordings
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE recording_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE recording_settings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON recording_settings
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

-- What is to be deleted is looked for in all tenants at once, and deleted in each one's own name.
CREATE POLICY directory_reads ON recordings FOR SELECT
  USING (current_setting('app.directory', true) = 'read');
