import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneEditApart, twoEditsApart } from '../../../../src/domain/look-alike/one-edit.ts'
import { lookOf, nearName, resemblance } from '../../../../src/domain/look-alike/resemblance.ts'
import { overlapOf, skeletonOf, trigramsOf } from '../../../../src/domain/look-alike/skeleton.ts'
import founding from '../../../../src/statements/forcible-expulsion/statement.json' with { type: 'json' }

const compare = (a: string, b: string) => resemblance(lookOf(a), lookOf(b))
const similarity = (a: string, b: string) => overlapOf(trigramsOf(skeletonOf(a)), trigramsOf(skeletonOf(b)))

describe('resemblance', () => {
  it.each([
    ['Viasna', '«VIASNA»', 'duplicate'],
    ['Viasna', 'Vi\u0430sna', 'look_alike'],
    ['Viasna', 'Vi4sna', 'look_alike'],
    ['Human Constanta', 'Hurnan C0nstanta', 'look_alike'],
    ['Viasna', 'Viazna', 'near_name'],
    ['Viasna', 'Vaisna', 'near_name'],
    ['Spring96', 'Spring69', 'near_name'],
    ['Viasna', 'Vi asna', 'near_name'],
    ['Viasna', 'V.i.a.s.n.a', 'duplicate'],
    ['Lawtrend', 'Law Trend', 'near_name'],
    ['Lawtrend', 'Lawtrand', 'near_name'],
    ['Lawtrend', 'Law-Trends', 'near_name'],
    ['Lawtrend', 'Лаўтрэнд', 'near_name'],
    ['Human Constanta', 'Human Konstanta', 'near_name'],
    ['Human Constanta', 'Канстанта', 'near_name'],
    ['Human Rights Center “Viasna”', 'Viasna', 'near_name'],
    ['Human Rights Center “Viasna”', 'HRC Viasna', 'near_name'],
    ['Human Rights Center “Viasna”', 'Праваабарончы цэнтр «Вясна»', 'near_name'],
    ['Праваабарончы цэнтр «Вясна»', 'ПЦ «Вясна»', 'near_name'],
    ['ГА «Крыніца»', 'Фонд «Крыніша»', 'near_name'],
    ['«Вясна»', 'Viazna', 'near_name'],
    ['«Голас»', 'Golas', 'near_name'],
    ['Viasna', 'Viasna 96', 'near_name'],
    ['Lawtrend', 'L4wtrend Labs', 'near_name'],
    ['«Хобіт»', 'Hobit', 'near_name'],
    ['«Разумный город»', 'Razumnyi Gorod Plus', 'near_name'],
    ['Спадчына', 'Spadčyna', 'near_name'],
    ['Спадчына', 'Spadchyna', 'near_name'],
    ['Яднанне', 'Jadnańnie', 'near_name'],
    ['Надзея', 'Νάντζεγια', 'near_name'],
    ['Right to Defense', 'Right to Defence', 'near_name'],
    ['Legal Initiative', 'Legal Initiatives', 'near_name'],
    ['Belarusian PEN', 'PEN Belarus', 'near_name'],
    ['Solidarität e. V.', 'Solidaritaet e.V.', 'near_name'],
    ['Büro für Flüchtlinge', 'Buero fuer Fluechtlinge', 'near_name'],
    ['Bu\u0308ro fu\u0308r A\u0308rzte', 'Buero fuer Aerzte', 'near_name'],
    ['Respect-Protect-Fulfill', 'Respect Protect Fulfil', 'near_name'],
    [
      'Belarusian Human Rights House named after Barys Zvozskau',
      'Barys Zvozskau Belarusian Human Rights House',
      'near_name',
    ],
    [
      'Belarusian Human Rights House named after Barys Zvozskau',
      'Belarusian Human Rights House',
      'near_name',
    ],
    ['Беларуская асацыяцыя журналістаў', 'Беларуская асацыяцыя журналiстау', 'look_alike'],
    ['Žmogaus teisių stebėjimo institutas', 'Zmogaus teisiu stebejimo institutas', 'look_alike'],
    ['Fundacja Białoruski Dom', 'Fundacja Bialoruski Dom', 'look_alike'],
  ])('%s: %s is %s', (one, other, expected) => {
    expect(compare(one, other)).toBe(expected)
    expect(compare(other, one)).toBe(expected)
  })

  it.each([
    ['«Вясна»', 'Human Constanta'],
    ['Human Rights Center “Viasna”', 'Human Rights House'],
    ['Human Rights Center “Viasna”', 'Human Constanta'],
    ['Human Rights Center “Viasna”', 'Human Rights Center “Memorial”'],
    ['Human Rights Center “Viasna”', 'Human Rights Watch'],
    ['Human Rights Center “Viasna”', 'Human Rights'],
    ['Праваабарончы цэнтр «Вясна»', 'Праваабарончы цэнтр «Надзея»'],
    ['Belarusian Association of Journalists', 'Belarusian Union of Journalists'],
    ['Belarusian Association of Journalists', 'International Federation of Journalists'],
    ['Belarusian Association of Journalists', 'Belarusian Association of Women'],
    ['Belarusian Helsinki Committee', 'Norwegian Helsinki Committee'],
    ['Belarusian Helsinki Committee', 'Moscow Helsinki Group'],
    ['Belarusian Helsinki Committee', 'Helsinki Foundation for Human Rights'],
    ['Belarusian PEN', 'PEN International'],
    ['Belarusian PEN', 'Lithuanian PEN'],
    ['Belarusian PEN', 'Belarusian PAN'],
    ['Legal Initiative', 'Civic Initiative'],
    ['Legal Initiative', 'Legal Aid Centre'],
    ['Right to Defense', 'Right to Education'],
    ['Human Rights House Foundation', 'Human Rights Foundation'],
    ['Беларускі дом у Варшаве', 'Беларускі моладзевы хаб у Варшаве'],
    ['Беларускі фонд спартыўнай салідарнасці', 'Беларускі фонд культурнай салідарнасці'],
    ['Amnesty International', 'Transparency International'],
    ['Freedom House', 'Human Rights House'],
    ['BYSOL', 'BYPOL'],
    ['Belarusian BYSOL', 'Belarusian BYPOL'],
    ['BAJ', 'BHC'],
    ['Gymnasium 5', 'Gymnasium 6'],
    ['Žmogaus teisių stebėjimo institutas', 'Žmogaus teisių centras'],
    ['Fundacja Białoruski Dom', 'Fundacja Tutaka'],
    ['Office for the Rights of Persons with Disabilities', 'Disability Rights International'],
    ['Вольная Беларусь', 'Свабодная Беларусь'],
    ['Наша Ніва', 'Наша Слова'],
  ])('%s: %s is another organisation', (one, other) => {
    expect(compare(one, other)).toBe(null)
    expect(compare(other, one)).toBe(null)
  })

  it('keeps the eleven founding names apart', () => {
    const names = founding.foundingSignatories.map(({ name }) => name)
    expect(names).toHaveLength(11)
    const met = names.flatMap((one, at) => names.slice(at + 1).map(other => [one, other] as const))
    expect(met.filter(([one, other]) => compare(one, other) !== null)).toEqual([])
    // With room to spare, so that another of their kind does not come as a surprise.
    expect(Math.max(...met.map(([one, other]) => similarity(one, other)))).toBeLessThan(nearName)
  })

  it('is the same in both directions', () => {
    const words = fc.constantFrom(
      'Viasna',
      'Вясна',
      'Human',
      'Rights',
      'PEN',
      'Беларускі',
      'Цэнтр',
      'Lawtrend',
      'Vi\u0430sna',
      '1',
      '2',
    )
    const names = fc.array(words, { minLength: 1, maxLength: 4 }).map(some => some.join(' '))
    fc.assert(fc.property(names, names, (one, other) => compare(one, other) === compare(other, one)))
  })
})

it.each([
  ['viasna', 'viasna', true],
  ['viasna', 'viasn', true],
  ['viasna', 'vviasna', true],
  ['viasna', 'viazna', true],
  ['viasna', 'viansa', true],
  ['viasna', 'vianza', false],
  ['viasna', 'aviasn', false],
  ['aaaa', 'aaaaaa', false],
])('one edit: %s, %s: %s', (one, other, expected) => {
  expect(oneEditApart(one, other)).toBe(expected)
  expect(oneEditApart(other, one)).toBe(expected)
})

it.each([
  ['initiative', 'iniative', true],
  ['initiative', 'intiativ', true],
  ['initiative', 'initiative', true],
  ['initiative', 'initiativesof', false],
  ['initiative', 'niitaitive', true],
  ['initiative', 'iniatve', false],
])('twoEditsApart: %s, %s: %s', (one, other, expected) => {
  expect(twoEditsApart(one, other)).toBe(expected)
  expect(twoEditsApart(other, one)).toBe(expected)
})
