SET LOCAL ROLE countersign_owner;

-- Where a statement was first published, and on which day. Null: here, or not known.
ALTER TABLE statements
  ADD COLUMN source_name text,
  ADD COLUMN source_url text,
  ADD COLUMN source_published_on date,
  ADD CONSTRAINT statements_source_is_whole CHECK (
    (source_name IS NULL) = (source_url IS NULL) AND (source_published_on IS NULL OR source_url IS NOT NULL));
GRANT UPDATE (source_name), UPDATE (source_url), UPDATE (source_published_on) ON statements TO countersign_app;

CREATE OR REPLACE VIEW public_statements WITH (security_barrier) AS
  SELECT slug, position, default_language, revision, opens_at, closes_at, source_name, source_url, source_published_on
  FROM statements;

RESET ROLE;
