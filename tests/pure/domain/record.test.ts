import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { givenOf, type Organisation } from '../../../src/domain/organisation.ts'
import { canonicalJson, commitment, committedFields } from '../../../src/domain/record.ts'
import { tries } from '../../support/exhaustive.ts'

describe('canonicalJson, after RFC 8785', () => {
  it('orders keys by UTF-16 units: the example of section 3.2.3', () => {
    const canonical = canonicalJson({
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    })
    expect([...canonical.matchAll(/:"([^"]+)"/g)].map(match => match[1])).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  it('orders keys that are numbers as text', () => {
    expect(canonicalJson({ 10: 1, 9: 2, 1: 3 })).toBe('{"1":3,"10":1,"9":2}')
  })

  it('escapes as the example of section 3.2.2 does, and nothing more', () => {
    expect(canonicalJson({ string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/' })).toBe(
      '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it.each([
    ['\b\t\n\f\r', '"\\b\\t\\n\\f\\r"'],
    ['\u0000\u001f', '"\\u0000\\u001f"'],
    ['\u007f\u0080\u2028\u2029', '"\u007f\u0080\u2028\u2029"'],
    ['</script>&', '"</script>&"'],
    ['е\u0308', '"е\u0308"'],
    ['😀', '"😀"'],
    ['', '""'],
  ])('string %j', (value, canonical) => {
    expect(canonicalJson(value)).toBe(canonical)
  })

  it.each([
    [0, '0'],
    [-0, '0'],
    [-1, '-1'],
    [9007199254740991, '9007199254740991'],
    [-9007199254740991, '-9007199254740991'],
    [true, 'true'],
    [false, 'false'],
    [null, 'null'],
  ])('%s is %s', (value, canonical) => {
    expect(canonicalJson(value)).toBe(canonical)
  })

  it('nests without white space', () => {
    expect(canonicalJson({ b: { d: null, c: 1 }, a: {} })).toBe('{"a":{},"b":{"c":1,"d":null}}')
  })

  it.each([[0.5], [Number.NaN], [Number.POSITIVE_INFINITY], [9007199254740992], [1e21]])(
    'refuses the number %d',
    value => {
      expect(() => canonicalJson({ value })).toThrow('integers only')
    },
  )

  it('refuses a lone surrogate: it has no UTF-8', () => {
    expect(() => canonicalJson({ name: 'a\ud800' })).toThrow('well-formed')
    expect(() => canonicalJson({ 'a\ud800': 'name' })).toThrow('well-formed')
  })

  const key = fc.string({ unit: 'grapheme', maxLength: 5 }).filter(text => text !== '__proto__')
  const { json } = fc.letrec<{ json: Json }>(tie => ({
    json: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.dictionary(key, tie('json'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  type Json = string | number | boolean | null | { [key: string]: Json }

  it('says the same value again, and the same bytes whatever the order of the keys', () => {
    const reversed = (value: Json): Json =>
      value === null || typeof value !== 'object'
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, member]) => [name, reversed(member)]),
          )
    fc.assert(
      fc.property(json, value => {
        const canonical = canonicalJson(value)
        expect(JSON.parse(canonical)).toEqual(Object.is(value, -0) ? 0 : JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(canonical)
      }),
    )
  })
})

const viasna: Organisation = {
  name: 'Human Rights Center “Viasna”',
  names: {},
  country: 'BY',
  website: null,
}

describe('a commitment', () => {
  // Made with Python 3, which shares no code with us:
  //   hashlib.sha256(bytes(range(32)) + fields.encode('utf-8')).hexdigest()
  it.each([
    [
      viasna,
      '{"affiliation":null,"country":"BY","kind":"organisation","name":"Human Rights Center “Viasna”","names":{},"title":null,"website":null}',
      'da8cd927a8ba21998dab573027b44b40b76c82c9bbd67b096dd8ed1edb929b55',
    ],
    [
      {
        name: 'Праваабарончы цэнтр «Вясна»',
        names: { ru: 'Весна', en: 'Viasna', be: 'Праваабарончы цэнтр «Вясна»' },
        country: null,
        website: 'https://spring96.org',
      },
      '{"affiliation":null,"country":null,"kind":"organisation","name":"Праваабарончы цэнтр «Вясна»",' +
        '"names":{"be":"Праваабарончы цэнтр «Вясна»","en":"Viasna","ru":"Весна"},' +
        '"title":null,"website":"https://spring96.org"}',
      'b9bbd281e7076516bd0ed08a701f5cef5f8587300287f93f489ee56110495b17',
    ],
    [
      {
        name: 'Ivan Ivanou',
        names: {},
        country: null,
        website: null,
        signer: { kind: 'person' as const, title: 'Editor', affiliation: 'Belarusian PEN' },
      },
      '{"affiliation":"Belarusian PEN","country":null,"kind":"person","name":"Ivan Ivanou","names":{},' +
        '"title":"Editor","website":null}',
      'a0b67c41a9e419ff58529ae41cd2e3e83c8b263045f8884942946ba292c3fdc6',
    ],
  ])('%#: known answers under the salt 00 01 … 1f', (organisation, fields, digest) => {
    const salt = Uint8Array.from({ length: 32 }, (_, i) => i)
    expect(committedFields(organisation)).toBe(fields)
    expect(commitment(salt, fields)).toBe(digest)
  })

  it('known answer under a salt of zeros, with quotes and a backslash', () => {
    const fields = committedFields({
      name: 'A "B" \\ C',
      names: { en: 'A/B' },
      country: 'LT',
      website: 'https://example.org/?a=b',
    })
    expect(commitment(new Uint8Array(32), fields)).toBe(
      'd5be81b4556fc8491e80ebda2222cb838d7c71c6c7d3b86761f5dafe0d35036e',
    )
  })

  it.each([0, 16, 31, 33, 64])('refuses a salt of %i bytes', length => {
    expect(() => commitment(new Uint8Array(length), '{}')).toThrow('32 bytes')
  })

  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  const orNull = fc.option(text)
  const organisations: fc.Arbitrary<Organisation> = fc.record({
    name: text,
    names: fc.record({ en: orNull, be: orNull, ru: orNull, ar: orNull }).map(givenOf),
    country: fc.option(fc.constantFrom('BY', 'LT', 'PL')),
    website: fc.option(fc.webUrl()),
  })
  const salts = fc.uint8Array({ minLength: 32, maxLength: 32 })

  it('is the same for the same fields, whatever else the object carries and in whatever order', () => {
    fc.assert(
      fc.property(organisations, salts, ({ name, names, country, website }, salt) => {
        const one = committedFields({ name, names, country, website })
        const other = committedFields(
          Object.assign({ comment: 'not committed' }, { website, country, names, name }) as Organisation,
        )
        expect(other).toBe(one)
        expect(commitment(salt, other)).toBe(commitment(salt, one))
      }),
    )
  })

  it('changes with any field, and with the salt', () => {
    const changes: ((of: Organisation, to: string | null) => Organisation)[] = [
      (of, to) => ({ ...of, name: to ?? `${of.name}.` }),
      (of, to) => ({ ...of, country: to }),
      (of, to) => ({ ...of, website: to }),
      ...['en', 'be', 'ru', 'ar'].map(tag => (of: Organisation, to: string | null) => ({
        ...of,
        names: givenOf({ ...of.names, [tag]: to }),
      })),
    ]
    fc.assert(
      fc.property(organisations, salts, fc.constantFrom(...changes), orNull, (before, salt, change, to) => {
        const after = change(before, to)
        fc.pre(JSON.stringify(after) !== JSON.stringify(before))
        expect(commitment(salt, committedFields(after))).not.toBe(commitment(salt, committedFields(before)))
      }),
      tries(1000),
    )
    const fields = committedFields(viasna)
    const salt = new Uint8Array(32)
    for (let byte = 0; byte < 32; byte++) {
      const other = Uint8Array.from(salt)
      other[byte] = 1
      expect(commitment(other, fields)).not.toBe(commitment(salt, fields))
    }
  })

  it('moves no value between fields unseen', () => {
    const named = (names: Organisation['names']) =>
      committedFields({ ...viasna, names: { ...viasna.names, ...names } })
    expect(new Set([named({ en: 'x' }), named({ be: 'x' }), named({ ru: 'x' }), named({})]).size).toBe(4)
    expect(committedFields({ ...viasna, country: 'BY' })).not.toBe(
      committedFields({ ...viasna, country: null, website: 'BY' }),
    )
  })
})
