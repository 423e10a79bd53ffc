-- Which key of CONTACT_KEY seals is noted here, so that neither the order in that variable nor a mistake in it decides.
-- The version before this one seals under the first of them: it goes on, as what is here does not concern it until a
-- start of this version has noted its keys.
SET LOCAL ROLE countersign_owner;

CREATE TABLE contact_keys (
  id bytea PRIMARY KEY CHECK (octet_length(id) = 4),
  sample bytea NOT NULL,
  noted_at timestamptz NOT NULL,
  current_since timestamptz,
  retired_at timestamptz
);
CREATE TABLE current_contact_key (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  key_id bytea NOT NULL,
  changes integer NOT NULL DEFAULT 0
);
GRANT SELECT, INSERT, UPDATE (current_since, retired_at) ON contact_keys TO countersign_app;
GRANT SELECT, INSERT, UPDATE (key_id, changes) ON current_contact_key TO countersign_app;

-- A wrong key seals nothing. Whoever retires a key waits for what is being sealed under it at this moment.
CREATE FUNCTION refuse_unknown_key() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM contact_keys WHERE id = substring(NEW.sealed FROM 2 FOR 4) AND retired_at IS NULL FOR SHARE;
  IF NOT FOUND AND EXISTS (SELECT FROM contact_keys) THEN
    RAISE EXCEPTION 'sealed under a key that is not in use' USING ERRCODE = 'check_violation', CONSTRAINT = 'known_contact_key';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_unknown_key() FROM PUBLIC;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['asks', 'contact_changes', 'contacts', 'kept_writings', 'moderators', 'outbox',
    'private_addresses', 'remarks', 'sent_forms'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_unknown_key BEFORE INSERT OR UPDATE OF sealed ON %I
      FOR EACH ROW WHEN (NEW.sealed IS NOT NULL) EXECUTE FUNCTION refuse_unknown_key()', name);
  END LOOP;
END $$;
-- To seal them anew.
GRANT UPDATE (sealed) ON kept_writings, remarks TO countersign_app;

RESET ROLE;
