import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesSearch, searchAlternatives, searchText } from '../../../src/domain/search.ts'

const text = searchText({
  name: 'Праваабарончы цэнтр «Вясна»',
  names: { en: 'Human Rights Center “Viasna”', be: null, ru: 'Правозащитный центр «Весна»' },
  country: 'BY',
  website: 'https://www.spring96.org/be',
})
const finds = (typed: string) => matchesSearch(text, searchAlternatives(typed))

describe('what was typed into a search', () => {
  it.each(['вясна', 'ВЯСНА', 'viasna', 'Viásna', 'весна', 'human rights', 'rights HUMAN', 'цэнтр viasna'])(
    'finds an organisation by any name that it gave, in any case, with or without accents: %s',
    typed => {
      expect(finds(typed)).toBe(true)
    },
  )

  it.each(['spring96.org', 'https://spring96.org/en/news', 'www.spring96.org', 'SPRING96.ORG'])(
    'finds it by its website: %s',
    typed => {
      expect(finds(typed)).toBe(true)
    },
  )

  it.each(['vesna viasna nobody', 'amnesty', 'spring97.org', 'BY'])('does not find it by %s', typed => {
    expect(finds(typed)).toBe(false)
  })

  it.each([
    ['Łódzkie Stowarzyszenie', 'lodzkie'],
    ['Lodzkie Stowarzyszenie', 'ŁÓDZKIE'],
    ['Øresund Forum', 'oresund'],
    ['Đorđe i prijatelji', 'dorde'],
    ['Straße der Freiheit', 'STRASSE'],
    ['Strasse der Freiheit', 'straße'],
    ['Æsir Œuvre Þing', 'aesir oeuvre thing'],
    ['Ħamrun Ŧ', 'hamrun t'],
    ['Işık Iŋ', 'isik in'],
    ['Οργανώσεις', 'ΟΡΓΑΝΩΣΕΙΣ'],
    ['ΟΡΓΑΝΩΣΗ', 'οργανως'],
    ['Süddeutsche Ärzte', 'suddeutsche arzte'],
  ])('finds %s by %s', (name, typed) => {
    const names = { en: null, be: null, ru: null }
    expect(
      matchesSearch(searchText({ name, names, country: null, website: null }), searchAlternatives(typed)),
    ).toBe(true)
  })

  it.each(['', '  ', '“”', '%', '_', '\\', '!?'])(
    'is no way to anything where nothing remains of it: %j',
    typed => {
      expect(searchAlternatives(typed)).toEqual([])
      expect(finds(typed)).toBe(false)
    },
  )

  it('leaves no character that LIKE takes for a pattern, and no empty word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), typed => {
        for (const word of searchAlternatives(typed).flat()) expect(word).toMatch(/^[^\s%_\\]+$/u)
      }),
    )
  })
})
