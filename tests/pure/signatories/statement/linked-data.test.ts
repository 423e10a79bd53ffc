import { describe, expect, it } from 'vitest'
import { paths } from '../../../../src/paths.ts'
import { statementLinkedData } from '../../../../src/signatories/statement/linked-data.ts'
import { LinkedData } from '../../../../src/ui/share-meta.tsx'
import { publicSignatory, publicStatement } from '../../../support/public-statement.ts'

const origin = 'https://countersign.example'

describe('the statement as linked data', () => {
  const statement = (name: string) =>
    publicStatement({
      slug: 'x',
      revision: 3,
      version: 2,
      change: 'editorial',
      publishedAt: '2026-04-01T23:30:00.000Z',
      earlier: [
        {
          version: 1,
          change: 'substantive',
          sha256: '1'.repeat(64),
          texts: [],
          courtesy: [],
          publishedAt: '2026-03-01T12:00:00.000Z',
        },
      ],
      signatories: [
        publicSignatory({ name, founding: true, website: 'https://founder.example' }),
        publicSignatory({ name: 'Joined later' }),
      ],
    })

  it('is by its founding signatories, in the language of the text, and says no day of publication', () => {
    const data = statementLinkedData(origin, 'ru', statement('Founder'))
    expect(data).toMatchObject({
      '@type': 'Article',
      headline: 'A statement',
      inLanguage: 'en',
      url: `${origin}/ru/x`,
      version: 2,
      dateModified: '2026-04-01',
      author: [{ name: 'Founder', url: 'https://founder.example' }],
      interactionStatistic: { userInteractionCount: 2 },
    })
    expect(data.datePublished).toBeUndefined()
    expect(data.isBasedOn).toBeUndefined()
  })

  it.each([null, '2025-12-15'])(
    'is based on its source, published on the source’s day, here %j',
    publishedOn => {
      const source = { name: 'Its site', url: 'https://first.example/statement', publishedOn }
      const data = statementLinkedData(origin, 'en', publicStatement({ source }))
      expect(data.isBasedOn).toBe(source.url)
      expect(data.datePublished).toBe(publishedOn ?? undefined)
      // When it came to this site is no change of it either.
      expect(data.dateModified).toBeUndefined()
    },
  )

  it('leads to the list as data, and to the picture, its own or the site’s', () => {
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
    expect(statementLinkedData(origin, 'be', publicStatement({ slug: 'x' })).image).toContain(
      `${origin}${paths.site.asset('share-')}`,
    )
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
