import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '../../../src/domain/language.ts'
import { canonicalText, textHash, textIn, titleAndBody } from '../../../src/domain/statement.ts'
import { statementFiles } from '../../../src/statements/files.ts'

describe('the hash of a text', () => {
  const text = '# Заява\n\nМоў\n'
  // printf '# Заява\n\nМоў\n' | sha256sum
  const digest = '240e841dc9e6cb68ee38673cd1534704487a9295081a6afa7d8ef77aca5102a0'

  it.each([
    ['LF', text],
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['CR', text.replaceAll('\n', '\r')],
    ['NFD', text.normalize('NFD')],
    ['a byte order mark', `\ufeff${text}`],
    ['all of these', `\ufeff${text.normalize('NFD').replaceAll('\n', '\r\n')}`],
  ])('is the same with %s', (_, variant) => {
    expect(textHash(variant)).toBe(digest)
  })

  it.each([
    ['a letter', text.replace('а', 'о')],
    ['a space at the end', `${text} `],
    ['a line break more', `${text}\n`],
    ['a compatibility form', text.replace('М', 'Ｍ')],
    ['a mark within', text.replace('Моў', 'Мо\ufeffў')],
    ['a second mark before it', `\ufeff\ufeff${text}`],
  ])('is another with %s', (_, variant) => {
    expect(textHash(variant)).not.toBe(digest)
  })

  it('is of a text in its one canonical form', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aе\u0308у\u0306\r\n# ') }), typed => {
        const canonical = canonicalText(typed)
        expect(canonical).not.toContain('\r')
        expect(canonical).toBe(canonical.normalize('NFC'))
        expect(canonicalText(canonical)).toBe(canonical)
        expect(textHash(canonical)).toBe(textHash(typed))
      }),
    )
  })
})

describe('titleAndBody', () => {
  it.each([
    ['# Title\n\nBody\n', 'Title', 'Body\n'],
    ['#  Title  \nBody', 'Title', 'Body'],
    ['\ufeff# Title\r\n\r\nBody\r\nmore', 'Title', 'Body\nmore'],
    ['# Title # with a sign\n\n# Second', 'Title # with a sign', '# Second'],
  ])('%j', (markdown, title, body) => {
    expect(titleAndBody(markdown)).toEqual({ title, body })
  })

  it.each(['', 'Body', '## Title\n\nBody', '#Title\n\nBody', 'Body\n\n# Title\n', '# \n\nBody', '#\nBody'])(
    'throws without a title: %j',
    markdown => {
      expect(() => titleAndBody(markdown)).toThrow('level 1 heading')
    },
  )
})

describe('textIn', () => {
  const texts = [{ language: 'be' as const }, { language: 'en' as const }]

  it('takes the language asked for, else the authoritative text', () => {
    expect(textIn(texts, 'be', 'en').language).toBe('be')
    expect(textIn(texts, 'ru', 'en').language).toBe('en')
    expect(textIn(texts, 'ru', 'be').language).toBe('be')
  })

  it('throws where the authoritative text is missing', () => {
    expect(() => textIn(texts, 'ru', 'ru')).toThrow('authoritative')
  })
})

describe('the real statement', () => {
  const file = new URL('../../../src/statements/forcible-expulsion/statement.en.md', import.meta.url)
  const [statement] = statementFiles
  if (!statement) throw new Error('no statement')

  it('hashes as the file does', () => {
    const bytes = readFileSync(file)
    const ofFile = createHash('sha256').update(bytes).digest('hex')
    expect(textHash(bytes.toString('utf8'))).toBe(ofFile)
    expect(textHash(statement.texts.en ?? '')).toBe(ofFile)
    // sha256sum statement.en.md. Another text is a new version: change this line only with that in mind.
    expect(ofFile).toBe('29f6d4cce7981fd21d08de85de15c3cb2aefb77537064aa11e3c440a0668f3bd')
  })

  it('is in English, under its own title', () => {
    expect(statement.slug).toBe('forcible-expulsion')
    expect(statement.defaultLanguage).toBe('en')
    expect(Object.keys(statement.texts)).toEqual(['en'])
    expect(titleAndBody(statement.texts.en ?? '').title).toBe(
      'Human Rights Defenders Call for an End to the Practice of Forcible Expulsion of Released Belarusian Citizens',
    )
  })

  it('was signed by these eleven, in this order', () => {
    expect(statement.foundingSignatories.map(({ key, name }) => [key, name])).toEqual([
      ['human-constanta', 'Human Constanta'],
      ['belarusian-helsinki-committee', 'Belarusian Helsinki Committee'],
      ['lawtrend', 'Lawtrend'],
      ['belarusian-pen', 'Belarusian PEN'],
      ['respect-protect-fulfill', 'Respect-Protect-Fulfill'],
      ['viasna', 'Human Rights Center “Viasna”'],
      ['legal-initiative', 'Legal Initiative'],
      ['belarusian-association-of-journalists', 'Belarusian Association of Journalists'],
      ['belarusian-human-rights-house', 'Belarusian Human Rights House named after Barys Zvozskau'],
      [
        'office-for-the-rights-of-persons-with-disabilities',
        'Office for the Rights of Persons with Disabilities',
      ],
      ['right-to-defense', 'Right to Defense'],
    ])
    expect(new Set(statement.foundingSignatories.map(({ country }) => country))).toEqual(new Set([null]))
  })

  it('has a title and an authoritative text, as every statement must', () => {
    for (const { slug, defaultLanguage, texts, foundingSignatories } of statementFiles) {
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(['confirm', 'endorsement', 'privacy', 'help']).not.toContain(slug)
      expect(texts[defaultLanguage]).toBeDefined()
      for (const language of languages) {
        const text = texts[language]
        if (text !== undefined) expect(titleAndBody(text).title).not.toBe('')
      }
      const keys = foundingSignatories.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})
