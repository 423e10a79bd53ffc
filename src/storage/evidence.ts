import { and, eq, inArray, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { type Endorsement, isFounding } from '../domain/endorsement.ts'
import { labelOf } from '../domain/evidence/comparing.ts'
import { siteOf } from '../domain/evidence/domains.ts'
import { weighEvidence } from '../domain/evidence/evidence.ts'
import type { OtherEndorsement } from '../domain/evidence/other-endorsement.ts'
import type { Evidence } from '../domain/evidence/reasons.ts'
import { alikeKeys } from '../domain/look-alike/alike-keys.ts'
import { isGenericWord } from '../domain/look-alike/generic-words.ts'
import { skeletonOf } from '../domain/look-alike/skeleton.ts'
import {
  bareHost,
  givenNames,
  isPerson,
  nameKeys,
  type Organisation,
  personOf,
} from '../domain/organisation.ts'
import { foldForSearch, hostForSearch } from '../domain/search.ts'
import type { Reader, Transaction } from './client.ts'
import { findContact } from './contacts.ts'
import { findAlike } from './evidence-candidates.ts'
import { findKnownOf } from './known-names.ts'
import { overlaps } from './overlaps.ts'
import { endorsements } from './schema/endorsements.ts'
import type { Macs, Sealing } from './sealing.ts'

/** Others that are looked at for each way in which one can be near: a flood must not make weighing slow. */
const mostWeighed = 20
/** The same where nothing is done to them but to note that they have to be weighed anew. */
const mostNoted = 50

/** Of `undecidedStatuses`, written out as the condition of an index is. */
export const undecided = sql`${endorsements.status} IN ('confirmed', 'returned')`

/**
 * The key of the mailbox whose owner proved its address, as the index `endorsements_by_proved_mailbox` has it; null
 * where nobody has.
 */
export const provedMailbox = sql<Uint8Array | null>`(CASE WHEN email_lookup IS NOT NULL THEN coalesce(mailbox_lookup, email_lookup) END)`

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
    comment: endorsement.comment,
    email: contact?.email ?? null,
    requestedAt: times.requestedAt,
    confirmedAt: times.confirmedAt,
    others: await findOthers(reader, endorsement, contact && sealing.mailbox(contact.email)),
  })
}

/**
 * Signatories and other requests that may be meant by the same name, look like it, or come from the same
 * address or website. Requests that nobody confirmed do not count, as nobody has proved their address either: otherwise
 * anyone could make a rival's request look doubtful by asking under its name.
 */
async function findOthers(
  reader: Reader,
  endorsement: Endorsement,
  mailbox: Macs | null,
): Promise<OtherEndorsement[]> {
  const sameAddress = mailbox
    ? sql<boolean>`coalesce(${inArray(provedMailbox, [...mailbox])}, false)`
    : sql<boolean>`false`
  const confirmed = or(isNotNull(endorsements.confirmedAt), isNotNull(endorsements.foundingKey))
  const names = givenNames(endorsement.organisation)
  const foundIds = await findNear(reader, { ...endorsement, names }, mailbox, {
    most: mostWeighed,
    among: or(confirmed, sameAddress),
    nearest: eq(endorsements.status, sql`'approved'`),
  })
  const alikeIds = await findAlike(reader, alikeTo(endorsement), mostWeighed)
  const nearIds = [...new Set([...foundIds, ...alikeIds])]
  if (nearIds.length === 0) return []
  const rows = await reader
    .select({ row: endorsements, sameAddress })
    .from(endorsements)
    .where(inArray(endorsements.id, nearIds))
  const knownOf = await findKnownOf(reader, nearIds)
  return rows.map(({ row, sameAddress: same }) => ({
    id: row.id,
    name: row.name,
    nameWithheld: row.nameWithheld,
    names: row.names,
    kind: row.kind,
    affiliation: row.affiliation,
    status: row.status,
    founding: row.foundingKey !== null,
    website: row.website,
    sameAddress: same,
    known: knownOf(row.id),
  }))
}

/** What of an endorsement organisations' names may be like: its own, and what a person gives as their affiliation. */
function alikeTo({ id, statement, organisation }: Endorsement) {
  const person = personOf(organisation)
  const names = [...givenNames(organisation), person?.affiliation ?? null].filter(one => one !== null)
  return { id, statement, names, texts: comparedTexts(names) }
}

/**
 * The same the other way round: the waiting requests whose evidence may speak of this endorsement. The nearest are
 * among them however many there are; of a flood that is near as well, no more than can be noted in a moment. A founding
 * signatory is compared with everybody, and so concerns everybody who waits.
 */
export async function findNearWaiting(tx: Transaction, endorsement: Endorsement): Promise<string[]> {
  const { id, statement, organisation } = endorsement
  const select = (condition?: SQL) =>
    tx
      .select({ id: endorsements.id })
      .from(endorsements)
      .where(
        and(
          eq(endorsements.statement, statement),
          ne(endorsements.id, id),
          undecided,
          sameSort(organisation),
          condition,
        ),
      )
  if (isFounding(endorsement)) return (await select()).map(row => row.id)
  const [own] = await tx.select({ mailbox: provedMailbox }).from(endorsements).where(eq(endorsements.id, id))
  const known = (await findKnownOf(tx, [id]))(id)
  const names = [...givenNames(organisation), ...known.names, ...known.domains.map(labelOf)]
  const search = { most: mostNoted, among: undecided, nearest: undecided }
  const near = await findNear(tx, { ...endorsement, names }, own?.mailbox ? [own.mailbox] : null, search)
  const alike = await select(overlaps(endorsements.alikeKeys, alikeKeys(names))).limit(mostNoted)
  return [...new Set([...near, ...alike.map(row => row.id)])]
}

/** A person's name is compared with persons', and no other name with any person's. */
const sameSort = (organisation: Organisation): SQL =>
  isPerson(organisation) ? sql`kind = 'person'` : sql`kind <> 'person'`

/** Which others are looked for; the nearest names without a threshold are those of an index's own condition. */
type Search = { most: number; among: SQL | undefined; nearest: SQL }

async function findNear(
  reader: Reader,
  { id, statement, organisation, names }: Endorsement & { names: string[] },
  mailbox: readonly Uint8Array[] | null,
  { most, among, nearest }: Search,
): Promise<string[]> {
  const ownSort = sameSort(organisation)
  const near = (condition: SQL | undefined, order?: SQL | 'any', sort: SQL | undefined = ownSort) => {
    const query = reader
      .select({ id: endorsements.id })
      .from(endorsements)
      .where(and(eq(endorsements.statement, statement), ne(endorsements.id, id), condition, sort, among))
    // Signatories first: of many that are near, those are the ones to mistake it for.
    if (order === 'any') return query.limit(most)
    return order
      ? query.orderBy(order).limit(mostWeighed)
      : query.orderBy(sql`status <> 'approved', queued_at DESC`).limit(most)
  }
  const texts = comparedTexts(names)
  const host = organisation.website === null ? null : hostToFind(new URL(organisation.website))
  const ids = await Promise.all([
    near(
      or(
        overlaps(endorsements.nameKeys, nameKeys(organisation)),
        overlaps(endorsements.skeletons, names.map(skeletonOf)),
      ),
    ),
    // From one address both may ask: for an organisation, and for oneself.
    ...(mailbox ? [near(inArray(provedMailbox, [...mailbox]), undefined, sql`true`)] : []),
    ...(host === null ? [] : [near(contains(hostForSearch(host)))]),
    // Of signatories the nearest, however far: a swap of letters leaves two short names fewer trigrams than any
    // threshold asks for. Of requests, a flood of which is cheap, those that the index calls near.
    ...texts.map(text => near(nearest, sql`${text} <<-> search_text`)),
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
  return [...new Set(ids.flat().map(row => row.id))]
}

/** The registrable domain: whichever part of a site the one gave and the other, both have it. */
function hostToFind(website: URL): string {
  const host = bareHost(website)
  const site = siteOf(host)
  return site && !site.platform ? site.domain : host
}

/** A name of a hundred words must not make weighing slow. */
const mostTexts = 8

/** What of the names is compared: the words that other organisations do not share, run together and each alone. */
function comparedTexts(names: string[]): string[] {
  const own = names.map(name => {
    const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(word => word !== '')
    const special = words.filter(word => !isGenericWord(skeletonOf(word)))
    // What a single letter or two says is nobody's: e. V.
    return special.some(word => word.length > 2) ? special : words
  })
  const texts = [...own.map(words => words.join('')), ...own.flat()].map(foldForSearch)
  return [...new Set(texts)].filter(text => text.length > 2).slice(0, mostTexts)
}

const contains = (text: string) => sql`search_text LIKE ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`
