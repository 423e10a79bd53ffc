-- Names of organisations, texts and what was signed are by BCP 47 tag, in any language. The version before goes on
-- reading and writing its three columns of names: two triggers keep these and the new one equal. The three may go, with
-- both triggers' parts for them, in the first migration after the version that brings this one has been the oldest that
-- runs anywhere.
SET LOCAL ROLE countersign_owner;

-- A tag in its canonical form: language, script, region, variants. The same pattern as in src/domain/language.ts.
CREATE FUNCTION is_tag(tag text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT char_length(tag) <= 35
    AND tag ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$'
$$;
-- Names by tag: as many as a form may have, each as long as a name may be.
CREATE FUNCTION are_names(names jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(names) <> 'object' THEN false ELSE coalesce((
    SELECT count(*) <= 40 AND bool_and(
      public.is_tag(key) AND jsonb_typeof(value) = 'string' AND char_length(value #>> '{}') BETWEEN 1 AND 200)
    FROM jsonb_each(names)), true) END
$$;
REVOKE ALL ON FUNCTION is_tag(text), are_names(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_tag(text), are_names(jsonb) TO countersign_app;

ALTER TABLE statements
  DROP CONSTRAINT statements_default_language_check,
  ADD CONSTRAINT statements_default_language CHECK (is_tag(default_language));
ALTER TABLE statement_texts
  DROP CONSTRAINT statement_texts_language_check,
  ADD CONSTRAINT statement_texts_language CHECK (is_tag(language));
ALTER TABLE courtesy_texts
  DROP CONSTRAINT courtesy_texts_language,
  ADD CONSTRAINT courtesy_texts_language CHECK (is_tag(language));
-- These are languages of the interface, which the code knows: a new one is a folder there, and no migration.
ALTER TABLE endorsements
  DROP CONSTRAINT endorsements_language_check,
  ADD CONSTRAINT endorsements_language CHECK (is_tag(language));
ALTER TABLE moderators
  DROP CONSTRAINT moderators_language_check,
  ADD CONSTRAINT moderators_language CHECK (is_tag(language));
ALTER TABLE invitations
  DROP CONSTRAINT invitations_language,
  ADD CONSTRAINT invitations_language CHECK (is_tag(language));

ALTER TABLE endorsements
  ADD COLUMN names jsonb NOT NULL DEFAULT '{}',
  -- Of the text that was read and is signed, which is one of the version's own.
  ADD COLUMN text_language text,
  ADD CONSTRAINT endorsements_text FOREIGN KEY (statement, version, text_language)
    REFERENCES statement_texts (statement, version, language);

-- What the version before does not write:
-- - The names by tag, where it wrote its columns; and the other way round, for its readers.
-- - The signed text: the one that its form showed, in the representative's language, else the authoritative one.
CREATE FUNCTION keep_names() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  typed jsonb := jsonb_strip_nulls(jsonb_build_object('en', NEW.name_en, 'be', NEW.name_be, 'ru', NEW.name_ru));
BEGIN
  IF TG_OP = 'INSERT' AND NEW.names = '{}' THEN
    NEW.names := typed;
  ELSIF TG_OP = 'UPDATE' AND NEW.names = OLD.names
    AND (NEW.name_en, NEW.name_be, NEW.name_ru) IS DISTINCT FROM (OLD.name_en, OLD.name_be, OLD.name_ru) THEN
    NEW.names := (NEW.names - '{en,be,ru}'::text[]) || typed;
  ELSE
    NEW.name_en := NEW.names ->> 'en';
    NEW.name_be := NEW.names ->> 'be';
    NEW.name_ru := NEW.names ->> 'ru';
  END IF;
  IF NEW.text_language IS NULL OR (TG_OP = 'UPDATE' AND NEW.version <> OLD.version) THEN
    NEW.text_language := (
      SELECT t.language FROM statement_texts t JOIN statements s ON s.slug = t.statement
      WHERE t.statement = NEW.statement AND t.version = NEW.version
        AND t.language IN (NEW.text_language, NEW.language, s.default_language)
      ORDER BY t.language = NEW.text_language DESC NULLS LAST, t.language = NEW.language DESC
      LIMIT 1);
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_names() FROM PUBLIC;
CREATE TRIGGER keep_names BEFORE INSERT OR UPDATE ON endorsements
  FOR EACH ROW EXECUTE FUNCTION keep_names();

ALTER TABLE public_signatories
  ADD COLUMN names jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN text_language text,
  -- By which the languages sort that have no column of their own: under the main name, by the order that none of them
  -- has alone.
  ADD COLUMN shown_und text COLLATE "und-x-icu" NOT NULL GENERATED ALWAYS AS (
    regexp_replace(name COLLATE "und-x-icu", '^([^[:alnum:]]|[ʹ-ʿˈˊˋꞋꞌ])+', '')) STORED;
CREATE INDEX public_signatories_shown_und ON public_signatories (statement, shown_und, id);

CREATE OR REPLACE FUNCTION publish_signatory() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM public_signatories WHERE id = NEW.id;
  IF NEW.status = 'approved' AND NOT NEW.name_withheld
    AND EXISTS (SELECT FROM statements WHERE slug = NEW.statement AND state = 'public') THEN
    INSERT INTO public_signatories (id, statement, version, founding, position, name, names, name_en, name_be, name_ru,
      country, website, comment, signed_on, search_text, kind, person_title, affiliation, text_language)
    VALUES (NEW.id, NEW.statement, NEW.version, NEW.founding_key IS NOT NULL, NEW.position, NEW.name, NEW.names, NEW.name_en,
      NEW.name_be, NEW.name_ru, NEW.country, NEW.website, NEW.comment, NEW.signed_on, NEW.search_text, NEW.kind,
      NEW.person_title, NEW.affiliation, NEW.text_language);
  END IF;
  IF NEW.name_withheld THEN
    DELETE FROM record_openings WHERE endorsement_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

-- The names of what is there, and with them what the triggers make of a row.
UPDATE endorsements SET names = jsonb_strip_nulls(jsonb_build_object('en', name_en, 'be', name_be, 'ru', name_ru));

-- It holds what those of the three columns held, as these are kept equal.
ALTER TABLE endorsements
  ADD CONSTRAINT endorsements_names CHECK (are_names(names)),
  DROP CONSTRAINT endorsements_name_en_check,
  DROP CONSTRAINT endorsements_name_be_check,
  DROP CONSTRAINT endorsements_name_ru_check;

DROP TRIGGER drop_proposal ON endorsements;
CREATE TRIGGER drop_proposal AFTER UPDATE ON endorsements FOR EACH ROW
  WHEN (OLD.status = 'approved' AND (
    NEW.status <> 'approved' OR NEW.erased_at IS NOT NULL
    OR (OLD.name, OLD.names, OLD.country, OLD.website, OLD.comment)
      IS DISTINCT FROM
      (NEW.name, NEW.names, NEW.country, NEW.website, NEW.comment)))
  EXECUTE FUNCTION drop_proposal();

RESET ROLE;
