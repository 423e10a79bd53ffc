import { describe, expect, it } from 'vitest'
import { manyLines, oneLine, unlinkable } from '../../../emails/typed.ts'
import { allMails, mails } from '../../../src/dev/mails/samples.ts'
import { languages } from '../../../src/i18n/index.ts'
import { bareText, decodeHtml, everyTyped } from '../../support/mails.ts'
import { processorTime } from '../../support/processor-time.ts'

const naughty = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</bdi></p><a href="https://evil.com">Confirm</a>',
  "'; DROP TABLE endorsements; --",
  '{organisation, plural, one {#} other {#}}',
  '$& $1 $` {date}',
  'A\r\nBcc: victim@evil.com\r\n\r\nClick https://evil.com/',
  'A\u2028B\u2029C\u0085D\u000bE\u0000F',
  '\u202eevil\u202c \u2066x\u2069 \u200f\u061c',
  'Lone \ud800 surrogate',
  'x'.repeat(500),
  'فعّالون من أجل الحقوق',
]

describe.each(everyTyped)('what was typed, in $kind in $lang', ({ kind, lang }) => {
  it.each(naughty)('stays one line of text in its place: %j', organisation => {
    const plain = allMails[kind](lang, { organisation: 'ORG' })
    const mail = allMails[kind](lang, { organisation })
    const shown = unlinkable(oneLine(organisation))
    const tagsOnly = (html: string) => html.replace(/>[^<]*/g, '>')
    expect(tagsOnly(mail.html)).toBe(tagsOnly(plain.html))
    expect(decodeHtml(mail.html)).toContain(`<bdi>${shown}</bdi>`)
    const quoted = mail.text.split('\n').filter(line => line.startsWith('> '))
    expect(bareText(quoted.join(''))).toContain(bareText(shown))
    const unquoted = (text: string) => text.split('\n').filter(line => !line.startsWith('> '))
    expect(unquoted(mail.text)).toEqual(unquoted(plain.text))
    expect(mail.text.replaceAll('\n', '')).not.toMatch(
      /\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u,
    )
  })
})

it('one line keeps the joiners that a word is spelled with, and no other', () => {
  expect(oneLine('ශ්\u200dරී ලංකා')).toBe('ශ්\u200dරී ලංකා')
  expect(oneLine('خانه\u200cها')).toBe('خانه\u200cها')
  expect(oneLine('Hu\u200dman خانه\u200b 😀\u200d')).toBe('Human خانه 😀')
})

describe('a name that looks like an address', () => {
  // Looser than any mail client's detector: a dot, a scheme, an at sign, or six digits in a row.
  const detectors = [
    /[^\s\u200c]\.[^\s\u200c]/u,
    /[^\s\u200c]\./u,
    /[a-z]+:/iu,
    /[^\s\u200c]@/u,
    /\/\//u,
    /\bwww\./iu,
    /(?:\d[ ().+-]*){6}/u,
  ]
  const names = [
    'evil.com',
    'www.evil.com',
    'https://evil.com/confirm?x=1',
    'Confirm at evil.com now',
    'help@evil.com',
    'mailto:help@evil.com',
    'зло.бел',
    'evil。com',
    'evil．com',
    '//evil.com',
    '+375 (29) 123-45-67',
    '88005553535',
  ]

  it.each(names)('%s gives a mail client nothing to link, in either part', organisation => {
    const mail = mails['confirm-endorsement']('en', { organisation })
    const [, inHtml = ''] = /<bdi>([^<]*)<\/bdi>/.exec(mail.html) ?? []
    const inText = mail.text.split('\n').find(line => line.startsWith('> ')) ?? ''
    for (const shown of [decodeHtml(inHtml), inText.slice(2)]) {
      expect(shown.replaceAll('\u200c', '')).toBe(organisation)
      for (const detector of detectors) expect(shown).not.toMatch(detector)
      expect(URL.canParse(`https://${shown}`)).toBe(false)
      expect(URL.canParse(shown)).toBe(false)
    }
  })

  it('leaves ordinary names as they are', () => {
    for (const name of [
      'Вясна-96',
      'Human Rights Center “Viasna”',
      'Respect-Protect-Fulfill',
      'Фонд «1517–2017»',
    ]) {
      expect(unlinkable(oneLine(name))).toBe(name)
    }
  })

  it('stays fast on a long one', () => {
    for (const part of ['1 ', '1', '.', '1  (', ' ', '1-x']) {
      const name = part.repeat(20_000)
      expect(
        processorTime(() => unlinkable(oneLine(name))),
        JSON.stringify(part),
      ).toBeLessThan(200)
    }
  })
})

describe.each(['rejected', 'changes-requested', 'withdrawn from the list'] as const)(
  'a moderator’s words, in %s',
  kind => {
    const reason = 'See https://countersign.example/en/help.\r\n\r\n<b>Two</b> & three\u0007\n> quoted\u202e'

    it.each(languages)('keeps its lines, escaped and quoted, in %s', lang => {
      const mail = mails[kind](lang, { reason })
      expect(mail.html).toContain(
        '<bdi>See https://countersign.example/en/help.</bdi><br/><bdi></bdi><br/>' +
          '<bdi>&lt;b&gt;Two&lt;/b&gt; &amp; three</bdi><br/><bdi>&gt; quoted</bdi>',
      )
      expect(mail.text).toContain(
        '\n> See https://countersign.example/en/help.\n>\n> <b>Two</b> & three\n> > quoted\n',
      )
    })

    it('keeps a long line whole', () => {
      const mail = mails[kind]('en', { reason: 'y z '.repeat(100) })
      expect(mail.text).toContain(`\n> ${'y z '.repeat(100).trim()}\n`)
      expect(manyLines(' a\u2028b\rc ')).toEqual(['a', 'b', 'c'])
    })
  },
)
