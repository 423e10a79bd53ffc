import { describe, expect, it } from 'vitest'
import { languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { type OwnPostgres, ownPostgres } from '../support/own-postgres.ts'
import { privateLink, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

let server: OwnPostgres
const { visitor, mail, moderator, restart, sweep, logged } = useStage({}, async () => {
  server = await ownPostgres()
  return server
})

const page = paths.statement.page('en', slug)
const list = paths.api.signatories(slug)
const form = paths.endorsement.ask('be', slug)
const be = translator('be')
/** The links of the one request that was made before. */
const links = { confirm: '', page: '' }
/** What only the representative and a moderator may ever read. */
const canary = {
  representative: 'Canary Kanarinas',
  role: 'Keeper of the cage',
  email: 'canary@cage.example',
}

const lineOf = (html: string) => /<p [^>]*id="as-of"[^>]*>(.*?)<\/p>/.exec(html)?.[1] ?? ''
const isCalm = async (answer: Response) => {
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const id = answer.headers.get('x-request-id') ?? ''
  const html = await answer.text()
  expect(id).toMatch(/^[\w-]{36}$/)
  expect(html).toContain(id)
  return { html, id }
}
const fresh = () =>
  expect.poll(async () => (await visitor.get(page)).headers.get('age'), { timeout: 20_000 }).toBeNull()

/** Readers who go on asking until `change` is over and for a second after it. */
async function underLoad(change: () => Promise<unknown>): Promise<Response[]> {
  const answers: Response[] = []
  let over = false
  const readers = [page, list, paths.statement.page('be', slug), paths.api.statement(slug)].map(
    async path => {
      while (!over) {
        const answer = await visitor.get(path)
        await answer.arrayBuffer()
        answers.push(answer)
      }
    },
  )
  try {
    await change()
    await expect
      .poll(async () => (await visitor.get(page)).headers.has('age'), { timeout: 10_000 })
      .toBe(true)
  } finally {
    over = true
    await Promise.all(readers)
  }
  return answers
}

describe(`a database that is stopped under load, on ${target}`, () => {
  it('keeps nobody from reading, and every page says how old its list is', async () => {
    await visitor.asks({ email: 'first@example.org' })
    links.confirm = await mail.link('first@example.org')
    await visitor.confirms(links.confirm)
    links.page = privateLink(await mail.newest('first@example.org', /address is confirmed/))
    await moderator.approves(sample.organisation)
    await expect.poll(async () => (await visitor.list()).count).toBe(12)
    expect(lineOf(await (await visitor.get(page)).text())).toBe('')

    const answers = await underLoad(() => server.goAway())
    expect(answers.length).toBeGreaterThan(8)
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])

    for (const lang of languages) {
      const asked = Date.now()
      const answer = await visitor.get(paths.statement.page(lang, slug))
      const answered = Date.now()
      expect(answer.status).toBe(200)
      const html = await answer.text()
      const [before = ''] = translator(lang)('list.asOf', { moment: '|' }).split('|')
      expect(lineOf(html)).toContain(before)
      expect(html).toContain(sample.organisation)
      const said = Date.parse(/<time datetime="([^"]+)"/.exec(lineOf(html))?.[1] ?? '')
      const saidOfNow = said + Number(answer.headers.get('age')) * 1000
      expect(saidOfNow).toBeGreaterThan(asked - 3000)
      expect(saidOfNow).toBeLessThan(answered + 3000)
    }
    expect((await visitor.list()).count).toBe(12)
  })

  it('says an absolute time, so that an unchanged page still costs a 304', async () => {
    const etag = (await visitor.get(page)).headers.get('etag') ?? ''
    await expect
      .poll(async () => Number((await visitor.get(page)).headers.get('age')), { timeout: 10_000 })
      .toBeGreaterThan(2)
    const again = await visitor.get(page, { 'if-none-match': etag })
    expect(again.status).toBe(304)
    expect(Number(again.headers.get('age'))).toBeGreaterThan(2)
  })

  it('keeps what was typed, says so in the page’s language, and logs nothing of it', async () => {
    expect((await visitor.get(form)).status).toBe(200)
    const typed = { ...sample, ...canary }
    const { html, id } = await isCalm(await visitor.post(form, typed))
    expect(html).toContain('<html lang="be"')
    expect(html).toContain(`<h2>${be('fault.away.title')}</h2>`)
    const { authority, country, comment, version, ...texts } = typed
    for (const value of Object.values(texts)) expect(html).toContain(`value="${value}"`)
    expect(html).toContain(comment)
    expect(html).toContain(`value="${country}" selected`)
    expect(html).toMatch(/name="authority"[^>]* checked/)
    expect(html).toContain(`name="version" value="${version}"`)

    await expect.poll(() => logged().filter(line => line.includes(id))).toHaveLength(1)
    expect(JSON.parse(logged().find(line => line.includes(id)) ?? '')).toMatchObject({
      level: 'error',
      happening: 'request_failed',
      method: 'POST',
      status: 503,
    })
    for (const secret of Object.values(canary)) expect(logged().join('\n')).not.toContain(secret)
  })

  it('answers every link and every form of a link with a calm page', async () => {
    for (const path of [links.confirm, links.page]) await isCalm(await visitor.get(path))
    await isCalm(await visitor.post(links.confirm, { action: 'confirm', revision: '1', confirm: 'yes' }))
    await isCalm(await visitor.post(`${links.page}/amend`, { ...sample, revision: '3' }))
    expect((await visitor.get(paths.site.health)).status).toBe(200)
    expect((await visitor.get(paths.site.ready)).status).toBe(503)
  })

  it('leaves the list to a process that has just begun', async () => {
    await server.comeBack()
    await fresh()
    await visitor.asks({ organisation: 'Nobody Read This', email: 'unread@example.org' })
    await visitor.confirms(await mail.link('unread@example.org'))
    await moderator.approves('Nobody Read This')
    await sweep()
    await server.goAway()
    await restart()
    const answer = await visitor.get(page)
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('Nobody Read This')
    expect(lineOf(html)).toContain('<time')
    expect((await visitor.get(form)).status).toBe(200)
    await isCalm(await visitor.post(form, sample))
  })

  it('is met again without a restart', async () => {
    await server.comeBack()
    await fresh()
    expect(lineOf(await (await visitor.get(page)).text())).toBe('')
    expect((await visitor.asks({ email: 'after@example.org' })).status).toBe(200)
    await visitor.confirms(await mail.link('after@example.org'))
  })
})

describe(`a database that neither answers nor refuses, on ${target}`, () => {
  it('keeps nobody waiting: the list at once, and a form within seconds', async () => {
    await fresh()
    const within = async (seconds: number, asking: Promise<Response>) => {
      const began = performance.now()
      const answer = await asking
      expect((performance.now() - began) / 1000).toBeLessThan(seconds)
      return answer
    }
    await server.freeze()
    try {
      const [read, asked, linked] = await Promise.all([
        within(4, visitor.get(page)),
        within(8, visitor.post(form, { ...sample, ...canary })),
        within(10, visitor.get(links.confirm)),
      ])
      expect(read.status).toBe(200)
      expect((await isCalm(asked)).html).toContain(`value="${canary.email}"`)
      await isCalm(linked)
      expect((await visitor.get(page)).headers.has('age')).toBe(true)
    } finally {
      server.thaw()
    }
    await fresh()
    expect((await visitor.get(links.confirm)).status).toBe(410)
  })
})
