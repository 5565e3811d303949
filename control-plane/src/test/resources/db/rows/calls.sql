-- What the product of this schema had written: one call with two turns. $tenant is replaced.
INSERT INTO tenants (tenant_id, name) VALUES ('$tenant', 'T') ON CONFLICT DO NOTHING;
INSERT INTO calls (tenant_id, id, node, direction, status, from_number, to_number, agent, agent_version,
                   sip_call_id, started_at, answered_at, ended_at, setup_ms, duration_ms, ended_reason)
  VALUES ('$tenant', '01900000-0000-7000-8000-000000000001', 'n', 'inbound', 'ended', '+491701234567', '1000',
          'tutor', 3, 'sip-1', '2026-03-01T10:15:00Z', '2026-03-01T10:15:01Z', '2026-03-01T10:16:01Z', 20,
          60000, 'caller-hangup');
INSERT INTO turns VALUES
  ('$tenant', '01900000-0000-7000-8000-000000000001', 3, 0, 0, false, 500, 520, 640, 700, 720),
  ('$tenant', '01900000-0000-7000-8000-000000000001', 4, 1, 9000, true, 500, 520, 640, 700, 720);
INSERT INTO transcript VALUES
  ('$tenant', '01900000-0000-7000-8000-000000000001', 3, 0, 'caller', 'what is photosynthesis', NULL, false, 0),
  ('$tenant', '01900000-0000-7000-8000-000000000001', 3, 1, 'agent', 'It''s how plants eat light.', 'It''s how', true, 720);
INSERT INTO events VALUES ('$tenant', '01900000-0000-7000-8000-000000000001', 5, 'digit', 2100, '{"digit": "5"}');
INSERT INTO decisions VALUES ('$tenant', '01900000-0000-7000-8000-000000000001', 6, 2200, 'listening', 'end-of-turn', '{}');
INSERT INTO quality VALUES ('$tenant', '01900000-0000-7000-8000-000000000001', 7, 'PCMU', 500, 498, 1, 2, 0, 0, 0, 20, 1.5);
INSERT INTO facts (tenant_id, node, call_id, seq, at, kind, body)
  VALUES ('$tenant', 'n', '01900000-0000-7000-8000-000000000001', 8, '2026-03-01T10:16:01Z', 'digit', '{"atMs": 1, "digit": "1"}');
INSERT INTO journal_positions (tenant_id, node, segment, byte_offset) VALUES ('$tenant', 'n', 1, 10);
