import { describe, expect, it } from 'vitest'
import { formatMomentInZone, languages, translator } from '../../../../src/i18n/index.ts'
import { ListedStatement } from '../../../../src/signatories/home/home-entry.tsx'
import { publicStatement, summaryOf } from '../../../support/public-statement.ts'

describe.each(languages)('a statement on the home page in %s', lang => {
  const at = '2026-11-30T22:30:00.000Z'
  const summary = summaryOf(publicStatement({ opensAt: at, closesAt: at, timeZone: 'Europe/Warsaw' }))
  const moment = formatMomentInZone(lang, new Date(at), 'Europe/Warsaw')

  it('is not said to be signed by nobody where all signed what it said before', () => {
    const t = translator(lang)
    const signedEarlier = [{ version: 1, kind: 'organisation', count: 4 }] as const
    const statement = summaryOf(publicStatement({ count: 4, signedEarlier: [...signedEarlier], version: 2 }))
    const kinds = { organisation: 4, network: 0, person: 0 }
    const html = String(
      ListedStatement({ lang, listed: { statement: { ...statement, kinds }, openness: 'closed' } }),
    )
    expect(html).toContain(t('list.signedEarlier', { count: 4, counts: '' }))
    expect(html).not.toContain(t('home.signed', { count: 0, counts: '' }))
  })

  it.each([
    ['not-yet', 'home.from'],
    ['open', 'opening.until'],
    ['late', 'home.late'],
    ['closed', 'home.since'],
  ] as const)('says when, on the clocks of its own zone: %s', (openness, key) => {
    const html = String(ListedStatement({ lang, listed: { statement: summary, openness } }))
    expect(html.replace(/<[^>]*>/g, '')).toContain(translator(lang)(key, { moment }))
    expect(moment).toContain('Europe/Warsaw')
    expect(html).toContain(`<time datetime="${at}">`)
  })
})
