-- Administrators write statements at the desk. The version before this one knows no draft: it goes on with the files' statements
-- and with those that were published.
SET LOCAL ROLE countersign_owner;

-- What a statement of the desk is to say, until it is published, and again for its next version.
CREATE TABLE statement_drafts (
  -- No reference: a draft that was never published has no statement yet.
  slug text PRIMARY KEY CONSTRAINT statement_drafts_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(slug) <= 100),
  -- Grows with every change: a form carries the one that it showed.
  revision integer NOT NULL DEFAULT 1 CONSTRAINT statement_drafts_revision CHECK (revision >= 1),
  -- As it was typed, in JSON: of a draft nothing is refused.
  content text NOT NULL CONSTRAINT statement_drafts_content CHECK (octet_length(content) <= 8388608),
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES moderators (id),
  -- SHA-256 of the token in the preview's address; null: nobody has one.
  preview_hash bytea UNIQUE CONSTRAINT statement_drafts_preview CHECK (octet_length(preview_hash) = 32),
  preview_until timestamptz,
  -- Who would have it published, how, and what exactly; null: nobody.
  proposal text,
  proposed_by uuid REFERENCES moderators (id),
  proposed_at timestamptz,
  CONSTRAINT statement_drafts_preview_ends CHECK ((preview_hash IS NULL) = (preview_until IS NULL)),
  CONSTRAINT statement_drafts_proposal CHECK (
    (proposal IS NULL) = (proposed_by IS NULL) AND (proposal IS NULL) = (proposed_at IS NULL))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON statement_drafts TO countersign_app;

-- What an administrator sent and could not be taken: the session had ended, the passkey was not fresh, somebody else had saved.
CREATE TABLE kept_writings (
  id uuid PRIMARY KEY,
  moderator_id uuid NOT NULL REFERENCES moderators (id),
  -- Which draft it was for; null: for a new one.
  slug text,
  sealed bytea NOT NULL CONSTRAINT kept_writings_sealed CHECK (octet_length(sealed) <= 8388608),
  kept_at timestamptz NOT NULL
);
CREATE INDEX kept_writings_of_moderator ON kept_writings (moderator_id, kept_at);
CREATE INDEX kept_writings_by_age ON kept_writings (kept_at);
GRANT SELECT, INSERT, DELETE ON kept_writings TO countersign_app;

-- What is set for the whole site: one row.
CREATE TABLE site_settings (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT site_settings_single CHECK (single),
  publishing_needs_second boolean NOT NULL DEFAULT false
);
INSERT INTO site_settings (single) VALUES (true);
GRANT SELECT, UPDATE (publishing_needs_second) ON site_settings TO countersign_app;

-- The log also names drafts, and those that were deleted.
ALTER TABLE log DROP CONSTRAINT log_statement_fkey;

-- The log may say more, beside all that it may say already, whichever migrations came before.
DO $$
DECLARE kinds text;
BEGIN
  SELECT string_agg(quote_literal(kind[1]), ', ') INTO kinds
  FROM pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g') AS kind
  WHERE conname = 'log_kind' AND conrelid = 'log'::regclass;
  EXECUTE 'ALTER TABLE log DROP CONSTRAINT log_kind, ADD CONSTRAINT log_kind CHECK (kind IN ('
    || kinds || ', ''draft-begin'', ''draft-save'', ''draft-delete'', ''preview-make'', ''preview-end'', '
    || '''publish-propose'', ''publish-decline'', ''publish''))';
END $$;

RESET ROLE;
