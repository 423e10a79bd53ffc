import { and, eq, exists, inArray, isNull, sql } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import type { PresentText } from '../domain/statement.ts'
import type { Transaction } from './client.ts'
import { endorsementOf } from './endorsement-rows.ts'
import { contacts, endorsements } from './schema/endorsements.ts'

/**
 * Takes signatories of a text that said something else, whom nobody has asked yet about what it says now, and notes
 * that they are asked about the newest version. Of parallel calls each takes others. Nobody is taken who could not be
 * written to.
 */
export async function takeToAsk(
  tx: Transaction,
  slug: string,
  { version, saysSince }: PresentText,
  most: number,
): Promise<Endorsement[]> {
  const contact = tx
    .select({ id: contacts.endorsementId })
    .from(contacts)
    .where(eq(contacts.endorsementId, endorsements.id))
  const rows = await tx
    .select()
    .from(endorsements)
    .where(
      and(
        eq(endorsements.statement, slug),
        eq(endorsements.status, sql`'approved'`),
        isNull(endorsements.foundingKey),
        sql`greatest(${endorsements.version}, ${endorsements.reconfirmAsked}) < ${saysSince}`,
        exists(contact),
      ),
    )
    .limit(most)
    .for('update', { skipLocked: true, of: endorsements })
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0)
    await tx.update(endorsements).set({ reconfirmAsked: version }).where(inArray(endorsements.id, ids))
  return rows.map(endorsementOf)
}
