import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookOf, resemblance } from '../../../../src/domain/look-alike/resemblance.ts'
import {
  mixedScriptWords,
  overlapOf,
  skeletonOf,
  trigramsOf,
} from '../../../../src/domain/look-alike/skeleton.ts'
import { hasDeceptiveCharacter, hasLetterOrDigit } from '../../../../src/domain/text.ts'
import { tries } from '../../../support/exhaustive.ts'
import { processorTime } from '../../../support/processor-time.ts'

const compare = (a: string, b: string) => resemblance(lookOf(a), lookOf(b))

describe('mixedScriptWords', () => {
  it.each([
    ['a Cyrillic а', 'Vi\u0430sna', ['Vi\u0430sna']],
    ['a Ukrainian і', 'Human Rights Center “V\u0456asna”', ['V\u0456asna']],
    ['a Greek omicron', 'Human C\u03bfnstanta', ['C\u03bfnstanta']],
    ['a Latin o in a Cyrillic word', 'Праваабар\u006fнчы цэнтр', ['Праваабар\u006fнчы']],
    ['two words of three', 'L\u0430wtrend and L\u0435gal', ['L\u0430wtrend', 'L\u0435gal']],
    ['digits between', 'V1\u0430sna', ['V1\u0430sna']],
    ['an Armenian letter', 'Viasna \u0585ffice', ['\u0585ffice']],
    ['full-width with Cyrillic', 'Ｖｉ\u0430ｓｎａ', ['Ｖｉ\u0430ｓｎａ']],
  ])('finds %s', (_, name, words) => {
    expect(mixedScriptWords(name)).toEqual(words)
  })

  it.each([
    'Human Constanta',
    'Праваабарончы цэнтр «Вясна»',
    'Праваабарончы цэнтр «Viasna»',
    'Human Rights Center «Вясна»',
    'IT-школа',
    'PR-агенцтва «Слова»',
    'Сям’я і дом',
    "Сям'я",
    'Covid19',
    'Група 97',
    'Ўзаемадапамога',
    'Слоу\u0306ная',
    'Žmogaus teisių stebėjimo institutas',
    'Ośrodek „Białoruś”',
    'アムネスティ日本',
    'Μήτρα',
    'Ｈｕｍａｎ',
  ])('finds nothing in %s', name => {
    expect(mixedScriptWords(name)).toEqual([])
  })
})

describe('skeletonOf', () => {
  it.each([
    ['case', 'VIASNA'],
    ['a full stop', 'Viasna.'],
    ['quotes', '“Viasna”'],
    ['a Cyrillic а', 'Vi\u0430sna'],
    ['a Cyrillic а at the end', 'Viasn\u0430'],
    ['a Cyrillic і', 'V\u0456asna'],
    ['a Cyrillic Ѕ', 'Via\u0455na'],
    ['an izhitsa', '\u0474iasna'],
    ['a Greek alpha', 'Vi\u03b1sna'],
    ['a Greek nu for the v', '\u03bdiasna'],
    ['a capital Greek nu for the n', 'VIAS\u039dA'],
    ['the digit one', 'V1asna'],
    ['a small l', 'Vlasna'],
    ['a capital I', 'VIasna'],
    ['a palochka', 'V\u04cfasna'],
    ['a bar', 'V|asna'],
    ['an exclamation mark', 'V!asna'],
    ['an at sign', 'Vi@sna'],
    ['a four', 'Vi4sna'],
    ['a five', 'Via5na'],
    ['full-width letters', 'Ｖｉａｓｎａ'],
    ['mathematical letters', '𝐕𝐢𝐚𝐬𝐧𝐚'],
    ['an accent', 'Viásna'],
    ['a dot below', 'Viạsna'],
    ['a combining stroke', 'V\u0335iasna'],
    ['a dotless i', 'Vıasna'],
    ['small capitals', 'ᴠɪᴀꜱɴᴀ'],
    ['an alpha of phonetics', 'Vi\u0251sna'],
    ['a hissing letter', 'Viaśna'],
    ['Lisu letters', 'ꓦꓲꓮꓢꓠꓮ'],
    ['Cherokee and Coptic letters', 'Ꮩ\u2c92ᎪᏚⲚᎪ'],
    ['letters in black circles', '🅥🅘🅐🅢🅝🅐'],
  ])('sees through %s', (_, name) => {
    expect(skeletonOf(name)).toBe(skeletonOf('Viasna'))
  })

  it.each([
    ['rn for m', 'Human Constanta', 'Hurnan Constanta'],
    ['vv for w', 'Lawtrend', 'Lavvtrend'],
    ['zero for o', 'Human Constanta', 'Human C0nstanta'],
    ['zero for о', 'Слова', 'Сл0ва'],
    ['three for з', 'Звязда', '3вязда'],
    ['six for б', 'Беларусь', '6еларусь'],
    ['a whole word in Cyrillic look-alikes', 'HATA', 'НАТА'],
    ['small letters too', 'hata', 'ната'],
    ['ё and е', 'Ёлка', 'Елка'],
    ['ї and і', 'Україна', 'Укра\u0456на'],
    ['an accent dropped', 'Żółw', 'Zolw'],
    ['Cyrillic case', 'ПРАВАВАЯ ІНІЦЫЯТЫВА', 'Прававая ініцыятыва'],
    ['Latin i for і', 'Хельсінкскі камітэт', 'Хельсiнкскi камiтэт'],
    ['apostrophes', 'Сям’я', 'Сям\u02bcя'],
    ['a ligature', 'Office', 'Oﬃce'],
    ['a zero of Laos', 'Cool Org', 'Co\u0ed0l Org'],
    ['Hiragana in a Katakana word', 'ベラルーシ', 'べラルーシ'],
    ['Han characters in one', 'ロカエ', '口力工'],
  ])('sees through %s', (_, one, other) => {
    expect(skeletonOf(other)).toBe(skeletonOf(one))
  })

  it.each([
    ['Viasna', 'Вясна'],
    ['Вясна', 'Весна'],
    ['Viasna', 'Vesna'],
    ['Group 1', 'Group 2'],
    ['Group 4', 'Group A'],
    ['G7', 'GT'],
    ['Spring96', 'Spring97'],
    ['हिन्दी', 'हन्दी'],
    ['PEN', 'PAN'],
    ['Права', 'Слава'],
    ['Слова', 'Слава'],
    ['Human Constanta', 'HumanConstanta'],
  ])('keeps apart %s and %s', (one, other) => {
    expect(skeletonOf(other)).not.toBe(skeletonOf(one))
  })

  it('is what is stored', () => {
    expect(skeletonOf(' Human Rights Center “Viasna” ')).toBe('human rlghts center vlasna')
    expect(skeletonOf('Праваабарончы цэнтр «Вясна»')).toBe('npabaaбapohчы цэhtp bяcha')
    expect(skeletonOf('“…” — !')).toBe('')
    expect(skeletonOf('ﷺ'.repeat(200))).toHaveLength(300)
  })

  const names = fc.string({
    unit: fc.constantFrom(
      ...'abilmnorvwxyzIOVBRNąćłńóżßæабвгдеёжійўыэюяАБІЙЎЯΝνοΑΗη0134568 «»“”-.|!@$’ʼ\u0301\u0306\u0335ʼＶﬃ日がﷺ',
    ),
    maxLength: 60,
  })

  it('is its own skeleton and has an end, for any name', () => {
    fc.assert(
      fc.property(fc.oneof(names, fc.string({ unit: 'binary', maxLength: 80 })), name => {
        const skeleton = skeletonOf(name)
        expect(skeletonOf(skeleton)).toBe(skeleton)
        expect([...skeleton].length).toBeLessThanOrEqual(300)
        expect(skeleton).toBe(skeleton.trim())
        expect(skeleton).not.toContain('\n')
      }),
      tries(2000),
    )
  })

  it.each(['Ω', 'Ὠ', '\u{1d7a2}', 'Σ', 'Λ', '\u06c2'])('is its own skeleton also for %s', letter => {
    expect(skeletonOf(skeletonOf(letter))).toBe(skeletonOf(letter))
  })

  it('is blind to case, space and composition, in Latin and Cyrillic', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abilmnorvwyzĄćłńóżабвгдеёжійўыэюяАБІЙЎЯ0145 «».'),
      maxLength: 60,
    })
    fc.assert(
      fc.property(letters, name => {
        const skeleton = skeletonOf(name)
        expect(skeletonOf(name.toUpperCase())).toBe(skeleton)
        expect(skeletonOf(name.normalize('NFD'))).toBe(skeleton)
        expect(skeletonOf(`  ${name.replaceAll(' ', ' \u00a0 ')}\u2003`)).toBe(skeleton)
      }),
    )
  })

  it('is never empty for a name that the form accepts', () => {
    const without: string[] = []
    for (let point = 0; point <= 0x10ffff; point++) {
      const character = String.fromCodePoint(point)
      if (!hasLetterOrDigit(character) || hasDeceptiveCharacter(character)) continue
      if (skeletonOf(character) === '') without.push(point.toString(16))
    }
    expect(without).toEqual([])
  })
})

const similarity = (a: string, b: string) => overlapOf(trigramsOf(skeletonOf(a)), trigramsOf(skeletonOf(b)))

describe('similarity', () => {
  it.each([
    // The first is PostgreSQL’s own example of similarity(); the others follow its rule.
    ['word', 'two words', 4 / 11],
    ['abc', 'abc', 1],
    ['abc', 'xyz', 0],
    ['cat', 'cats', 3 / 6],
    ['a b', 'b a', 1],
  ])('of %s and %s is as pg_trgm counts it', (one, other, expected) => {
    expect(similarity(one, other)).toBeCloseTo(expected, 10)
  })

  it('is symmetric, bounded, and one for the same look', () => {
    const names = fc.string({ unit: fc.constantFrom(...'abcilrnабвія01 -ńў'), maxLength: 40 })
    fc.assert(
      fc.property(names, names, (one, other) => {
        const share = similarity(one, other)
        expect(similarity(other, one)).toBe(share)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
        if (hasLetterOrDigit(one)) expect(similarity(one, one)).toBe(1)
      }),
    )
  })
})

describe('a hostile name', () => {
  const hostile = [
    'a',
    'ﷺ',
    'і',
    "ʼ'",
    'a\u0301\u0302\u0303\u0304',
    '!|',
    'a!',
    'rn',
    'vv',
    '1a',
    ' ',
    '-a',
    'aа',
    '\u{1D400}',
  ]

  /** Milliseconds for a name of so many repetitions, the least of three tries. */
  const took = (piece: string, times: number) => {
    const name = piece.repeat(times)
    const compareAll = () => {
      mixedScriptWords(name)
      similarity(name, `${name}b`)
      compare(name, `${name}b`)
    }
    return processorTime(compareAll, 3)
  }

  it.each(hostile)('of 200 characters costs next to nothing: %j', piece => {
    expect(took(piece, Math.ceil(200 / piece.length))).toBeLessThan(50)
  })

  it.each(hostile)('costs no more than its length: %j', piece => {
    const short = took(piece, 1000)
    expect(took(piece, 8000)).toBeLessThan(Math.max(short, 4) * 8 * 6)
  })
})
