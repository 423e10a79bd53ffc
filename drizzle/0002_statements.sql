SET LOCAL ROLE countersign_owner;

CREATE TABLE statements (
  slug text PRIMARY KEY CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- The order in which statements are shown; two may share one while a deploy changes it.
  position integer NOT NULL,
  default_language text NOT NULL CHECK (default_language IN ('en', 'be', 'ru')),
  -- Grows with every change of the list or of the text.
  revision integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
  created_at timestamptz NOT NULL
);

CREATE TABLE statement_versions (
  statement text NOT NULL REFERENCES statements (slug),
  number integer NOT NULL CHECK (number >= 1),
  change text NOT NULL CHECK (change IN ('editorial', 'substantive')),
  -- Of the authoritative text, the one in the statement's default language.
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (statement, number)
);

CREATE TABLE statement_texts (
  statement text NOT NULL,
  version integer NOT NULL,
  language text NOT NULL CHECK (language IN ('en', 'be', 'ru')),
  title text NOT NULL,
  markdown text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (statement, version, language),
  FOREIGN KEY (statement, version) REFERENCES statement_versions (statement, number)
);

-- A published text is never rewritten: nobody but the owner may change a version.
GRANT SELECT, INSERT ON statement_versions, statement_texts TO countersign_app;
GRANT SELECT, INSERT ON statements TO countersign_app;
GRANT UPDATE (revision, position) ON statements TO countersign_app;

RESET ROLE;
