-- What callers thought of their calls, and how often by the hour.

ALTER TABLE calls ADD COLUMN rating smallint CHECK (rating BETWEEN 1 AND 5);
ALTER TABLE calls ADD COLUMN rating_comment text;
CREATE INDEX calls_by_rating ON calls (tenant_id, rating, id DESC) WHERE rating IS NOT NULL;

ALTER TABLE call_hours ADD COLUMN rated bigint NOT NULL DEFAULT 0;
ALTER TABLE call_hours ADD COLUMN rating_sum bigint NOT NULL DEFAULT 0;
