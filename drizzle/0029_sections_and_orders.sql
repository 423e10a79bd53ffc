-- Persons and networks stand in sections of their own, and a list may be in another order than by date. The version before
-- this one reads what it read: the new columns are made here, and nothing that it writes is missing.
SET LOCAL ROLE countersign_owner;

-- The sections of a list, in their order: founding signatories, organisations, networks, persons, and who came after the
-- final list was frozen.
ALTER TABLE public_signatories
  ADD COLUMN section smallint NOT NULL GENERATED ALWAYS AS (
    CASE WHEN late THEN 4 WHEN founding THEN 0 WHEN kind = 'organisation' THEN 1 WHEN kind = 'network' THEN 2 ELSE 3 END) STORED,
  -- Founding signatories keep their own order where the others go by name.
  ADD COLUMN founding_place integer NOT NULL GENERATED ALWAYS AS (CASE WHEN founding AND NOT late THEN position ELSE 0 END) STORED;

-- A page of each order, wherever it begins, is read from an index of that order.
CREATE INDEX public_signatories_section ON public_signatories (statement, section, place);
CREATE INDEX public_signatories_section_in_country ON public_signatories (statement, country, section, place);
CREATE INDEX public_signatories_name_en ON public_signatories (statement, section, founding_place, shown_en, id);
CREATE INDEX public_signatories_name_be ON public_signatories (statement, section, founding_place, shown_be, id);
CREATE INDEX public_signatories_name_ru ON public_signatories (statement, section, founding_place, shown_ru, id);
CREATE INDEX public_signatories_name_und ON public_signatories (statement, section, founding_place, shown_und, id);
CREATE INDEX public_signatories_country_en ON public_signatories (
  statement, section, (coalesce(country, '')), founding_place, shown_en, id);
CREATE INDEX public_signatories_country_be ON public_signatories (
  statement, section, (coalesce(country, '')), founding_place, shown_be, id);
CREATE INDEX public_signatories_country_ru ON public_signatories (
  statement, section, (coalesce(country, '')), founding_place, shown_ru, id);
CREATE INDEX public_signatories_country_und ON public_signatories (
  statement, section, (coalesce(country, '')), founding_place, shown_und, id);
-- How many there are of each country in each section is counted in the index alone; no query asks for a kind otherwise.
DROP INDEX public_signatories_kind;
CREATE INDEX public_signatories_counts ON public_signatories (statement, country, kind, founding, late);

-- How many are counted and not named, by kind too. The version before adds up what it finds of a version.
CREATE OR REPLACE VIEW public_withheld WITH (security_barrier) AS
  SELECT e.statement, e.version, count(*)::integer AS count, e.kind
  FROM endorsements e JOIN statements s ON s.slug = e.statement
  WHERE e.status = 'approved' AND e.name_withheld AND s.state = 'public' AND e.version >= s.public_from
  GROUP BY e.statement, e.version, e.kind;

-- A moderator proposes that a signatory stand in another section: nothing changes before it says yes.
CREATE TABLE section_proposals (
  endorsement_id uuid PRIMARY KEY REFERENCES endorsements (id),
  kind text NOT NULL CONSTRAINT section_proposals_kind CHECK (kind IN ('organisation', 'network', 'person')),
  proposed_by uuid NOT NULL REFERENCES moderators (id),
  proposed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON section_proposals TO countersign_app;

-- Either proposal is about the entry as it stood: it goes when that changes, leaves the list, or has nobody to answer.
CREATE OR REPLACE FUNCTION drop_proposal() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM proposals WHERE endorsement_id = NEW.id;
  DELETE FROM section_proposals WHERE endorsement_id = NEW.id;
  RETURN NULL;
END $$;
DROP TRIGGER drop_proposal ON endorsements;
CREATE TRIGGER drop_proposal AFTER UPDATE ON endorsements FOR EACH ROW
  WHEN (OLD.status = 'approved' AND (
    NEW.status <> 'approved' OR NEW.erased_at IS NOT NULL
    OR (OLD.name, OLD.names, OLD.country, OLD.website, OLD.comment, OLD.kind, OLD.person_title, OLD.affiliation)
      IS DISTINCT FROM
      (NEW.name, NEW.names, NEW.country, NEW.website, NEW.comment, NEW.kind, NEW.person_title, NEW.affiliation)))
  EXECUTE FUNCTION drop_proposal();

-- The log may say two things more, beside all that it may say already, whichever migrations came before.
DO $$
DECLARE kinds text;
BEGIN
  SELECT string_agg(quote_literal(kind[1]), ', ') INTO kinds
  FROM pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g') AS kind
  WHERE conname = 'log_kind' AND conrelid = 'log'::regclass;
  EXECUTE 'ALTER TABLE log DROP CONSTRAINT log_kind, ADD CONSTRAINT log_kind CHECK (kind IN ('
    || kinds || ', ''section-propose'', ''section-stop''))';
END $$;

RESET ROLE;
