import { and, arrayOverlaps, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import { weighEvidence } from '../domain/evidence/evidence.ts'
import type { OtherEndorsement } from '../domain/evidence/other-endorsement.ts'
import type { Evidence } from '../domain/evidence/reasons.ts'
import { isGenericWord } from '../domain/look-alike/generic-words.ts'
import { skeletonOf } from '../domain/look-alike/skeleton.ts'
import { bareHost, givenNames, nameKeys } from '../domain/organisation.ts'
import { foldForSearch, hostForSearch } from '../domain/search.ts'
import { findAlike } from './alike.ts'
import type { Reader, Transaction } from './client.ts'
import { findContact } from './contacts.ts'
import { endorsementOf } from './endorsement-rows.ts'
import { findKnownOf } from './known-names.ts'
import { namesOf } from './names.ts'
import { endorsements } from './schema/endorsements.ts'
import type { Sealing } from './sealing.ts'

/** Others that are looked at for each way in which one can be near: a flood must not make weighing slow. */
const most = 20

/** What speaks for a request, weighed on what is known at this moment. */
export async function gatherEvidence(
  reader: Reader,
  sealing: Sealing,
  endorsement: Endorsement,
): Promise<Evidence> {
  const contact = await findContact(reader, sealing, endorsement.id)
  const [times] = await reader
    .select({ requestedAt: endorsements.requestedAt, confirmedAt: endorsements.confirmedAt })
    .from(endorsements)
    .where(eq(endorsements.id, endorsement.id))
  if (!times?.requestedAt) throw new Error('nobody asked: there is nothing to weigh')
  return weighEvidence({
    organisation: endorsement.organisation,
    email: contact?.email ?? null,
    requestedAt: times.requestedAt,
    confirmedAt: times.confirmedAt,
    others: await findOthers(reader, endorsement, contact && sealing.lookup(contact.email)),
  })
}

/** Weighs, and keeps the level for the queue. The row's revision stays: nothing that was decided on has changed. */
export async function storeEvidence(tx: Transaction, sealing: Sealing, endorsement: Endorsement) {
  const { level } = await gatherEvidence(tx, sealing, endorsement)
  await tx.update(endorsements).set({ evidenceLevel: level }).where(eq(endorsements.id, endorsement.id))
}

/** Waiting requests that were never weighed: they came before weighing did. */
export async function findUnweighed(tx: Transaction, limit: number): Promise<Endorsement[]> {
  const rows = await tx
    .select()
    .from(endorsements)
    .where(and(eq(endorsements.status, sql`'confirmed'`), isNull(endorsements.evidenceLevel)))
    .limit(limit)
    .for('update', { skipLocked: true })
  return rows.map(endorsementOf)
}

/**
 * Signatories and other requests that may be meant by the same name, look like it, or come from the same
 * address or website. Requests that nobody confirmed count only for their own address: otherwise anyone
 * could make a rival's request look weak by asking under its name.
 */
async function findOthers(
  reader: Reader,
  { id, statement, organisation }: Endorsement,
  lookup: Uint8Array | null,
): Promise<OtherEndorsement[]> {
  const names = givenNames(organisation)
  const sameAddress = lookup ? sql<boolean>`coalesce(email_lookup = ${lookup}, false)` : sql<boolean>`false`
  const near = (condition: SQL | undefined, order?: SQL | 'any') => {
    const confirmed = or(isNotNull(endorsements.confirmedAt), isNotNull(endorsements.foundingKey))
    const query = reader
      .select({ id: endorsements.id })
      .from(endorsements)
      .where(
        and(
          eq(endorsements.statement, statement),
          ne(endorsements.id, id),
          condition,
          or(confirmed, sameAddress),
        ),
      )
    // Signatories first: of many that are near, those are the ones to mistake it for.
    return order === 'any'
      ? query.limit(most)
      : query.orderBy(order ?? sql`status <> 'approved', queued_at DESC`).limit(most)
  }
  const texts = comparedTexts(names)
  const host = organisation.website === null ? null : bareHost(new URL(organisation.website))
  const ids = await Promise.all([
    near(
      or(
        arrayOverlaps(endorsements.nameKeys, nameKeys(organisation)),
        arrayOverlaps(endorsements.skeletons, names.map(skeletonOf)),
      ),
    ),
    ...(lookup ? [near(eq(endorsements.emailLookup, lookup))] : []),
    ...(host === null ? [] : [near(contains(hostForSearch(host)))]),
    // Of signatories the nearest, however far: a swap of letters leaves two short names fewer trigrams than any
    // threshold asks for. Of requests, a flood of which is cheap, those that the index calls near.
    ...texts.map(text => near(eq(endorsements.status, sql`'approved'`), sql`${text} <<-> search_text`)),
    ...(texts.length === 0
      ? []
      : [
          near(
            and(
              ne(endorsements.status, sql`'approved'`),
              or(...texts.map(text => sql`${text} <% search_text`)),
            ),
            'any',
          ),
        ]),
  ])
  const alikeIds = await findAlike(reader, { id, statement, organisation }, texts)
  const nearIds = [...new Set([...ids.flat().map(row => row.id), ...alikeIds])]
  if (nearIds.length === 0) return []
  const rows = await reader
    .select({ row: endorsements, sameAddress })
    .from(endorsements)
    .where(inArray(endorsements.id, nearIds))
  const known = await findKnownOf(reader, nearIds)
  return rows.map(({ row, sameAddress: same }) => ({
    id: row.id,
    name: row.name,
    names: namesOf(row),
    status: row.status,
    founding: row.foundingKey !== null,
    website: row.website,
    sameAddress: same,
    known: known(row.id),
  }))
}

/** A name of a hundred words must not make weighing slow. */
const mostTexts = 8

/** What of the names is compared: the words that other organisations do not share, run together and each alone. */
function comparedTexts(names: string[]): string[] {
  const own = names.map(name => {
    const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(word => word !== '')
    const special = words.filter(word => !isGenericWord(skeletonOf(word)))
    return special.length === 0 ? words : special
  })
  const texts = [...own.map(words => words.join('')), ...own.flat()].map(foldForSearch)
  return [...new Set(texts)].filter(text => text.length > 2).slice(0, mostTexts)
}

const contains = (text: string) => sql`search_text LIKE ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`
