import type { EventKind } from './endorsement.ts'

/** Of what moderators are told by a call: that something waits for them, and no name. */
export type DeskCallKind =
  | 'request.confirmed'
  | 'request.amended'
  | 'proposal.made'
  | 'contact.proposed'
  | 'mail.undelivered'
  | 'mail.parked'
  | 'mail.account_refused'

/** The events of an endorsement that are told. */
export const toldEvents: Readonly<Partial<Record<EventKind, DeskCallKind>>> = {
  confirmed: 'request.confirmed',
  amended: 'request.amended',
  correction_proposed: 'proposal.made',
  contact_proposed: 'contact.proposed',
}
