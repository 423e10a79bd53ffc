import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { organisationKey } from '../../../../src/domain/organisation.ts'
import type { SignerKind } from '../../../../src/domain/statement.ts'
import { hasDeceptiveCharacter, lengthOf } from '../../../../src/domain/text.ts'
import {
  contactOf,
  type Faults,
  faultsOf,
  type RequestField,
  type RequestForm,
  readForm,
  requestFields,
  requestFormOf,
  typedOf,
} from '../../../../src/endorsements/ask/request-form.ts'
import {
  faultsOf as contactFaultsOf,
  contactFormOf,
} from '../../../../src/endorsements/contact-person/new-contact-form.ts'
import { languageOfField } from '../../../../src/i18n/index.ts'
import { summaryOf } from '../../../../src/organisations/fieldset.tsx'
import { emailLine } from '../../../../src/organisations/form.ts'
import { tries } from '../../../support/exhaustive.ts'
import { processorTime } from '../../../support/processor-time.ts'

const good = {
  organisation: 'Vilnius Human Rights Forum',
  organisation_en: '',
  organisation_be: '',
  organisation_ru: '',
  country: '',
  website: '',
  comment: '',
  representative: 'Ona Petraitė',
  role: 'Director',
  email: 'ona@example.org',
  authority: 'yes',
  version: '1',
}

function judge(
  changes: Record<string, unknown>,
  kind: SignerKind = 'organisation',
): { faults: Faults } | { form: RequestForm } {
  const judged = requestFormOf(kind).safeParse({ ...good, ...changes })
  return judged.success ? { form: judged.data } : { faults: faultsOf(judged.error.issues) }
}

/** What a field became: of a further name by its language, null where there is none. */
const valueIn = (form: RequestForm, field: RequestField) => {
  const tag = languageOfField(field)
  return tag === null ? form[field as keyof typeof form] : (form.names[tag] ?? null)
}

const english: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../../../src/i18n/en/field.json', import.meta.url), 'utf8'),
)

/** What can befall a field: every way of getting one wrong that a browser or a stranger can send. */
const wrong: Record<string, unknown[]> = {
  'nothing at all': [undefined],
  empty: ['', '   ', '\u00a0\u2003'],
  'too long': ['a'.repeat(501), 'ё '.repeat(3000), 'a'.repeat(100_000)],
  invisible: [
    'a\u200bb',
    'a\u202eb',
    'a\u0000b',
    'a\ud800',
    'a\tb',
    'a\u{e0041}',
    'a\u0301\u0301\u0301\u0301\u0301\u0301\u0301',
  ],
  'several lines': ['a\nb', 'a\r\nBcc: b@example.org'],
  'signs only': ['—', '«»', '!!!', '😀'],
  nonsense: ['javascript:alert(1)', 'ZZ', '0', '-1', '1e3', 'null', '__proto__'],
  'not a text': [null, 7, true, {}, [], ['a', 'b'], new File(['a'], 'a.txt')],
}
/**
 * The fields of the form, three further names among them: one in a language of the interface, two in others. As whom
 * one signs is judged before the form.
 */
const allFields = [
  ...requestFields.filter(field => field !== 'kind'),
  ...(['organisation_be', 'organisation_ar', 'organisation_zh-Hant'] as const),
]
/** As somebody who is asked for a field sends it. */
const askedOf = (field: RequestField): SignerKind =>
  field === 'title' || field === 'affiliation' ? 'person' : 'organisation'
const faulty = allFields.flatMap(field =>
  Object.entries(wrong).flatMap(([kind, values]) => values.map(value => ({ field, kind, value }))),
)

/** Of the message that says a fault. */
const keyOf = (field: string, fault: string | undefined) =>
  `field.${languageOfField(field) === null ? field : 'organisation_in'}.${fault}`

describe('every fault', () => {
  it('has its message in the catalogue', () => {
    const seen = new Set<string>()
    const missing = new Set<string>()
    for (const { field, value } of faulty) {
      const judged = judge({ [field]: value }, askedOf(field))
      if ('form' in judged) continue
      for (const [at, fault] of Object.entries(judged.faults)) {
        seen.add(`field.${at}.${fault}`)
        const key = fault === 'deceptive' ? 'field.deceptive.invisible' : keyOf(at, fault)
        if (english[key] === undefined) missing.add(key)
      }
    }
    expect([...missing]).toEqual([])
    expect(seen.size, 'so many kinds were met').toBeGreaterThan(30)
  })

  it('is of the field that has it, and of no other', () => {
    for (const { field, value } of faulty) {
      const judged = judge({ [field]: value }, askedOf(field))
      if ('faults' in judged) expect(Object.keys(judged.faults)).toEqual([field])
    }
  })

  it('says which character is deceptive, where it stands, and what to do', () => {
    const typed = { organisation: 'Human\u200b Constanta', comment: 'Two\nlines, and \ue000' }
    const faults: Faults = { organisation: 'deceptive', comment: 'deceptive' }
    expect(summaryOf('en', requestFields, { typed, faults })).toEqual([
      {
        field: 'organisation',
        message:
          'Organisation’s name: there is an invisible character (U+200B) after “Human”. Put the cursor there and delete it: the text will look the same.',
      },
      {
        field: 'comment',
        message:
          'A public line: there is a character that others cannot read (U+E000) after “Two lines, and”. Delete it, and type there what it should be.',
      },
    ])
  })

  it('has a message that some input causes: none is in the catalogue in vain', () => {
    const caused = new Set<string>()
    const unsaid = readForm(good, ['organisation', 'person'])
    if ('faults' in unsaid) caused.add(`field.kind.${unsaid.faults.kind}`)
    for (const { field, value } of faulty) {
      const judged = judge({ [field]: value }, askedOf(field))
      if ('faults' in judged) caused.add(keyOf(field, judged.faults[field]))
    }
    for (const { field, value } of faulty) {
      const read = contactFormOf('organisation').safeParse({ [`new_${field}`]: value })
      const faults = read.success ? {} : contactFaultsOf(read.error.issues)
      for (const [at, fault] of Object.entries(faults)) caused.add(`field.${at}.${fault}`)
    }
    const messages = Object.keys(english).filter(key =>
      /^field\.\w+\.(required|too_long|deceptive|invalid)$/.test(key),
    )
    expect(messages.filter(key => !caused.has(key))).toEqual([])
  })

  it('is told of all fields at once, one each', () => {
    const judged = requestFormOf('organisation').safeParse({})
    expect(judged.success ? {} : faultsOf(judged.error.issues)).toEqual({
      organisation: 'required',
      representative: 'required',
      role: 'required',
      email: 'required',
      authority: 'required',
      version: 'required',
    })
  })

  it('of a field that the form does not have is nobody’s', () => {
    expect(
      faultsOf([
        { path: ['other'], message: 'invalid' },
        { path: [], message: 'invalid' },
      ]),
    ).toEqual({})
    const first = [
      { path: ['email'], message: 'required' },
      { path: ['email'], message: 'invalid' },
    ]
    expect(faultsOf(first)).toEqual({ email: 'required' })
  })
})

const refused: [RequestField, string, unknown, string][] = [
  ['organisation', 'empty', '', 'required'],
  ['organisation', 'white space', ' \u00a0 ', 'required'],
  ['organisation', '201 letters', 'a'.repeat(201), 'too_long'],
  ['organisation', '201 astral letters', '𝔘'.repeat(201), 'too_long'],
  ['organisation', 'a right-to-left override', 'abc\u202edef', 'deceptive'],
  ['organisation', 'a line break', 'abc\ndef', 'deceptive'],
  ['organisation', 'NUL, which PostgreSQL cannot hold', 'abc\u0000', 'deceptive'],
  ['organisation', 'a lone surrogate, which has no UTF-8', 'abc\ud83d', 'deceptive'],
  ['organisation', 'no letter', '«—»', 'invalid'],
  ['organisation_en', 'no letter', '...', 'invalid'],
  ['organisation_be', '201 letters', 'ў'.repeat(201), 'too_long'],
  ['organisation_ru', 'a zero-width space', 'а\u200bб', 'deceptive'],
  ['country', 'lower case', 'by', 'invalid'],
  ['country', 'unassigned', 'ZZ', 'invalid'],
  ['country', 'a union', 'EU', 'invalid'],
  ['country', 'a name', 'Belarus', 'invalid'],
  ['country', 'white space', ' BY', 'invalid'],
  ['country', 'a property of every object', 'constructor', 'invalid'],
  ['website', 'a script', 'javascript:alert(1)', 'invalid'],
  ['website', 'a tab within the scheme', 'java\tscript:alert(1)', 'deceptive'],
  ['website', 'a user', 'https://a:b@example.org', 'login'],
  ['website', 'an address in numbers', 'http://127.0.0.1', 'numbers'],
  ['website', '501 letters', `https://example.org/${'a'.repeat(481)}`, 'too_long'],
  ['website', '501 Cyrillic letters', `https://example.org/${'ў'.repeat(481)}`, 'too_long'],
  ['website', 'two addresses', 'https://example.org/ https://example.net/', 'invalid'],
  ['website', 'a Cyrillic a among Latin letters', 'exаmple.org', 'mixed'],
  ['website', 'the same in A-labels', 'https://be.xn--exmple-4nf.org/a', 'mixed'],
  ['email', 'a Cyrillic a among Latin letters', 'jo@exаmple.org', 'mixed'],
  ['email', 'the same in A-labels', 'jo@xn--exmple-4nf.org', 'mixed'],
  ['website', 'a backslash', 'https://example.org\\@example.net', 'invalid'],
  ['comment', '281 letters', 'a'.repeat(281), 'too_long'],
  ['comment', 'a control character', 'abc\u0007', 'deceptive'],
  ['representative', 'empty', '', 'required'],
  ['representative', 'CRLF', 'Ona\r\nBcc: x@example.org', 'deceptive'],
  ['role', 'no letter', '-', 'invalid'],
  ['email', 'no host', 'ona', 'invalid'],
  ['email', 'no dot', 'ona@localhost', 'invalid'],
  ['email', 'a dot at the end', 'ona@example.org.', 'slip'],
  ['email', 'a comma for a dot', 'ona@example,org', 'slip'],
  ['email', 'a provider without its ending', 'ona@gmail', 'slip'],
  ['email', 'two at signs', 'ona@example@example.org', 'invalid'],
  ['email', 'two addresses', 'ona@example.org,eva@example.org', 'several'],
  ['email', 'a name before it', 'Ona <ona@example.org>', 'named'],
  ['email', 'quotes', '"o na"@example.org', 'quoted'],
  ['email', 'a space', 'o na@example.org', 'slip'],
  ['email', 'an address in numbers', 'ona@[127.0.0.1]', 'numbers'],
  ['email', 'a name in another script before the host', 'йо@правозащита.бел', 'script'],
  ['email', 'a path behind a host in another script', 'jo@правозащита.бел/x', 'invalid'],
  ['email', 'a port behind a host in another script', 'jo@правозащита.бел:25', 'invalid'],
  ['email', 'a host in another script without a dot', 'jo@бел', 'invalid'],
  ['email', 'a joiner between letters that need none', 'jo@пра\u200dва.бел', 'deceptive'],
  ['email', 'two addresses with a space', 'ona@example.org eva@example.org', 'several'],
  ['email', 'two addresses with names', 'Ona <ona@example.org>, Eva <eva@example.org>', 'several'],
  ['email', 'angle brackets around it', '<ona@example.org>', 'named'],
  ['email', 'angle brackets around none', 'Ona <ona>', 'invalid'],
  ['email', 'a link', 'mailto:ona@example.org', 'named'],
  ['email', 'a name in another script', 'пошта@example.org', 'script'],
  ['email', 'four numbers', 'a@1.2.3.4', 'numbers'],
  ['email', 'a number at the end', 'a@example.123', 'numbers'],
  ['email', 'an ending of one letter', 'a@b.c', 'invalid'],
  ['email', 'a name of 65 letters', `${'a'.repeat(65)}@example.org`, 'long_name'],
  ['email', 'two dots before the @', 'a..b@example.org', 'dots'],
  ['email', 'a dot before the @', 'a.@example.org', 'dots'],
  ['email', 'a dot first', '.a@example.org', 'dots'],
  ['website', 'a handle', '@telegram', 'handle'],
  ['website', 'an e-mail address', 'ona@example.org', 'email'],
  ['website', 'a name and a password', 'user:pw@example.org', 'login'],
  ['website', 'an address in numbers without a scheme', '127.0.0.1', 'numbers'],
  ['website', 'a word that says there is none', 'none', 'none'],
  ['website', 'the same in Belarusian', 'Няма', 'none'],
  ['website', 'a dash', '—', 'none'],
  ['website', 'a host of a network of its own', 'https://example.local', 'own_network'],
  ['website', 'another one', 'http://wiki.internal/page', 'own_network'],
  ['website', 'this machine', 'http://localhost:3000', 'own_network'],
  ['website', 'punycode that spells nothing', 'https://xn--a.org', 'invalid'],
  ['email', 'a header', 'ona@example.org\r\nBcc: eva@example.org', 'deceptive'],
  ['email', '255 letters', `${'a'.repeat(243)}@example.org`, 'too_long'],
  ['authority', 'not ticked', undefined, 'required'],
  ['authority', 'empty', '', 'required'],
  ['version', 'missing', undefined, 'required'],
  ['version', 'zero', '0', 'required'],
  ['version', 'negative', '-1', 'required'],
  ['version', 'a fraction', '1.5', 'required'],
  ['version', 'hexadecimal', '0x1', 'required'],
  ['version', 'seven digits', '1000000', 'required'],
  ['version', 'a digit of another script', '١', 'required'],
]

it.each(refused)('refuses %s: %s', (field, _, value, fault) => {
  expect(judge({ [field]: value })).toEqual({ faults: { [field]: fault } })
})

const accepted: [Exclude<RequestField, 'kind'>, string, unknown, unknown][] = [
  ['organisation', 'white space around and within', '  Human \u00a0 Constanta ', 'Human Constanta'],
  ['organisation', 'a line break at the end', 'Human Constanta\r\n', 'Human Constanta'],
  ['organisation', 'decomposed letters', 'Слоу\u0306', 'Слоў'],
  ['organisation', '200 letters', 'ў'.repeat(200), 'ў'.repeat(200)],
  ['organisation', '200 astral letters', '𝔘'.repeat(200), '𝔘'.repeat(200)],
  ['organisation', '200 decomposed letters', 'у\u0306'.repeat(200), 'ў'.repeat(200)],
  ['organisation', 'markup, which is text', '<b>&amp;</b>', '<b>&amp;</b>'],
  ['organisation', 'a formula, which is text', '=1+1', '=1+1'],
  ['organisation_be', 'nothing', undefined, null],
  ['organisation_be', 'white space', '  ', null],
  ['organisation_be', 'a name', ' Вясна ', 'Вясна'],
  ['country', 'nothing', undefined, null],
  ['country', 'not stated', '', null],
  ['country', 'a code', 'BY', 'BY'],
  ['country', 'Kosovo', 'XK', 'XK'],
  ['website', 'nothing', undefined, null],
  ['website', 'a bare host', ' example.org ', 'https://example.org'],
  [
    'website',
    '500 letters',
    `https://example.org/${'a'.repeat(480)}`,
    `https://example.org/${'a'.repeat(480)}`,
  ],
  ['organisation', 'a joiner that it is spelled with', 'ශ්\u200dරී ලංකා', 'ශ්\u200dරී ලංකා'],
  ['organisation', 'a selector that a phone types', 'Human ❤\ufe0f', 'Human ❤'],
  [
    'website',
    '500 Cyrillic letters, which a URL spells in six characters each',
    `https://example.org/${'ў'.repeat(480)}`,
    `https://example.org/${'%D1%9E'.repeat(480)}`,
  ],
  ['website', 'labels of two scripts', 'be.правозащита.org', 'https://be.xn--80aaagzh3bfj0a9e.org'],
  ['website', 'words of two scripts in a label', 'it-школа.бел', 'https://xn--it--8cd3cgu2f.xn--90ais'],
  ['website', 'an address in its own script', 'правозащита.бел', 'https://xn--80aaagzh3bfj0a9e.xn--90ais'],
  ['comment', 'nothing', undefined, null],
  ['comment', 'an emoji with its selector', 'Peace 🕊\ufe0f', 'Peace 🕊'],
  ['comment', 'several lines', 'one\r\ntwo\nthree\rfour', 'one two three four'],
  ['comment', '280 letters', 'ў'.repeat(280), 'ў'.repeat(280)],
  ['comment', 'signs only', '🕊 …', '🕊 …'],
  ['email', 'white space around', ' ona@example.org ', 'ona@example.org'],
  ['email', 'a full-width @', 'ona＠example.org', 'ona@example.org'],
  ['email', 'a name of 64 letters', `${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ['website', 'a dot at the end', 'example.org.', 'https://example.org'],
  ['website', 'a dot at the end of the host', 'https://example.org./a?b', 'https://example.org/a?b'],
  ['email', 'a tag and dots', 'ona.p+x@sub.example.org', 'ona.p+x@sub.example.org'],
  ['email', 'capitals, which are kept', 'Ona@Example.ORG', 'Ona@Example.ORG'],
  ['email', 'an apostrophe', "o'neil@example.org", "o'neil@example.org"],
  ['email', 'a host in its own script', 'jo@правозащита.бел', 'jo@xn--80aaagzh3bfj0a9e.xn--90ais'],
  ['email', 'the same in capitals', 'jo@ПРАВОЗАЩИТА.БЕЛ', 'jo@xn--80aaagzh3bfj0a9e.xn--90ais'],
  ['email', 'an ideographic full stop', 'jo@правозащита。бел', 'jo@xn--80aaagzh3bfj0a9e.xn--90ais'],
  ['email', 'punycode', 'ona@xn--e1afmkfd.xn--90ais', 'ona@xn--e1afmkfd.xn--90ais'],
  ['authority', 'any value of the box', 'on', 'on'],
  ['version', 'six digits', '999999', 999999],
]

it.each(accepted)('accepts %s: %s', (field, _, value, stored) => {
  const judged = judge({ [field]: value })
  expect('faults' in judged ? judged.faults : valueIn(judged.form, field)).toEqual(stored)
})

it('drops what the form does not have', () => {
  const judged = judge({ status: 'approved', id: '1', founding: 'true' })
  expect(Object.keys('form' in judged ? judged.form : {}).sort()).toEqual(
    ['names', 'text', 'updates', ...requestFields.filter(field => field !== 'kind')].sort(),
  )
})

describe('as whom one signs', () => {
  const person = {
    ...good,
    kind: 'person',
    title: 'Editor',
    affiliation: 'Belarusian PEN',
    website: 'no address',
  }

  it('is asked for where a statement has a choice, and is no other than it has', () => {
    expect(readForm(person, ['organisation', 'network'])).toEqual({ faults: { kind: 'required' } })
    expect(readForm({ ...person, kind: undefined }, ['person'])).toMatchObject({ kind: 'person' })
    expect(readForm(person, ['organisation'])).toMatchObject({ faults: { website: 'invalid' } })
  })

  it('a person is asked for no website, no representative and no role, and what is sent of them is dropped', () => {
    const read = readForm({ ...person, representative: undefined, role: '' }, ['organisation', 'person'])
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    expect(read.form).toMatchObject({ website: null, title: 'Editor', affiliation: 'Belarusian PEN' })
    expect(contactOf(read.form)).toEqual({ representative: good.organisation, role: '', email: good.email })
  })

  it('an organisation has no title and no affiliation', () => {
    const judged = judge({ title: 'Editor', affiliation: 'Belarusian PEN' })
    expect('form' in judged && judged.form).toMatchObject({ title: null, affiliation: null })
  })
})

it('counts marks as they are stored: what is composed of two piles up twice', () => {
  // U+0344 is one mark as typed and two in NFC.
  expect(judge({ organisation: `a${'\u0344'.repeat(4)}` })).toEqual({ faults: { organisation: 'deceptive' } })
})

describe('typedOf', () => {
  it('keeps everything typed, exactly, of the fields that the form has', () => {
    const anything = fc.record(
      Object.fromEntries(allFields.map(field => [field, fc.string({ unit: 'binary' })])),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anything, fc.string(), (typed, other) => {
        expect(typedOf({ ...typed, other })).toEqual(typed)
      }),
    )
  })

  it('leaves out what is not a text', () => {
    expect(
      typedOf({ organisation: new File([], 'a'), role: ['a', 'b'], email: null, comment: 'kept' }),
    ).toEqual({
      comment: 'kept',
    })
  })
})

describe('any strings whatsoever', () => {
  const spice = fc.constantFrom(
    '\u0000',
    '\u202e',
    '\u200b',
    '\ud800',
    '\n',
    ' ',
    '\u0344',
    'ў',
    'a',
    '.',
    '@',
    '/',
    '😀',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: spice, maxLength: 40 }),
    fc.lorem({ maxCount: 60, mode: 'words' }),
    fc.constant(undefined),
  )
  const hostileBody = fc.record(Object.fromEntries(allFields.map(field => [field, text])))
  const near: Partial<Record<RequestField, fc.Arbitrary<string | undefined>>> = {
    country: fc.oneof(fc.constantFrom('', 'BY', 'XK', 'by'), text),
    website: fc.oneof(fc.webUrl(), fc.domain(), text),
    email: fc.oneof(fc.emailAddress(), text),
  }
  // A good form but for two fields at most: near enough to be accepted now and then.
  const change = fc
    .constantFrom(...allFields)
    .chain(field => (near[field] ?? text).map(typed => ({ [field]: typed })))
  const plausible = fc.tuple(change, change).map(([one, other]) => ({ ...one, ...other }))

  it('never throw', () => {
    fc.assert(
      fc.property(hostileBody, body => {
        requestFormOf('organisation').safeParse(body)
        emailLine.safeParse(body.email)
        typedOf(body)
      }),
      tries(500),
    )
  })

  it('satisfy the database’s constraints when they are accepted', () => {
    let count = 0
    // As in drizzle/0003_endorsements.sql; char_length counts code points.
    const within = (value: string | null, most: number) => {
      if (value === null) return
      expect(lengthOf(value)).toBeGreaterThanOrEqual(1)
      expect(lengthOf(value)).toBeLessThanOrEqual(most)
      expect(value).not.toMatch(/\p{Cc}|\p{Cs}/u)
      expect(value).toBe(value.normalize('NFC').trim())
      expect(hasDeceptiveCharacter(value)).toBe(false)
    }
    fc.assert(
      fc.property(plausible, changes => {
        const judged = judge(changes)
        if ('faults' in judged) return
        count++
        const { form } = judged
        within(form.organisation, 200)
        for (const name of Object.values(form.names)) within(name, 200)
        within(form.comment, 280)
        within(form.representative, 200)
        within(form.role, 200)
        within(form.email, 254)
        expect(organisationKey(form.organisation)).not.toBe('')
        if (form.country !== null) expect(form.country).toMatch(/^[A-Z]{2}$/)
        within(form.website, 6100)
        if (form.website !== null) expect(form.website).toMatch(/^https?:\/\//)
        expect(form.email).toMatch(/^[^\s@<>,"]+@[^\s@<>,"]+\.[^\s@<>,"]+$/)
        expect(Number.isSafeInteger(form.version) && form.version >= 1).toBe(true)
      }),
      { numRuns: 3000 },
    )
    expect(count, 'accepted ones').toBeGreaterThan(300)
  })
})

describe('1 MB in any field', () => {
  const units = {
    letters: 'a',
    spaces: ' ',
    'line breaks': '\n',
    CRLF: '\r\n',
    marks: '\u0301',
    dots: 'a.',
    ats: 'a@',
  }
  const fields = allFields.flatMap(field => Object.entries(units).map(([of, unit]) => ({ field, of, unit })))

  it.each(fields)('of $of in $field is judged in under 50 ms', ({ field, unit }) => {
    const typed = unit.repeat(Math.floor(1_048_576 / unit.length))
    const judge = () => requestFormOf(askedOf(field)).safeParse({ ...good, [field]: typed })
    // Whatever a box sends is a tick.
    if (field !== 'authority' && field !== 'withheld') expect(judge().success).toBe(false)
    expect(processorTime(judge, 4)).toBeLessThan(50)
  })
})
