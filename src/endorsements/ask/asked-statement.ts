import type { Context } from 'hono'
import type { AppEnv } from '../../env.ts'
import { heldStatement } from '../../held/held-statements.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'

/** The statement that a form is for, to whoever may read it where the form is. */
export type AskedStatement = {
  slug: string
  /** Where it stands in addresses: its slug, or its private address. */
  place: string
  /** With its place as its slug. */
  statement: PublicStatement
  /** Null where it is private: what is made of it is held for nobody. */
  held: HeldStatement | null
}

/** Null where no statement is at this address. */
export async function askedStatement(c: Context<AppEnv>): Promise<AskedStatement | null> {
  const { round } = c.var
  if (round?.statement) return { ...round, statement: round.statement, held: null }
  const held = await heldStatement(c, round?.slug ?? c.req.param('slug') ?? '')
  if (!held) return null
  const { slug } = held.statement
  return { slug, place: slug, statement: held.statement, held }
}

/** Where the form that was asked for stands, whether or not there is a statement. */
export function placeInPath(c: Context<AppEnv>): string {
  return c.var.round?.place ?? c.req.param('slug') ?? ''
}
