import type { Context } from 'hono'
import type { AppEnv } from '../env.ts'
import type { HeldStatement, Snapshot } from './snapshot.ts'

/** All statements as of at most a second ago, in the order in which they are shown: the first is the featured one. */
export const currentSnapshot = (c: Context<AppEnv>): Promise<Snapshot> =>
  c.var.deps.snapshots.current(c.var.deps)

/** One of them; null if no statement has this slug. */
export async function heldStatement(c: Context<AppEnv>, slug: string): Promise<HeldStatement | null> {
  const { statements } = await currentSnapshot(c)
  return statements.find(({ statement }) => statement.slug === slug) ?? null
}
