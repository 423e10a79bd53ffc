import { describe, expect, it } from 'vitest'
import { countryName, languages, translator } from '../../../../src/i18n/index.ts'
import { countryOptions } from '../../../../src/signatories/list/search-form.tsx'

describe('the countries to choose from', () => {
  const counts = [
    { country: 'LT', count: 1234 },
    { country: 'UA', count: 1 },
    { country: 'BY', count: 11 },
    { country: null, count: 3 },
  ]

  it.each(languages)('are in the order of %s, with their counts, those not stated last', lang => {
    const options = countryOptions(lang, counts, null)
    const { compare } = new Intl.Collator(lang)
    const names = ['LT', 'UA', 'BY'].map(code => countryName(lang, code) ?? '').sort(compare)
    const none = translator(lang)('search.country.none')
    expect(options.map(({ label }) => label.replace(/ \([^)]+\)$/, ''))).toEqual([...names, none])
    expect(options.at(-1)).toEqual({ value: 'none', label: `${none} (3)` })
    expect(options.find(({ value }) => value === 'LT')?.label).toMatch(/\(1[,\u00a0]234\)$/)
  })

  it('keep the chosen one even where it has nobody', () => {
    expect(countryOptions('en', counts, 'FR').map(({ label }) => label)).toContain('France (0)')
    expect(countryOptions('en', [], null)).toEqual([])
    expect(countryOptions('en', [], 'none').map(({ value }) => value)).toEqual(['none'])
  })
})
