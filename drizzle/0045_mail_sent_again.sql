-- A moderator may send a parked mail again: the log may say so, beside all that it may say already.
SET LOCAL ROLE countersign_owner;

DO $$
DECLARE kinds text;
BEGIN
  SELECT string_agg(quote_literal(kind[1]), ', ') INTO kinds
  FROM pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g') AS kind
  WHERE conname = 'log_kind' AND conrelid = 'log'::regclass;
  EXECUTE 'ALTER TABLE log DROP CONSTRAINT log_kind, ADD CONSTRAINT log_kind CHECK (kind IN (' || kinds
    || ', ''send-again''))';
END $$;

-- The queue counts them at every look.
CREATE INDEX outbox_parked ON outbox (parked_at, id) WHERE parked_at IS NOT NULL;

RESET ROLE;
