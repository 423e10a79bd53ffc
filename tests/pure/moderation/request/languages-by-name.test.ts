import { describe, expect, it } from 'vitest'
import { languagesByName } from '../../../../src/moderation/request/languages-by-name.ts'

const none = {}

describe('what readers see is shown once for each name', () => {
  it('and once for all, where there is one name', () => {
    expect(languagesByName({ name: 'Viasna', names: none }, 'be')).toEqual([['en', 'be', 'ru']])
    expect(languagesByName({ name: 'Viasna', names: { ...none, en: 'Viasna' } }, 'en')).toHaveLength(1)
  })

  it('twice, where one language has a name of its own; the moderator’s language first', () => {
    const viasna = { name: 'Viasna', names: { ...none, be: 'Вясна' } }
    expect(languagesByName(viasna, 'en')).toEqual([['en', 'ru'], ['be']])
    expect(languagesByName(viasna, 'be')).toEqual([['be'], ['en', 'ru']])
  })

  it('and three times, where each has', () => {
    const viasna = { name: 'Viasna', names: { en: 'Spring', be: 'Вясна', ru: 'Весна' } }
    expect(languagesByName(viasna, 'ru')).toEqual([['ru'], ['en'], ['be']])
  })
})
