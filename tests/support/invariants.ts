import { expect } from 'vitest'
import type { TestDatabase } from './database.ts'

/** What holds after whatever happened, where every approval needs two people. */
export async function keepsInvariants(sql: TestDatabase['sql']): Promise<void> {
  // One public entry for an organisation.
  expect(await sql`SELECT name FROM public_signatories GROUP BY name HAVING count(*) > 1`).toEqual([])

  // The list is the fold of the record.
  const entries = await sql<{ id: string; type: string }[]>`
    SELECT endorsement_id AS id, entry::json ->> 'type' AS type FROM record_entries
    WHERE endorsement_id IS NOT NULL ORDER BY seq`
  const listed = new Set<string>()
  for (const { id, type } of entries) {
    if (type === 'withdraw') listed.delete(id)
    else listed.add(id)
  }
  const shown = await sql<{ id: string }[]>`SELECT id FROM public_signatories ORDER BY id`
  expect(shown.map(({ id }) => id)).toEqual([...listed].sort())

  // Nobody is listed without two decisions of two people, and nobody is two of them.
  const doubtful = await sql`
    SELECT e.id FROM endorsements e WHERE e.status = 'approved' AND e.requested_at IS NOT NULL AND 2 > (
      SELECT count(DISTINCT l.moderator_id) FROM log l
      WHERE l.endorsement_id = e.id AND l.kind IN ('first-approve', 'approve'))`
  expect(doubtful).toEqual([])
}
