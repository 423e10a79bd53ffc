import { describe, expect, it } from 'vitest'
import { languages } from '../../../../src/i18n/index.ts'
import { atomFeed } from '../../../../src/signatories/formats/atom.ts'
import { publicSignatory, publicStatement } from '../../../support/public-statement.ts'

const origin = 'https://countersign.example'
const signatory = publicSignatory({ id: '4b1f3f5e-5f0e-4a59-9d5c-0d1b7a1c9e11', name: 'Vilnius Forum' })
const left = { id: '0f9c1d2e-7b1a-4c3d-8e9f-a0b1c2d3e4f5', withdrawnOn: '2026-05-06' }

/** Every text of an element, by its name; entities as they stand. */
const textsOf = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text)
const updatesOf = (xml: string) => textsOf(xml, 'updated')

describe('the feed', () => {
  const statement = publicStatement({ signatories: [signatory], withdrawals: [left] })
  const feed = atomFeed(origin, 'en', statement)

  it('has the newest signatories with their days, and links to where they are', () => {
    expect(textsOf(feed, 'id')[1]).toBe(`urn:uuid:${signatory.id}`)
    expect(textsOf(feed, 'title')[1]).toBe('Vilnius Forum')
    expect(feed).toContain(
      `<link rel="alternate" type="text/html" href="${origin}/en/forcible-expulsion/signatories/${signatory.id}"/>`,
    )
    expect(feed).toContain(
      `<link rel="self" type="application/atom+xml" href="${origin}/api/statements/forcible-expulsion/signatories.atom"/>`,
    )
  })

  it('tells of those that left an id and a day', () => {
    const [tombstone = ''] = /<at:deleted-entry [^>]*>/.exec(feed) ?? []
    expect(tombstone).toBe(`<at:deleted-entry ref="urn:uuid:${left.id}" when="2026-05-06T00:00:00Z"/>`)
  })

  it('was updated on the last day on which anything happened, by days only', () => {
    const lastOf = (changes: Parameters<typeof publicStatement>[0]) =>
      updatesOf(atomFeed(origin, 'en', publicStatement(changes)))[0]
    expect(lastOf({})).toBe('2026-03-01T00:00:00Z')
    expect(lastOf({ signatories: [signatory] })).toBe('2026-03-02T00:00:00Z')
    expect(lastOf({ signatories: [signatory], withdrawals: [left] })).toBe('2026-05-06T00:00:00Z')
    for (const day of updatesOf(feed)) expect(day).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/)
  })

  it('keeps its id, and those of its entries, wherever the site is', () => {
    const idsAt = (publicUrl: string, lang: (typeof languages)[number]) =>
      textsOf(atomFeed(publicUrl, lang, statement), 'id')
    const ids = idsAt(origin, 'en')
    expect(ids[0]).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(idsAt('https://elsewhere.example', 'en')).toEqual(ids)
    // A reader that follows it in two languages has two feeds, whose entries are the same.
    expect(new Set(languages.map(lang => idsAt(origin, lang)[0])).size).toBe(languages.length)
    expect(idsAt(origin, 'be')[1]).toBe(ids[1])
  })

  it('names itself by its language, and shows the names that were given for it', () => {
    const named = { ...signatory, names: { be: 'Віленскі форум' } }
    const be = atomFeed(origin, 'be', publicStatement({ signatories: [named] }))
    expect(be).toContain('xml:lang="be"')
    expect(be).toContain('signatories.atom?lang=be"/>')
    expect(textsOf(be, 'title')[1]).toBe('Віленскі форум')
  })
})
