import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { beforeAll, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createSnapshots } from '../../src/held/snapshot.ts'
import { paths } from '../../src/paths.ts'
import { openScene, type Scene, slug } from '../support/scene.ts'

let scene: Scene
let sql: postgres.Sql
/** Every statement that a public page's connection was given. */
const statements: string[] = []
let time = 0

beforeAll(async () => {
  scene = await openScene()
  sql = postgres(scene.database.public, { max: 4, onnotice: () => {} })
  return async () => {
    await sql.end()
    await scene.close()
  }
})

it('ten seconds of a thousand open pages cost one small question a second, and no list', async () => {
  const logger = { logQuery: (text: string) => void statements.push(text) }
  const deps = {
    ...scene.deps,
    publicDb: drizzle(sql, { logger }),
    snapshots: createSnapshots(() => time),
  }
  const app = createApp(() => deps)
  const address = paths.statement.page('en', slug)
  const first = await app.request(address)
  expect(first.status).toBe(200)
  expect(statements.length).toBeGreaterThan(1)
  const known = { 'if-none-match': first.headers.get('etag') ?? '' }

  statements.length = 0
  const perSecond = 334
  for (let second = 1; second <= 10; second += 1) {
    for (let page = 0; page < perSecond; page += 1) {
      time = second * 1000 + Math.floor((page * 1000) / perSecond)
      const answer = await app.request(address, { headers: known })
      expect(answer.status).toBe(304)
    }
  }
  expect(statements).toHaveLength(10)
  expect(new Set(statements).size).toBe(1)
  const [question = ''] = statements
  expect(question).toMatch(/^select "number" from "public_change_number"/)
  expect(await sql.unsafe(question)).toHaveLength(1)
})
