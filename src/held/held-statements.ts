import type { Context } from 'hono'
import type { AppEnv } from '../env.ts'
import type { HeldStatement, Snapshot } from './snapshot.ts'

/** All statements as of at most a second ago, in the order in which they are shown: the first is the featured one. */
export const currentSnapshot = (c: Context<AppEnv>): Promise<Snapshot> =>
  c.var.deps.snapshots.current(c.var.deps)

/** One of them with its text and list; null if no statement has this slug. */
export const heldStatement = (c: Context<AppEnv>, slug: string): Promise<HeldStatement | null> =>
  c.var.deps.snapshots.statement(c.var.deps, slug)
