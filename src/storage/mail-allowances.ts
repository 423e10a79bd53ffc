import { and, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import { day } from '../domain/durations.ts'
import { mailboxOf } from '../domain/mailbox.ts'
import type { Reader, Transaction } from './client.ts'
import { type AllowancePurpose, mailAllowances } from './schema/mail.ts'
import { type Macs, normaliseEmail, type Sealing } from './sealing.ts'

/** Under what the one-hour links to one address about one endorsement are counted. */
export const oneHourKey = (sealing: Sealing, endorsementId: string, email: string): Macs =>
  sealing.fingerprint(`one-hour-link ${endorsementId} ${normaliseEmail(email)}`)

/**
 * Under what the mails that name one mailbox as the contact of one endorsement are counted: a refusal tells whoever
 * names it of their own mails alone, and not whether that address has asked for anything.
 */
export const newContactKey = (sealing: Sealing, endorsementId: string, email: string): Macs =>
  sealing.fingerprint(`new-contact ${endorsementId} ${mailboxOf(normaliseEmail(email))}`)

/** How many mails, its callers say: by domain/limits.ts or the configuration. */
const period = day

/**
 * Takes one of the `most` mails that strangers may cause to a mailbox in 24 hours; false when they are used up.
 * It is one upsert: parallel requests for one victim queue on its row and cannot overspend. What was counted under
 * another key goes on being counted.
 */
export async function spendAllowance(
  tx: Transaction,
  [mailbox, ...others]: Macs,
  purpose: AllowancePurpose,
  most: number,
  now: Date,
): Promise<boolean> {
  const stale = sql`${mailAllowances.since} <= ${new Date(now.getTime() - period).toISOString()}::timestamptz`
  if (others.length > 0) await countUnder(tx, mailbox, others, purpose)
  const spent = await tx
    .insert(mailAllowances)
    .values({ emailLookup: mailbox, purpose, since: now, used: 1 })
    .onConflictDoUpdate({
      target: [mailAllowances.emailLookup, mailAllowances.purpose],
      set: {
        since: sql`CASE WHEN ${stale} THEN excluded.since ELSE ${mailAllowances.since} END`,
        used: sql`CASE WHEN ${stale} THEN 1 ELSE ${mailAllowances.used} + 1 END`,
      },
      setWhere: sql`${stale} OR ${mailAllowances.used} < ${most}`,
    })
    .returning({ used: mailAllowances.used })
  return spent.length > 0
}

/** Brings what was counted under other keys to one. */
async function countUnder(
  tx: Transaction,
  mailbox: Uint8Array,
  others: Uint8Array[],
  purpose: AllowancePurpose,
) {
  const elsewhere = await tx
    .delete(mailAllowances)
    .where(and(inArray(mailAllowances.emailLookup, others), eq(mailAllowances.purpose, purpose)))
    .returning({ since: mailAllowances.since, used: mailAllowances.used })
  for (const { since, used } of elsewhere)
    await tx
      .insert(mailAllowances)
      .values({ emailLookup: mailbox, purpose, since, used })
      .onConflictDoUpdate({
        target: [mailAllowances.emailLookup, mailAllowances.purpose],
        set: {
          since: sql`least(${mailAllowances.since}, excluded.since)`,
          used: sql`${mailAllowances.used} + excluded.used`,
        },
      })
}

/**
 * How many of the `most` mails are left, and from when there are more: null where none was caused within the period.
 */
export async function findAllowance(
  reader: Reader,
  mailbox: Macs,
  purpose: AllowancePurpose,
  most: number,
  now: Date,
): Promise<{ left: number; renewedAt: Date | null }> {
  const rows = await reader
    .select({ since: mailAllowances.since, used: mailAllowances.used })
    .from(mailAllowances)
    .where(and(inArray(mailAllowances.emailLookup, [...mailbox]), eq(mailAllowances.purpose, purpose)))
  const ends = rows.map(({ since, used }) => ({ renewedAt: new Date(since.getTime() + period), used }))
  const counted = ends.filter(({ renewedAt }) => renewedAt > now)
  const [first] = counted.toSorted((a, b) => a.renewedAt.getTime() - b.renewedAt.getTime())
  if (!first) return { left: most, renewedAt: null }
  const used = counted.reduce((sum, row) => sum + row.used, 0)
  return { left: Math.max(0, most - used), renewedAt: first.renewedAt }
}

/** Gives a mailbox back what strangers have used up: its owner has just spoken. */
export async function renewAllowances(tx: Transaction, mailbox: Macs) {
  await tx
    .delete(mailAllowances)
    .where(and(inArray(mailAllowances.emailLookup, [...mailbox]), ne(mailAllowances.purpose, 'renewal')))
}

export async function deleteOldAllowances(tx: Transaction, now: Date) {
  await tx.delete(mailAllowances).where(lt(mailAllowances.since, new Date(now.getTime() - period)))
}
