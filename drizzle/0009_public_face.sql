SET LOCAL ROLE countersign_owner;

-- When organisations may ask to endorse. Null: since ever, for ever.
ALTER TABLE statements
  ADD COLUMN opens_at timestamptz,
  ADD COLUMN closes_at timestamptz,
  ADD CONSTRAINT statements_opens_before_it_closes CHECK (opens_at < closes_at);
GRANT UPDATE (opens_at), UPDATE (closes_at) ON statements TO countersign_app;

CREATE OR REPLACE VIEW public_statements WITH (security_barrier) AS
  SELECT slug, position, default_language, revision, opens_at, closes_at FROM statements;

-- Who left a list, and when: an id and a day, for a page that answers 410 and a feed's tombstones.
CREATE VIEW public_withdrawals WITH (security_barrier) AS
  SELECT id, statement, position, (withdrawn_at AT TIME ZONE 'UTC')::date AS withdrawn_on
  FROM endorsements
  WHERE status = 'withdrawn' AND position IS NOT NULL;
GRANT SELECT ON public_withdrawals TO countersign_public;

CREATE INDEX endorsements_left ON endorsements (statement, withdrawn_at)
  WHERE status = 'withdrawn' AND position IS NOT NULL;

-- What the public reads is a table of its own now, with nothing in it that is not public. A view over the requests
-- needs a barrier against expressions that leak the rows it hides, and through a barrier no order and no search
-- reaches an index: a page of 100,000 cost the whole list.
DROP VIEW public_signatories;
CREATE TABLE public_signatories (
  id uuid PRIMARY KEY REFERENCES endorsements (id),
  statement text NOT NULL,
  version integer NOT NULL,
  founding boolean NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  name_en text,
  name_be text,
  name_ru text,
  country text,
  website text,
  comment text,
  signed_on date,
  search_text text NOT NULL,
  -- The list's own order, founding signatories first; and the names by which each language sorts.
  place bigint NOT NULL GENERATED ALWAYS AS (
    CASE WHEN founding THEN position::bigint ELSE position::bigint + 4294967296 END) STORED,
  shown_en text COLLATE "en-x-icu" NOT NULL GENERATED ALWAYS AS (coalesce(name_en, name)) STORED,
  shown_be text COLLATE "be-x-icu" NOT NULL GENERATED ALWAYS AS (coalesce(name_be, name)) STORED,
  shown_ru text COLLATE "ru-x-icu" NOT NULL GENERATED ALWAYS AS (coalesce(name_ru, name)) STORED
);
CREATE UNIQUE INDEX public_signatories_place ON public_signatories (statement, place);
CREATE INDEX public_signatories_country ON public_signatories (statement, country, place);
CREATE INDEX public_signatories_shown_en ON public_signatories (statement, shown_en, id);
CREATE INDEX public_signatories_shown_be ON public_signatories (statement, shown_be, id);
CREATE INDEX public_signatories_shown_ru ON public_signatories (statement, shown_ru, id);
CREATE INDEX public_signatories_searched ON public_signatories USING gin (search_text gin_trgm_ops);
GRANT SELECT ON public_signatories TO countersign_public;

-- The app cannot write there: what stands in it follows from an endorsement's status, in the same transaction.
CREATE FUNCTION publish_signatory() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM public_signatories WHERE id = NEW.id;
  IF NEW.status = 'approved' THEN
    INSERT INTO public_signatories (id, statement, version, founding, position, name, name_en, name_be, name_ru,
      country, website, comment, signed_on, search_text)
    VALUES (NEW.id, NEW.statement, NEW.version, NEW.founding_key IS NOT NULL, NEW.position, NEW.name, NEW.name_en,
      NEW.name_be, NEW.name_ru, NEW.country, NEW.website, NEW.comment, NEW.signed_on, NEW.search_text);
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION publish_signatory() FROM PUBLIC;
CREATE TRIGGER publish_signatory AFTER INSERT OR UPDATE ON endorsements
  FOR EACH ROW EXECUTE FUNCTION publish_signatory();

-- Those who are listed already.
UPDATE endorsements SET position = position WHERE status = 'approved';

RESET ROLE;
-- What the public asks is prepared, and each time planned for what is looked for: a rare word is not a common one.
ALTER ROLE countersign_public SET plan_cache_mode = force_custom_plan;
