import { and, eq, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { endedStatuses } from '../domain/endorsement.ts'
import type { Transaction } from './client.ts'
import type { EndorsementRow } from './endorsement-rows.ts'
import { markSameAddress } from './evidence-due.ts'
import { wipeUnsent } from './outbox-ends.ts'
import { contactChanges, contacts, details, endorsements, tokens } from './schema/endorsements.ts'
import { remarks } from './schema/moderation-log.ts'
import { deleteUnreachableOf } from './unreachable.ts'

/**
 * Ends that are older than `before` and still hold contact data; or what moderators wrote after the representative had
 * their data erased, of a signatory that left later.
 */
export async function findErasable(tx: Transaction, before: Date, most: number): Promise<EndorsementRow[]> {
  const endedAt = sql`coalesce(${endorsements.rejectedAt}, ${endorsements.withdrawnAt}, ${endorsements.expiredAt})`
  return tx
    .select()
    .from(endorsements)
    .where(
      and(
        inArray(endorsements.status, endedStatuses).inlineParams(),
        or(isNull(endorsements.erasedAt), lt(endorsements.erasedAt, endedAt)),
        lte(endedAt, sql`${before.toISOString()}::timestamptz`),
      ),
    )
    .limit(most)
    .for('update', { skipLocked: true })
}

/**
 * Forgets the representative: contact, who was to take their place, look-up, that no mail arrives, moderators' words,
 * and what is not sent yet.
 * - Links to the private page go, and of the others those that were not used, but for confirm links. These, and a link
 *   that was used, go on saying what became of the request.
 * - An organisation's own details stay, as they stand: they name no person. How they stood before goes. What ended and
 *   was a person's names that person, and goes.
 * - Two triggers on `endorsements` act with the last lines: `keep_address` (drizzle/0037_mailboxes.sql) takes all
 *   look-ups of the address, `drop_proposal` (drizzle/0029_sections_and_orders.sql) what a signatory proposed.
 * - Evidence that knew of it by its address is weighed anew. Events, the log and the record stay: they name no person.
 */
export async function forgetRepresentative(tx: Transaction, ids: string[], now: Date) {
  if (ids.length === 0) return
  await tx.delete(contacts).where(inArray(contacts.endorsementId, ids))
  await tx.delete(contactChanges).where(inArray(contactChanges.endorsementId, ids))
  await tx.delete(remarks).where(inArray(remarks.endorsementId, ids))
  await tx.delete(details).where(inArray(details.endorsementId, ids))
  const opens = or(eq(tokens.purpose, 'private'), and(ne(tokens.purpose, 'confirm'), isNull(tokens.usedAt)))
  await tx.delete(tokens).where(and(inArray(tokens.endorsementId, ids), opens))
  await wipeUnsent(tx, ids, now)
  await markSameAddress(tx, ids)
  await deleteUnreachableOf(tx, ids)
  await tx.update(endorsements).set({ emailLookup: null, erasedAt: now }).where(inArray(endorsements.id, ids))
  await forgetPersons(tx, ids)
}

/** In place of a name that is forgotten. */
const noName = '—'

/** What ended and was a person's names that person: with the contact goes all that it said of them. */
async function forgetPersons(tx: Transaction, ids: string[]) {
  await tx
    .update(endorsements)
    .set({
      name: noName,
      names: {},
      organisationKey: sql`'person/' || ${endorsements.id}`,
      personTitle: null,
      affiliation: null,
      country: null,
      comment: null,
      nameKeys: [],
      skeletons: [],
      alikeKeys: [],
      searchText: '',
    })
    .where(
      and(
        inArray(endorsements.id, ids),
        eq(endorsements.kind, 'person'),
        inArray(endorsements.status, endedStatuses).inlineParams(),
      ),
    )
}
