-- What became of a mail after the provider took it, which ask it answers, and which addresses no mail arrives at. The version
-- before this one notes and reads none of it, and goes on sending.
SET LOCAL ROLE countersign_owner;

ALTER TABLE outbox
  -- The ask that caused the mail, for the page that waits for it; goes with the provider's id.
  ADD COLUMN ask_id uuid,
  ADD COLUMN delivery text CONSTRAINT outbox_delivery CHECK (delivery IN (
    'delayed', 'delivered', 'complained', 'undelivered', 'failed', 'suppressed', 'bounced')),
  ADD COLUMN delivery_at timestamptz,
  ADD CONSTRAINT outbox_delivery_at CHECK ((delivery IS NULL) = (delivery_at IS NULL)),
  -- How often the provider was asked what became of it, and when last.
  ADD COLUMN polls smallint NOT NULL DEFAULT 0,
  ADD COLUMN polled_at timestamptz;

-- Of what went before this, nobody asks.
UPDATE outbox SET polls = 3 WHERE sent_at IS NOT NULL;

CREATE INDEX outbox_by_provider ON outbox (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX outbox_by_ask ON outbox (ask_id) WHERE ask_id IS NOT NULL;
CREATE INDEX outbox_to_poll ON outbox (sent_at)
  WHERE provider_id IS NOT NULL AND polls < 3 AND (delivery IS NULL OR delivery = 'delayed');
CREATE INDEX outbox_polled ON outbox (polled_at) WHERE polled_at IS NOT NULL;

-- By the look-up of the address, as endorsements have it.
CREATE TABLE unreachable_addresses (
  lookup bytea PRIMARY KEY CONSTRAINT unreachable_addresses_lookup CHECK (octet_length(lookup) = 32),
  reason text NOT NULL CONSTRAINT unreachable_addresses_reason CHECK (reason IN ('bounced', 'suppressed', 'failed')),
  since timestamptz NOT NULL
);
CREATE INDEX unreachable_addresses_by_age ON unreachable_addresses (since);
GRANT SELECT, INSERT, UPDATE, DELETE ON unreachable_addresses TO countersign_app;

-- The provider's events that were taken in, so that none is taken twice.
CREATE TABLE delivery_events (
  id text PRIMARY KEY CONSTRAINT delivery_events_id CHECK (char_length(id) BETWEEN 1 AND 200),
  received_at timestamptz NOT NULL
);
CREATE INDEX delivery_events_by_age ON delivery_events (received_at);
GRANT SELECT, INSERT, DELETE ON delivery_events TO countersign_app;

RESET ROLE;
