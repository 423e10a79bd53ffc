-- Each name stands for one signatory of a list, whichever field it came from. A Worker of the version before writes no
-- `name_keys`: its main name counts all the same, and a duplicate breaks the constraint whose name it knows.
SET LOCAL ROLE countersign_owner;

ALTER TABLE endorsements
  -- The keys of all its names, and by which rules its keys were made (src/storage/endorsement-rows.ts).
  ADD COLUMN name_keys text[] NOT NULL DEFAULT '{}',
  ADD COLUMN keys_version smallint NOT NULL DEFAULT 0,
  -- What is typed has at most 500 characters, and each has up to twelve where a URL escapes it.
  DROP CONSTRAINT endorsements_website_check,
  ADD CONSTRAINT endorsements_website_check CHECK (website ~ '^https?://' AND char_length(website) <= 6100);
CREATE INDEX endorsements_by_name ON endorsements USING gin (name_keys);

DROP INDEX endorsements_one_signatory;
CREATE TABLE listed_names (
  statement text NOT NULL,
  key text NOT NULL,
  endorsement_id uuid NOT NULL REFERENCES endorsements (id),
  CONSTRAINT endorsements_one_signatory PRIMARY KEY (statement, key)
);
CREATE INDEX listed_names_of_endorsement ON listed_names (endorsement_id);
GRANT SELECT ON listed_names TO countersign_app;

-- As the main names stand now, which were unique until here; the deploy adds the others (src/storage/backfill.ts).
INSERT INTO listed_names (statement, key, endorsement_id)
  SELECT statement, organisation_key, id FROM endorsements WHERE status = 'approved';

-- The app cannot write there: the names of a signatory are listed exactly while it is approved.
CREATE FUNCTION list_names() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.status = NEW.status AND OLD.name_keys = NEW.name_keys AND OLD.organisation_key = NEW.organisation_key THEN
      RETURN NULL;
    END IF;
    DELETE FROM listed_names WHERE endorsement_id = NEW.id;
  END IF;
  IF NEW.status = 'approved' THEN
    -- In one order, so that two signatories with the same names wait for each other and do not block each other.
    INSERT INTO listed_names (statement, key, endorsement_id)
      SELECT NEW.statement, key, NEW.id
      FROM unnest(CASE WHEN NEW.name_keys = '{}' THEN ARRAY[NEW.organisation_key] ELSE NEW.name_keys END) AS key
      GROUP BY key ORDER BY key;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION list_names() FROM PUBLIC;
CREATE TRIGGER list_names AFTER INSERT OR UPDATE ON endorsements
  FOR EACH ROW EXECUTE FUNCTION list_names();

-- Names sort by their first letter or digit: «Вясна» stands under В. Apostrophes are letters to Unicode only.
ALTER TABLE public_signatories
  DROP COLUMN shown_en,
  DROP COLUMN shown_be,
  DROP COLUMN shown_ru;
ALTER TABLE public_signatories
  ADD COLUMN shown_en text COLLATE "en-x-icu" NOT NULL GENERATED ALWAYS AS (
    regexp_replace(coalesce(name_en, name) COLLATE "en-x-icu", '^([^[:alnum:]]|[ʹ-ʿˈˊˋꞋꞌ])+', '')) STORED,
  ADD COLUMN shown_be text COLLATE "be-x-icu" NOT NULL GENERATED ALWAYS AS (
    regexp_replace(coalesce(name_be, name) COLLATE "be-x-icu", '^([^[:alnum:]]|[ʹ-ʿˈˊˋꞋꞌ])+', '')) STORED,
  ADD COLUMN shown_ru text COLLATE "ru-x-icu" NOT NULL GENERATED ALWAYS AS (
    regexp_replace(coalesce(name_ru, name) COLLATE "ru-x-icu", '^([^[:alnum:]]|[ʹ-ʿˈˊˋꞋꞌ])+', '')) STORED;
CREATE INDEX public_signatories_shown_en ON public_signatories (statement, shown_en, id);
CREATE INDEX public_signatories_shown_be ON public_signatories (statement, shown_be, id);
CREATE INDEX public_signatories_shown_ru ON public_signatories (statement, shown_ru, id);

RESET ROLE;
