-- What signatories are known by beside their public names: other names, and domains. It is for comparing requests with and
-- for the desk alone: nothing of it is public, and the public role has no right here.
SET LOCAL ROLE countersign_owner;

CREATE TABLE known_names (
  endorsement_id uuid NOT NULL REFERENCES endorsements (id),
  kind text NOT NULL CHECK (kind IN ('name', 'domain')),
  value text NOT NULL CHECK (char_length(value) BETWEEN 1 AND 200),
  -- The statement's own files give it, and they alone take it back.
  from_files boolean NOT NULL,
  -- By what a request that may be near it is found (src/domain/look-alike/alike-keys.ts), and its text folded for search.
  alike_keys text[] NOT NULL,
  search_text text NOT NULL,
  PRIMARY KEY (endorsement_id, kind, value)
);
CREATE INDEX known_names_alike ON known_names USING gin (alike_keys);
GRANT SELECT, INSERT, DELETE ON known_names TO countersign_app;

-- The same keys of the public names. The version before this one writes none; the next deploy makes up for it.
ALTER TABLE endorsements ADD COLUMN alike_keys text[] NOT NULL DEFAULT '{}';
CREATE INDEX endorsements_alike ON endorsements USING gin (alike_keys);

ALTER TABLE log
  DROP CONSTRAINT log_kind,
  ADD CONSTRAINT log_kind CHECK (kind IN (
    'first-approve', 'approve', 'reject', 'return', 'undo', 'reopen', 'note', 'correct', 'withdraw', 'restore',
    'known-add', 'known-remove',
    'invite', 'join', 'passkey-add', 'passkey-remove', 'suspend', 'reinstate',
    'sign-in', 'sign-out', 'verify', 'export', 'preferences', 'setting'));

RESET ROLE;
