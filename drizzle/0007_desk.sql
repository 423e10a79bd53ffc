SET LOCAL ROLE countersign_owner;

-- When an approval needs two moderators: always, where the evidence is weak, or never.
ALTER TABLE statements
  ADD COLUMN second_moderator text NOT NULL DEFAULT 'never',
  ADD CONSTRAINT statements_second_moderator CHECK (second_moderator IN ('always', 'weak', 'never'));
GRANT UPDATE (second_moderator) ON statements TO countersign_app;

-- The people who decide. Name and address are sealed: a stolen database must not say who they are.
CREATE TABLE moderators (
  id uuid PRIMARY KEY,
  sealed bytea NOT NULL,
  email_lookup bytea NOT NULL CONSTRAINT moderators_address UNIQUE CHECK (octet_length(email_lookup) = 32),
  role text NOT NULL CHECK (role IN ('moderator', 'administrator')),
  status text NOT NULL CHECK (status IN ('invited', 'active', 'suspended')),
  language text NOT NULL CHECK (language IN ('en', 'be', 'ru')),
  tell_waiting boolean NOT NULL DEFAULT true,
  tell_digest boolean NOT NULL DEFAULT true,
  -- The queue was last looked at, and what waits was last told of by mail.
  seen_queue_at timestamptz,
  told_waiting_at timestamptz,
  told_digest_at timestamptz,
  created_at timestamptz NOT NULL
);

-- WebAuthn credentials. A public key opens nothing for whoever steals it.
CREATE TABLE passkeys (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]+$' AND char_length(id) <= 1400),
  moderator_id uuid NOT NULL REFERENCES moderators (id),
  public_key bytea NOT NULL,
  counter bigint NOT NULL CHECK (counter >= 0),
  transports text NOT NULL CHECK (transports ~ '^[a-z,-]*$'),
  backed_up boolean NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_of_moderator ON passkeys (moderator_id);

-- What a person may make a passkey with, once: a first one (`join`) or one more, on another device (`device`).
CREATE TABLE invitations (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  -- Null where the command line invites, which has no key of the product: it says who only to the link's holder.
  moderator_id uuid REFERENCES moderators (id),
  purpose text NOT NULL CHECK (purpose IN ('join', 'device')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  used_at timestamptz,
  -- Then: name and address, sealed under a key made of the link, and what the person becomes by joining.
  sealed bytea,
  role text CONSTRAINT invitations_role CHECK (role IN ('moderator', 'administrator')),
  language text CONSTRAINT invitations_language CHECK (language IN ('en', 'be', 'ru')),
  CONSTRAINT invitations_of_one CHECK (
    (moderator_id IS NOT NULL AND num_nonnulls(sealed, role, language) = 0)
    OR (moderator_id IS NULL AND num_nonnulls(sealed, role, language) = 3 AND purpose = 'join'))
);
CREATE INDEX invitations_of_moderator ON invitations (moderator_id);

-- Challenges that were answered: none is taken twice. One that nobody answers leaves nothing here.
CREATE TABLE used_challenges (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  expires_at timestamptz NOT NULL
);
CREATE INDEX used_challenges_old ON used_challenges (expires_at);

-- Only the SHA-256 of the cookie's token is here.
CREATE TABLE sessions (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  moderator_id uuid NOT NULL REFERENCES moderators (id),
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  -- The passkey was last shown.
  verified_at timestamptz NOT NULL
);
CREATE INDEX sessions_of_moderator ON sessions (moderator_id);
CREATE INDEX sessions_old ON sessions (created_at);

-- The log of all that moderators do: who, when, what, by code and id. Append-only; the words are in `remarks`.
ALTER TABLE decisions RENAME TO log;
ALTER TABLE log RENAME CONSTRAINT decisions_pkey TO log_pkey;
ALTER TABLE log RENAME CONSTRAINT decisions_endorsement_id_fkey TO log_endorsement_id_fkey;
ALTER INDEX decisions_of_endorsement RENAME TO log_of_endorsement;
ALTER TABLE log
  DROP CONSTRAINT decisions_kind_check,
  ALTER COLUMN endorsement_id DROP NOT NULL,
  ALTER COLUMN revision DROP NOT NULL,
  -- It was always 'operator'. Null is whoever can run commands on the server.
  DROP COLUMN moderator,
  ADD COLUMN moderator_id uuid REFERENCES moderators (id),
  -- The moderator that it was done to.
  ADD COLUMN subject_id uuid REFERENCES moderators (id),
  ADD COLUMN statement text REFERENCES statements (slug),
  -- Why, where there is a word for it: a canned reason, a level of evidence, a value that was set.
  ADD COLUMN code text,
  ADD CONSTRAINT log_kind CHECK (kind IN (
    'first-approve', 'approve', 'reject', 'return', 'undo', 'reopen', 'note', 'correct', 'withdraw', 'restore',
    'invite', 'join', 'passkey-add', 'passkey-remove', 'suspend', 'reinstate',
    'sign-in', 'sign-out', 'verify', 'export', 'preferences', 'setting')),
  ADD CONSTRAINT log_code CHECK (code ~ '^[a-z]+(-[a-z]+)*$'),
  ADD CONSTRAINT log_of_one CHECK ((endorsement_id IS NULL) = (revision IS NULL));
-- It names the revision that a deed led to, as the events do; a decision used to name the one it was taken on.
UPDATE log SET revision = revision + 1;
CREATE INDEX log_by_time ON log (at, id);
CREATE INDEX log_of_moderator ON log (moderator_id, at, id);

ALTER TABLE remarks RENAME COLUMN decision_id TO log_id;
ALTER TABLE remarks RENAME CONSTRAINT remarks_decision_id_fkey TO remarks_log_id_fkey;

ALTER TABLE endorsements
  -- Since when it waits for a decision; a return for changes begins the wait anew.
  ADD COLUMN waiting_since timestamptz,
  ADD COLUMN first_approved_by uuid REFERENCES moderators (id),
  ADD COLUMN first_approved_at timestamptz,
  -- As it was weighed last: the queue shows it, a decision weighs anew.
  ADD COLUMN evidence_level text,
  -- How its names look, whatever the script, and what a search looks through; both made of the public fields.
  ADD COLUMN skeletons text[] NOT NULL DEFAULT '{}',
  ADD COLUMN search_text text NOT NULL DEFAULT '';
UPDATE endorsements SET waiting_since = confirmed_at WHERE status = 'confirmed';
ALTER TABLE endorsements
  ADD COLUMN queued_at timestamptz NOT NULL
    GENERATED ALWAYS AS (coalesce(waiting_since, confirmed_at, requested_at, approved_at)) STORED,
  ADD CONSTRAINT endorsements_waits CHECK ((status = 'confirmed') = (waiting_since IS NOT NULL)),
  ADD CONSTRAINT endorsements_first_approval CHECK (
    (first_approved_by IS NULL) = (first_approved_at IS NULL)
    AND (first_approved_by IS NULL OR status = 'confirmed')),
  ADD CONSTRAINT endorsements_evidence CHECK (evidence_level IN ('strong', 'some', 'weak')),
  -- A rejection remembers that it was of a request returned for changes, so that it can be undone to that.
  DROP CONSTRAINT endorsements_returned,
  ADD CONSTRAINT endorsements_returned CHECK (
    (status <> 'returned' OR returned_at IS NOT NULL)
    AND (returned_at IS NULL OR status IN ('returned', 'rejected')));
DROP INDEX endorsements_waiting;
CREATE INDEX endorsements_by_state ON endorsements (status, queued_at, id);
CREATE INDEX endorsements_by_age ON endorsements (queued_at, id);
CREATE INDEX endorsements_returned_since ON endorsements (returned_at) WHERE status = 'returned';
CREATE INDEX endorsements_looking_alike ON endorsements USING gin (skeletons);
CREATE INDEX endorsements_by_key ON endorsements (organisation_key);

-- The public details as they stood from a revision on, so that a moderator can be shown what changed.
-- JSON { organisation, comment }; goes when the representative is forgotten.
CREATE TABLE details (
  endorsement_id uuid NOT NULL REFERENCES endorsements (id),
  revision integer NOT NULL CHECK (revision >= 1),
  fields text NOT NULL,
  PRIMARY KEY (endorsement_id, revision)
);

ALTER TABLE tokens
  DROP CONSTRAINT tokens_purpose_check,
  ADD CONSTRAINT tokens_purpose CHECK (purpose IN ('confirm', 'private'));

ALTER TABLE outbox
  ALTER COLUMN endorsement_id DROP NOT NULL,
  ADD COLUMN moderator_id uuid REFERENCES moderators (id),
  ADD CONSTRAINT outbox_of_one CHECK (num_nonnulls(endorsement_id, moderator_id) = 1);
CREATE INDEX outbox_of_moderator ON outbox (moderator_id) WHERE moderator_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON moderators, invitations TO countersign_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys, sessions TO countersign_app;
GRANT SELECT, INSERT, DELETE ON used_challenges, details TO countersign_app;
GRANT DELETE ON invitations TO countersign_app;

RESET ROLE;
