SET LOCAL ROLE countersign_owner;

-- All that a public page is built from. A name that is not approved cannot pass here.
CREATE VIEW public_statements WITH (security_barrier) AS
  SELECT slug, position, default_language, revision FROM statements;

CREATE VIEW public_statement_versions WITH (security_barrier) AS
  SELECT statement, number, change, sha256, created_at FROM statement_versions;

CREATE VIEW public_statement_texts WITH (security_barrier) AS
  SELECT statement, version, language, title, markdown, sha256 FROM statement_texts;

CREATE VIEW public_signatories WITH (security_barrier) AS
  SELECT id, statement, version, founding_key IS NOT NULL AS founding, position,
         name, name_en, name_be, name_ru, country, website, comment, signed_on
  FROM endorsements
  WHERE status = 'approved';

GRANT SELECT ON public_statements, public_statement_versions, public_statement_texts, public_signatories
  TO countersign_public;

RESET ROLE;
