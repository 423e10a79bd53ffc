-- Whether whoever reads a statement may be punished for it: its pages leave nothing in a browser and say little of themselves
-- outside it (docs/decisions/0021-readers-in-danger.md). The version before this one neither writes nor reads it: until the
-- statements' files are synced, nobody is in danger, as was shown so far.
SET LOCAL ROLE countersign_owner;

ALTER TABLE statements ADD COLUMN readers_in_danger boolean NOT NULL DEFAULT false;
GRANT UPDATE (readers_in_danger) ON statements TO countersign_app;

CREATE OR REPLACE VIEW public_statements WITH (security_barrier) AS
  SELECT slug, position, default_language, revision, opens_at, closes_at, source_name, source_url, source_published_on,
         readers_in_danger
  FROM statements;

RESET ROLE;
