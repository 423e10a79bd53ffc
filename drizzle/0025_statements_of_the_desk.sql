-- Statements are the files' or the desk's, and may be written or signed before anybody else reads them; persons and networks may
-- sign beside organisations. The version before this one writes none of it: what it stores is the files', public, and an
-- organisation's, as everything was so far.
SET LOCAL ROLE countersign_owner;

ALTER TABLE statements
  -- Who changes it: a deploy of the statements' files, or administrators at the desk.
  ADD COLUMN origin text NOT NULL DEFAULT 'files'
    CONSTRAINT statements_origin CHECK (origin IN ('files', 'desk')),
  -- Who may read it: administrators; whoever has its private address; everybody. Whether a public one is open, time says.
  ADD COLUMN state text NOT NULL DEFAULT 'public'
    CONSTRAINT statements_state CHECK (state IN ('draft', 'private', 'public')),
  -- In which zone its times are said: an IANA name.
  ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC'
    CONSTRAINT statements_time_zone CHECK (time_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$'),
  -- When a private one goes public by itself; null: when an administrator says so.
  ADD COLUMN publish_at timestamptz,
  -- After the founding signatories: by the day of signing, by name, by country and name.
  ADD COLUMN list_order text NOT NULL DEFAULT 'date'
    CONSTRAINT statements_list_order CHECK (list_order IN ('date', 'name', 'country')),
  -- Who may sign it.
  ADD COLUMN signers text[] NOT NULL DEFAULT '{organisation}'
    CONSTRAINT statements_signers CHECK (
      signers <@ ARRAY['organisation', 'network', 'person'] AND cardinality(signers) BETWEEN 1 AND 3),
  ADD CONSTRAINT statements_publish_at CHECK (publish_at IS NULL OR state <> 'draft');
GRANT UPDATE (state, time_zone, publish_at, list_order, signers, default_language) ON statements TO countersign_app;

ALTER TABLE endorsements
  ADD COLUMN kind text NOT NULL DEFAULT 'organisation'
    CONSTRAINT endorsements_kind CHECK (kind IN ('organisation', 'network', 'person')),
  -- A person's, for identification only. Public with the name.
  ADD COLUMN person_title text CONSTRAINT endorsements_person_title CHECK (char_length(person_title) BETWEEN 1 AND 120),
  ADD COLUMN affiliation text CONSTRAINT endorsements_affiliation CHECK (char_length(affiliation) BETWEEN 1 AND 200),
  ADD CONSTRAINT endorsements_of_a_person CHECK (kind = 'person' OR (person_title IS NULL AND affiliation IS NULL));

ALTER TABLE public_signatories
  ADD COLUMN kind text NOT NULL DEFAULT 'organisation',
  ADD COLUMN person_title text,
  ADD COLUMN affiliation text;
CREATE INDEX public_signatories_kind ON public_signatories (statement, kind, place);

-- All that the public reads is of public statements.
CREATE OR REPLACE VIEW public_statements WITH (security_barrier) AS
  SELECT slug, position, default_language, revision, opens_at, closes_at, source_name, source_url, source_published_on,
         readers_in_danger, origin, time_zone, list_order, signers
  FROM statements
  WHERE state = 'public';

CREATE OR REPLACE VIEW public_statement_versions WITH (security_barrier) AS
  SELECT statement, number, change, sha256, created_at FROM statement_versions
  WHERE statement IN (SELECT slug FROM statements WHERE state = 'public');

CREATE OR REPLACE VIEW public_statement_texts WITH (security_barrier) AS
  SELECT statement, version, language, title, markdown, sha256 FROM statement_texts
  WHERE statement IN (SELECT slug FROM statements WHERE state = 'public');

CREATE OR REPLACE VIEW public_courtesy_texts WITH (security_barrier) AS
  SELECT statement, version, language, title, markdown, sha256, translator, checked_by FROM courtesy_texts
  WHERE statement IN (SELECT slug FROM statements WHERE state = 'public');

CREATE OR REPLACE VIEW public_withheld WITH (security_barrier) AS
  SELECT statement, version, count(*)::integer AS count
  FROM endorsements
  WHERE status = 'approved' AND name_withheld AND statement IN (SELECT slug FROM statements WHERE state = 'public')
  GROUP BY statement, version;

CREATE OR REPLACE VIEW public_withdrawals WITH (security_barrier) AS
  SELECT id, statement, position,
    (CASE WHEN name_withheld THEN hidden_at ELSE withdrawn_at END AT TIME ZONE 'UTC')::date AS withdrawn_on
  FROM endorsements
  WHERE position IS NOT NULL AND CASE WHEN name_withheld THEN hidden_at IS NOT NULL ELSE status = 'withdrawn' END
    AND statement IN (SELECT slug FROM statements WHERE state = 'public');

-- A signatory of a statement that is not public stands on no public list. When the statement goes public, touching its
-- endorsements puts them there.
CREATE OR REPLACE FUNCTION publish_signatory() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM public_signatories WHERE id = NEW.id;
  IF NEW.status = 'approved' AND NOT NEW.name_withheld
    AND EXISTS (SELECT FROM statements WHERE slug = NEW.statement AND state = 'public') THEN
    INSERT INTO public_signatories (id, statement, version, founding, position, name, name_en, name_be, name_ru,
      country, website, comment, signed_on, search_text, kind, person_title, affiliation)
    VALUES (NEW.id, NEW.statement, NEW.version, NEW.founding_key IS NOT NULL, NEW.position, NEW.name, NEW.name_en,
      NEW.name_be, NEW.name_ru, NEW.country, NEW.website, NEW.comment, NEW.signed_on, NEW.search_text, NEW.kind,
      NEW.person_title, NEW.affiliation);
  END IF;
  IF NEW.name_withheld THEN
    DELETE FROM record_openings WHERE endorsement_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

RESET ROLE;
