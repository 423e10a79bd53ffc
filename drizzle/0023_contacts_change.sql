-- The person whom an organisation is reached by changes, and what the list shows is proposed to be put right. The version
-- before this one goes on writing: it makes neither, and what it decides ends what waits here by the trigger below.
SET LOCAL ROLE countersign_owner;

-- Who is to be the contact person, until the new address says yes: one open change an endorsement.
CREATE TABLE contact_changes (
  endorsement_id uuid PRIMARY KEY REFERENCES endorsements (id),
  -- Representative, role and address, sealed.
  sealed bytea NOT NULL,
  lookup bytea NOT NULL CONSTRAINT contact_changes_lookup CHECK (octet_length(lookup) = 32),
  proposed_at timestamptz NOT NULL,
  -- Until when the new address can say yes.
  expires_at timestamptz NOT NULL CONSTRAINT contact_changes_times CHECK (expires_at > proposed_at),
  -- The moderator who put it forward for somebody who has left; null: the representative did.
  proposed_by uuid REFERENCES moderators (id),
  -- A moderator's waits so long at least, for the address on file to stop it.
  objection_until timestamptz CONSTRAINT contact_changes_objection CHECK (objection_until > proposed_at),
  -- The new address has said yes to a moderator's; the representative's own change is done at that moment.
  accepted_at timestamptz,
  CONSTRAINT contact_changes_of_moderator CHECK ((proposed_by IS NULL) = (objection_until IS NULL)),
  CONSTRAINT contact_changes_accepted CHECK (accepted_at IS NULL OR proposed_by IS NOT NULL)
);
CREATE INDEX contact_changes_by_age ON contact_changes (expires_at);
CREATE INDEX contact_changes_due ON contact_changes (objection_until) WHERE accepted_at IS NOT NULL;
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

-- Mails that name one address as the contact of one endorsement: there `email_lookup` is an HMAC of both.
ALTER TABLE mail_allowances
  DROP CONSTRAINT mail_allowances_purpose_check,
  ADD CONSTRAINT mail_allowances_purpose_check CHECK (
    purpose IN ('ask', 'fresh-link', 'renewal', 'one-hour-link', 'new-contact'));

ALTER TABLE log
  DROP CONSTRAINT log_kind,
  ADD CONSTRAINT log_kind CHECK (kind IN (
    'first-approve', 'approve', 'reject', 'return', 'undo', 'reopen', 'note', 'correct', 'withdraw', 'restore',
    'claim', 'take-over', 'release', 'write', 'send-link', 'readdress', 'erase', 'decline',
    'contact-propose', 'contact-stop',
    'known-add', 'known-remove',
    'invite', 'join', 'passkey-add', 'passkey-remove', 'suspend', 'reinstate',
    'sign-in', 'sign-out', 'verify', 'export', 'preferences', 'setting'));

RESET ROLE;
