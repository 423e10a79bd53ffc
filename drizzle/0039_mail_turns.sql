-- In which order and how fast mails go: by kind, in turns between those who share nothing, at one pace of all processes.
-- The version before this one takes by age alone and knows no pace; what it owes gets the middle kind, and its turn now.
SET LOCAL ROLE countersign_owner;

ALTER TABLE outbox
  -- 0: somebody waits for it; 1: news; 2: what tells the same tomorrow. `priorityOf` in src/domain/mail-order.ts.
  ADD COLUMN priority smallint NOT NULL DEFAULT 1 CONSTRAINT outbox_priority CHECK (priority BETWEEN 0 AND 2),
  -- Within its priority the earliest goes first. Mails that share a recipient's domain or a source stand a second apart.
  ADD COLUMN turn timestamptz NOT NULL DEFAULT now(),
  -- HMACs of what mails have in common: the recipient's domain, and what caused them where that is known.
  ADD COLUMN share bytea CONSTRAINT outbox_share CHECK (octet_length(share) = 32),
  ADD COLUMN source bytea CONSTRAINT outbox_source CHECK (octet_length(source) = 32),
  -- Why no machine tries it again; null also where the version before parked it.
  ADD COLUMN parked_as text
    CONSTRAINT outbox_parked_as CHECK (parked_as IN ('address', 'message', 'unknown', 'too-late')),
  ADD CONSTRAINT outbox_parked_for_a_reason CHECK (parked_as IS NULL OR parked_at IS NOT NULL);

UPDATE outbox SET turn = created_at,
  priority = CASE
    WHEN kind IN ('confirm-endorsement', 'already-asked', 'already-listed', 'fresh-link', 'one-hour-link', 'new-contact',
      'invitation') THEN 0
    WHEN kind IN ('reconfirm', 'waiting', 'digest') THEN 2
    ELSE 1
  END
  WHERE sealed IS NOT NULL;

CREATE INDEX outbox_by_turn ON outbox (priority, turn, created_at, id) WHERE sealed IS NOT NULL AND parked_at IS NULL;
CREATE INDEX outbox_of_share ON outbox (share, priority, turn) WHERE share IS NOT NULL;
CREATE INDEX outbox_of_source ON outbox (source, priority, turn) WHERE source IS NOT NULL;

-- A message that is wiped shares nothing any more, and what is not parked has no reason: the version before knows neither.
CREATE FUNCTION forget_mail_share() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.sealed IS NULL THEN
    NEW.share := NULL;
    NEW.source := NULL;
  END IF;
  IF NEW.parked_at IS NULL THEN
    NEW.parked_as := NULL;
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION forget_mail_share() FROM PUBLIC;
CREATE TRIGGER forget_mail_share BEFORE UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION forget_mail_share();

-- One row, from which every process takes the moments at which it may send.
CREATE TABLE mail_pace (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  next_at timestamptz NOT NULL,
  -- Until when the provider asked for rest.
  rests_until timestamptz,
  -- The provider's code while it refuses our account: then one message tries for all.
  account_refusal text
);
INSERT INTO mail_pace (next_at) VALUES ('1970-01-01Z');
GRANT SELECT, UPDATE ON mail_pace TO countersign_app;

RESET ROLE;
