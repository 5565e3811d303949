-- Calls on record. Every table carries its tenant, and row-level security binds even the owner:
-- a transaction sees the rows of the tenant named by the setting app.tenant, and none without it.
-- Child rows are named by the number of the fact that made them, so that shipping twice adds nothing.

CREATE TABLE tenants (
  tenant_id  text PRIMARY KEY CHECK (tenant_id <> ''),
  name       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE calls (
  tenant_id      text NOT NULL,
  id             uuid NOT NULL,
  node           text NOT NULL,
  direction      text NOT NULL DEFAULT '',
  status         text NOT NULL CHECK (status IN ('ringing', 'in-progress', 'ended')),
  from_number    text NOT NULL DEFAULT '',
  from_display   text NOT NULL DEFAULT '',
  to_number      text NOT NULL DEFAULT '',
  agent          text NOT NULL DEFAULT '',
  agent_version  integer,
  sip_call_id    text NOT NULL DEFAULT '',
  sip_remote     text NOT NULL DEFAULT '',
  sip_user_agent text NOT NULL DEFAULT '',
  sip_codec      text NOT NULL DEFAULT '',
  sip_status     integer,
  started_at     timestamptz NOT NULL,
  answered_at    timestamptz,
  ended_at       timestamptz,
  setup_ms       bigint,
  duration_ms    bigint,
  ended_reason   text,
  ended_detail   text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX calls_by_sip_call_id ON calls (tenant_id, sip_call_id, id DESC);
CREATE INDEX calls_not_ended ON calls (tenant_id, status, id DESC) WHERE status <> 'ended';

CREATE TABLE turns (
  tenant_id      text NOT NULL,
  call_id        uuid NOT NULL,
  seq            bigint NOT NULL,
  turn_index     integer NOT NULL,
  started_ms     bigint NOT NULL,
  interrupted    boolean NOT NULL,
  end_of_turn_ms bigint,
  transcript_ms  bigint,
  first_token_ms bigint,
  first_audio_ms bigint,
  on_wire_ms     bigint,
  PRIMARY KEY (tenant_id, call_id, seq)
);

-- Line 0 is what the caller said, line 1 what the agent generated and how much of it was heard.
CREATE TABLE transcript (
  tenant_id   text NOT NULL,
  call_id     uuid NOT NULL,
  seq         bigint NOT NULL,
  line        smallint NOT NULL,
  role        text NOT NULL CHECK (role IN ('caller', 'agent')),
  said        text NOT NULL,
  heard       text,
  interrupted boolean NOT NULL,
  at_ms       bigint NOT NULL,
  PRIMARY KEY (tenant_id, call_id, seq, line)
);

CREATE TABLE events (
  tenant_id text NOT NULL,
  call_id   uuid NOT NULL,
  seq       bigint NOT NULL,
  type      text NOT NULL,
  at_ms     bigint NOT NULL,
  data      jsonb NOT NULL,
  PRIMARY KEY (tenant_id, call_id, seq)
);

CREATE TABLE decisions (
  tenant_id text NOT NULL,
  call_id   uuid NOT NULL,
  seq       bigint NOT NULL,
  at_ms     bigint NOT NULL,
  state     text NOT NULL,
  decision  text NOT NULL,
  inputs    jsonb NOT NULL,
  PRIMARY KEY (tenant_id, call_id, seq)
);

CREATE TABLE quality (
  tenant_id        text NOT NULL,
  call_id          uuid NOT NULL,
  seq              bigint NOT NULL,
  codec            text NOT NULL,
  packets_received bigint NOT NULL,
  packets_sent     bigint NOT NULL,
  lost             bigint NOT NULL,
  late             bigint NOT NULL,
  duplicate        bigint NOT NULL,
  foreign_source   bigint NOT NULL,
  malformed        bigint NOT NULL,
  concealed_ms     bigint NOT NULL,
  jitter_ms        double precision NOT NULL,
  PRIMARY KEY (tenant_id, call_id, seq)
);

-- Every fact as it was journalled; its key is what makes shipping idempotent.
CREATE TABLE facts (
  tenant_id  text NOT NULL,
  node       text NOT NULL,
  call_id    uuid NOT NULL,
  seq        bigint NOT NULL,
  at         timestamptz NOT NULL,
  kind       text NOT NULL,
  body       jsonb NOT NULL,
  shipped_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, node, call_id, seq)
);

-- How far each node's journal has been shipped; written with the facts, under the default tenant.
CREATE TABLE journal_positions (
  tenant_id   text NOT NULL,
  node        text NOT NULL,
  segment     bigint NOT NULL,
  byte_offset bigint NOT NULL,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, node)
);

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['tenants', 'calls', 'turns', 'transcript', 'events', 'decisions',
                              'quality', 'facts', 'journal_positions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON %I'
      ' USING (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))'
      ' WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))', each);
  END LOOP;
END $$;

SELECT set_config('app.tenant', 'default', true);
INSERT INTO tenants (tenant_id, name) VALUES ('default', 'Default');
