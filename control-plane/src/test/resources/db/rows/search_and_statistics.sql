-- Somebody asked for statistics: the call's hour is counted.
DELETE FROM stale_hours WHERE tenant_id = '$tenant';
INSERT INTO call_hours (tenant_id, hour, agent, agent_version, ended_reason, calls, answered, duration_ms)
  VALUES ('$tenant', '2026-03-01T10:00:00Z', 'tutor', 3, 'caller-hangup', 1, 1, 60000);
INSERT INTO stage_hours (tenant_id, hour, agent, agent_version, stage, bucket, turns)
  VALUES ('$tenant', '2026-03-01T10:00:00Z', 'tutor', 3, 'on-wire', 135, 2);
