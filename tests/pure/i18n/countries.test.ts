import { expect, it } from 'vitest'
import { countries, countryName, isCountryCode, languages } from '../../../src/i18n/index.ts'

it('names countries and knows their codes', () => {
  expect(languages.map(lang => countryName(lang, 'BY'))).toEqual(['Belarus', 'Беларусь', 'Беларусь'])
  expect(languages.map(lang => countryName(lang, 'XK'))).toEqual(['Kosovo', 'Косава', 'Косово'])
  expect(['BY', 'XK', 'TW', 'AQ'].filter(isCountryCode)).toEqual(['BY', 'XK', 'TW', 'AQ'])
  expect(['by', 'EU', 'UN', 'ZZ', 'XA', 'AC', 'BLR', '', '__proto__'].filter(isCountryCode)).toEqual([])
  expect(countryName('en', 'constructor')).toBeNull()
})

it.each(languages)('lists 250 countries in the order of %s', lang => {
  const list = countries(lang)
  expect(new Set(list.map(({ code }) => code)).size).toBe(250)
  const { compare } = new Intl.Collator(lang)
  expect(list.map(({ name }) => name)).toEqual(list.map(({ name }) => name).sort(compare))
})
