import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import type { Status } from '../../src/domain/endorsement.ts'
import { slug } from './scene.ts'

export type Row = Record<string, postgres.SerializableParameter>

const asked = new Date('2030-01-01T00:00:00Z')
const later = new Date('2030-01-02T00:00:00Z')
let position = 1000

/** The facts of each status that its CHECKs want, and no other. */
export const factsOf: Record<Status, Row> = {
  requested: { expires_at: later },
  confirmed: { confirmed_at: later, waiting_since: later },
  returned: { confirmed_at: later, returned_at: later },
  approved: { confirmed_at: later, approved_at: later },
  rejected: { confirmed_at: later, rejected_at: later },
  withdrawn: { confirmed_at: later, withdrawn_at: later },
  expired: { expired_at: later },
}

/** An endorsement as the database wants it, in any status, of an organisation of its own. */
export function endorsementRow(status: Status, changes: Row = {}): Row {
  const id = crypto.randomUUID()
  return {
    id,
    statement: slug,
    version: 1,
    status,
    revision: 1,
    language: 'en',
    name: `Organisation ${id}`,
    organisation_key: `organisation ${id}`,
    email_lookup: randomBytes(32),
    requested_at: asked,
    ...(status === 'approved' ? { position: ++position } : {}),
    ...factsOf[status],
    ...changes,
  }
}

export const insert = (sql: postgres.ISql, table: string, row: Row) =>
  sql`INSERT INTO ${sql(table)} ${sql(row)}`
