-- Many statements cost what one costs, and a moderator may be limited to some of them. The version before this one
-- knows nothing of either: it limits nobody, and finds every change by its own question.
SET LOCAL ROLE countersign_owner;

-- One row: it grows with every change of what is public, of whichever statement. A process asks for it once a second.
CREATE TABLE public_changes (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  number bigint NOT NULL CHECK (number >= 0)
);
INSERT INTO public_changes (single, number) VALUES (true, 1);

CREATE VIEW public_change_number WITH (security_barrier) AS SELECT number FROM public_changes;
GRANT SELECT ON public_change_number TO countersign_public;

-- Of a draft or a private statement nothing is public: it makes nobody read anything anew.
CREATE FUNCTION count_public_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public_changes SET number = number + 1;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION count_public_change() FROM PUBLIC;

-- At the end of the transaction: it is the last lock that a writer takes, and held for the commit alone, so that writers
-- of different statements neither wait for each other nor lock each other out.
CREATE CONSTRAINT TRIGGER count_public_change AFTER UPDATE ON statements
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.state = 'public' OR NEW.state = 'public')
    AND (OLD.revision, OLD.position, OLD.state) IS DISTINCT FROM (NEW.revision, NEW.position, NEW.state))
  EXECUTE FUNCTION count_public_change();
CREATE CONSTRAINT TRIGGER count_new_public_statement AFTER INSERT ON statements
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'public')
  EXECUTE FUNCTION count_public_change();
CREATE CONSTRAINT TRIGGER count_gone_public_statement AFTER DELETE ON statements
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state = 'public')
  EXECUTE FUNCTION count_public_change();

-- The sweep looks for statements that ask signatories anew: most have one version.
CREATE INDEX statement_versions_asking ON statement_versions (statement, number)
  WHERE change = 'substantive' AND number > 1;
-- The desk's filter by statement.
CREATE INDEX endorsements_by_statement ON endorsements (statement, status, queued_at, id);
CREATE INDEX endorsements_of_statement_by_age ON endorsements (statement, queued_at, id);

-- Whether a moderator decides on some statements alone, and on which. A statement that goes takes its rows along: whoever
-- is left with none sees none, and not all.
ALTER TABLE moderators ADD COLUMN limited boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT moderators_limited CHECK (NOT limited OR role = 'moderator');
CREATE TABLE moderator_statements (
  moderator_id uuid NOT NULL REFERENCES moderators (id) ON DELETE CASCADE,
  statement text NOT NULL REFERENCES statements (slug) ON DELETE CASCADE,
  PRIMARY KEY (moderator_id, statement)
);
CREATE INDEX moderator_statements_of_statement ON moderator_statements (statement);
GRANT SELECT, INSERT, DELETE ON moderator_statements TO countersign_app;

RESET ROLE;
