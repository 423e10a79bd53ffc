import { expect, it } from 'vitest'
import { languages } from '../../../src/i18n/index.ts'
import { OpeningText } from '../../../src/ui/opening.tsx'

const at = '2026-11-30T22:30:00.000Z'
const period = { opensAt: at, closesAt: at, lateSignatories: true, timeZone: 'UTC' }
const organisations = /organisations|арган|орган/i

it.each(languages)('whoever may sign is meant by what is said of the times, in %s', lang => {
  for (const openness of ['not-yet', 'late'] as const) {
    const said = (words?: 'mixed' | 'person') => String(OpeningText({ lang, openness, period, words }))
    expect(said()).toMatch(organisations)
    for (const words of ['mixed', 'person'] as const) expect(said(words)).not.toMatch(organisations)
  }
})
