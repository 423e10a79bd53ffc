-- Moderators are told where they are, once for each outage, that the mail provider refuses our account. The version before
-- this one tells nobody, and leaves what was told as it is: it counts while the account is refused alone.
SET LOCAL ROLE countersign_owner;

ALTER TABLE desk_calls DROP CONSTRAINT desk_calls_kind, ADD CONSTRAINT desk_calls_kind CHECK (kind IN (
  'request.confirmed', 'request.amended', 'proposal.made', 'contact.proposed', 'mail.undelivered', 'mail.parked',
  'mail.account_refused'));

ALTER TABLE mail_pace ADD COLUMN refusal_told boolean NOT NULL DEFAULT false;

RESET ROLE;
