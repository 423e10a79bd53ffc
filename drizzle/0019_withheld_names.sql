-- A signatory may be counted and not named. The version before this one writes no `name_withheld`: what it stores is named,
-- and what it changes stays as it was. Of a withheld one it may write an opening of the record, which a trigger leaves out.
SET LOCAL ROLE countersign_owner;

ALTER TABLE endorsements
  ADD COLUMN name_withheld boolean NOT NULL DEFAULT false,
  -- Since when a name that was public is withheld.
  ADD COLUMN hidden_at timestamptz,
  ADD CONSTRAINT endorsements_hidden CHECK (hidden_at IS NULL OR (name_withheld AND position IS NOT NULL)),
  -- Nobody asked for a founding signatory, and the statement itself names it.
  ADD CONSTRAINT endorsements_founders_named CHECK (NOT (name_withheld AND founding_key IS NOT NULL));
CREATE INDEX endorsements_withheld ON endorsements (statement, version) WHERE status = 'approved' AND name_withheld;

-- What is public of them: how many there are, by the version that they signed. Of each alone it says nothing.
CREATE VIEW public_withheld WITH (security_barrier) AS
  SELECT statement, version, count(*)::integer AS count
  FROM endorsements
  WHERE status = 'approved' AND name_withheld
  GROUP BY statement, version;
GRANT SELECT ON public_withheld TO countersign_public;

-- Whose name left a list, and when. It does not say whether the organisation left too: of a name that is withheld, only
-- the day counts on which it was hidden, whatever comes after. One that was never public is not there.
CREATE OR REPLACE VIEW public_withdrawals WITH (security_barrier) AS
  SELECT id, statement, position,
    (CASE WHEN name_withheld THEN hidden_at ELSE withdrawn_at END AT TIME ZONE 'UTC')::date AS withdrawn_on
  FROM endorsements
  WHERE position IS NOT NULL AND CASE WHEN name_withheld THEN hidden_at IS NOT NULL ELSE status = 'withdrawn' END;
DROP INDEX endorsements_left;
CREATE INDEX endorsements_left ON endorsements (statement)
  WHERE position IS NOT NULL AND CASE WHEN name_withheld THEN hidden_at IS NOT NULL ELSE status = 'withdrawn' END;

CREATE OR REPLACE FUNCTION publish_signatory() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM public_signatories WHERE id = NEW.id;
  IF NEW.status = 'approved' AND NOT NEW.name_withheld THEN
    INSERT INTO public_signatories (id, statement, version, founding, position, name, name_en, name_be, name_ru,
      country, website, comment, signed_on, search_text)
    VALUES (NEW.id, NEW.statement, NEW.version, NEW.founding_key IS NOT NULL, NEW.position, NEW.name, NEW.name_en,
      NEW.name_be, NEW.name_ru, NEW.country, NEW.website, NEW.comment, NEW.signed_on, NEW.search_text);
  END IF;
  IF NEW.name_withheld THEN
    DELETE FROM record_openings WHERE endorsement_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

-- The record commits to a withheld name and is never opened: what would open it is stored nowhere.
CREATE FUNCTION leave_out_opening() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM endorsements WHERE id = NEW.endorsement_id AND name_withheld) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION leave_out_opening() FROM PUBLIC;
CREATE TRIGGER leave_out_opening BEFORE INSERT ON record_openings
  FOR EACH ROW EXECUTE FUNCTION leave_out_opening();

RESET ROLE;
