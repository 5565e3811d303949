-- Agents, their lessons and the numbers that reach them. Documents are checked before they are
-- written; the tables keep what must hold whoever writes: isolation, references, published
-- versions that nobody changes, and a revision that says when an edge has to look again.

CREATE TABLE lessons (
  tenant_id  text NOT NULL,
  name       text NOT NULL CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(name) <= 64),
  revision   bigint NOT NULL DEFAULT 1,
  document   jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, name)
);

-- One mutable draft an agent; an agent that is archived keeps its versions for the calls they ran.
CREATE TABLE agents (
  tenant_id      text NOT NULL,
  id             text NOT NULL CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(id) <= 64),
  revision       bigint NOT NULL DEFAULT 1,
  draft          jsonb NOT NULL,
  latest_version integer,
  archived_at    timestamptz,
  created_at     timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE agent_versions (
  tenant_id    text NOT NULL,
  agent_id     text NOT NULL,
  version      integer NOT NULL CHECK (version > 0),
  definition   jsonb NOT NULL,
  note         text NOT NULL DEFAULT '',
  copied_from  integer,
  published_by text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, agent_id, version),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id)
);

-- A number, or a prefix with a star behind it. Without a version it follows the latest one.
CREATE TABLE numbers (
  tenant_id  text NOT NULL,
  number     text NOT NULL CHECK (number ~ '^[+]?[0-9a-z._-]{1,63}[*]?$'),
  agent_id   text NOT NULL,
  version    integer,
  label      text NOT NULL DEFAULT '',
  revision   bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, number),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id, version)
    REFERENCES agent_versions (tenant_id, agent_id, version)
);
CREATE INDEX numbers_by_agent ON numbers (tenant_id, agent_id);

-- Answers to creates that carried an Idempotency-Key, for a day.
CREATE TABLE idempotency_keys (
  tenant_id   text NOT NULL,
  key         text NOT NULL,
  fingerprint text NOT NULL,
  status      integer NOT NULL DEFAULT 0,
  etag        text NOT NULL DEFAULT '',
  location    text NOT NULL DEFAULT '',
  body        text NOT NULL DEFAULT '',
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (tenant_id, created_at);

-- Counts what an edge has to know of; its directory polls the sum.
CREATE TABLE directory_revisions (
  tenant_id text PRIMARY KEY,
  revision  bigint NOT NULL
);

CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published version is never changed; publish another one'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER agent_versions_stay BEFORE UPDATE OR DELETE ON agent_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
CREATE TRIGGER agent_versions_stay_whole BEFORE TRUNCATE ON agent_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_version_change();

CREATE FUNCTION note_directory_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO %I.directory_revisions (tenant_id, revision) VALUES ($1, 1)'
    ' ON CONFLICT (tenant_id) DO UPDATE SET revision = directory_revisions.revision + 1',
    TG_TABLE_SCHEMA) USING coalesce(NEW.tenant_id, OLD.tenant_id);
  RETURN NULL;
END $$;
CREATE TRIGGER lessons_change AFTER INSERT OR UPDATE OR DELETE ON lessons
  FOR EACH ROW EXECUTE FUNCTION note_directory_change();
CREATE TRIGGER numbers_change AFTER INSERT OR UPDATE OR DELETE ON numbers
  FOR EACH ROW EXECUTE FUNCTION note_directory_change();
CREATE TRIGGER agents_change AFTER UPDATE OF latest_version, archived_at ON agents
  FOR EACH ROW EXECUTE FUNCTION note_directory_change();

-- The directory of an edge serves every tenant: a transaction with the setting app.directory reads
-- (and only reads) what it needs of all of them.
DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['lessons', 'agents', 'agent_versions', 'numbers', 'idempotency_keys',
                              'directory_revisions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON %I'
      ' USING (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))'
      ' WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))', each);
  END LOOP;
  FOREACH each IN ARRAY ARRAY['lessons', 'agents', 'agent_versions', 'numbers',
                              'directory_revisions'] LOOP
    EXECUTE format(
      'CREATE POLICY directory_reads ON %I FOR SELECT'
      ' USING (current_setting(''app.directory'', true) = ''read'')', each);
  END LOOP;
END $$;
