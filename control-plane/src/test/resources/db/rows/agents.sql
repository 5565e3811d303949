-- A published agent with its lesson and number.
INSERT INTO lessons (tenant_id, name, document) VALUES ('$tenant', 'tea', '{"name": "tea"}');
INSERT INTO agents (tenant_id, id, draft, latest_version) VALUES ('$tenant', 'host', '{"name": "Host"}', 1);
INSERT INTO agent_versions (tenant_id, agent_id, version, definition, published_by)
  VALUES ('$tenant', 'host', 1, '{"name": "Host"}', 'x');
INSERT INTO numbers (tenant_id, number, agent_id) VALUES ('$tenant', '7001', 'host');
INSERT INTO idempotency_keys (tenant_id, key, fingerprint) VALUES ('$tenant', 'k', 'f');
