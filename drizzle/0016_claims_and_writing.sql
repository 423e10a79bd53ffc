-- Which moderator looks at a request. A claim is no decision and no state: it raises no revision, and its end needs nobody,
-- as whoever reads it asks whether it still counts (src/domain/claims.ts). The version before this one knows nothing of it.
SET LOCAL ROLE countersign_owner;

CREATE TABLE claims (
  endorsement_id uuid PRIMARY KEY REFERENCES endorsements (id),
  moderator_id uuid NOT NULL REFERENCES moderators (id),
  claimed_at timestamptz NOT NULL
);
CREATE INDEX claims_by_age ON claims (claimed_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON claims TO countersign_app;

-- What moderators do without deciding: claiming, writing to a representative, a fresh confirm link, another address.
ALTER TABLE log
  DROP CONSTRAINT log_kind,
  ADD CONSTRAINT log_kind CHECK (kind IN (
    'first-approve', 'approve', 'reject', 'return', 'undo', 'reopen', 'note', 'correct', 'withdraw', 'restore',
    'claim', 'take-over', 'release', 'write', 'send-link', 'readdress',
    'known-add', 'known-remove',
    'invite', 'join', 'passkey-add', 'passkey-remove', 'suspend', 'reinstate',
    'sign-in', 'sign-out', 'verify', 'export', 'preferences', 'setting'));

RESET ROLE;
