-- Lists of calls by what people look for, the words of each call, and statistics by the hour. An hour whose calls changed is
-- marked stale in the transaction that changed them, and counted anew, whole, before it is next told:
-- counting twice changes nothing.

CREATE INDEX calls_by_start ON calls (tenant_id, started_at);
CREATE INDEX calls_by_agent ON calls (tenant_id, agent, id DESC);
CREATE INDEX calls_by_from ON calls (tenant_id, from_number, id DESC);
CREATE INDEX calls_by_to ON calls (tenant_id, to_number, id DESC);
CREATE INDEX calls_by_reason ON calls (tenant_id, ended_reason, id DESC) WHERE ended_reason IS NOT NULL;

-- The words both sides said, without their places. Searched newest call first along the primary key:
-- row-level security lets no index on the words be used, because @@ may reveal what it compares.
CREATE TABLE call_words (
  tenant_id text NOT NULL,
  call_id   uuid NOT NULL,
  words     tsvector NOT NULL,
  PRIMARY KEY (tenant_id, call_id)
);

CREATE TABLE stale_hours (
  tenant_id text NOT NULL,
  hour      timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, hour)
);

CREATE TABLE call_hours (
  tenant_id     text NOT NULL,
  hour          timestamptz NOT NULL,
  agent         text NOT NULL,
  agent_version integer NOT NULL,
  ended_reason  text NOT NULL,
  calls         bigint NOT NULL,
  answered      bigint NOT NULL,
  duration_ms   bigint NOT NULL,
  PRIMARY KEY (tenant_id, hour, agent, agent_version, ended_reason)
);

-- Latencies as a histogram: bucket b holds values up to 1.05^b milliseconds, bucket 0 those below 1.
CREATE TABLE stage_hours (
  tenant_id     text NOT NULL,
  hour          timestamptz NOT NULL,
  agent         text NOT NULL,
  agent_version integer NOT NULL,
  stage         text NOT NULL,
  bucket        integer NOT NULL,
  turns         bigint NOT NULL,
  PRIMARY KEY (tenant_id, hour, agent, agent_version, stage, bucket)
);

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['call_words', 'stale_hours', 'call_hours', 'stage_hours'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON %I'
      ' USING (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))'
      ' WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))', each);
  END LOOP;
END $$;

-- The calls that were on record before: their words, and their hours are stale. The owner is bound by
-- row-level security too, so it is lifted from him while he copies the rows of all tenants.
ALTER TABLE calls NO FORCE ROW LEVEL SECURITY;
ALTER TABLE transcript NO FORCE ROW LEVEL SECURITY;
ALTER TABLE stale_hours NO FORCE ROW LEVEL SECURITY;
ALTER TABLE call_words NO FORCE ROW LEVEL SECURITY;
INSERT INTO stale_hours SELECT DISTINCT tenant_id, date_trunc('hour', started_at, 'UTC') FROM calls;
INSERT INTO call_words
  SELECT tenant_id, call_id, strip(to_tsvector('simple', left(string_agg(said, ' '), 200000)))
  FROM transcript GROUP BY tenant_id, call_id;
ALTER TABLE calls FORCE ROW LEVEL SECURITY;
ALTER TABLE transcript FORCE ROW LEVEL SECURITY;
ALTER TABLE stale_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE call_words FORCE ROW LEVEL SECURITY;
