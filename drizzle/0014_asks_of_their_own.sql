-- An address is an organisation's only once its owner has proved it by a link: until then anybody may have typed it. So
-- each ask is a request of its own, which no other changes, and confirming is what an address can have one of.
-- - `typed_lookup` is the address that was typed, `email_lookup` the address that was proved. The trigger keeps the two;
--   `endorsements_one_request` stays as it is and counts proved addresses.
-- - The version before this one writes `email_lookup` alone, and asks with ON CONFLICT on that index: both go on working.
SET LOCAL ROLE countersign_owner;

ALTER TABLE endorsements ADD COLUMN typed_lookup bytea CHECK (octet_length(typed_lookup) = 32);

-- What the public sees does not change, and its lists need not be read anew.
ALTER TABLE endorsements DISABLE TRIGGER publish_signatory;
ALTER TABLE endorsements DROP CONSTRAINT endorsements_reachable;
UPDATE endorsements SET typed_lookup = email_lookup,
  email_lookup = CASE WHEN confirmed_at IS NOT NULL AND status <> 'requested' THEN email_lookup END
WHERE email_lookup IS NOT NULL;
ALTER TABLE endorsements ENABLE TRIGGER publish_signatory;
ALTER TABLE endorsements ADD CONSTRAINT endorsements_reachable CHECK (
  status NOT IN ('requested', 'confirmed', 'returned') OR typed_lookup IS NOT NULL);

CREATE FUNCTION keep_address() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.typed_lookup := coalesce(NEW.typed_lookup, NEW.email_lookup);
  IF NEW.erased_at IS NOT NULL THEN
    NEW.typed_lookup := NULL;
    NEW.email_lookup := NULL;
  ELSIF NEW.status = 'requested' THEN
    NEW.email_lookup := NULL;
  ELSIF NEW.status IN ('confirmed', 'returned') THEN
    NEW.email_lookup := NEW.typed_lookup;
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_address() FROM PUBLIC;
CREATE TRIGGER keep_address BEFORE INSERT OR UPDATE ON endorsements
  FOR EACH ROW EXECUTE FUNCTION keep_address();

DROP INDEX endorsements_by_address;
CREATE INDEX endorsements_by_address ON endorsements (typed_lookup) WHERE typed_lookup IS NOT NULL;
CREATE INDEX endorsements_by_proved_address ON endorsements (email_lookup) WHERE email_lookup IS NOT NULL;

-- Asks, until they are handled: in the background, so that an answer takes as long for an address that we know as for
-- one that we do not. `key` is an HMAC of all that was typed: the same ask again within ten minutes is the same ask.
CREATE TABLE asks (
  key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
  id uuid NOT NULL UNIQUE,
  -- Null once it was handled.
  sealed bytea,
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL
);
CREATE INDEX asks_due ON asks (due_at) WHERE sealed IS NOT NULL;
CREATE INDEX asks_by_age ON asks (asked_at);

-- What somebody sent by a form, for the page that answers it: that page has an address of its own, of a random token
-- whose SHA-256 is here, and is gone within the hour.
CREATE TABLE sent_forms (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  sealed bytea NOT NULL CHECK (octet_length(sealed) <= 20000),
  expires_at timestamptz NOT NULL
);
CREATE INDEX sent_forms_by_age ON sent_forms (expires_at);

-- Whoever says "this was not us" has their allowances back, once a day.
ALTER TABLE mail_allowances DROP CONSTRAINT mail_allowances_purpose_check,
  ADD CONSTRAINT mail_allowances_purpose_check CHECK (purpose IN ('ask', 'fresh-link', 'renewal'));

GRANT SELECT, INSERT, UPDATE, DELETE ON asks, sent_forms TO countersign_app;

RESET ROLE;
