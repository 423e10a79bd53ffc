-- How requests go, in figures for the desk. The version before knows nothing of it: what it stores is counted among the
-- days, and not among the arrivals.
SET LOCAL ROLE countersign_owner;

-- Counts of a day alone: of no row can be told whose it is. Only providers at which anybody has an address are named.
CREATE TABLE mail_arrivals (
  day date NOT NULL,
  statement text NOT NULL REFERENCES statements (slug) ON DELETE CASCADE,
  provider text NOT NULL CHECK (provider ~ '^[a-z0-9.-]{3,253}$'),
  asked integer NOT NULL DEFAULT 0 CHECK (asked >= 0),
  confirmed integer NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
  PRIMARY KEY (day, statement, provider)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_arrivals TO countersign_app;

CREATE INDEX endorsements_by_request ON endorsements (requested_at) WHERE requested_at IS NOT NULL;
CREATE INDEX events_by_time ON events (at) WHERE kind IN ('confirmed', 'approved', 'rejected');

RESET ROLE;
