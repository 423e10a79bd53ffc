import { and, eq, ne } from 'drizzle-orm'
import type { StatementState } from '../domain/statement.ts'
import type { Reader, Transaction } from './client.ts'
import { endorsements, tokens } from './schema/endorsements.ts'
import { privateAddresses } from './schema/rounds.ts'
import { statements } from './schema/statements.ts'
import type { Sealing } from './sealing.ts'
import { hashToken, makeToken } from './tokens.ts'

export const privateAddressContext = (slug: string) => `private address:${slug}`

/** Makes a private address for a statement. One that it had before opens nothing any more. */
export async function makePrivateAddress(
  tx: Transaction,
  { sealing, random }: { sealing: Sealing; random: (length: number) => Uint8Array },
  slug: string,
  madeAt: Date,
) {
  const { token, hash } = makeToken(random)
  const address = { hash, sealed: await sealing.seal(privateAddressContext(slug), token), madeAt }
  await tx
    .insert(privateAddresses)
    .values({ statement: slug, ...address })
    .onConflictDoUpdate({ target: privateAddresses.statement, set: address })
}

/** The token of a statement's private address; null where it has none. */
export async function openPrivateAddress(
  reader: Reader,
  sealing: Sealing,
  slug: string,
): Promise<string | null> {
  const [row] = await reader.select().from(privateAddresses).where(eq(privateAddresses.statement, slug))
  return row ? sealing.open(privateAddressContext(slug), row.sealed) : null
}

/** The statement that a private address is of, and its state; null where it is nobody's. */
export async function findAtPrivateAddress(
  reader: Reader,
  token: string,
): Promise<{ slug: string; state: StatementState } | null> {
  const hash = hashToken(token)
  if (!hash) return null
  const [row] = await reader
    .select({ slug: statements.slug, state: statements.state })
    .from(privateAddresses)
    .innerJoin(statements, eq(statements.slug, privateAddresses.statement))
    .where(eq(privateAddresses.hash, hash))
  return row ?? null
}

/**
 * The private statement that the endorsement behind a representative's link is of, and whether that is a signatory;
 * null where its statement is public, or nobody has this link.
 */
export async function findRoundOfToken(
  reader: Reader,
  token: string,
): Promise<{ slug: string; isSignatory: boolean } | null> {
  const hash = hashToken(token)
  if (!hash) return null
  const [row] = await reader
    .select({ slug: statements.slug, status: endorsements.status })
    .from(tokens)
    .innerJoin(endorsements, eq(endorsements.id, tokens.endorsementId))
    .innerJoin(statements, eq(statements.slug, endorsements.statement))
    .where(and(eq(tokens.hash, hash), ne(statements.state, 'public')))
  return row ? { slug: row.slug, isSignatory: row.status === 'approved' } : null
}
