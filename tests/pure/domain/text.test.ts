import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unlinkable } from '../../../emails/typed.ts'
import {
  deceptionIn,
  hasDeceptiveCharacter,
  hasLetterOrDigit,
  lengthOf,
  tidyLine,
  withoutSilentSigns,
} from '../../../src/domain/text.ts'
import { processorTime } from '../../support/processor-time.ts'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const passing = (points: number[]) =>
  points
    .filter(point => !hasDeceptiveCharacter(`Human${String.fromCodePoint(point)} Constanta`))
    .map(point => `U+${point.toString(16).toUpperCase()}`)

describe('deceptive characters', () => {
  it.each([
    ['C0 controls, among them NUL, tab, LF and CR', range(0x00, 0x1f)],
    ['delete and C1 controls, among them next line', range(0x7f, 0x9f)],
    ['bidi embeddings and overrides', range(0x202a, 0x202e)],
    ['bidi isolates', range(0x2066, 0x2069)],
    ['bidi marks', [0x061c, 0x200e, 0x200f]],
    ['zero-width space, non-joiner, joiner', [0x200b, 0x200c, 0x200d]],
    ['word joiner and the invisible operators', range(0x2060, 0x2064)],
    ['deprecated format characters', range(0x206a, 0x206f)],
    ['byte order mark', [0xfeff]],
    ['soft hyphen', [0x00ad]],
    ['Mongolian vowel separator', [0x180e]],
    ['Arabic number signs and end of ayah', [...range(0x0600, 0x0605), 0x06dd, 0x070f, 0x08e2]],
    ['line and paragraph separators', [0x2028, 0x2029]],
    ['interlinear annotation', range(0xfff9, 0xfffb)],
    ['the replacement character', [0xfffd]],
    ['tag characters', [0xe0001, ...range(0xe0020, 0xe007f)]],
    ['variation selectors', range(0xfe00, 0xfe0f)],
    ['supplementary variation selectors', range(0xe0100, 0xe01ef)],
    ['Mongolian variation selectors', [0x180b, 0x180c, 0x180d, 0x180f]],
    ['Hangul fillers', [0x115f, 0x1160, 0x3164, 0xffa0]],
    ['combining grapheme joiner and Khmer inherent vowels', [0x034f, 0x17b4, 0x17b5]],
    ['Braille blank', [0x2800]],
    ['Egyptian blanks, Khitan filler, null notehead', [0x13441, 0x13442, 0x16fe4, 0x1d159]],
    ['musical format characters', range(0x1d173, 0x1d17a)],
    ['shorthand format characters', range(0x1bca0, 0x1bca3)],
    ['private use', [0xe000, 0xf8ff, 0xf0000, 0xffffd, 0x100000, 0x10fffd]],
    ['unassigned and non-characters', [0x0378, 0xfdd0, 0xffff, 0x1ffff, 0x10ffff]],
  ])('refuses every one of the %s', (_, points) => {
    expect(passing(points)).toEqual([])
  })

  it('refuses whatever Unicode says to draw as nothing', () => {
    const ignorable = range(0, 0x10ffff).filter(point =>
      /\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(point)),
    )
    expect(ignorable.length).toBeGreaterThan(4000)
    expect(passing(ignorable)).toEqual([])
  })

  it.each([
    ['a high one alone', 'Human \ud800 Constanta'],
    ['a low one alone', 'Human \udc00 Constanta'],
    ['the wrong way round', 'Human \udc00\ud800 Constanta'],
    ['at the end', 'Human Constanta\ud83d'],
  ])('refuses a lone surrogate: %s', (_, text) => {
    expect(hasDeceptiveCharacter(text)).toBe(true)
  })

  it.each([
    ['at the start', '\u202eHuman'],
    ['at the end', 'Human\u200b'],
    ['alone', '\u200b'],
    ['behind an astral character', '😀\u200b'],
    ['in a new line', 'Human\nConstanta'],
  ])('finds one %s', (_, text) => {
    expect(hasDeceptiveCharacter(text)).toBe(true)
  })

  it('refuses marks piled upon a letter', () => {
    expect(hasDeceptiveCharacter(`a${'\u0301'.repeat(20)}`)).toBe(true)
    expect(hasDeceptiveCharacter(`a${'\u0300\u0316'.repeat(10)}`)).toBe(true)
    expect(hasDeceptiveCharacter(`a${'\u20dd'.repeat(8)}`)).toBe(true)
  })

  it('refuses them wherever they stand in any text', () => {
    const bad = fc.constantFrom('\u202e', '\u200b', '\u0000', '\n', '\ud800 ', '\u{e0041}', '\ufe0f')
    fc.assert(
      fc.property(fc.string(), bad, fc.string(), (before, character, after) => {
        expect(hasDeceptiveCharacter(before + character + after)).toBe(true)
      }),
    )
  })
})

describe('honest names pass', () => {
  const names = {
    Belarusian: [
      'Праваабарончы цэнтр «Вясна»',
      'Беларускі Хельсінкскі камітэт',
      'Беларуская асацыяцыя журналістаў',
      'Аб’яднанне «Сям’я ў бяспецы»',
      "Аб'яднанне «Ўзаемадапамога» № 7",
      'Абʼяднанне імя Барыса Звозскава',
    ],
    'Belarusian in Latin letters': ['Biełaruskaja asacyjacyja žurnalistaŭ', 'Pravaabarončy centr „Viasna“'],
    Russian: ['Объединение «Подъём — съезд»', 'Мемориал', 'Ёлка & Ко'],
    Ukrainian: ['Центр громадянських свобод', 'Об’єднання «Їжа і ґанок»', 'Пові́тря з на́голосом'],
    English: [
      'Human Rights Center “Viasna”',
      "Lawyers' Committee (Est. 1978)",
      'R&D — Rights + Dignity, Inc.',
      'FIDH/OMCT',
    ],
    Polish: ['Helsińska Fundacja Praw Człowieka', 'Stowarzyszenie „Żółta Łódź”'],
    Lithuanian: ['Žmogaus teisių stebėjimo institutas', 'VšĮ „Ąžuolų ūkis“', 'Tėvynė̃ — kirčiuota'],
    Latvian: ['Latvijas Cilvēktiesību centrs'],
    Estonian: ['Eesti Inimõiguste Keskus'],
    Czech: ['Člověk v tísni, o.p.s.'],
    German: ['Gesellschaft für Menschenrechte e. V.', 'Straße der Würde'],
    French: ['Fédération internationale pour les droits humains — l’Œuvre « Élan »'],
    Romanian: ['Asociația Promo-LEX', 'Științe și țări'],
    Turkish: ['İnsan Hakları Derneği', 'Işık Vakfı'],
    Greek: ['Ελληνική Ένωση για τα Δικαιώματα του Ανθρώπου', 'Ἑλληνικὸς ᾨδός'],
    Georgian: ['ადამიანის უფლებათა ცენტრი', 'ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ'],
    Armenian: ['Հելսինկյան քաղաքացիական ասամբլեա', '«Իրավունք և արդարություն»'],
    Arabic: ['المرصد الأورومتوسطي لحقوق الإنسان', 'مَرْكَزُ العَدَالَةِ، القَاهِرَةُ', 'اللَّهُمَّ'],
    Hebrew: ['האגודה לזכויות האזרח בישראל', 'עֲמֻתַּת "צֶדֶק"', 'בּ״ת־ים', 'יְרוּשָׁלִַם'],
    Persian: ['کانون مدافعان حقوق بشر'],
    Urdu: ['انسانی حقوق کمیشن پاکستان'],
    Yiddish: ['ייִדישער אַרבעטער־בונד'],
    Hindi: ['राष्ट्रीय मानवाधिकार मंच', 'स्त्री शक्ति संगठन', 'श्रृंखला'],
    Bengali: ['আইন ও সালিশ কেন্দ্র'],
    Tamil: ['மக்கள் உரிமை அமைப்பு'],
    Telugu: ['మానవ హక్కుల వేదిక'],
    Kannada: ['ಮಾನವ ಹಕ್ಕುಗಳ ಸಂಸ್ಥೆ'],
    Malayalam: ['മനുഷ്യാവകാശ സംഘടന', 'ൽ ൻ ർ ൿ'],
    Vietnamese: ['Ủy ban Bảo vệ Quyền làm Người Việt Nam', 'Những người thượng tôn pháp luật'],
    Thai: ['สมาคมสิทธิเสรีภาพของประชาชน', 'ศูนย์ทนายความเพื่อสิทธิมนุษยชน', 'น้ำ เป็น ผู้'],
    Lao: ['ສູນສິດທິມະນຸດ'],
    Khmer: ['លីកាដូ', 'សមាគមការពារសិទ្ធិមនុស្ស', 'ស្ត្រី'],
    Burmese: ['လူ့အခွင့်အရေးကွန်ရက်', 'မြန်မာ', 'ဘေးအန္တရာယ်လျှော့ချရေး'],
    Tibetan: ['བོད་ཀྱི་འགྲོ་བ་མིའི་ཐོབ་ཐང', 'བསྒྲུབས', 'ཧཱུྃ'],
    Sinhala: ['මානව හිමිකම් කේන්ද්‍රය'.replaceAll('\u200d', '')],
    Chinese: ['中国人权', '维权网', '臺灣人權促進會（台權會）'],
    Japanese: ['アムネスティ・インターナショナル日本', 'ヒューマンライツ・ナウ', 'がぎぐ　ﾊﾟﾋﾟ'],
    Korean: ['국제앰네스티 한국지부', '민주사회를 위한 변호사모임'],
    Amharic: ['የኢትዮጵያ ሰብዓዊ መብቶች ጉባኤ'],
    Mongolian: ['Хүний эрх хөгжил төв', 'ᠮᠣᠩᠭᠣᠯ'],
    Kazakh: ['Қазақстандық адам құқықтары бюросы'],
    Tatar: ['Татар иҗтимагый үзәге'],
    Chuvash: ['Чӑваш наци конгресӗ'],
    Yoruba: ['Ẹgbẹ́ Ọmọ Yorùbá'],
    Lakota: ['Lakȟótiyapi Okȟólakičhiye'],
    Cherokee: ['ᏣᎳᎩ ᎠᏰᎵ'],
    Inuktitut: ['ᐃᓄᐃᑦ ᑕᐱᕇᑦ ᑲᓇᑕᒥ'],
    Signs: [
      '№ 42',
      'Café №1 — «A/B» & Co. (2026)…',
      'C++',
      '100 % Freiheit',
      '“It’s ‘ours’”',
      '§ 5 ° ™ ® © € ½',
      '😀',
    ],
  }

  it.each(Object.entries(names))('%s', (_, spelled) => {
    for (const name of spelled) {
      expect(hasDeceptiveCharacter(name), name).toBe(false)
      expect(hasDeceptiveCharacter(name.normalize('NFD')), `${name}, decomposed`).toBe(false)
      expect(hasDeceptiveCharacter(tidyLine(name)), `${name}, as it is stored`).toBe(false)
      if (name !== '😀') expect(hasLetterOrDigit(name), name).toBe(true)
    }
  })

  it.each([
    ['Sinhala', 'ශ්\u200dරී ලංකා'],
    ['Persian', 'خانه\u200cها'],
    ['Urdu', 'اُن\u200cکا'],
    ['Hindi', 'क्\u200dष', 'क्\u200cष'],
    ['Bengali', 'র\u200d্যাব', 'উৎ ত্\u200d'],
    ['Malayalam of old', 'ന\u0d4d\u200d', 'അവന\u0d4d\u200d വന്നു'],
    ['Kannada', 'ರ\u200d್ಯಾಂಕ್'],
    ['Khmer', 'ក\u200cខ'],
    ['Mongolian', 'ᠮᠣ\u180bᠩᠭᠣᠯ', 'ᠬᠠᠭ\u180eᠠ'],
  ])('%s with the joiners that it is spelled with', (_, ...names) => {
    for (const name of names) {
      expect(deceptionIn(name), name).toBeNull()
      expect(deceptionIn(tidyLine(name)), `${name}, as it is stored`).toBeNull()
    }
  })

  it.each([
    ['between Latin letters', 'Hu\u200dman'],
    ['between Cyrillic letters', 'Вяс\u200cна'],
    ['at the end of a word', 'خانه\u200c ها'],
    ['at the beginning', '\u200cخانه'],
    ['two of them', 'خانه\u200c\u200cها'],
    ['between letters of two scripts', 'خ\u200cक'],
    ['behind an emoji at the end', '👩\u200d'],
    ['between an emoji and a letter', '👩\u200da'],
    ['between signs that are text', '©\u200d®'],
    ['two between emoji', '👩\u200d\u200d👩'],
    ['a Mongolian selector elsewhere', 'Human\u180b'],
  ])('but no joiner %s', (_, name) => {
    expect(hasDeceptiveCharacter(name)).toBe(true)
  })

  it.each([
    '👩\u200d👩\u200d👧',
    '👩🏽\u200d⚖\ufe0f',
    '🏳\ufe0f\u200d🌈 Саюз',
    '👩\u200d❤\ufe0f\u200d👨',
    '👷🏿\u200d♀',
  ])('pictures that a joiner makes one: %s', name => {
    expect(deceptionIn(withoutSilentSigns(name))).toBeNull()
    expect(tidyLine(name)).toBe(name.replaceAll('\ufe0f', ''))
  })

  it.each([
    'evil.com',
    'Центр «Мова» (mova.by): jo@mova.by',
    'https://example.org/a.b',
    'Гарачая лінія +375 29 123-45-67',
    '例え。テスト',
  ])('what a mail of ours shows without a link, copied from there: %s', name => {
    const copied = unlinkable(name)
    expect(copied).toContain('\u200c')
    expect(withoutSilentSigns(copied)).toBe(name)
    expect(tidyLine(copied.replaceAll('\u200c', '\u2060'))).toBe(name)
  })

  it('with the selectors that phones type taken off', () => {
    expect(hasDeceptiveCharacter('Цэнтр ❤\ufe0f')).toBe(true)
    expect(tidyLine('Цэнтр ❤\ufe0f ☎\ufe0e 葛\u{e0100}')).toBe('Цэнтр ❤ ☎ 葛')
  })
})

describe('what programs put at the ends of a text that is copied', () => {
  it.each([
    ['Human Constanta\u200b', 'Human Constanta'],
    ['\u200eHuman Constanta \u200f', 'Human Constanta'],
    ['\u202aHuman Constanta\u202c', 'Human Constanta'],
    ['\u2068Human Constanta\u2069\u00ad', 'Human Constanta'],
    ['\u200fשלום', 'שלום'],
    ['ന്\u200d', 'ന്\u200d'],
    ['\u200b', ''],
  ])('goes silently: %j', (typed, kept) => {
    const bare = withoutSilentSigns(typed)
    expect(hasDeceptiveCharacter(bare)).toBe(false)
    expect(tidyLine(typed)).toBe(kept)
  })

  it.each(['Hu\u200bman', 'Human \u202eatnatsnoC\u202c', 'Human\u200e Constanta'])(
    'stays where it changes what stands around it: %j',
    typed => {
      expect(hasDeceptiveCharacter(withoutSilentSigns(typed))).toBe(true)
    },
  )
})

describe('where a text is deceptive', () => {
  it.each([
    ['Human\u200b Constanta', { kind: 'invisible', code: 'U+200B', before: 'Human' }],
    ['\u202eHuman', { kind: 'invisible', code: 'U+202E', before: '' }],
    ['Праваабарончы цэнтр імя\u00ad', { kind: 'invisible', code: 'U+00AD', before: 'ваабарончы цэнтр імя' }],
    ['one\ntwo', { kind: 'line', code: 'U+000A', before: 'one' }],
    ['one\u2028two', { kind: 'line', code: 'U+2028', before: 'one' }],
    ['one \ufffd', { kind: 'broken', code: 'U+FFFD', before: 'one' }],
    ['😀\ud83d', { kind: 'broken', code: 'U+D83D', before: '😀' }],
    ['खा\u{e000}', { kind: 'broken', code: 'U+E000', before: 'खा' }],
    [`ab${'\u0301'.repeat(6)}`, { kind: 'marks', code: 'U+0301', before: 'ab' }],
    ['خانه\u200cها \u200b', { kind: 'invisible', code: 'U+200B', before: 'خانه\u200cها' }],
  ])('%j', (text, deception) => {
    expect(deceptionIn(text)).toEqual(deception)
  })
})

describe('tidyLine', () => {
  it.each([
    ['  Human   Constanta ', 'Human Constanta'],
    ['Human\u00a0Constanta', 'Human Constanta'],
    ['Human \u2003\u3000 Constanta', 'Human Constanta'],
    ['Human\tConstanta', 'Human Constanta'],
    ['Слоу\u0306', 'Слоў'],
    ['e\u0301', 'é'],
    ['', ''],
    [' \u00a0 ', ''],
  ])('%j becomes %j', (typed, stored) => {
    expect(tidyLine(typed)).toBe(stored)
  })

  it('gives NFC with single spaces for any text, and leaves that as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), typed => {
        const tidy = tidyLine(typed)
        expect(tidy).toBe(tidy.normalize('NFC'))
        expect(tidy).toBe(tidy.trim())
        expect(tidy).not.toMatch(/\p{Zs}{2}/u)
        expect(tidy.replaceAll(' ', '')).not.toMatch(/\p{Zs}/u)
        expect(tidyLine(tidy)).toBe(tidy)
      }),
    )
  })
})

it.each([
  ['', 0],
  ['abc', 3],
  ['ў', 1],
  ['у\u0306', 2],
  ['😀', 1],
  ['👍🏽', 2],
  ['𝔘𝔫', 2],
])('lengthOf counts code points: %j has %i', (text, length) => {
  expect(lengthOf(text)).toBe(length)
})

it.each([
  ['a', true],
  ['7', true],
  ['ў', true],
  ['中', true],
  ['Ⅳ', true],
  ['', false],
  ['— … ! №', false],
  ['«»', false],
  ['\u0301', false],
  ['😀', false],
])('hasLetterOrDigit(%j) is %s', (text, expected) => {
  expect(hasLetterOrDigit(text)).toBe(expected)
})

it('judges 100 kB in under 50 ms, also what keeps both patterns busy', () => {
  for (const unit of ['a', ' ', '\u0301', 'a\u0301\u0301\u0301\u0301', '\u00a0a', 'ў', '😀']) {
    const text = unit.repeat(Math.floor(102_400 / unit.length))
    expect(
      processorTime(() => hasDeceptiveCharacter(text)),
      JSON.stringify(unit),
    ).toBeLessThan(50)
  }
})
