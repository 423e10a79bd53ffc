-- Signatories are asked once whether they sign a version that says something else, and an operator erases what is held of an
-- address. The version before this one asks nobody: whoever it lists or restores is asked later.
SET LOCAL ROLE countersign_owner;

-- The version that the signatory was asked to sign, by a mail; null where it never was.
ALTER TABLE endorsements ADD COLUMN reconfirm_asked integer;
-- By the version that it signed or was asked to sign last: greatest() passes nulls over.
CREATE INDEX endorsements_to_ask_anew ON endorsements (statement, greatest(version, reconfirm_asked))
  WHERE status = 'approved' AND founding_key IS NULL;

-- Mails that could not be delivered, and the provider's ids of those that were, go after thirty days, whomever they were for.
CREATE INDEX outbox_owed_by_age ON outbox (created_at) WHERE sealed IS NOT NULL;
CREATE INDEX outbox_sent_by_age ON outbox (sent_at) WHERE provider_id IS NOT NULL;

ALTER TABLE log
  DROP CONSTRAINT log_kind,
  ADD CONSTRAINT log_kind CHECK (kind IN (
    'first-approve', 'approve', 'reject', 'return', 'undo', 'reopen', 'note', 'correct', 'withdraw', 'restore',
    'claim', 'take-over', 'release', 'write', 'send-link', 'readdress', 'erase',
    'known-add', 'known-remove',
    'invite', 'join', 'passkey-add', 'passkey-remove', 'suspend', 'reinstate',
    'sign-in', 'sign-out', 'verify', 'export', 'preferences', 'setting'));

RESET ROLE;
