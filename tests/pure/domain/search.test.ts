import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  matchesSearch,
  searchAlternatives,
  searchText,
  withoutBrokenBytes,
} from '../../../src/domain/search.ts'

const text = searchText({
  name: 'Праваабарончы цэнтр «Вясна»',
  names: { en: 'Human Rights Center “Viasna”', ru: 'Правозащитный центр «Весна»' },
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

  it.each([
    ['https://www.правозащита.бел/be', 'правозащита.бел'],
    ['https://правозащита.бел', 'правозащита'],
    ['https://правозащита.бел', 'xn--80aaagzh3bfj0a9e.xn--90ais'],
    ['https://правозащита.бел', ' https://ПРАВОЗАЩИТА.бел/х '],
    ['https://ex_ample.org', 'ex_ample.org'],
    ['https://host-3.example.org', 'host-3.exam'],
  ])('finds the website %s by %s', (typedWebsite, typed) => {
    const website = new URL(typedWebsite).href
    const names = {}
    expect(
      matchesSearch(searchText({ name: 'X', names, country: null, website }), searchAlternatives(typed)),
    ).toBe(true)
  })

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
    ['Süddeutsche Ärzte', 'Sueddeutsche Aerzte'],
    ['Sueddeutsche Aerzte', 'süddeutsche ärzte'],
    ['Solidarität e. V.', 'solidaritaet e.V.'],
    ['Solidaritaet e.V.', 'Solidarität'],
    ['Poetry Museum', 'poetry mus'],
    ['Michael', 'MICHAEL'],
    ['Сям’я і права', 'Сямʼя'],
    ['Сямʼя і права', "сям'я"],
    ['Сям’я і права', 'сямя'],
    ['Сям’я і права', 'сям я'],
    ['Сямя і права', 'сям`я'],
    ['Lawyers’ Committee', 'lawyers committee'],
    ['Медыя\u2011Цэнтр', 'Медыя-Цэнтр'],
    ['Медыя-Цэнтр', 'медыя цэнтр'],
    ['Медыя Цэнтр', 'медыя\u2013цэнтр'],
    ['Медыяцэнтр', 'медыя\u00adцэнтр'],
    ['Zebra', 'Zebra.'],
    ['Zebra', '«Zebra»,'],
    ['Solidarität e. V.', 'Solidarität e.V.'],
    ['Solidarität e.V.', 'solidaritat e. v.'],
    ['Solidarität e. V.', 'solidaritat ev'],
    ['Člověk v tísni, o.p.s.', 'clovek v tisni o. p. s.'],
    ['г. Мінск', 'г.Мінск'],
    ['خانه\u200cها', 'خانهها'],
    ['Ｈｕｍａｎ Rights', 'human rights'],
    ['R&D — Rights', 'r&d rights'],
    ['Медыя\u2011Цэнтр', 'МедыяЦэнтр'],
    ['Respect-Protect-Fulfill', 'RespectProtectFulfill'],
    ['U.S. Aid for Minsk', 'USAid'],
    ['LawTrend', 'LawTrend'],
    ['Rock ’n’ Roll', "rock'n'roll"],
    ['rock’n’roll', 'Rock n Roll'],
    ['۱۲ مرد', '12'],
    ['حزب الحریة', 'الحرية'],
    ['@home, "quoted"', '@home, "quoted"'],
    ['Rights Forum', 'rightsforum'],
    ['Human Constanta', 'humanconstanta'],
    ['Right to Defense', 'righttodefense'],
    ['Respect-Protect-Fulfill', 'respectprotectfulfill'],
    ['Eco-Home', 'ecohome'],
    ['Фонд «Крыніца»', 'фондкрыніца'],
    ['Viasna 96', 'viasna96'],
    ['Human Rights Center “Viasna”', 'human rights centre'],
    ['Human Rights Centre Viasna', 'Human Rights Center'],
    ['Right to Defense', 'right to defence'],
    ['Labour Organisation', 'labor organization'],
    ['No. 5 School', '№5'],
    ['Law & Trend', 'law and trend'],
    ['Голас Гродна', 'Hrodna'],
    ['Гомель', 'Homiel'],
    ['Беларуская асацыяцыя журналістаў', 'belaruskaya'],
    ['Беларуская асацыяцыя журналістаў', 'Biełaruskaja asacyjacyja žurnalistaŭ'],
    ['Праваабарончы цэнтр', 'pravaabarončy centr'],
    ['Рух «Чыстае паветра»', 'ruch čystaje pavietra'],
    ['Сям’я і права', 'siamja'],
    ['Магілёў', 'Mahilioŭ'],
    ['Журналісты', 'zhurnalisty'],
    ['Чырвоная кніга', 'chyrvonaya kniha'],
  ])('finds %s by %s', (name, typed) => {
    const names = {}
    expect(
      matchesSearch(searchText({ name, names, country: null, website: null }), searchAlternatives(typed)),
    ).toBe(true)
  })

  it.each(['freedom', 'independence', 'rights forum', 'praca', 'вясна', 'and', 'голас'])(
    'is looked for in one way where there is no other: %s',
    typed => {
      expect(searchAlternatives(typed)).toHaveLength(1)
    },
  )

  it.each(['', '  ', '“”', '%', '_', '\\', '!?'])(
    'is no way to anything where nothing remains of it: %j',
    typed => {
      expect(searchAlternatives(typed)).toEqual([])
      expect(finds(typed)).toBe(false)
    },
  )

  it.each(['%ff', '%D0%ff', 'Минск %fe'])('has no broken bytes: %s', typed => {
    expect(withoutBrokenBytes(typed)).not.toMatch(/[fF]|D0/)
  })

  it.each(['100%', '50%25', '%41', 'ff'])('keeps %s', typed => {
    expect(withoutBrokenBytes(typed)).toBe(typed)
  })

  it('leaves no character that LIKE takes for a pattern, and no empty word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), typed => {
        for (const word of searchAlternatives(typed).flat()) expect(word).toMatch(/^[^\s%_\\]+$/u)
      }),
    )
  })
})
