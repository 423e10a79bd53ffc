import type { Context } from 'hono'
import type { Held } from '../signatories/snapshot.ts'
import type { AppEnv } from './env.ts'

/** The statements as of at most a second ago. */
export const heldStatements = (c: Context<AppEnv>): Promise<readonly Held[]> =>
  c.var.deps.snapshots.current(c.var.deps)

export async function heldStatement(c: Context<AppEnv>, slug: string): Promise<Held | null> {
  const held = await heldStatements(c)
  return held.find(({ statement }) => statement.slug === slug) ?? null
}
