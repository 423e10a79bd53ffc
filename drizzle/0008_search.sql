-- For names that are nearly the same and for the desk's search. A trusted extension: no superuser is needed.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

SET LOCAL ROLE countersign_owner;

CREATE INDEX endorsements_searched ON endorsements USING gin (search_text gin_trgm_ops);
-- The nearest names on a list, without a threshold: GiST walks in order of distance.
CREATE INDEX endorsements_nearest ON endorsements USING gist (search_text gist_trgm_ops (siglen = 32))
  WHERE status = 'approved';

RESET ROLE;
