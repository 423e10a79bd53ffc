import { describe, expect, it } from 'vitest'
import { robotsText } from '../../../src/site/robots.ts'
import { securityText } from '../../../src/site/security-txt.ts'
import { sitemapXml } from '../../../src/site/sitemap.ts'
import { languages } from '../../../src/i18n/index.ts'
import { paths } from '../../../src/paths.ts'
import { statementLinkedData } from '../../../src/signatories/statement/linked-data.ts'
import { LinkedData } from '../../../src/ui/share-meta.tsx'
import { publicSignatory, publicStatement } from '../../support/public-statement.ts'

const origin = 'https://countersign.example'

describe('robots.txt', () => {
  const lines = robotsText(origin).split('\n')
  const closed = lines.flatMap(line => /^Disallow: (.+)$/.exec(line)?.[1] ?? [])
  const mayRead = (path: string) => !closed.some(start => path.startsWith(start))

  it('speaks to everyone and names the sitemap', () => {
    expect(lines[0]).toBe('User-agent: *')
    expect(lines).toContain(`Sitemap: ${origin}/sitemap.xml`)
    expect(closed.every(start => start.startsWith('/') && start.length > 1)).toBe(true)
  })

  it.each(languages)('opens the public pages in %s and closes what a link in a mail opens', lang => {
    const open = [
      ...[
        paths.statement.page(lang, 'confirmed'),
        paths.statement.version(lang, 'x', 1),
        paths.endorsement.ask(lang, 'x'),
      ],
      ...[
        paths.list.page(lang, 'x'),
        paths.list.signatory(lang, 'x', 'id'),
        paths.statement.document(lang, 'x'),
      ],
      ...[paths.site.help(lang), paths.site.privacy(lang)],
    ]
    for (const path of open) expect(mayRead(path), path).toBe(true)
    for (const path of [paths.endorsement.confirm(lang, 'secret'), paths.endorsement.amend(lang, 'secret')])
      expect(mayRead(path), path).toBe(false)
  })

  it('opens the start, the lists, the styles and the pictures, and closes the desk', () => {
    const open = [
      ...[paths.home, paths.api.signatories('x'), paths.api.description],
      ...[paths.site.asset('style.css'), paths.site.asset('share-x-en.png')],
    ]
    for (const path of open) expect(mayRead(path), path).toBe(true)
    for (const path of [paths.desk.queue, paths.team.page, paths.auth.signIn, paths.auth.join('secret')])
      expect(mayRead(path), path).toBe(false)
  })
})

describe('the sitemap', () => {
  const entriesOf = (xml: string) =>
    [...xml.matchAll(/<url><loc>([^<]*)<\/loc>(?:<lastmod>([^<]*)<\/lastmod>)?(.*?)<\/url>/g)].map(
      ([, loc = '', changedOn, rest = '']) => ({
        loc,
        changedOn,
        alternates: [
          ...rest.matchAll(/<xhtml:link rel="alternate" hreflang="([\w-]+)" href="([^"]*)"\/>/g),
        ].map(([, lang, href]) => [lang, href]),
      }),
    )
  const one = publicStatement({ slug: 'one' })
  const two = publicStatement({ slug: 'two', defaultLanguage: 'be' })

  it('has every page in every language, each beside all of its languages, itself among them', () => {
    const entries = entriesOf(sitemapXml(origin, [one, two]))
    const pages = ['one', 'one/signatories', 'two', 'two/signatories', 'help', 'privacy']
    expect(entries.map(({ loc }) => loc)).toEqual(
      pages.flatMap(page => languages.map(lang => `${origin}/${lang}/${page}`)),
    )
    for (const { loc, alternates } of entries) {
      const inLanguage = (lang: string) => loc.replace(/(example\/)\w+/, `$1${lang}`)
      const otherwise = loc.includes('/two') ? 'be' : 'en'
      expect(alternates).toEqual([
        ...languages.map(lang => [lang, inLanguage(lang)]),
        ['x-default', inLanguage(otherwise)],
      ])
    }
  })

  it.each([
    ['its text', {}, '2026-03-01'],
    ['somebody who joined', { newest: [publicSignatory({ signedOn: '2026-04-02' })] }, '2026-04-02'],
    [
      'somebody who joined before the text',
      { newest: [publicSignatory({ signedOn: '2026-02-02' })] },
      '2026-03-01',
    ],
    [
      'somebody who left',
      { withdrawals: [{ id: crypto.randomUUID(), withdrawnOn: '2026-05-03' }] },
      '2026-05-03',
    ],
  ])('says when the list changed last: with %s', (_, changes, day) => {
    const entries = entriesOf(sitemapXml(origin, [publicStatement({ slug: 'one', ...changes })]))
    const changed = (page: string) => entries.find(({ loc }) => loc === `${origin}/ru/${page}`)?.changedOn
    expect(['one', 'one/signatories', 'help'].map(changed)).toEqual([day, day, undefined])
  })

  it('stays XML whatever an address holds', () => {
    const xml = sitemapXml(origin, [publicStatement({ slug: 'a&b<c>"d' })])
    expect(xml).toContain('/en/a&amp;b&lt;c&gt;&quot;d</loc>')
  })
})

describe('security.txt', () => {
  const fields = (now: string) =>
    Object.fromEntries(
      securityText(origin, 'mailto:security@countersign.example', new Date(now))
        .trimEnd()
        .split('\n')
        .map(line => line.split(/: (.*)/, 2)),
    )

  it('says where to write, in which languages, and which address it is for', () => {
    expect(fields('2026-05-06T07:08:09.010Z')).toEqual({
      Contact: 'mailto:security@countersign.example',
      Expires: '2027-05-06T00:00:00.000Z',
      'Preferred-Languages': 'en, be, ru',
      Canonical: `${origin}/.well-known/security.txt`,
    })
  })

  it('is the same all day, and never good for more than a year', () => {
    expect(fields('2028-02-29T00:00:00.000Z')).toEqual(fields('2028-02-29T23:59:59.999Z'))
    expect(fields('2028-02-29T00:00:00.000Z').Expires).toBe('2029-02-28T00:00:00.000Z')
  })
})

describe('the statement as linked data', () => {
  const statement = (name: string) =>
    publicStatement({
      ...{ slug: 'x', revision: 3, version: 2, change: 'editorial' },
      publishedAt: '2026-04-01T23:30:00.000Z',
      earlier: [
        {
          ...{ version: 1, change: 'substantive', sha256: '1'.repeat(64), texts: [] },
          publishedAt: '2026-03-01T12:00:00.000Z',
        },
      ],
      signatories: [
        publicSignatory({ name, founding: true, website: 'https://founder.example' }),
        publicSignatory({ name: 'Joined later' }),
      ],
    })

  it('is by its founding signatories, since the first version, in the language of the text', () => {
    expect(statementLinkedData(origin, 'ru', statement('Founder'))).toMatchObject({
      '@type': 'Article',
      headline: 'A statement',
      inLanguage: 'en',
      url: `${origin}/ru/x`,
      version: 2,
      datePublished: '2026-03-01',
      dateModified: '2026-04-01',
      author: [{ name: 'Founder', url: 'https://founder.example' }],
      interactionStatistic: { userInteractionCount: 2 },
    })
  })

  it('leads to the list as data, and to the picture where there is one', () => {
    const { subjectOf, image } = statementLinkedData(origin, 'be', publicStatement())
    expect(image).toContain(`${origin}${paths.site.asset('share-forcible-expulsion-be.')}`)
    expect(subjectOf).toMatchObject({
      '@type': 'Dataset',
      url: `${origin}/be/forcible-expulsion/signatories`,
      distribution: [
        {
          contentUrl: `${origin}${paths.api.signatories('forcible-expulsion')}`,
          encodingFormat: 'application/json',
        },
        {
          contentUrl: `${origin}${paths.api.signatoriesCsv('forcible-expulsion')}`,
          encodingFormat: 'text/csv',
        },
        {
          contentUrl: `${origin}${paths.api.signatoriesAtom('forcible-expulsion')}`,
          encodingFormat: 'application/atom+xml',
        },
      ],
    })
    expect(statementLinkedData(origin, 'be', publicStatement({ slug: 'x' })).image).toBeUndefined()
  })

  it.each(['</script><script>alert(1)</script>', '<!--<script>', '"}', '\u2028&amp;'])(
    'holds a name like %j and stays one element',
    name => {
      const data = statementLinkedData(origin, 'en', statement(name))
      const html = String(LinkedData({ data }))
      const [, json = ''] = /^<script type="application\/ld\+json">([^<]*)<\/script>$/.exec(html) ?? []
      expect(JSON.parse(json)).toMatchObject({ author: [{ name }] })
    },
  )
})
