-- Voice sessions: conversations without a telephone, what was said in them, and the recordings that
-- are still to be heard. A session that somebody takes a turn in is claimed for a while, so that a
-- process that dies in mid-turn leaves nothing locked.

CREATE TABLE voice_sessions (
  tenant_id        text NOT NULL,
  id               uuid NOT NULL,
  mode             text NOT NULL CHECK (mode IN ('voice', 'playground')),
  status           text NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
  created_by       text NOT NULL,
  external_user_id text NOT NULL DEFAULT '',
  agent_id         text NOT NULL,
  agent_version    integer,
  draft_revision   bigint,
  wanted_lesson    text NOT NULL DEFAULT '',
  lesson           text NOT NULL DEFAULT '',
  title            text NOT NULL DEFAULT '',
  subject          text NOT NULL DEFAULT '',
  enrolment        text NOT NULL DEFAULT '',
  settings         jsonb NOT NULL,
  context          jsonb NOT NULL,
  conversation     text NOT NULL,
  messages         integer NOT NULL DEFAULT 0,
  voice_messages   integer NOT NULL DEFAULT 0,
  text_messages    integer NOT NULL DEFAULT 0,
  tokens           bigint NOT NULL DEFAULT 0,
  replies          integer NOT NULL DEFAULT 0,
  response_ms      bigint NOT NULL DEFAULT 0,
  stt_provider     text,
  started_at       timestamptz NOT NULL,
  last_activity_at timestamptz NOT NULL,
  paused_at        timestamptz,
  paused_ms        bigint NOT NULL DEFAULT 0,
  ended_at         timestamptz,
  ended_reason     text,
  claim            uuid,
  claimed_until    timestamptz NOT NULL DEFAULT '-infinity',
  revision         bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CHECK ((status = 'ended') = (ended_at IS NOT NULL))
);
CREATE INDEX voice_sessions_by_user ON voice_sessions (tenant_id, external_user_id, id DESC);
CREATE INDEX voice_sessions_by_maker ON voice_sessions (tenant_id, created_by, id DESC);
CREATE INDEX voice_sessions_open ON voice_sessions (tenant_id, last_activity_at)
  WHERE status <> 'ended';

CREATE TABLE voice_session_messages (
  tenant_id    text NOT NULL,
  session_id   uuid NOT NULL,
  seq          integer NOT NULL CHECK (seq > 0),
  role         text NOT NULL CHECK (role IN ('user', 'agent')),
  source       text NOT NULL CHECK (source IN ('text', 'voice', 'agent')),
  content      text NOT NULL,
  confidence   double precision,
  stt_provider text,
  response_ms  bigint,
  tokens       bigint NOT NULL DEFAULT 0,
  at           timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, session_id, seq),
  FOREIGN KEY (tenant_id, session_id) REFERENCES voice_sessions (tenant_id, id) ON DELETE CASCADE
);

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['voice_sessions', 'voice_session_messages'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON %I'
      ' USING (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))'
      ' WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))', each);
  END LOOP;
  -- Which sessions are idle is looked up over all tenants; each is ended within its own.
  CREATE POLICY directory_reads ON voice_sessions FOR SELECT
    USING (current_setting('app.directory', true) = 'read');
END $$;
