import { describe, expect, it } from 'vitest'
import { languages } from '../../../src/i18n/index.ts'
import { sitemapXml } from '../../../src/site/sitemap.ts'
import { publicSignatory, publicStatement, summaryOf } from '../../support/public-statement.ts'

const origin = 'https://countersign.example'

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
  const one = summaryOf(publicStatement({ slug: 'one' }))
  const two = summaryOf(publicStatement({ slug: 'two', defaultLanguage: 'be' }))

  it('has every page in every language, each beside all of its languages, itself among them', () => {
    const entries = entriesOf(sitemapXml(origin, [one, two]))
    const pages = [
      '',
      'one',
      'one/signatories',
      'two',
      'two/signatories',
      'help',
      'help/criteria',
      'help/safety',
      'privacy',
    ]
    expect(entries.map(({ loc }) => loc)).toEqual(
      pages.flatMap(page => languages.map(lang => `${origin}/${lang}${page && `/${page}`}`)),
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

  it('has no home page where there is one statement: that one stands there', () => {
    expect(entriesOf(sitemapXml(origin, [one])).map(({ loc }) => loc)).not.toContain(`${origin}/en`)
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
    const entries = entriesOf(sitemapXml(origin, [summaryOf(publicStatement({ slug: 'one', ...changes }))]))
    const changed = (page: string) => entries.find(({ loc }) => loc === `${origin}/ru/${page}`)?.changedOn
    expect(['one', 'one/signatories', 'help'].map(changed)).toEqual([day, day, undefined])
  })

  it('stays XML whatever an address holds', () => {
    const xml = sitemapXml(origin, [summaryOf(publicStatement({ slug: 'a&b<c>"d' }))])
    expect(xml).toContain('/en/a&amp;b&lt;c&gt;&quot;d</loc>')
  })
})
