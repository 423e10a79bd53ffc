import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import { utcDate } from '../domain/dates.ts'
import { day } from '../domain/durations.ts'
import { hostOfAddress } from '../domain/evidence/domains.ts'
import { freeProviderOf } from '../domain/evidence/mail-providers.ts'
import { fewestShown, figureDays, lateDays, type ProviderArrivals } from '../domain/figures.ts'
import type { Reader, Transaction } from './client.ts'
import type { FigureFilter } from './figures.ts'
import { mailArrivals } from './schema/figures.ts'
import { inSight } from './sight.ts'

const daysBefore = (now: Date, days: number): string => utcDate(new Date(now.getTime() - days * day))

/**
 * Counts a request whose link was mailed, or which was confirmed, under the day on which it was asked for; nothing
 * where the address is at a host of somebody's own. The last write of its transaction: many wait for one provider's
 * row.
 */
export async function countArrival(
  tx: Transaction,
  { statement, email, askedAt }: { statement: string; email: string; askedAt: Date },
  stage: 'asked' | 'confirmed',
) {
  const provider = freeProviderOf(hostOfAddress(email))
  if (provider === null) return
  await tx
    .insert(mailArrivals)
    .values({ day: utcDate(askedAt), statement, provider, [stage]: 1 })
    .onConflictDoUpdate({
      target: [mailArrivals.day, mailArrivals.statement, mailArrivals.provider],
      set: { [stage]: sql`${mailArrivals[stage]} + 1` },
    })
}

/** What came of requests by mail provider, the busiest first; of those alone from which enough asked. */
export async function findArrivals(
  reader: Reader,
  { statement, sight }: FigureFilter,
  now: Date,
): Promise<ProviderArrivals[]> {
  const total = (column: 'asked' | 'confirmed', since?: SQL) =>
    sql<number>`coalesce(sum(${mailArrivals[column]})${since ? sql` FILTER (WHERE ${since})` : sql``}, 0)::int`
  const lately = gte(mailArrivals.day, daysBefore(now, lateDays - 1))
  const rows = await reader
    .select({
      provider: mailArrivals.provider,
      all: { asked: total('asked'), confirmed: total('confirmed') },
      lately: { asked: total('asked', lately), confirmed: total('confirmed', lately) },
    })
    .from(mailArrivals)
    .where(
      and(
        gte(mailArrivals.day, daysBefore(now, figureDays - 1)),
        inSight(mailArrivals.statement, sight),
        statement === null ? undefined : eq(mailArrivals.statement, statement),
      ),
    )
    .groupBy(mailArrivals.provider)
    .having(gte(total('asked'), fewestShown))
    .orderBy(sql`2 DESC`, mailArrivals.provider)
  return rows
}

/** Forgets the days that no page shows any more. */
export async function deleteOldArrivals(tx: Transaction, now: Date) {
  await tx.delete(mailArrivals).where(lt(mailArrivals.day, daysBefore(now, figureDays - 1)))
}
