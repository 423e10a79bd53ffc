import { describe, expect, it } from 'vitest'
import { languages } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, moderator } = useStage()

const hot = [
  ...languages.map(lang => paths.statement.page(lang, slug)),
  paths.list.page('en', slug),
  paths.statement.embed('be', slug),
  paths.api.signatories(slug),
  paths.api.signatoriesCsv(slug),
  paths.api.statement(slug),
]
const told = async (answer: Response) => {
  const { date: _, ...headers } = Object.fromEntries(answer.headers)
  return { status: answer.status, headers, body: await answer.text() }
}

describe(`what is the same for everybody, on ${target}`, () => {
  it.each(hot)('%s is answered again to the byte as it was at first, headers and 304 too', async path => {
    for (const encoding of ['gzip, br', 'identity']) {
      const first = await told(await visitor.get(path, { 'accept-encoding': encoding }))
      expect(first.status).toBe(200)
      for (let again = 0; again < 3; again++)
        expect(await told(await visitor.get(path, { 'accept-encoding': encoding }))).toEqual(first)
      const known = { 'accept-encoding': encoding, 'if-none-match': String(first.headers.etag) }
      // By the router the first time, as a query is never answered again; then as everybody.
      const slow = await told(await visitor.get(`${path}?`, known))
      expect(slow.status).toBe(304)
      expect(await told(await visitor.get(path, known))).toEqual(slow)
    }
  })

  it('is another answer once somebody has joined', async () => {
    const before = await told(await visitor.get(paths.statement.page('en', slug)))
    await visitor.asks()
    await visitor.confirms(await mail.link(sample.email))
    await moderator.approves(sample.organisation)
    await expect
      .poll(async () => (await told(await visitor.get(paths.statement.page('en', slug)))).body, {
        timeout: 30_000,
      })
      .toContain(sample.organisation)
    const after = await told(await visitor.get(paths.statement.page('en', slug)))
    expect(after.headers.etag).not.toBe(before.headers.etag)
  })

  it('is where an address with a slash too many leads, and to no other site', async () => {
    const answer = await visitor.get(`${paths.list.page('be', slug)}/?sort=name`)
    expect(answer.status).toBe(301)
    const head = await visitor.send(`${paths.list.page('be', slug)}/`, { method: 'HEAD' })
    expect(head.status).toBe(301)
    expect(answer.headers.get('location')).toBe(`${paths.list.page('be', slug)}?sort=name`)
    for (const path of ['//evil.example/', '/\\evil.example/', '/%2F/evil.example/', '/@evil.example/'])
      expect((await visitor.get(path)).status, path).toBe(404)
  })

  it.each(['.', ')', '>', ',', '%20', '%22', '%E2%80%9D', '%C2%BB', '%E2%80%8B', ').', '/.'])(
    'is where an address leads that a program took %s into from behind it, and to no other site',
    async sign => {
      for (const path of [paths.list.page('be', slug), paths.endorsement.confirm('en', 'a_-')]) {
        const answer = await visitor.get(`${path}${sign}?sort=name`)
        expect(answer.status, path).toBe(301)
        expect(answer.headers.get('location')).toBe(`${path}?sort=name`)
        expect((await visitor.send(path + sign, { method: 'HEAD' })).status).toBe(301)
        expect((await visitor.post(path + sign, {})).status).not.toBe(301)
      }
      for (const path of ['//evil.example', '/\\evil.example', '/%2F/evil.example', '/@evil.example', '/%'])
        expect((await visitor.get(path + sign)).status, path).toBe(404)
    },
  )

  it('is told to nobody who asks by another method, or for an address that is only like it', async () => {
    const path = paths.statement.page('en', slug)
    await visitor.get(path)
    expect((await visitor.post(path, {})).status).toBe(405)
    for (const like of [path.toUpperCase(), path.replace('/en/', '/EN/'), `/${path}`])
      expect((await visitor.get(like)).status, like).toBe(404)
  })
})
