SET LOCAL ROLE countersign_owner;

-- One row, locked by whoever appends: entries are numbered without gaps.
CREATE TABLE record_head (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  size bigint NOT NULL CHECK (size >= 0)
);
INSERT INTO record_head (size) VALUES (0);

-- Append-only. `entry` is canonical JSON: { v, type, statement, version, id, commitment, date }.
CREATE TABLE record_entries (
  seq bigint PRIMARY KEY CHECK (seq >= 0),
  statement text NOT NULL REFERENCES statements (slug),
  endorsement_id uuid REFERENCES endorsements (id),
  entry text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX record_entries_of_endorsement ON record_entries (endorsement_id);

-- What a commitment binds: deleted when the signatory withdraws.
CREATE TABLE record_openings (
  seq bigint PRIMARY KEY REFERENCES record_entries (seq),
  endorsement_id uuid NOT NULL REFERENCES endorsements (id),
  salt bytea NOT NULL CHECK (octet_length(salt) = 32),
  fields text NOT NULL
);
CREATE INDEX record_openings_of_endorsement ON record_openings (endorsement_id);

GRANT SELECT, UPDATE (size) ON record_head TO countersign_app;
GRANT SELECT, INSERT ON record_entries TO countersign_app;
GRANT SELECT, INSERT, DELETE ON record_openings TO countersign_app;

RESET ROLE;
