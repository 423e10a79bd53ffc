SET LOCAL ROLE countersign_owner;

-- How many reasons speak for a request that waits, and how many against, as they were weighed last. `evidence_level` was a
-- grade of them, which read as a verdict. The version before this one goes on writing it; a later migration drops it.
ALTER TABLE endorsements
  ADD COLUMN speaks_for integer,
  ADD COLUMN speaks_against integer,
  ADD CONSTRAINT endorsements_weighed CHECK (
    (speaks_for IS NULL) = (speaks_against IS NULL) AND speaks_for >= 0 AND speaks_against >= 0);

CREATE INDEX endorsements_unweighed ON endorsements (id)
  WHERE speaks_against IS NULL AND status IN ('confirmed', 'returned');

-- Requests whose evidence something has changed since: what is stored of it is shown to nobody until they are weighed
-- anew. One may be here several times, and no row refers to endorsements: two changes at once, each near the other, would
-- wait for one another's locks.
CREATE TABLE evidence_due (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  endorsement_id uuid NOT NULL
);
CREATE INDEX evidence_due_of_endorsement ON evidence_due (endorsement_id);
INSERT INTO evidence_due (endorsement_id) SELECT id FROM endorsements WHERE status IN ('confirmed', 'returned');
GRANT SELECT, INSERT, DELETE ON evidence_due TO countersign_app;

-- The waiting requests whose names are nearest to a changed one's, without a threshold, as `endorsements_nearest` is for a list.
CREATE INDEX endorsements_nearest_waiting ON endorsements USING gist (search_text gist_trgm_ops (siglen = 32))
  WHERE status IN ('confirmed', 'returned');

-- Two moderators where something speaks against a request or nothing for it: this is 'doubt'. It takes the place of 'weak',
-- which let pass requests with nothing for them and several reasons against, and it is the default now. Statements for which
-- nobody ever chose get it; a 'never' that an administrator chose stays. The version before this one takes 'doubt' for
-- 'never' until it is replaced.
ALTER TABLE statements
  DROP CONSTRAINT statements_second_moderator,
  ALTER COLUMN second_moderator SET DEFAULT 'doubt';
UPDATE statements SET second_moderator = 'doubt'
WHERE second_moderator = 'weak' OR (second_moderator = 'never' AND NOT EXISTS (
  SELECT FROM log WHERE log.kind = 'setting' AND log.statement = statements.slug));
ALTER TABLE statements
  ADD CONSTRAINT statements_second_moderator CHECK (second_moderator IN ('always', 'doubt', 'never'));

RESET ROLE;
