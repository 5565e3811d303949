-- Webhooks, what is sent to them, and the durable queue that work which must not be lost waits in.

-- The table of db-scheduler (its own columns). It holds no tenant's data, only the names of jobs and
-- the ids they work on, and belongs to the process and not to a tenant: so it has no tenant_id and
-- no row-level security. What a job reads and writes it does in a transaction of the id's tenant.
CREATE TABLE scheduled_tasks (
  task_name            text COLLATE "C" NOT NULL,
  task_instance        text COLLATE "C" NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);

-- What happened to the receiver lately stands with the webhook: failures in a row, and until when
-- nothing is sent because of them.
CREATE TABLE webhooks (
  tenant_id      text NOT NULL,
  id             uuid NOT NULL,
  url            text NOT NULL CHECK (length(url) <= 2000),
  events         text[] NOT NULL CHECK (cardinality(events) > 0),
  active         boolean NOT NULL,
  description    text NOT NULL,
  revision       bigint NOT NULL DEFAULT 1,
  created_at     timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now(),
  failures       integer NOT NULL DEFAULT 0,
  resting_until  timestamptz,
  PRIMARY KEY (tenant_id, id)
);

-- The newest secret has no end; one that was replaced signs beside it until its end. Sealed.
CREATE TABLE webhook_secrets (
  tenant_id  text NOT NULL,
  name       text NOT NULL,
  webhook_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  secret     text NOT NULL,
  PRIMARY KEY (tenant_id, name),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhooks (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX webhook_secrets_of ON webhook_secrets (tenant_id, webhook_id);

-- One row for each event and webhook, written in the transaction that stores the event. Rows of one
-- lane are sent one after the other by their position; a lane is a call, or one test or replay.
-- Without a foreign key: what a deleted webhook leaves behind is cleared away in small steps.
CREATE TABLE webhook_deliveries (
  tenant_id       text NOT NULL,
  id              uuid NOT NULL,
  webhook_id      uuid NOT NULL,
  lane            uuid NOT NULL,
  position        bigint GENERATED ALWAYS AS IDENTITY,
  event_id        text NOT NULL,
  type            text NOT NULL,
  call_id         uuid,
  payload         text NOT NULL,
  status          text NOT NULL DEFAULT 'pending'
                  CHECK (status IN ('pending', 'delivered', 'given-up')),
  attempts        integer NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  ended_at        timestamptz,
  replay_of       uuid,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (tenant_id, webhook_id, event_id)
  WHERE replay_of IS NULL;
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (tenant_id, webhook_id, lane, position)
  WHERE status = 'pending';
CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (tenant_id, webhook_id, id DESC);
CREATE INDEX webhook_deliveries_by_call ON webhook_deliveries (tenant_id, webhook_id, call_id, id DESC);

CREATE TABLE webhook_attempts (
  tenant_id   text NOT NULL,
  delivery_id uuid NOT NULL,
  attempt     integer NOT NULL,
  at          timestamptz NOT NULL,
  took_ms     bigint NOT NULL,
  http_status integer,
  error       text NOT NULL DEFAULT '',
  excerpt     text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, delivery_id, attempt),
  FOREIGN KEY (tenant_id, delivery_id) REFERENCES webhook_deliveries (tenant_id, id)
    ON DELETE CASCADE
);

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['webhooks', 'webhook_secrets', 'webhook_deliveries',
                              'webhook_attempts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON %I'
      ' USING (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))'
      ' WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))', each);
  END LOOP;
END $$;
