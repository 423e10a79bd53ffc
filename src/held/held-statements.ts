import type { Context } from 'hono'
import type { Held } from './snapshot.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import type { AppEnv } from '../env.ts'

/** The statements as of at most a second ago. */
export const heldStatements = (c: Context<AppEnv>): Promise<readonly Held[]> =>
  c.var.deps.snapshots.current(c.var.deps)

export async function heldStatement(c: Context<AppEnv>, slug: string): Promise<Held | null> {
  const held = await heldStatements(c)
  return held.find(({ statement }) => statement.slug === slug) ?? null
}

/** All statements at a moment, and the answers already made from all of them. */
export type HeldTogether = { statements: readonly PublicStatement[] } & Pick<Held, 'rendered' | 'asOf'>

// A snapshot stays the same array until a list changes, and what was made from it goes with it.
const together = new WeakMap<readonly Held[], HeldTogether>()

/** Those of {@link heldStatements}, for an answer that names every one. */
export async function heldTogether(c: Context<AppEnv>): Promise<HeldTogether> {
  const held = await heldStatements(c)
  const kept = together.get(held) ?? {
    statements: held.map(h => h.statement),
    rendered: new Map(),
    asOf: held[0]?.asOf ?? null,
  }
  together.set(held, kept)
  return kept
}
