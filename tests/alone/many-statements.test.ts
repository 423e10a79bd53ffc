import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { replay } from '../../src/held/replay.ts'
import { createSnapshots } from '../../src/held/snapshot.ts'
import { paths } from '../../src/paths.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { openScene, type Scene, slug } from '../support/scene.ts'

// Two hundred statements with a thousand names each cost what one costs.

const names = 1000
const many = 200
const atMost = 1.3

type Site = { scene: Scene; deps: Scene['deps']; app: ReturnType<typeof createApp> }
let one: Site
let all: Site
beforeAll(async () => {
  one = await openSite(0)
  all = await openSite(many - 1)
}, 600_000)
afterAll(() => Promise.all([one.scene.close(), all.scene.close()]))

/** The real statement and so many others, each with a thousand names, as a process of Node holds them. */
async function openSite(others: number): Promise<Site> {
  const scene = await openScene()
  const { sql } = scene
  await sql`INSERT INTO statements (slug, position, default_language, revision, created_at)
    SELECT 'other-' || i, i, 'en', 1, now() FROM generate_series(1, ${others}::int) AS i`
  await sql`INSERT INTO statement_versions (statement, number, change, sha256, created_at)
    SELECT slug, 1, 'substantive', repeat('0', 64), now() FROM statements WHERE slug <> ${slug}`
  await sql`INSERT INTO statement_texts (statement, version, language, title, markdown, sha256)
    SELECT slug, 1, 'en', 'On ' || slug, '# On ' || slug || E'\n\nText.\n', repeat('0', 64)
    FROM statements WHERE slug <> ${slug}`
  for (const { statement } of await sql`SELECT slug AS statement FROM statements`)
    await sql`INSERT INTO endorsements (id, statement, version, status, revision, language, text_language, name,
        organisation_key, position, requested_at, confirmed_at, approved_at, signed_on, country)
      SELECT gen_random_uuid(), ${statement}, 1, 'approved', 3, 'en', 'en', 'Organisation ' || i,
        'organisation ' || i, nextval('list_positions'), now(), now(), now(), current_date, 'LT'
      FROM generate_series(1, ${names}::int) AS i`
  await sql`UPDATE statements SET revision = revision + 1`
  await sql`VACUUM ANALYZE`
  const deps = { ...scene.deps, mayShareWork: true, snapshots: createSnapshots() }
  return { scene, deps, app: createApp(() => deps) }
}

/** Milliseconds, the least of the rounds that the two take in turns. */
async function timesOf(work: (site: Site) => Promise<unknown>, rounds = 40): Promise<[number, number]> {
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < rounds; round++)
    for (const [i, site] of [one, all].entries()) {
      const began = performance.now()
      await work(site)
      least[i] = Math.min(least[i] ?? 0, performance.now() - began)
    }
  return [least[0] ?? 0, least[1] ?? 0]
}

const told = (what: string, [ofOne, ofAll]: readonly [number, number], unit: string) =>
  console.log(`${what}: ${ofOne.toFixed(3)} and ${ofAll.toFixed(3)} ${unit}, ${(ofAll / ofOne).toFixed(2)} ×`)

it('the question of each second', async () => {
  const check = (site: Site) => site.deps.snapshots.check(site.deps)
  await timesOf(check, 10)
  const times = await timesOf(check)
  told('the question of each second', times, 'ms')
  expect(times[1]).toBeLessThan(atMost * times[0])
})

it('a sweep', async () => {
  const once = (site: Site) => sweep(site.deps)
  await timesOf(once, 5)
  const times = await timesOf(once)
  told('a sweep', times, 'ms')
  expect(times[1]).toBeLessThan(atMost * times[0])
})

it('the home page', async () => {
  const address = (site: Site) => (site === one ? paths.statement.page('en', slug) : paths.start('en'))
  const answer = async (site: Site) => {
    for (let i = 0; i < 2000; i++) {
      const request = { method: 'GET', address: address(site), header: () => undefined }
      if (!replay(request, site.deps.snapshots, site.deps.now)) await site.app.request(address(site))
    }
  }
  await timesOf(answer, 5)
  const times = await timesOf(answer)
  told('2,000 answers of the home page', times, 'ms')
  expect(times[1]).toBeLessThan(atMost * times[0])
})

it('memory: what is read is held, and no more', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const heap = () => {
    collect()
    return process.memoryUsage().heapUsed / 2 ** 20
  }
  const before = heap()
  const { statements } = await all.deps.snapshots.current(all.deps)
  expect(statements).toHaveLength(many)
  for (const { slug: each } of statements) await all.deps.snapshots.statement(all.deps, each)
  const grown = heap() - before
  console.log(`every statement read once: ${grown.toFixed(0)} MB more`)
  expect(grown).toBeLessThan(60)
})
