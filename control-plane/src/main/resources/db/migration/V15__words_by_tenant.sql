-- The words of a tenant's calls lie together, in parts by tenant, each with an index of its own: the
-- newest calls are then looked through in a few hundred pages that follow one another, where in one
-- table of all tenants each call was on a page of its own.
--
-- A partitioned table has no parent, so call_search goes. Its policy (decision 0006) is now that of
-- reading: who reads call_words sees the rows of its tenant (app.tenant) that have the words wanted
-- (app.words), and without either setting there is no row. Who writes has nothing to look for and wants
-- what every row has.

ALTER TABLE call_words NO INHERIT call_search;
DROP TABLE call_search;
ALTER TABLE call_words RENAME TO call_words_before;
ALTER INDEX call_words_pkey RENAME TO call_words_before_pkey;
ALTER INDEX call_words_by_word RENAME TO call_words_before_by_word;

CREATE TABLE call_words (
  tenant_id text NOT NULL,
  call_id   uuid NOT NULL,
  words     tsvector NOT NULL,
  PRIMARY KEY (tenant_id, call_id)
) PARTITION BY HASH (tenant_id);
CREATE INDEX call_words_by_word ON call_words USING gin (words) WITH (gin_pending_list_limit = 1024);

-- Nobody is meant to read a part by its own name: there, no policy lets a row through.
DO $$
BEGIN
  FOR part IN 0..31 LOOP
    EXECUTE format('CREATE TABLE call_words_%s PARTITION OF call_words'
                   ' FOR VALUES WITH (MODULUS 32, REMAINDER %s)', part, part);
    EXECUTE format('ALTER TABLE call_words_%s ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE call_words_%s FORCE ROW LEVEL SECURITY', part);
  END LOOP;
END $$;

ALTER TABLE call_words_before NO FORCE ROW LEVEL SECURITY;
INSERT INTO call_words SELECT tenant_id, call_id, words FROM call_words_before ORDER BY call_id;
DROP TABLE call_words_before;

ALTER TABLE call_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE call_words FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_and_words ON call_words FOR SELECT
  USING (tenant_id = nullif(current_setting('app.tenant', true), '')
         AND words @@ nullif(current_setting('app.words', true), '')::tsquery);
CREATE POLICY tenant_adds ON call_words FOR INSERT
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
CREATE POLICY tenant_changes ON call_words FOR UPDATE
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
CREATE POLICY tenant_removes ON call_words FOR DELETE
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''));
