-- A representative withdraws and has their data erased on their own word, by links that live an hour. The version before this
-- one goes on writing: it makes no such links, and what it withdraws is a moderator's doing.
SET LOCAL ROLE countersign_owner;

ALTER TABLE endorsements
  -- The representative withdrew it. No moderator puts it back: nor can the version before this one.
  ADD COLUMN withdrawn_by_representative boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT endorsements_withdrawn_by_representative CHECK (
    NOT withdrawn_by_representative OR status = 'withdrawn');

-- What a one-hour link does; `contact`, `new-contact` and `contact-objection` are for later versions.
ALTER TABLE tokens
  DROP CONSTRAINT tokens_purpose,
  ADD CONSTRAINT tokens_purpose CHECK (
    purpose IN (
      'confirm', 'private', 'withdraw', 'erase', 'withhold', 'reveal', 'contact', 'new-contact', 'contact-objection'));

-- One-hour links to one address about one endorsement: there `email_lookup` is an HMAC of both.
ALTER TABLE mail_allowances
  DROP CONSTRAINT mail_allowances_purpose_check,
  ADD CONSTRAINT mail_allowances_purpose_check CHECK (
    purpose IN ('ask', 'fresh-link', 'renewal', 'one-hour-link'));

-- Somebody whose data is erased may stay listed, and leave later: what moderators wrote then goes in its turn.
DROP INDEX endorsements_erasable;
CREATE INDEX endorsements_erasable ON endorsements (coalesce(rejected_at, withdrawn_at, expired_at))
  WHERE status IN ('rejected', 'withdrawn', 'expired')
    AND (erased_at IS NULL OR erased_at < coalesce(rejected_at, withdrawn_at, expired_at));

-- The last mail to somebody whose data is erased, until the provider has it.
CREATE INDEX outbox_to_the_erased ON outbox (created_at) WHERE kind = 'erased' AND sealed IS NOT NULL;

RESET ROLE;
