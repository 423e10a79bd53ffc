SET LOCAL ROLE countersign_owner;

-- Numbers the places on the lists in the order of approval. Gaps mean nothing.
CREATE SEQUENCE list_positions AS integer;

CREATE TABLE endorsements (
  id uuid PRIMARY KEY,
  statement text NOT NULL,
  version integer NOT NULL,
  status text NOT NULL,
  revision integer NOT NULL CHECK (revision >= 1),
  language text NOT NULL CHECK (language IN ('en', 'be', 'ru')),

  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  name_en text CHECK (char_length(name_en) BETWEEN 1 AND 200),
  name_be text CHECK (char_length(name_be) BETWEEN 1 AND 200),
  name_ru text CHECK (char_length(name_ru) BETWEEN 1 AND 200),
  organisation_key text NOT NULL CHECK (organisation_key <> ''),
  country text CHECK (country ~ '^[A-Z]{2}$'),
  website text CHECK (website ~ '^https?://' AND char_length(website) <= 500),
  comment text CHECK (char_length(comment) BETWEEN 1 AND 280),

  -- HMAC of the normalised address; goes with the contact.
  email_lookup bytea CHECK (octet_length(email_lookup) = 32),

  -- A founding signatory's stable key, and everyone's place on the list.
  founding_key text,
  position integer,
  signed_on date,

  requested_at timestamptz,
  expires_at timestamptz,
  confirmed_at timestamptz,
  returned_at timestamptz,
  approved_at timestamptz,
  rejected_at timestamptz,
  withdrawn_at timestamptz,
  expired_at timestamptz,
  erased_at timestamptz,

  FOREIGN KEY (statement, version) REFERENCES statement_versions (statement, number),
  CONSTRAINT endorsements_founding_key UNIQUE (statement, founding_key),

  CONSTRAINT endorsements_status CHECK (
    status IN ('requested', 'confirmed', 'returned', 'approved', 'rejected', 'withdrawn', 'expired')),
  CONSTRAINT endorsements_asked CHECK ((founding_key IS NULL) = (requested_at IS NOT NULL)),
  CONSTRAINT endorsements_requested CHECK (
    status <> 'requested' OR (expires_at IS NOT NULL AND expires_at > requested_at AND confirmed_at IS NULL)),
  CONSTRAINT endorsements_confirmed CHECK (
    status NOT IN ('confirmed', 'returned', 'approved', 'rejected')
    OR confirmed_at IS NOT NULL OR founding_key IS NOT NULL),
  CONSTRAINT endorsements_returned CHECK ((status = 'returned') = (returned_at IS NOT NULL)),
  CONSTRAINT endorsements_approved CHECK (
    (status = 'approved' AND approved_at IS NOT NULL AND position IS NOT NULL)
    OR (status = 'withdrawn')
    OR (status NOT IN ('approved', 'withdrawn') AND approved_at IS NULL AND position IS NULL AND signed_on IS NULL)),
  CONSTRAINT endorsements_rejected CHECK ((status = 'rejected') = (rejected_at IS NOT NULL)),
  CONSTRAINT endorsements_withdrawn CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL)),
  CONSTRAINT endorsements_expired CHECK ((status = 'expired') = (expired_at IS NOT NULL)),
  CONSTRAINT endorsements_founding CHECK (founding_key IS NULL OR status IN ('approved', 'withdrawn')),
  CONSTRAINT endorsements_reachable CHECK (
    status NOT IN ('requested', 'confirmed', 'returned') OR email_lookup IS NOT NULL)
);

-- Only a published name is unique: a pending request can squat nobody's.
CREATE UNIQUE INDEX endorsements_one_signatory ON endorsements (statement, organisation_key)
  WHERE status = 'approved';
CREATE UNIQUE INDEX endorsements_one_request ON endorsements (statement, email_lookup)
  WHERE status IN ('requested', 'confirmed', 'returned');
CREATE UNIQUE INDEX endorsements_position ON endorsements (statement, position);
CREATE INDEX endorsements_waiting ON endorsements (confirmed_at, id) WHERE status = 'confirmed';
CREATE INDEX endorsements_expiring ON endorsements (expires_at) WHERE status = 'requested';
CREATE INDEX endorsements_erasable ON endorsements (coalesce(rejected_at, withdrawn_at, expired_at))
  WHERE status IN ('rejected', 'withdrawn', 'expired') AND erased_at IS NULL;
CREATE INDEX endorsements_by_address ON endorsements (email_lookup) WHERE email_lookup IS NOT NULL;

-- Representative, role and address, sealed. Erasing deletes the row.
CREATE TABLE contacts (
  endorsement_id uuid PRIMARY KEY REFERENCES endorsements (id),
  sealed bytea NOT NULL
);

-- What a mailed link opens. Only the SHA-256 of its 32 random bytes is here.
CREATE TABLE tokens (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  endorsement_id uuid NOT NULL REFERENCES endorsements (id),
  purpose text NOT NULL CHECK (purpose IN ('confirm')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  used_at timestamptz
);
CREATE INDEX tokens_of_endorsement ON tokens (endorsement_id);

-- How many mails strangers may still cause to one address; the row lives for a day.
CREATE TABLE mail_allowances (
  email_lookup bytea NOT NULL CHECK (octet_length(email_lookup) = 32),
  purpose text NOT NULL CHECK (purpose IN ('ask', 'fresh-link')),
  since timestamptz NOT NULL,
  used integer NOT NULL CHECK (used >= 1),
  PRIMARY KEY (email_lookup, purpose)
);
CREATE INDEX mail_allowances_since ON mail_allowances (since);

-- Every state change, by code. Append-only.
CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  endorsement_id uuid NOT NULL REFERENCES endorsements (id),
  kind text NOT NULL,
  revision integer NOT NULL,
  actor text NOT NULL CHECK (actor IN ('representative', 'moderator', 'clock', 'deploy')),
  at timestamptz NOT NULL
);
CREATE INDEX events_of_endorsement ON events (endorsement_id, id);

-- Who decided what, on which revision. Append-only; the words are in `remarks`.
CREATE TABLE decisions (
  id uuid PRIMARY KEY,
  endorsement_id uuid NOT NULL REFERENCES endorsements (id),
  kind text NOT NULL CHECK (kind IN ('approve', 'reject')),
  revision integer NOT NULL,
  moderator text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX decisions_of_endorsement ON decisions (endorsement_id, at);

-- Free text about people, sealed and erasable.
CREATE TABLE remarks (
  decision_id uuid PRIMARY KEY REFERENCES decisions (id),
  endorsement_id uuid NOT NULL REFERENCES endorsements (id),
  sealed bytea NOT NULL
);
CREATE INDEX remarks_of_endorsement ON remarks (endorsement_id);

GRANT USAGE ON SEQUENCE list_positions TO countersign_app;
GRANT SELECT, INSERT, UPDATE ON endorsements, tokens TO countersign_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON contacts, mail_allowances TO countersign_app;
GRANT DELETE ON tokens TO countersign_app;
GRANT SELECT, INSERT ON events, decisions TO countersign_app;
GRANT SELECT, INSERT, DELETE ON remarks TO countersign_app;

RESET ROLE;
