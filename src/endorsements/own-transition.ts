import type { Deps } from '../deps.ts'
import type { Endorsement, Transition } from '../domain/endorsement.ts'
import type { Contact } from '../storage/contacts.ts'

/** What a representative decided about their locked endorsement, as the rules answered it, and who they are. */
export type OwnTransition = { before: Endorsement; decided: Transition<Endorsement>; contact: Contact }

/** What storing it takes. */
export type OwnDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'random' | 'now'>
