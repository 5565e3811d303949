-- Words found by an index, and latencies by the day.
--
-- Row-level security keeps @@ from an index: an operator that may reveal what it compares is tried on
-- a row only after the policy let the row pass. So the words that are looked for are part of the
-- policy. call_search has no rows of its own, call_words inherits from it, and whoever reads
-- call_search sees the rows of its tenant (app.tenant) that have the words wanted (app.words): both
-- are conditions of equal rank, and both are kept by force. Without either setting there is no row.
--
-- Each word is kept with four signs of its tenant before it, so that a word everybody says costs
-- a search only the calls of its own tenant. They are there for speed; app.tenant is what isolates.

CREATE FUNCTION said_words(tenant text, said text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT left(md5(tenant), 4) || word
    FROM unnest(tsvector_to_array(to_tsvector('simple', said))) AS word
    WHERE octet_length(word) <= 255))
$$;

-- Words that stand together in the text (it's, "in quotes") are looked for each by itself: their places
-- are not kept.
CREATE FUNCTION wanted_words(tenant text, wanted text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(
    regexp_replace(websearch_to_tsquery('simple', wanted)::text, '<(-|\d+)>', '&', 'g'),
    '''((?:[^'']|'''')+)''', '''' || left(md5(tenant), 4) || '\1''', 'g')::tsquery
$$;

CREATE TABLE call_search (
  tenant_id text NOT NULL,
  call_id   uuid NOT NULL,
  words     tsvector NOT NULL
);
ALTER TABLE call_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE call_search FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_and_words ON call_search
  USING (tenant_id = nullif(current_setting('app.tenant', true), '')
         AND words @@ nullif(current_setting('app.words', true), '')::tsquery)
  WITH CHECK (false);

ALTER TABLE call_words NO FORCE ROW LEVEL SECURITY;
UPDATE call_words SET words = array_to_tsvector(ARRAY(
  SELECT left(md5(tenant_id), 4) || word FROM unnest(tsvector_to_array(words)) AS word
  WHERE octet_length(word) <= 255));
ALTER TABLE call_words FORCE ROW LEVEL SECURITY;
ALTER TABLE call_words INHERIT call_search;
CREATE INDEX call_words_by_word ON call_words USING gin (words) WITH (gin_pending_list_limit = 1024);

-- A day's buckets added up, so that months are read in thousands of rows and not in millions.
CREATE TABLE stage_days (
  tenant_id     text NOT NULL,
  day           timestamptz NOT NULL,
  agent         text NOT NULL,
  agent_version integer NOT NULL,
  stage         text NOT NULL,
  bucket        integer NOT NULL,
  turns         bigint NOT NULL,
  PRIMARY KEY (tenant_id, day, agent, agent_version, stage, bucket)
);
ALTER TABLE stage_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE stage_days FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stage_days
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

ALTER TABLE stage_hours NO FORCE ROW LEVEL SECURITY;
ALTER TABLE stage_days NO FORCE ROW LEVEL SECURITY;
INSERT INTO stage_days
  SELECT tenant_id, date_trunc('day', hour, 'UTC'), agent, agent_version, stage, bucket, sum(turns)::bigint
  FROM stage_hours GROUP BY 1, 2, 3, 4, 5, 6;
ALTER TABLE stage_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE stage_days FORCE ROW LEVEL SECURITY;
