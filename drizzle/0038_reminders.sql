-- Whoever forgets a mail is reminded, once. The version before this one reminds nobody, and leaves the marks alone.
SET LOCAL ROLE countersign_owner;

ALTER TABLE endorsements ADD COLUMN confirm_reminded_at timestamptz,
  ADD COLUMN deadline_reminded_at timestamptz;

-- The sweep asks once a second for who is to be reminded: of what waits and was not reminded there is little.
CREATE INDEX endorsements_to_remind ON endorsements (statement, status, expires_at)
  WHERE (status = 'requested' AND confirm_reminded_at IS NULL)
     OR (status = 'returned' AND deadline_reminded_at IS NULL);

RESET ROLE;
