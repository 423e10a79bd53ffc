import type { EventKind } from './endorsement.ts'

/**
 * What an event does to its endorsement:
 * - `state`: it brings another state or other content, and another revision.
 * - `revision`: it brings another revision alone.
 * - `nothing`: it happens beside both.
 */
type Effect = 'state' | 'revision' | 'nothing'

const effects: Record<EventKind, Effect> = {
  requested: 'state',
  link_resent: 'state',
  readdressed: 'state',
  revised: 'state',
  confirmed: 'state',
  superseded: 'state',
  disowned: 'state',
  approved: 'state',
  rejected: 'state',
  amended: 'state',
  contact_amended: 'nothing',
  contact_proposed: 'nothing',
  contact_accepted: 'nothing',
  contact_stopped: 'nothing',
  contact_changed: 'revision',
  correction_proposed: 'nothing',
  correction_taken_back: 'nothing',
  correction_declined: 'nothing',
  section_proposed: 'nothing',
  section_stopped: 'nothing',
  section_declined: 'nothing',
  section_changed: 'state',
  returned: 'state',
  first_approved: 'state',
  undone: 'state',
  reopened: 'state',
  corrected: 'state',
  withdrawn: 'state',
  restored: 'state',
  name_withheld: 'state',
  name_revealed: 'state',
  reconfirmed: 'state',
  expired: 'state',
  founded: 'state',
  erased: 'revision',
}

/** False of what neither follows from a decision nor takes one's place. */
export const changesState = (kind: EventKind): boolean => effects[kind] === 'state'

/** False of what happens on the revision that it finds. */
export const raisesRevision = (kind: EventKind): boolean => effects[kind] !== 'nothing'
