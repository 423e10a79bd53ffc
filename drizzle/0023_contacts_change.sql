-- The person whom an organisation is reached by changes, and what the list shows is proposed to be put right. The version
-- before this one goes on writing: it makes neither, and what it decides ends what waits here by the trigger below.
SET LOCAL ROLE countersign_owner;

-- Who is to be the contact person, until the new address says yes: one open change an endorsement.
CREATE TABLE contact_changes (
  endorsement_id uuid PRIMARY KEY REFERENCES endorsements (id),
  -- Representative, role and address, sealed.
  sealed bytea NOT NULL,
  lookup bytea NOT NULL CHECK (octet_length(lookup) = 32),
  proposed_at timestamptz NOT NULL,
  -- Until when the new address can say yes.
  expires_at timestamptz NOT NULL CHECK (expires_at > proposed_at)
);
CREATE INDEX contact_changes_by_age ON contact_changes (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON contact_changes TO countersign_app;

-- What a listed organisation would have its entry say instead, until a moderator decides: one an endorsement.
CREATE TABLE proposals (
  endorsement_id uuid PRIMARY KEY REFERENCES endorsements (id),
  fields text NOT NULL,
  proposed_at timestamptz NOT NULL
);
CREATE INDEX proposals_by_age ON proposals (proposed_at, endorsement_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON proposals TO countersign_app;

-- A proposal is about the entry that its author saw: it goes when that changes, leaves the list, or has nobody to answer.
CREATE FUNCTION drop_proposal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM proposals WHERE endorsement_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION drop_proposal() FROM PUBLIC;
CREATE TRIGGER drop_proposal AFTER UPDATE ON endorsements FOR EACH ROW
  WHEN (OLD.status = 'approved' AND (
    NEW.status <> 'approved' OR NEW.erased_at IS NOT NULL
    OR (OLD.name, OLD.name_en, OLD.name_be, OLD.name_ru, OLD.country, OLD.website, OLD.comment)
      IS DISTINCT FROM
      (NEW.name, NEW.name_en, NEW.name_be, NEW.name_ru, NEW.country, NEW.website, NEW.comment)))
  EXECUTE FUNCTION drop_proposal();

ALTER TABLE log
  DROP CONSTRAINT log_kind,
  ADD CONSTRAINT log_kind CHECK (kind IN (
    'first-approve', 'approve', 'reject', 'return', 'undo', 'reopen', 'note', 'correct', 'withdraw', 'restore',
    'claim', 'take-over', 'release', 'write', 'send-link', 'readdress', 'erase', 'decline',
    'known-add', 'known-remove',
    'invite', 'join', 'passkey-add', 'passkey-remove', 'suspend', 'reinstate',
    'sign-in', 'sign-out', 'verify', 'export', 'preferences', 'setting'));

RESET ROLE;
