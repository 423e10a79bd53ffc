-- One inbox can be spelled in many ways: by dots, by tags, by its provider's other domains. What counts mails and
-- compares requests knows it by one key. The version before writes none: its rows count as their addresses were typed.
SET LOCAL ROLE countersign_owner;

ALTER TABLE endorsements ADD COLUMN mailbox_lookup bytea CHECK (octet_length(mailbox_lookup) = 32);

-- Erasing takes every look-up.
CREATE OR REPLACE FUNCTION keep_address() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.typed_lookup := coalesce(NEW.typed_lookup, NEW.email_lookup);
  IF NEW.erased_at IS NOT NULL THEN
    NEW.typed_lookup := NULL;
    NEW.email_lookup := NULL;
    NEW.mailbox_lookup := NULL;
  ELSIF NEW.status = 'requested' THEN
    NEW.email_lookup := NULL;
  ELSIF NEW.status IN ('confirmed', 'returned') THEN
    NEW.email_lookup := NEW.typed_lookup;
  END IF;
  RETURN NEW;
END $$;

CREATE INDEX endorsements_by_proved_mailbox ON endorsements
  ((CASE WHEN email_lookup IS NOT NULL THEN coalesce(mailbox_lookup, email_lookup) END))
  WHERE email_lookup IS NOT NULL;

RESET ROLE;
