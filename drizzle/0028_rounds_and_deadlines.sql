-- A private round has an address of its own; a deadline is extended in the open; at the close the list is frozen. The version
-- before this one makes none of it, and the triggers keep what it writes in order.
SET LOCAL ROLE countersign_owner;

-- `/{lang}/private/{token}` is a private statement's address.
ALTER TABLE statements ADD CONSTRAINT statements_slug_is_free CHECK (slug <> 'private');

ALTER TABLE statements
  -- The version since which the text says what it said when it went public: nobody reads what was only read in private.
  ADD COLUMN public_from integer NOT NULL DEFAULT 1
    CONSTRAINT statements_public_from CHECK (public_from >= 1),
  -- When it went public after a private round; null where it had none.
  ADD COLUMN public_since timestamptz,
  -- Whether it can be signed after its deadline: apart from the final list.
  ADD COLUMN late_signatories boolean NOT NULL DEFAULT false;
GRANT UPDATE (public_since, late_signatories) ON statements TO countersign_app;

-- Where a private statement is read. One that is made anew takes the place of the old one, which then opens nothing.
CREATE TABLE private_addresses (
  statement text PRIMARY KEY REFERENCES statements (slug),
  hash bytea NOT NULL CONSTRAINT private_addresses_hash UNIQUE CHECK (octet_length(hash) = 32),
  sealed bytea NOT NULL,
  made_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON private_addresses TO countersign_app;

-- Append-only. Null in `from_closes_at`: a deadline was set where there was none.
CREATE TABLE extensions (
  id uuid PRIMARY KEY,
  statement text NOT NULL REFERENCES statements (slug),
  from_closes_at timestamptz,
  to_closes_at timestamptz NOT NULL,
  at timestamptz NOT NULL,
  -- Null: a deploy of the files.
  moderator_id uuid,
  CONSTRAINT extensions_are_later CHECK (to_closes_at > from_closes_at AND to_closes_at > at)
);
CREATE INDEX extensions_of_statement ON extensions (statement, at);
GRANT SELECT, INSERT ON extensions TO countersign_app;

-- Written once, at the close. `canonical` is what `sha256` is of: it names nobody, and binds each entry by a commitment.
CREATE TABLE final_lists (
  statement text PRIMARY KEY REFERENCES statements (slug),
  version integer NOT NULL,
  canonical text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  count integer NOT NULL CHECK (count >= 0),
  withheld integer NOT NULL CHECK (withheld >= 0),
  closed_at timestamptz NOT NULL,
  frozen_at timestamptz NOT NULL CHECK (frozen_at >= closed_at)
);
-- Who was on it: with a number by name, without one counted only. No foreign key to endorsements, which are never deleted: it
-- would lock each of them, and whoever leaves holds its own and waits for the statement.
CREATE TABLE final_members (
  endorsement_id uuid PRIMARY KEY,
  statement text NOT NULL REFERENCES final_lists (statement),
  number integer CHECK (number >= 1),
  CONSTRAINT final_members_number UNIQUE (statement, number)
);
-- What an entry's commitment binds: deleted when the signatory leaves, or its name is withheld.
CREATE TABLE final_openings (
  statement text NOT NULL REFERENCES final_lists (statement),
  number integer NOT NULL,
  salt bytea NOT NULL CHECK (octet_length(salt) = 32),
  fields text NOT NULL,
  PRIMARY KEY (statement, number),
  FOREIGN KEY (statement, number) REFERENCES final_members (statement, number)
);
GRANT SELECT, INSERT ON final_lists, final_members, final_openings TO countersign_app;

ALTER TABLE public_signatories ADD COLUMN late boolean NOT NULL DEFAULT false;

-- A text that says something else than what went public was read in private alone.
CREATE FUNCTION note_public_from() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.public_from := (SELECT coalesce(max(number), 1) FROM statement_versions
    WHERE statement = NEW.slug AND change = 'substantive');
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION note_public_from() FROM PUBLIC;
CREATE TRIGGER note_public_from BEFORE UPDATE OF state ON statements
  FOR EACH ROW WHEN (OLD.state <> 'public' AND NEW.state = 'public') EXECUTE FUNCTION note_public_from();

-- Who comes onto a list, or leaves it, waits for whoever changes the statement's state or freezes its list, and the other
-- way round: either sees what the other did. Endorsements are locked before their statement, always in this order.
CREATE FUNCTION lock_statement() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM statements WHERE slug = NEW.statement FOR NO KEY UPDATE;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION lock_statement() FROM PUBLIC;
CREATE TRIGGER lock_statement_of_new BEFORE INSERT ON endorsements
  FOR EACH ROW WHEN (NEW.status = 'approved') EXECUTE FUNCTION lock_statement();
CREATE TRIGGER lock_statement_of_changed BEFORE UPDATE ON endorsements
  FOR EACH ROW WHEN (OLD.status = 'approved' OR NEW.status = 'approved') EXECUTE FUNCTION lock_statement();

-- Nobody's name comes under a text that they did not sign; who comes after the list was frozen stands apart.
CREATE FUNCTION hold_back_signatory() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.version < (SELECT public_from FROM statements WHERE slug = NEW.statement) THEN
    RETURN NULL;
  END IF;
  NEW.late := EXISTS (SELECT FROM final_lists WHERE statement = NEW.statement)
    AND NOT EXISTS (SELECT FROM final_members WHERE endorsement_id = NEW.id);
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION hold_back_signatory() FROM PUBLIC;
CREATE TRIGGER hold_back_signatory BEFORE INSERT ON public_signatories
  FOR EACH ROW EXECUTE FUNCTION hold_back_signatory();

-- Who leaves a list, or has its name withheld, leaves the final one: its commitment stays and tells nothing.
CREATE FUNCTION close_final_opening() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM final_openings o USING final_members m
    WHERE m.endorsement_id = NEW.id AND o.statement = m.statement AND o.number = m.number;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION close_final_opening() FROM PUBLIC;
CREATE TRIGGER close_final_opening AFTER UPDATE ON endorsements
  FOR EACH ROW WHEN (OLD.status = 'approved' AND (NEW.status <> 'approved' OR NEW.name_withheld)) EXECUTE FUNCTION close_final_opening();

-- A deadline is what its extensions say, and stays when the list is frozen.
CREATE FUNCTION keep_deadline() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM final_lists WHERE statement = NEW.slug) THEN
    RAISE EXCEPTION 'the final list is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_list_is_frozen';
  END IF;
  IF NEW.origin = 'desk' AND OLD.state = 'public' AND NOT EXISTS (SELECT FROM extensions
    WHERE statement = NEW.slug AND from_closes_at IS NOT DISTINCT FROM OLD.closes_at AND to_closes_at = NEW.closes_at)
  THEN
    RAISE EXCEPTION 'a deadline is extended in the open' USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_extended_openly';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_deadline() FROM PUBLIC;
CREATE TRIGGER keep_deadline BEFORE UPDATE OF closes_at ON statements
  FOR EACH ROW WHEN (OLD.closes_at IS DISTINCT FROM NEW.closes_at) EXECUTE FUNCTION keep_deadline();

-- What the public may read of it.
CREATE VIEW public_rounds WITH (security_barrier) AS
  SELECT slug AS statement, public_since, late_signatories FROM statements WHERE state = 'public';

CREATE VIEW public_extensions WITH (security_barrier) AS
  SELECT id, statement, from_closes_at, to_closes_at, at FROM extensions e
  WHERE EXISTS (SELECT FROM statements s WHERE s.slug = e.statement AND s.state = 'public'
    AND e.at >= coalesce(s.public_since, '-infinity'));

CREATE VIEW public_final_lists WITH (security_barrier) AS
  SELECT statement, version, canonical, sha256, count, withheld, closed_at, frozen_at FROM final_lists
  WHERE statement IN (SELECT slug FROM statements WHERE state = 'public');

CREATE VIEW public_final_openings WITH (security_barrier) AS
  SELECT statement, number, salt, fields FROM final_openings
  WHERE statement IN (SELECT slug FROM statements WHERE state = 'public');
GRANT SELECT ON public_rounds, public_extensions, public_final_lists, public_final_openings TO countersign_public;

-- Of a statement that had a private round: nothing from before it said what it says.
CREATE OR REPLACE VIEW public_statement_versions WITH (security_barrier) AS
  SELECT statement, number, change, sha256, created_at FROM statement_versions v
  WHERE EXISTS (SELECT FROM statements s WHERE s.slug = v.statement AND s.state = 'public' AND v.number >= s.public_from);

CREATE OR REPLACE VIEW public_statement_texts WITH (security_barrier) AS
  SELECT statement, version, language, title, markdown, sha256 FROM statement_texts t
  WHERE EXISTS (SELECT FROM statements s WHERE s.slug = t.statement AND s.state = 'public' AND t.version >= s.public_from);

CREATE OR REPLACE VIEW public_courtesy_texts WITH (security_barrier) AS
  SELECT statement, version, language, title, markdown, sha256, translator, checked_by FROM courtesy_texts t
  WHERE EXISTS (SELECT FROM statements s WHERE s.slug = t.statement AND s.state = 'public' AND t.version >= s.public_from);

CREATE OR REPLACE VIEW public_withheld WITH (security_barrier) AS
  SELECT e.statement, e.version, count(*)::integer AS count
  FROM endorsements e JOIN statements s ON s.slug = e.statement
  WHERE e.status = 'approved' AND e.name_withheld AND s.state = 'public' AND e.version >= s.public_from
  GROUP BY e.statement, e.version;

-- Who left before it was public never was on a public list.
CREATE OR REPLACE VIEW public_withdrawals WITH (security_barrier) AS
  SELECT id, statement, position,
    (CASE WHEN name_withheld THEN hidden_at ELSE withdrawn_at END AT TIME ZONE 'UTC')::date AS withdrawn_on
  FROM endorsements e
  WHERE position IS NOT NULL AND CASE WHEN name_withheld THEN hidden_at IS NOT NULL ELSE status = 'withdrawn' END
    AND EXISTS (SELECT FROM statements s WHERE s.slug = e.statement AND s.state = 'public' AND e.version >= s.public_from
      AND CASE WHEN name_withheld THEN hidden_at ELSE withdrawn_at END >= coalesce(s.public_since, '-infinity'));

RESET ROLE;
