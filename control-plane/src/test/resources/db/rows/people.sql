-- An owner who can sign in, a session, a key, a link, an attempt, and the record of it.
INSERT INTO users (tenant_id, id, email, name, role, status, password_hash, created_at, updated_at)
  VALUES ('$tenant', '00000000-0000-7000-8000-000000000001', 'ada@example.org', 'Ada', 'owner', 'active',
          '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA', now(), now());
INSERT INTO sessions (tenant_id, token_hash, user_id, created_at, seen_at, expires_at)
  VALUES ('$tenant', sha256('s'), '00000000-0000-7000-8000-000000000001', now(), now(), now());
INSERT INTO api_keys (tenant_id, id, name, prefix, secret_hash, scopes, created_by, created_at)
  VALUES ('$tenant', '00000000-0000-7000-8000-000000000002', 'k', 'pk_', sha256('k'), '{calls:read}', 'x', now());
INSERT INTO one_time_links (tenant_id, token_hash, user_id, created_at, expires_at)
  VALUES ('$tenant', sha256('l'), '00000000-0000-7000-8000-000000000001', now(), now());
INSERT INTO sign_in_attempts (tenant_id, subject, attempts, began_at) VALUES ('$tenant', 'account:x', 1, now());
INSERT INTO audit_log (tenant_id, actor, role, action, subject_type, subject_id)
  VALUES ('$tenant', 'test', 'owner', 'made', 'user', 'x');
