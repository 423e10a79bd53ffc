-- Translations for those who cannot read what is signed. They bind nobody and are no part of a version: one may be put right, or
-- taken away, as the signed text never is. The version before this one neither writes nor shows them.
SET LOCAL ROLE countersign_owner;

CREATE TABLE courtesy_texts (
  statement text NOT NULL,
  version integer NOT NULL,
  language text NOT NULL CONSTRAINT courtesy_texts_language CHECK (language IN ('en', 'be', 'ru')),
  title text NOT NULL,
  markdown text NOT NULL,
  -- Of this text, and of no other.
  sha256 text NOT NULL CONSTRAINT courtesy_texts_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  translator text NOT NULL,
  -- Whoever reads both languages and answers for it; null while nobody has checked it.
  checked_by text,
  PRIMARY KEY (statement, version, language),
  FOREIGN KEY (statement, version) REFERENCES statement_versions (statement, number)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON courtesy_texts TO countersign_app;

CREATE VIEW public_courtesy_texts WITH (security_barrier) AS
  SELECT statement, version, language, title, markdown, sha256, translator, checked_by FROM courtesy_texts;
GRANT SELECT ON public_courtesy_texts TO countersign_public;

RESET ROLE;
