-- How long each provider took, beside the stages of a turn: of stage stt, llm or tts, with its name. In
-- bucket -1 stand the uses that failed.

ALTER TABLE stage_hours ADD COLUMN provider text NOT NULL DEFAULT '';
ALTER TABLE stage_hours DROP CONSTRAINT stage_hours_pkey;
ALTER TABLE stage_hours ADD PRIMARY KEY (tenant_id, hour, agent, agent_version, stage, provider, bucket);

ALTER TABLE stage_days ADD COLUMN provider text NOT NULL DEFAULT '';
ALTER TABLE stage_days DROP CONSTRAINT stage_days_pkey;
ALTER TABLE stage_days ADD PRIMARY KEY (tenant_id, day, agent, agent_version, stage, provider, bucket);

-- The hours that were counted without providers are counted anew.
ALTER TABLE stale_hours NO FORCE ROW LEVEL SECURITY;
ALTER TABLE call_hours NO FORCE ROW LEVEL SECURITY;
INSERT INTO stale_hours SELECT DISTINCT tenant_id, hour FROM call_hours ON CONFLICT DO NOTHING;
ALTER TABLE stale_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE call_hours FORCE ROW LEVEL SECURITY;
