import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { statesFor } from '../domain/actions.ts'
import { type Endorsement, undecidedStatuses } from '../domain/endorsement.ts'
import type { Transaction } from './client.ts'
import { endorsementOf } from './endorsement-rows.ts'
import { endorsements } from './schema/endorsements.ts'
import type { Macs } from './sealing.ts'

const { id, statement, status, typedLookup, emailLookup, requestedAt } = endorsements

/** The request that waits and whose address was proved to be this one, if any: there is one for a statement at most. */
export async function findProved(
  tx: Transaction,
  of: { statement: string; lookup: Macs },
): Promise<Endorsement | null> {
  const [row] = await tx
    .select()
    .from(endorsements)
    .where(
      and(
        eq(statement, of.statement),
        inArray(emailLookup, [...of.lookup]),
        inArray(status, undecidedStatuses),
      ),
    )
  return row ? endorsementOf(row) : null
}

/** The signatories whose representative has this address, by the list's order backwards. */
export async function findListedOf(
  tx: Transaction,
  of: { statement: string; lookup: Macs },
): Promise<Endorsement[]> {
  const rows = await tx
    .select()
    .from(endorsements)
    .where(and(eq(statement, of.statement), inArray(emailLookup, [...of.lookup]), eq(status, 'approved')))
    .orderBy(desc(endorsements.position))
  return rows.map(endorsementOf)
}

/** Requests of this address that a confirm link may still confirm, over all statements, newest first. */
export async function findUnconfirmed(tx: Transaction, lookup: Macs, most: number): Promise<Endorsement[]> {
  const rows = await tx
    .select()
    .from(endorsements)
    .where(and(inArray(typedLookup, [...lookup]), inArray(status, statesFor.resend)))
    .orderBy(desc(requestedAt))
    .limit(most)
  return rows.map(endorsementOf)
}

/** A request or signatory of an address, and whether a link has proved that the address is its representative's. */
export type RequestOfAddress = { endorsement: Endorsement; isProved: boolean }

/**
 * All that an address has with us, over all statements, newest first: what its owner has proved, however it stands, and
 * what a link may still confirm. What is erased is nobody's.
 */
export async function findOfAddress(
  tx: Transaction,
  lookup: Macs,
  most: number,
): Promise<RequestOfAddress[]> {
  const isProved = inArray(emailLookup, [...lookup])
  const canBeProved = and(
    inArray(typedLookup, [...lookup]),
    isNull(emailLookup),
    inArray(status, statesFor.resend),
  )
  const rows = await tx
    .select({ row: endorsements, isProved: sql<boolean>`${isProved} IS TRUE` })
    .from(endorsements)
    .where(or(isProved, canBeProved))
    .orderBy(desc(requestedAt))
    .limit(most)
  return rows.map(({ row, isProved }) => ({ endorsement: endorsementOf(row), isProved }))
}

/**
 * What of an address nobody has proved yet, lapsed or not, locked until the transaction ends. Always in the same order:
 * of two links of one address that are confirmed at once, the second waits for the first, and then finds nothing. So
 * does a crowd that presses one button: none of it holds the lock for the next.
 */
export async function lockUnproved(
  tx: Transaction,
  of: { statement: string; lookup: Macs },
): Promise<Endorsement[]> {
  const rows = await tx
    .select()
    .from(endorsements)
    .where(
      and(
        eq(statement, of.statement),
        inArray(typedLookup, [...of.lookup]),
        or(eq(status, 'requested'), and(eq(status, 'expired'), isNull(emailLookup))),
      ),
    )
    .orderBy(id)
    .for('update')
  return rows.map(endorsementOf)
}
