import { asc, eq, sql } from 'drizzle-orm'
import type { Origin, StatementState } from '../domain/statement.ts'
import type { Reader, Transaction } from './client.ts'
import { statements } from './schema/statements.ts'

/** Where a new statement stands: after all that are there. */
export const nextPosition = sql<number>`(SELECT coalesce(max(position) + 1, 0) FROM statements)`

export type OrderedStatement = { slug: string; position: number; origin: Origin; state: StatementState }

/** Every statement in the order in which they are shown; the first public one is the featured one. */
export const findOrder = (reader: Reader): Promise<OrderedStatement[]> =>
  reader
    .select({
      slug: statements.slug,
      position: statements.position,
      origin: statements.origin,
      state: statements.state,
    })
    .from(statements)
    .orderBy(asc(statements.position), asc(statements.slug))

/** Numbers the statements anew where they stand otherwise. Nobody else orders them before the transaction ends. */
export async function setOrder(tx: Transaction, slugs: readonly string[]): Promise<void> {
  const present = await findOrder(tx)
  for (const [position, slug] of slugs.entries()) {
    if (present.some(one => one.slug === slug && one.position === position)) continue
    await tx.update(statements).set({ position }).where(eq(statements.slug, slug))
  }
}

/** One at a time: of two orders that are made at once, the second is made of the first. */
export const lockOrder = (tx: Transaction) =>
  tx.select({ slug: statements.slug }).from(statements).orderBy(asc(statements.slug)).for('no key update')

/** Puts these in this order among themselves: each place that one of them has goes to one of them. */
export async function keepOrderAmong(tx: Transaction, inOrder: readonly string[]): Promise<void> {
  const isKept = (slugs: readonly string[]) =>
    slugs.filter(slug => inOrder.includes(slug)).every((slug, i) => slug === inOrder[i])
  if (isKept((await findOrder(tx)).map(({ slug }) => slug))) return
  await lockOrder(tx)
  const slugs = (await findOrder(tx)).map(({ slug }) => slug)
  const places = slugs.flatMap((slug, i) => (inOrder.includes(slug) ? [i] : []))
  for (const [i, place] of places.entries()) slugs[place] = inOrder[i] ?? ''
  await setOrder(tx, slugs)
}
