import { and, asc, eq, inArray, max, sql } from 'drizzle-orm'
import type { Language } from '../domain/language.ts'
import type { Sight } from '../domain/sight.ts'
import type { Reader, Transaction } from './client.ts'
import { followKeys } from './current-key.ts'
import {
  type ModeratorRole,
  type ModeratorStatus,
  moderators,
  passkeys,
  sessions,
} from './schema/moderators.ts'
import type { Sealing } from './sealing.ts'
import { sightColumn } from './sight.ts'

/** Who a moderator is. Sealed: a stolen database does not say it. */
export type Person = { name: string; email: string }

export type Moderator = {
  id: string
  person: Person
  role: ModeratorRole
  status: ModeratorStatus
  language: Language
  timeZone: string
  tellWaiting: boolean
  tellDigest: boolean
  createdAt: Date
}

export const moderatorContext = (id: string) => `moderator:${id}`

/** A new moderator, invited. False where the address is known already: nothing is written then. */
export async function insertModerator(
  tx: Transaction,
  sealing: Sealing,
  { id, person, role, language }: Pick<Moderator, 'id' | 'person' | 'role' | 'language'>,
  now: Date,
): Promise<boolean> {
  await followKeys(tx, sealing)
  if (await findModeratorByAddress(tx, sealing, person.email)) return false
  const sealed = await sealing.seal(moderatorContext(id), JSON.stringify(person))
  const [emailLookup] = sealing.lookup(person.email)
  const inserted = await tx
    .insert(moderators)
    .values({ id, sealed, emailLookup, role, status: 'invited', language, createdAt: now })
    .onConflictDoNothing({ target: moderators.emailLookup })
    .returning({ id: moderators.id })
  return inserted.length === 1
}

export async function findModerator(reader: Reader, sealing: Sealing, id: string): Promise<Moderator | null> {
  const [row] = await reader.select().from(moderators).where(eq(moderators.id, id))
  return row ? openRow(sealing, row) : null
}

export async function findModeratorByAddress(
  reader: Reader,
  sealing: Sealing,
  email: string,
): Promise<Moderator | null> {
  const [row] = await reader
    .select()
    .from(moderators)
    .where(inArray(moderators.emailLookup, [...sealing.lookup(email)]))
  return row ? openRow(sealing, row) : null
}

/** What of a moderator is not sealed: enough to change the team without a key. */
export type Standing = Pick<Moderator, 'id' | 'role' | 'status'>

/** A moderator's standing; nobody else changes the row before the transaction ends. */
export async function lockStanding(tx: Transaction, id: string): Promise<Standing | null> {
  const { role, status } = moderators
  const [row] = await tx
    .select({ id: moderators.id, role, status })
    .from(moderators)
    .where(eq(moderators.id, id))
    .for('update')
  return row ?? null
}

/** Everybody's standing and number of passkeys, in the order in which they were invited first. */
export async function findStandings(reader: Reader): Promise<(Standing & { passkeys: number })[]> {
  const { id, role, status } = moderators
  const count = reader.$count(passkeys, eq(passkeys.moderatorId, id))
  return reader
    .select({ id, role, status, passkeys: count })
    .from(moderators)
    .orderBy(asc(moderators.createdAt), asc(id))
}

/** Everybody who was ever invited, in that order. */
export async function findModerators(reader: Reader, sealing: Sealing): Promise<Moderator[]> {
  const rows = await reader.select().from(moderators).orderBy(asc(moderators.createdAt), asc(moderators.id))
  return Promise.all(rows.map(row => openRow(sealing, row)))
}

/** A moderator as the team's page shows them. */
export type Member = Moderator & { passkeys: number; seenAt: Date | null; sight: Sight }

/** Everybody, with how many passkeys they have and when they were last at the desk. */
export async function findTeam(reader: Reader, sealing: Sealing): Promise<Member[]> {
  const everybody = await findModerators(reader, sealing)
  const keys = await reader
    .select({
      id: passkeys.moderatorId,
      count: sql<number>`count(*)::int`,
      usedAt: max(passkeys.lastUsedAt),
    })
    .from(passkeys)
    .groupBy(passkeys.moderatorId)
  const sessionTimes = await reader
    .select({ id: sessions.moderatorId, seenAt: max(sessions.seenAt) })
    .from(sessions)
    .groupBy(sessions.moderatorId)
  const sights = await reader.select({ id: moderators.id, sight: sightColumn }).from(moderators)
  return everybody.map(moderator => {
    const ownKeys = keys.find(({ id }) => id === moderator.id)
    const lastSession = sessionTimes.find(({ id }) => id === moderator.id)
    const latest = Math.max(ownKeys?.usedAt?.getTime() ?? 0, lastSession?.seenAt?.getTime() ?? 0)
    const sight = sights.find(({ id }) => id === moderator.id)?.sight ?? null
    const seenAt = latest === 0 ? null : new Date(latest)
    return { ...moderator, passkeys: ownKeys?.count ?? 0, seenAt, sight }
  })
}

/** Names by id, for the log and a request's history. Ids that nobody has are left out. */
export async function namesOfModerators(
  reader: Reader,
  sealing: Sealing,
  ids: string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .select()
    .from(moderators)
    .where(inArray(moderators.id, [...new Set(ids)]))
  const idsAndNames = rows.map(async row => [row.id, (await openRow(sealing, row)).person.name] as const)
  return new Map(await Promise.all(idsAndNames))
}

/**
 * Ids of the active administrators, locked in one order. Of two who suspend each other at once, the second waits and
 * then sees that it is the last.
 */
export async function lockAdministrators(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .select({ id: moderators.id, status: moderators.status })
    .from(moderators)
    .where(eq(moderators.role, 'administrator'))
    .orderBy(asc(moderators.id))
    .for('update')
  return rows.filter(({ status }) => status === 'active').map(({ id }) => id)
}

export async function setModeratorStatus(tx: Transaction, id: string, status: ModeratorStatus) {
  await tx.update(moderators).set({ status }).where(eq(moderators.id, id))
}

/** What a moderator chooses: the desk's language and mails, its time zone, and which mails come. */
export type Preferences = Pick<Moderator, 'language' | 'timeZone' | 'tellWaiting' | 'tellDigest'>

export async function setPreferences(
  tx: Transaction,
  id: string,
  { language, timeZone, tellWaiting, tellDigest }: Preferences,
) {
  await tx
    .update(moderators)
    .set({ language, timeZone, tellWaiting, tellDigest })
    .where(eq(moderators.id, id))
}

/** The mails that a moderator chooses, each with its column. */
const choices = { waiting: moderators.tellWaiting, digest: moderators.tellDigest } as const
type ChosenMail = keyof typeof choices

/** False also where nobody has the id. */
export async function wantsMail(reader: Reader, id: string, mail: ChosenMail): Promise<boolean> {
  const [row] = await reader.select({ wants: choices[mail] }).from(moderators).where(eq(moderators.id, id))
  return row?.wants ?? false
}

/** @returns false where it was off before, or nobody has the id */
export async function turnOffMail(tx: Transaction, id: string, mail: ChosenMail): Promise<boolean> {
  const rows = await tx
    .update(moderators)
    .set(mail === 'waiting' ? { tellWaiting: false } : { tellDigest: false })
    .where(and(eq(moderators.id, id), choices[mail]))
    .returning({ id: moderators.id })
  return rows.length > 0
}

/** Corrects the name, role and language of somebody who is invited and has not joined yet. */
export async function reviseInvited(
  tx: Transaction,
  sealing: Sealing,
  { id, person, role, language }: Pick<Moderator, 'id' | 'person' | 'role' | 'language'>,
) {
  const sealed = await sealing.seal(moderatorContext(id), JSON.stringify(person))
  await tx
    .update(moderators)
    // An administrator is never limited.
    .set({ sealed, role, language, ...(role === 'administrator' ? { limited: false } : {}) })
    .where(and(eq(moderators.id, id), eq(moderators.status, sql`'invited'`)))
}

async function openRow(sealing: Sealing, row: typeof moderators.$inferSelect): Promise<Moderator> {
  const { id, role, status, language, timeZone, tellWaiting, tellDigest, createdAt } = row
  const person = JSON.parse(await sealing.open(moderatorContext(id), row.sealed)) as Person
  return { id, person, role, status, language, timeZone, tellWaiting, tellDigest, createdAt }
}
