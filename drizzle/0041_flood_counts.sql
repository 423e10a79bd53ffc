-- How often forms came from one network, for one domain and from everybody, and which proofs of work were used: what a
-- flood is held up by. The version before neither reads nor writes it.
SET LOCAL ROLE countersign_owner;

-- A flood must not fill the log of writes; what a crash loses is counted anew.
CREATE UNLOGGED TABLE flood_counts (
  key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
  used integer NOT NULL CHECK (used >= 1),
  ends_at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX flood_counts_by_age ON flood_counts (ends_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON flood_counts TO countersign_app;

RESET ROLE;
