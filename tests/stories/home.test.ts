import { beforeAll, describe, expect, it } from 'vitest'
import { languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { anotherStatement, deployBeside } from '../support/several-statements.ts'
import { day, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'
import { withinTwoSeconds } from '../support/within-two-seconds.ts'

const { visitor, database, sql, moveClock } = useStage()
const inTime = { timeout: 10_000, interval: 50 }
const home = async (lang = 'en') => (await visitor.get(paths.start(lang))).text()
const leadsTo = async (path: string, headers = {}) => {
  const answer = await visitor.get(path, headers)
  return [answer.status, answer.headers.get('location')]
}
/** The statements as the page lists them, from its first to its last. */
const listed = (page: string) => [...page.matchAll(/<h[23]><a href="\/\w+\/([\w-]+)"/g)].map(([, one]) => one)

const closes = new Date(Date.now() + 30 * day).toISOString()
const others = [
  anotherStatement('over', { opensAt: null, closesAt: '2020-01-01T00:00:00Z' }),
  anotherStatement('press', {
    closesAt: closes,
    source: { name: 'A <paper>', url: 'https://paper.example', publishedOn: null },
    texts: { en: '# On the press\n\nText.\n', be: '# Пра прэсу\n\nТэкст.\n' },
  }),
]

it(`one statement stands at the site’s own address, on ${target}`, async () => {
  for (const lang of languages) {
    expect(await leadsTo('/', { 'accept-language': lang })).toEqual([302, paths.statement.page(lang, slug)])
    expect(await leadsTo(paths.start(lang))).toEqual([302, paths.statement.page(lang, slug)])
  }
})

describe(`several statements, on ${target}`, () => {
  beforeAll(() => deployBeside(database(), others))

  it('are listed in each language: the featured one, the open ones, the closed ones', async () => {
    await expect.poll(async () => (await visitor.get(paths.start('en'))).status, inTime).toBe(200)
    for (const lang of languages) {
      const t = translator(lang)
      expect(await leadsTo('/', { 'accept-language': lang })).toEqual([302, paths.start(lang)])
      const page = await home(lang)
      expect(listed(page)).toEqual([slug, 'press', 'over'])
      for (const key of ['home.featured', 'home.open', 'home.closed'] as const) expect(page).toContain(t(key))
      expect(page).toContain(t('home.source', { name: 'A &lt;paper&gt;' }))
      expect(page).toContain(`<time datetime="${closes}"`)
      expect(page).toContain('<span class="figure">11</span>')
    }
    expect(await home('be')).toContain('<a href="/be/press">Пра прэсу</a>')
    expect(await home('be'), 'in the language that it has').toMatch(
      /<a href="\/be\/over" lang="en"[^>]*>On over<\/a>/,
    )
    expect(await home('be'), 'by its courtesy text').not.toContain(`<a href="/be/${slug}" lang="en"`)
  })

  it('tells search engines and programs where the page is, and what it lists', async () => {
    const page = await home()
    expect(page).toContain('<link rel="canonical" href="http://countersign.test/en"/>')
    for (const lang of languages)
      expect(page).toContain(`hreflang="${lang}" href="http://countersign.test/${lang}"`)
    expect(page).toContain('"@type":"ItemList"')
    expect(page).toContain('href="/api/statements/press/signatories.atom" title="Signatories: On the press"')
    expect(page, 'a name that says nothing').toContain('title="Signatories: A joint statement"')
    expect(page.slice(0, page.indexOf('<body>'))).not.toContain('xpulsion"')
    const sitemap = await (await visitor.get(paths.site.sitemap)).text()
    for (const path of ['/en', '/be/press', '/ru/over/signatories'])
      expect(sitemap).toContain(`<loc>http://countersign.test${path}</loc>`)
  })

  it('is not kept in a browser where one of them endangers its readers, and answers 304 while nothing changed', async () => {
    const first = await visitor.get(paths.start('en'))
    expect(first.headers.get('cache-control')).toBe('no-store')
    const again = await visitor.get(paths.start('en'), { 'if-none-match': first.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  it('counts a new name within two seconds', async () => {
    await visitor.post(paths.endorsement.ask('en', 'press'), {
      organisation: 'Press Club',
      country: 'LT',
      website: '',
      representative: 'A B',
      role: 'Head',
      email: 'ab@press.example.org',
      comment: '',
      authority: 'yes',
      version: '1',
    })
    expect(await home()).toContain('No organisation has signed yet')
    await sql`UPDATE endorsements SET status = 'approved', approved_at = now(), confirmed_at = now(),
      position = nextval('list_positions'), signed_on = now(), expires_at = NULL, email_lookup = NULL
      WHERE statement = 'press'`
    await sql`UPDATE statements SET revision = revision + 1 WHERE slug = 'press'`
    await withinTwoSeconds(home, page => page.includes('1 organisation has signed'))
  })

  it('moves a statement to the closed ones at its hour, and shows none that is not public', async () => {
    await moveClock(Date.parse(closes) - Date.now())
    await expect.poll(async () => listed(await home()), inTime).toEqual([slug, 'over', 'press'])
    await sql`UPDATE statements SET state = 'draft' WHERE slug = 'over'`
    await expect.poll(async () => listed(await home()), inTime).toEqual([slug, 'press'])
    await sql`UPDATE statements SET state = 'private' WHERE slug = 'press'`
    await expect
      .poll(() => leadsTo(paths.start('en')), inTime)
      .toEqual([302, paths.statement.page('en', slug)])
  })
})
