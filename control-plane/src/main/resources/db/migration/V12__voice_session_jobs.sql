-- Recordings of voice sessions on their way to an answer. The recording itself is a file of the
-- process that took it; what was heard once is kept here, so that it is not heard again.

CREATE TABLE voice_session_jobs (
  tenant_id       text NOT NULL,
  id              uuid NOT NULL,
  session_id      uuid NOT NULL,
  status          text NOT NULL CHECK (status IN ('queued', 'running', 'retrying', 'done', 'failed')),
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  error           text NOT NULL DEFAULT '',
  use_browser_stt boolean NOT NULL DEFAULT false,
  bytes           bigint NOT NULL,
  audio_ms        bigint NOT NULL,
  transcript      text,
  confidence      double precision,
  stt_provider    text,
  spoken_ms       bigint NOT NULL DEFAULT 0,
  took_ms         bigint NOT NULL DEFAULT 0,
  first_seq       integer NOT NULL DEFAULT 0,
  last_seq        integer NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL,
  finished_at     timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES voice_sessions (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX voice_session_jobs_by_session ON voice_session_jobs (tenant_id, session_id, id DESC);
CREATE INDEX voice_session_jobs_open ON voice_session_jobs (next_attempt_at)
  WHERE status IN ('queued', 'running', 'retrying');

ALTER TABLE voice_session_jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE voice_session_jobs FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON voice_session_jobs
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
-- Which recordings are due is looked up over all tenants; each is worked on within its own.
CREATE POLICY directory_reads ON voice_session_jobs FOR SELECT
  USING (current_setting('app.directory', true) = 'read');
