-- In which time zone each moderator reads and writes moments: an IANA name. The version before this one writes none and reads
-- none: whoever is there already has UTC, which is what was shown so far.
SET LOCAL ROLE countersign_owner;

ALTER TABLE moderators
  ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC'
    CONSTRAINT moderators_time_zone CHECK (time_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$');

RESET ROLE;
