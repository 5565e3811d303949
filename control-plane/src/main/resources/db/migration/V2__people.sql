-- People, how they prove who they are, and the record of what they changed. A secret is stored as
-- its hash only. What a caller presents names its tenant, so that every look-up is within one.

-- A tenant's id is part of its keys and tokens, so it has to be plain.
ALTER TABLE tenants ADD CONSTRAINT tenants_plain_id
  CHECK (tenant_id ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$');

CREATE TABLE users (
  tenant_id     text NOT NULL,
  id            uuid NOT NULL,
  email         text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
  name          text NOT NULL CHECK (length(name) <= 100),
  role          text NOT NULL CHECK (role IN ('owner', 'admin', 'operator', 'analyst', 'integrator')),
  status        text NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
  password_hash text CHECK (password_hash LIKE '$argon2id$%'),
  revision      bigint NOT NULL DEFAULT 1,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT users_email_once UNIQUE (tenant_id, email),
  CHECK (status <> 'active' OR password_hash IS NOT NULL)
);

CREATE TABLE sessions (
  tenant_id  text NOT NULL,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  user_id    uuid NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_user ON sessions (tenant_id, user_id);

CREATE TABLE api_keys (
  tenant_id    text NOT NULL,
  id           uuid NOT NULL,
  name         text NOT NULL CHECK (length(name) <= 100),
  prefix       text NOT NULL,
  secret_hash  bytea NOT NULL CHECK (length(secret_hash) = 32),
  scopes       text[] NOT NULL CHECK (cardinality(scopes) > 0),
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  rotated_to   uuid,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT api_keys_secret_once UNIQUE (tenant_id, secret_hash)
);

-- Opens the setting of a password once; several may be valid for one person, using one ends all.
CREATE TABLE one_time_links (
  tenant_id  text NOT NULL,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  user_id    uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX one_time_links_by_user ON one_time_links (tenant_id, user_id);

-- One row for each account and each source address that was tried: a window and a count in it.
CREATE TABLE sign_in_attempts (
  tenant_id  text NOT NULL,
  subject    text NOT NULL CHECK (length(subject) <= 400),
  attempts   integer NOT NULL,
  began_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, subject)
);
CREATE INDEX sign_in_attempts_by_age ON sign_in_attempts (tenant_id, began_at);

CREATE TABLE audit_log (
  tenant_id    text NOT NULL,
  id           bigint GENERATED ALWAYS AS IDENTITY,
  at           timestamptz NOT NULL DEFAULT now(),
  actor        text NOT NULL,
  role         text NOT NULL,
  action       text NOT NULL,
  subject_type text NOT NULL,
  subject_id   text NOT NULL,
  before_state jsonb,
  after_state  jsonb,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_log_by_subject ON audit_log (tenant_id, subject_type, subject_id, id DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_is_never_emptied BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['users', 'sessions', 'api_keys', 'one_time_links',
                              'sign_in_attempts', 'audit_log'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON %I'
      ' USING (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))'
      ' WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), ''''))', each);
  END LOOP;
END $$;
