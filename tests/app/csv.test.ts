import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { paths } from '../../src/paths.ts'
import { connect } from '../../src/storage/client.ts'
import { endorsementRow } from '../support/rows.ts'
import { openScene, type Scene, second, slug } from '../support/scene.ts'

// The list as a file where it is longer than what a process holds.

const path = paths.api.signatoriesCsv(slug)
let scene: Scene
const away = connect('postgres://nobody:x@127.0.0.1:1/none', 1)
beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  await away.end()
  await scene.close()
})

/** Asks for the file; where the database is away, after it was there for the list that is held. */
async function ask({ isAway = false, headers = {} } = {}) {
  const held = await scene.deps.snapshots.statement(scene.deps, slug)
  const snapshots = { ...scene.deps.snapshots, statement: async () => held }
  const publicDb = isAway ? away.db : scene.deps.publicDb
  return createApp(() => ({ ...scene.deps, publicDb, snapshots })).request(path, { headers })
}
const idsIn = (csv: string) => [...csv.matchAll(/^"([0-9a-f-]{36})"/gm)].map(([, id]) => id)

it('a list that is held whole is a file also while the database is away', async () => {
  const csv = await (await ask({ isAway: true })).text()
  expect(idsIn(csv)).toHaveLength(11)
})

it('a longer one is all there, in its order, each signatory once', async () => {
  const rows = Array.from({ length: 2300 }, () => endorsementRow('approved'))
  const { sql } = scene.database
  await sql`INSERT INTO endorsements ${sql(rows)}`
  await sql`UPDATE statements SET revision = revision + 1`
  scene.moveClock(2 * second)
  const answer = await ask()
  expect(answer.headers.get('etag')).toMatch(/^W\/"csv-\d+"$/)
  const ids = idsIn(await answer.text())
  expect(ids.slice(11)).toEqual(rows.map(({ id }) => id))
  expect(new Set(ids).size).toBe(2311)
})

it('costs no look into the database while it has not changed', async () => {
  const etag = (await ask()).headers.get('etag') ?? ''
  const again = await ask({ isAway: true, headers: { 'if-none-match': etag } })
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
})

it('is refused before its first byte while the database is away', async () => {
  const answer = await ask({ isAway: true })
  expect(answer.status).toBe(503)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(await answer.json()).toMatchObject({ error: { status: 503 } })
})

it('holds no transaction while its reader is slow', async () => {
  const answer = await ask()
  const reader = answer.body?.getReader()
  await reader?.read()
  const open = () => scene.database.sql`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND usename = 'countersign_public' AND xact_start IS NOT NULL`
  // The next batch is read ahead, in a moment.
  await expect.poll(open).toHaveLength(0)
  await reader?.cancel()
})
