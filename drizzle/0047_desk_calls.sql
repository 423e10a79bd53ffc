-- Calls that tell moderators where they are that something waits: owed while a webhook for them is set, and for a day at most.
-- The version before this one owes none.
SET LOCAL ROLE countersign_owner;

CREATE TABLE desk_calls (
  id uuid PRIMARY KEY,
  kind text NOT NULL CONSTRAINT desk_calls_kind CHECK (kind IN (
    'request.confirmed', 'request.amended', 'proposal.made', 'contact.proposed', 'mail.undelivered', 'mail.parked')),
  -- What it is about; null for a mail to a moderator.
  endorsement_id uuid REFERENCES endorsements (id),
  created_at timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  attempts smallint NOT NULL DEFAULT 0,
  leased_until timestamptz
);
CREATE INDEX desk_calls_by_age ON desk_calls (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON desk_calls TO countersign_app;

-- One row, once a call was owed: up to which event.
CREATE TABLE desk_call_cursor (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT desk_call_cursor_single CHECK (single),
  last_event bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON desk_call_cursor TO countersign_app;

RESET ROLE;
