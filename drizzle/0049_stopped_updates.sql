-- An administrator may stop an update that is still going out. The version before this one stops none, and hands none on
-- that was stopped: it is finished.
SET LOCAL ROLE countersign_owner;

ALTER TABLE updates ADD COLUMN stopped_at timestamptz,
  ADD COLUMN stopped_by uuid REFERENCES moderators (id),
  -- How many would have got it.
  ADD COLUMN stopped_of integer,
  ADD CONSTRAINT updates_stopped CHECK (num_nonnulls(stopped_at, stopped_by, stopped_of) IN (0, 3)
    AND (stopped_at IS NULL OR finished_at IS NOT NULL)),
  ADD CONSTRAINT updates_stopped_of CHECK (stopped_of >= 0);

-- What was sent stays as it was sent, and what was stopped stays stopped.
CREATE OR REPLACE FUNCTION keep_sent_update() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.sent_at IS NOT NULL AND (TG_OP = 'DELETE'
    OR (OLD.statement, OLD.kind, OLD.texts, OLD.revision, OLD.written_by, OLD.sent_by, OLD.sent_at)
      IS DISTINCT FROM
      (NEW.statement, NEW.kind, NEW.texts, NEW.revision, NEW.written_by, NEW.sent_by, NEW.sent_at)) THEN
    RAISE EXCEPTION 'an update that was sent stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF OLD.stopped_at IS NOT NULL AND (OLD.stopped_at, OLD.stopped_by, OLD.stopped_of, OLD.finished_at)
    IS DISTINCT FROM (NEW.stopped_at, NEW.stopped_by, NEW.stopped_of, NEW.finished_at) THEN
    RAISE EXCEPTION 'an update that was stopped stays stopped' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- The log may say one thing more, beside all that it may say already.
DO $$
DECLARE kinds text;
BEGIN
  SELECT string_agg(quote_literal(kind[1]), ', ') INTO kinds
  FROM pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g') AS kind
  WHERE conname = 'log_kind' AND conrelid = 'log'::regclass;
  EXECUTE 'ALTER TABLE log DROP CONSTRAINT log_kind, ADD CONSTRAINT log_kind CHECK (kind IN ('
    || kinds || ', ''update-stop''))';
END $$;

RESET ROLE;
