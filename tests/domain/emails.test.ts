import { describe, expect, it } from 'vitest'
import { renderAlreadyAsked } from '../../emails/already-asked.tsx'
import { renderApproved } from '../../emails/approved.tsx'
import { renderConfirmEndorsement } from '../../emails/confirm-endorsement.tsx'
import type { Mail } from '../../emails/layout.tsx'
import { renderRejected } from '../../emails/rejected.tsx'
import { renderRequestReceived } from '../../emails/request-received.tsx'
import { manyLines, oneLine, unlinkable } from '../../emails/typed.ts'
import { type Language, languages, translator } from '../../src/i18n/index.ts'

const title =
  'Human Rights Defenders Call for an End to the Practice of Forcible Expulsion of Released Belarusian Citizens'
const confirmUrl = `https://countersign.example/be/confirm/${'k'.repeat(43)}?a=1&b=2`
const disownUrl = `https://countersign.example/be/confirm/${'d'.repeat(43)}#not-us`
const statementUrl = 'https://countersign.example/be/forcible-expulsion'

type Typed = { organisation?: string; reason?: string; statementTitle?: string }

const mails = {
  'confirm-endorsement': (lang: Language, typed: Typed = {}) =>
    renderConfirmEndorsement({ ...common(lang, typed), confirmUrl, disownUrl, expiresOn: '2026-11-30' }),
  'already-asked, requested': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...common(lang, typed), status: 'requested', confirmUrl, disownUrl }),
  'already-asked, requested without a link': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...common(lang, typed), status: 'requested' }),
  'already-asked, confirmed': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...common(lang, typed), status: 'confirmed' }),
  'already-asked, returned': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...common(lang, typed), status: 'returned' }),
  'request-received': (lang: Language, typed: Typed = {}) => renderRequestReceived(common(lang, typed)),
  approved: (lang: Language, typed: Typed = {}) => renderApproved({ ...common(lang, typed), statementUrl }),
  rejected: (lang: Language, typed: Typed = {}) =>
    renderRejected({ ...common(lang, typed), reason: typed.reason ?? 'First line.\n\nThird line.' }),
}

function common(lang: Language, typed: Typed) {
  return {
    lang,
    statementTitle: typed.statementTitle ?? title,
    statementLang: 'en',
    organisation: typed.organisation ?? 'Vilnius Human Rights Forum',
  }
}

type Kind = keyof typeof mails
const kinds = Object.keys(mails) as Kind[]
const everyMail = kinds.flatMap(kind => languages.map(lang => ({ kind, lang })))
const everyTyped = everyMail.filter(({ kind }) => !kind.startsWith('already-asked'))

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}
const decode = (html: string) => html.replace(/&[#\w]+;/g, entity => entities[entity] ?? entity)
/** What a reader of the HTML part reads; `breaks` keeps what forces a new line. */
function readHtml({ html }: Mail): string {
  const body = html.slice(html.indexOf('<body'))
  return decode(
    body.replace(/<br\/?>|<\/?(?:p|h1|h2|div|td|tr|table)\b[^>]*>/g, '\n').replace(/<[^>]*>/g, ''),
  )
}
const hrefs = ({ html }: Mail) => [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => decode(url))
/** Lower case, without what only one of the parts needs: space, the text's quote marks, rules and colons. */
const words = (text: string) => text.toLowerCase().replace(/[\s>:]+|-{20,}/g, '')

describe.each(everyMail)('$kind in $lang', ({ kind, lang }) => {
  const mail = mails[kind](lang)

  it('says the same in both parts', () => {
    // Where the text gives an address, the HTML part has a link; under its button it explains the address.
    const said = (text: string) =>
      words(text.replace(translator(lang)('mail.link'), '').replace(/https:\S+/g, ''))
    expect(said(readHtml(mail))).toBe(said(mail.text))
  })

  it('has the same links in both parts, each alone on its line of the text', () => {
    const alone = mail.text.split('\n').filter(line => line.startsWith('https:'))
    expect(new Set(hrefs(mail))).toEqual(new Set(alone))
    expect(mail.text.match(/https?:/g) ?? []).toHaveLength(alone.length)
  })

  it('has one button at most, with the same address written out under it', () => {
    const buttons = [...mail.html.matchAll(/class="button" href="([^"]*)"/g)]
    expect(buttons.length).toBeLessThanOrEqual(1)
    for (const [, url = ''] of buttons) expect(mail.html).toContain(`>${url}</a>`)
  })

  it('wraps the text at 78 columns, addresses apart', () => {
    const long = mail.text.split('\n').filter(line => [...line].length > 78 && !/^https:\S+$/.test(line))
    expect(long).toEqual([])
  })

  it('names its language, and that of the statement’s title', () => {
    expect(mail.html).toMatch(new RegExp(`^<!doctype html><html lang="${lang}"`))
    expect(mail.html).toContain(`<bdi lang="en">${title}</bdi>`)
  })

  it('loads nothing and runs nothing', () => {
    expect(mail.html).not.toMatch(/<img|<script|<link|<iframe|<form|src=|url\(|@import|javascript:|\son\w+=/i)
  })

  it('has a subject that nothing typed can change', () => {
    const other = mails[kind](lang, { organisation: 'X', reason: 'Y', statementTitle: 'Z' })
    expect(mail.subject).toBe(other.subject)
    expect(mail.subject).toMatch(/^[^\p{Cc}]{5,60}$/u)
  })
})

it('says what happens and by when', () => {
  const { text } = mails['confirm-endorsement']('be')
  expect(text).toContain('да 30 лістапада 2026\u00a0г.')
  expect(text).toContain(`\n\n${title.slice(0, 40)}`.trim())
  expect(mails['confirm-endorsement']('en').text).toMatch(/until 30\s+November\s+2026\./)
})

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
    const plain = mails[kind](lang, { organisation: 'ORG' })
    const mail = mails[kind](lang, { organisation })
    const shown = unlinkable(oneLine(organisation))
    const tagsOnly = (html: string) => html.replace(/>[^<]*/g, '>')
    expect(tagsOnly(mail.html)).toBe(tagsOnly(plain.html))
    expect(decode(mail.html)).toContain(`<bdi>${shown}</bdi>`)
    const quoted = mail.text.split('\n').filter(line => line.startsWith('> '))
    expect(words(quoted.join(''))).toContain(words(shown))
    const unquoted = (text: string) => text.split('\n').filter(line => !line.startsWith('> '))
    expect(unquoted(mail.text)).toEqual(unquoted(plain.text))
    expect(mail.text.replaceAll('\n', '')).not.toMatch(
      /\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u,
    )
  })
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
    for (const shown of [decode(inHtml), inText.slice(2)]) {
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
    const started = performance.now()
    for (const part of ['1 ', '1', '.', '1  (', ' ', '1-x']) unlinkable(oneLine(part.repeat(20_000)))
    expect(performance.now() - started).toBeLessThan(200)
  })
})

describe('a moderator’s reason', () => {
  const reason = 'See https://countersign.example/en/help.\r\n\r\n<b>Two</b> & three\u0007\n> quoted\u202e'

  it.each(languages)('keeps its lines, escaped and quoted, in %s', lang => {
    const mail = mails.rejected(lang, { reason })
    expect(mail.html).toContain(
      '<bdi>See https://countersign.example/en/help.</bdi><br/><bdi></bdi><br/>' +
        '<bdi>&lt;b&gt;Two&lt;/b&gt; &amp; three</bdi><br/><bdi>&gt; quoted</bdi>',
    )
    expect(mail.text).toContain(
      '\n> See https://countersign.example/en/help.\n>\n> <b>Two</b> & three\n> > quoted\n',
    )
  })

  it('cuts a word that is longer than the line', () => {
    const mail = mails.rejected('en', { reason: 'y'.repeat(200) })
    expect(mail.text).toContain(`\n> ${'y'.repeat(76)}\n> ${'y'.repeat(76)}\n> ${'y'.repeat(48)}\n`)
    expect(manyLines(' a\u2028b\rc ')).toEqual(['a', 'b', 'c'])
  })
})
