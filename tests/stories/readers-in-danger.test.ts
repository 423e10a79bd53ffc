import { beforeAll, describe, expect, it } from 'vitest'
import { languages } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { someOf } from '../support/exhaustive.ts'
import { slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const onion = 'http://hjwkoh4g2gz2ddtqll6a34b5oduqh4432g6qrtc7ds33nxgxehp4vyad.onion'
const mirror = 'https://mirror.example'
const { visitor } = useStage({ ONION_URL: onion, MIRROR_URLS: mirror })

const atTheEdge = 'public, max-age=1, stale-if-error=3600'
let id = ''
beforeAll(async () => {
  id = (await visitor.list()).signatories[0]?.id ?? ''
})

const about = () => [
  ...languages.flatMap(lang => [
    paths.statement.page(lang, slug),
    paths.list.page(lang, slug),
    `${paths.list.page(lang, slug)}?q=human`,
    `${paths.list.page(lang, slug)}?q=.`,
    `${paths.list.page(lang, slug)}?after=${crypto.randomUUID()}`,
    paths.list.signatory(lang, slug, id),
    paths.statement.document(lang, slug),
    paths.statement.embed(lang, slug),
    paths.endorsement.ask(lang, slug),
    paths.api.signatoriesCsvIn(lang, slug),
  ]),
  paths.statement.version('en', slug, '1.md'),
  paths.api.statements,
  paths.api.statement(slug),
  paths.api.signatories(slug),
  `${paths.api.signatories(slug)}?limit=2`,
  paths.api.signatoriesCsv(slug),
  paths.api.signatoriesAtom(slug),
  paths.site.sitemap,
]

describe(`a statement whose readers are in danger, on ${target}`, () => {
  it('is kept by no browser, whatever is asked for, and by what stands before us for a second', async () => {
    for (const path of about()) {
      // The second answer may be given past the router.
      for (let again = 0; again < 2; again++) {
        const answer = await visitor.get(path)
        expect(answer.headers.get('cache-control'), path).toBe('no-store')
        // A refusal is kept by nothing.
        const [edge, seconds] = answer.ok ? [atTheEdge, '1'] : [null, null]
        expect(answer.headers.get('cloudflare-cdn-cache-control'), path).toBe(edge)
        expect(answer.headers.get('cdn-cache-control'), path).toBe(edge)
        expect(answer.headers.get('x-accel-expires'), path).toBe(seconds)
        expect(answer.headers.get('surrogate-control'), path).toBeNull()
      }
    }
  })

  it('is kept by no browser where an unchanged page is answered, or one leads to it', async () => {
    const path = paths.statement.page('en', slug)
    const etag = (await visitor.get(path)).headers.get('etag') ?? ''
    const unchanged = await visitor.get(path, { 'if-none-match': etag })
    expect([unchanged.status, unchanged.headers.get('cache-control')]).toEqual([304, 'no-store'])
    for (const way of [
      paths.home,
      paths.start('be'),
      paths.list.permanent(id),
      paths.statement.version('en', slug, 1),
    ]) {
      const answer = await visitor.get(way)
      expect([answer.status, answer.headers.get('cache-control')], way).toEqual([302, 'no-store'])
    }
  })

  it.each(someOf(languages, 1))(
    'has the page that tells what others see, in %s, and the way to it wherever it is taken along',
    async lang => {
      const safety = paths.site.safety(lang)
      const answer = await visitor.get(safety)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
      const html = await answer.text()
      for (const address of [onion, mirror]) expect(html).toContain(`href="${address}"`)
      const ways = async (path: string) =>
        (await (await visitor.get(path)).text()).split(`href="${safety}"`).length - 1
      // On the statement's page: where it begins, beside sharing, beside the files and beside the embed's code.
      expect(await ways(paths.statement.page(lang, slug))).toBe(4)
      expect(await ways(paths.list.page(lang, slug))).toBe(1)
      expect(await ways(paths.endorsement.ask(lang, slug))).toBe(1)
      expect(await ways(paths.site.help(lang))).toBe(2)
      const form = await (await visitor.get(paths.endorsement.ask(lang, slug))).text()
      expect(form.indexOf(safety)).toBeLessThan(form.indexOf('<form'))
      expect(await (await visitor.get(paths.site.help(lang))).text()).toContain(`href="${mirror}"`)
    },
  )
})

describe(`the onion service, on ${target}`, () => {
  it('is offered by every page at the same address, by nothing that is no page, and not at the desk', async () => {
    const pages = [
      paths.statement.page('be', slug),
      `${paths.list.page('en', slug)}?country=LT&sort=name`,
      paths.statement.document('ru', slug),
      paths.site.help('en'),
      paths.endorsement.privatePage('en', 'x'.repeat(43)),
      '/en/nowhere',
    ]
    for (const path of pages)
      for (let again = 0; again < 2; again++)
        expect((await visitor.get(path)).headers.get('onion-location'), path).toBe(onion + path)
    for (const path of [paths.api.signatories(slug), paths.site.robots, paths.auth.signIn, paths.home])
      expect((await visitor.get(path)).headers.get('onion-location'), path).toBeNull()
  })

  it('is not said anew of an unchanged page', async () => {
    const path = paths.statement.page('be', slug)
    const etag = (await visitor.get(path)).headers.get('etag') ?? ''
    for (const same of [`${path}?`, path]) {
      const unchanged = await visitor.get(same, { 'if-none-match': etag })
      expect([unchanged.status, unchanged.headers.get('onion-location')]).toEqual([304, null])
    }
  })

  it('keeps whoever reads there: the languages of a page lead to no other origin', async () => {
    const html = await (await visitor.get(paths.statement.page('en', slug))).text()
    const [nav = ''] = /<nav class="languages".*?<\/nav>/s.exec(html) ?? []
    expect([...nav.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(
      languages.map(lang => paths.statement.page(lang, slug)),
    )
  })

  it('takes forms: a browser says of it too that a form comes from its own site', async () => {
    const headers = { origin: onion, 'sec-fetch-site': 'same-origin' }
    const answer = await visitor.post(paths.endorsement.ask('en', slug), { organisation: 'x' }, headers)
    expect(answer.status).toBe(422)
  })
})
