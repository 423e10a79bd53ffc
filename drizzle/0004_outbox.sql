SET LOCAL ROLE countersign_owner;

-- Messages owed, written with what caused them. `sealed` is the rendered message, wiped once the
-- provider has accepted it; the id is the idempotency key.
CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  endorsement_id uuid NOT NULL REFERENCES endorsements (id),
  kind text NOT NULL,
  sealed bytea,
  created_at timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  -- The provider remembers an idempotency key for a day from here.
  first_attempt_at timestamptz,
  leased_until timestamptz,
  sent_at timestamptz,
  provider_id text,
  parked_at timestamptz,
  cancelled_at timestamptz,
  last_error text,
  CONSTRAINT outbox_ends_once CHECK (num_nonnulls(sent_at, parked_at, cancelled_at) <= 1),
  CONSTRAINT outbox_wiped CHECK ((sealed IS NULL) = (sent_at IS NOT NULL OR cancelled_at IS NOT NULL))
);
CREATE INDEX outbox_due ON outbox (next_attempt_at)
  WHERE sent_at IS NULL AND parked_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX outbox_of_endorsement ON outbox (endorsement_id);

-- When the sweep last ran; /ready asks.
CREATE TABLE sweeps (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  last_run_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON outbox, sweeps TO countersign_app;

RESET ROLE;
