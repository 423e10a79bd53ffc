import { expect, it } from 'vitest'
import { fillOldRows } from '../../src/storage/backfill.ts'
import { connect } from '../../src/storage/client.ts'
import { freshDatabase } from '../support/database.ts'
import { slug } from '../support/stage.ts'

it('10,000 old rows get their keys and details in seconds, and once', async () => {
  const { sql, owner: url, drop } = await freshDatabase()
  await sql`
    INSERT INTO endorsements (id, statement, version, status, revision, language, name, organisation_key, email_lookup,
      requested_at, confirmed_at, waiting_since)
    SELECT gen_random_uuid(), ${slug}, 1, 'confirmed', 2, 'be', 'Праваабарончы цэнтр ' || n, 'цэнтр ' || n,
      sha256(convert_to(n::text, 'UTF8')), now(), now(), now()
    FROM generate_series(1, 10000) n`
  const owner = connect(url, 1)
  const started = performance.now()
  expect(await fillOldRows(owner.db)).toBe(10_000)
  expect(performance.now() - started).toBeLessThan(15_000)
  expect(await sql`SELECT 1 FROM endorsements WHERE skeletons = '{}' OR search_text = ''`).toEqual([])
  const [filled] = await sql`SELECT count(DISTINCT search_text)::int AS n FROM endorsements`
  expect(filled?.n).toBeGreaterThan(10_000)
  expect(await fillOldRows(owner.db)).toBe(0)
  await owner.end()
  await drop()
})
