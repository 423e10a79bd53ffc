-- Signatories may ask for news of a statement, which administrators write and a second one sends. The version before
-- this one asks nobody, and leaves the consent of a contact as it is.
SET LOCAL ROLE countersign_owner;

-- The id is what the address that ends it is made of: another contact has another one. It goes with the contact.
ALTER TABLE contacts ADD COLUMN updates_id uuid,
  ADD COLUMN updates_since timestamptz,
  ADD CONSTRAINT contacts_updates CHECK (num_nonnulls(updates_id, updates_since) IN (0, 2));
CREATE UNIQUE INDEX contacts_by_updates ON contacts (updates_id) WHERE updates_id IS NOT NULL;

CREATE TABLE updates (
  id uuid PRIMARY KEY,
  statement text NOT NULL REFERENCES statements (slug),
  kind text NOT NULL CHECK (kind IN ('published', 'delivered', 'answered', 'news', 'final')),
  -- By language of the interface. Of the final list there is nothing to write.
  texts jsonb NOT NULL DEFAULT '{}',
  revision integer NOT NULL DEFAULT 1 CHECK (revision >= 1),
  written_by uuid REFERENCES moderators (id),
  written_at timestamptz NOT NULL,
  sent_by uuid REFERENCES moderators (id),
  sent_at timestamptz,
  -- Recipients are taken in the order of their endorsements' ids, up to this one so far.
  reached uuid,
  finished_at timestamptz,
  CONSTRAINT updates_written CHECK ((kind = 'final') = (written_by IS NULL)),
  CONSTRAINT updates_sent_by_two CHECK (kind = 'final' OR (sent_at IS NULL) = (sent_by IS NULL)),
  CONSTRAINT updates_two_people CHECK (sent_by <> written_by),
  CONSTRAINT updates_finished CHECK (finished_at IS NULL OR sent_at IS NOT NULL)
);
CREATE INDEX updates_of_statement ON updates (statement, written_at);
CREATE UNIQUE INDEX updates_final_once ON updates (statement) WHERE kind = 'final';
CREATE INDEX updates_on_their_way ON updates (sent_at) WHERE sent_at IS NOT NULL AND finished_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON updates TO countersign_app;

-- What was sent stays as it was sent.
CREATE FUNCTION keep_sent_update() RETURNS trigger
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
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION keep_sent_update() FROM PUBLIC;
CREATE TRIGGER keep_sent_update BEFORE UPDATE OR DELETE ON updates
  FOR EACH ROW EXECUTE FUNCTION keep_sent_update();

-- They go after all other mail: `priorityOf` in src/domain/mail-order.ts.
ALTER TABLE outbox DROP CONSTRAINT outbox_priority,
  ADD CONSTRAINT outbox_priority CHECK (priority BETWEEN 0 AND 3);

-- Each recipient gets an update once at most.
ALTER TABLE outbox ADD COLUMN update_id uuid REFERENCES updates (id);
CREATE UNIQUE INDEX outbox_update_once ON outbox (update_id, endorsement_id) WHERE update_id IS NOT NULL;

-- The log may say three things more, beside all that it may say already.
DO $$
DECLARE kinds text;
BEGIN
  SELECT string_agg(quote_literal(kind[1]), ', ') INTO kinds
  FROM pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g') AS kind
  WHERE conname = 'log_kind' AND conrelid = 'log'::regclass;
  EXECUTE 'ALTER TABLE log DROP CONSTRAINT log_kind, ADD CONSTRAINT log_kind CHECK (kind IN ('
    || kinds || ', ''update-write'', ''update-delete'', ''update-send''))';
END $$;

RESET ROLE;
