import { describe, expect, it } from 'vitest'
import { renderAlreadyAsked } from '../../../emails/already-asked.tsx'
import { renderApproved } from '../../../emails/approved.tsx'
import { renderChangesRequested } from '../../../emails/changes-requested.tsx'
import { renderConfirmEndorsement } from '../../../emails/confirm-endorsement.tsx'
import { renderCorrected } from '../../../emails/corrected.tsx'
import { renderDeskDigest } from '../../../emails/desk-digest.tsx'
import { renderDeskWaiting } from '../../../emails/desk-waiting.tsx'
import type { Mail } from '../../../emails/letter.ts'
import { renderModeratorJoined } from '../../../emails/moderator-joined.tsx'
import { renderPasskeyAdded } from '../../../emails/passkey-added.tsx'
import { renderRejected } from '../../../emails/rejected.tsx'
import { renderReopened } from '../../../emails/reopened.tsx'
import { renderRequestReceived } from '../../../emails/request-received.tsx'
import { manyLines, oneLine, unlinkable } from '../../../emails/typed.ts'
import { renderWithdrawn } from '../../../emails/withdrawn.tsx'
import { type Language, languages, translator } from '../../../src/i18n/index.ts'

const title =
  'Human Rights Defenders Call for an End to the Practice of Forcible Expulsion of Released Belarusian Citizens'
const confirmUrl = `https://countersign.example/be/confirm/${'k'.repeat(43)}?a=1&b=2`
const disownUrl = `https://countersign.example/be/confirm/${'d'.repeat(43)}#not-us`
const privateUrl = `https://countersign.example/be/endorsement/${'p'.repeat(43)}`
const deskUrl = 'https://countersign.example/moderation'
const pageUrl = 'https://countersign.example/be/forcible-expulsion/signatories/1'

type Typed = { organisation?: string; reason?: string; statementTitle?: string }

const mails = {
  'confirm-endorsement': (lang: Language, typed: Typed = {}) =>
    renderConfirmEndorsement({ ...common(lang, typed), confirmUrl, disownUrl, expiresOn: '2026-11-30' }),
  'already-asked, requested': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...common(lang, typed), status: 'requested', confirmUrl, disownUrl }),
  'already-asked, requested without a link': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...common(lang, typed), status: 'requested' }),
  'already-asked, confirmed': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...common(lang, typed), status: 'confirmed', privateUrl }),
  'already-asked, returned': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...common(lang, typed), status: 'returned', privateUrl }),
  'request-received': (lang: Language, typed: Typed = {}) => renderRequestReceived(known(lang, typed)),
  'changes-requested': (lang: Language, typed: Typed = {}) =>
    renderChangesRequested({ ...known(lang, typed), question: wordsOf(typed) }),
  approved: (lang: Language, typed: Typed = {}) => renderApproved({ ...known(lang, typed), pageUrl }),
  rejected: (lang: Language, typed: Typed = {}) =>
    renderRejected({ ...known(lang, typed), reason: wordsOf(typed) }),
  reopened: (lang: Language, typed: Typed = {}) => renderReopened(known(lang, typed)),
  corrected: (lang: Language, typed: Typed = {}) => renderCorrected(known(lang, typed)),
  'withdrawn from the list': (lang: Language, typed: Typed = {}) =>
    renderWithdrawn({ ...known(lang, typed), reason: wordsOf(typed), listed: true }),
  'withdrawn before it was listed': (lang: Language, typed: Typed = {}) =>
    renderWithdrawn({ ...known(lang, typed), reason: wordsOf(typed), listed: false }),
}

/** To moderators; `organisation` is what was typed: here a person's name. */
const deskMails = {
  'moderator-joined': (lang: Language, typed: Typed = {}) =>
    renderModeratorJoined(member(lang, typed, false)),
  'moderator-joined, to themself': (lang: Language, typed: Typed = {}) =>
    renderModeratorJoined(member(lang, typed, true)),
  'passkey-added': (lang: Language, typed: Typed = {}) => renderPasskeyAdded(member(lang, typed, false)),
  'passkey-added, to themself': (lang: Language, typed: Typed = {}) =>
    renderPasskeyAdded(member(lang, typed, true)),
  'desk-waiting': (lang: Language) => renderDeskWaiting({ lang, waiting: 21, deskUrl }),
  'desk-digest': (lang: Language) =>
    renderDeskDigest({ lang, waiting: 2, decided: 5, oldestDays: 3, deskUrl }),
  'desk-digest, nothing waits': (lang: Language) =>
    renderDeskDigest({ lang, waiting: 0, decided: 0, oldestDays: null, deskUrl }),
}

const member = (lang: Language, { organisation = 'Anna Sharamet' }: Typed, self: boolean) => ({
  ...{ lang, self, name: organisation, role: 'administrator' as const, url: deskUrl },
})

const wordsOf = ({ reason = 'First line.\n\nThird line.' }: Typed) => reason

/** What the mails to a confirmed representative have in common. */
const known = (lang: Language, typed: Typed) => ({ ...common(lang, typed), privateUrl })

function common(lang: Language, typed: Typed) {
  return {
    lang,
    statementTitle: typed.statementTitle ?? title,
    statementLang: 'en',
    organisation: typed.organisation ?? 'Vilnius Human Rights Forum',
  }
}

type Kind = keyof typeof mails
const inEvery = <K>(kinds: K[]) => kinds.flatMap(kind => languages.map(lang => ({ kind, lang })))
const everyMail = inEvery(Object.keys(mails) as Kind[])
const everyDeskMail = inEvery(Object.keys(deskMails) as (keyof typeof deskMails)[])
const everyTyped = [
  ...everyMail.filter(({ kind }) => !kind.startsWith('already-asked')),
  ...everyDeskMail.filter(({ kind }) => !kind.startsWith('desk-')),
]
const all = { ...mails, ...deskMails }

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

describe.each([...everyMail, ...everyDeskMail])('$kind in $lang', ({ kind, lang }) => {
  const mail = all[kind](lang)

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

  it('names its language', () => {
    expect(mail.html).toMatch(new RegExp(`^<!doctype html><html lang="${lang}"`))
  })

  it('loads nothing and runs nothing', () => {
    expect(mail.html).not.toMatch(/<img|<script|<link|<iframe|<form|src=|url\(|@import|javascript:|\son\w+=/i)
  })

  it('has a subject that nothing typed can change', () => {
    const other = all[kind](lang, { organisation: 'X', reason: 'Y', statementTitle: 'Z' })
    expect(mail.subject).toBe(other.subject)
    expect(mail.subject).toMatch(/^[^\p{Cc}]{5,60}$/u)
  })
})

it.each(everyMail)('$kind in $lang names the language of the statement’s title', ({ kind, lang }) => {
  expect(mails[kind](lang).html).toContain(`<bdi lang="en">${title}</bdi>`)
})

it.each(everyDeskMail)(
  '$kind in $lang names no organisation and no statement, and opens the desk',
  ({ kind, lang }) => {
    const mail = deskMails[kind](lang)
    expect(mail.html).toContain(`class="button" href="${deskUrl}"`)
    expect(hrefs(mail).every(url => url === deskUrl)).toBe(true)
    expect(mail.html).not.toMatch(/<bdi lang=|Vilnius/)
  },
)

it('says to a moderator how many, in words that fit the number', () => {
  expect(deskMails['desk-waiting']('en').text).toContain('21 requests wait for a decision.')
  expect(deskMails['desk-digest']('en').text).toContain('The oldest has waited for 3 days.')
  expect(deskMails['desk-digest, nothing waits']('en').text).not.toContain('oldest')
  expect(deskMails['moderator-joined']('en').text).toMatch(/administrator/i)
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
    const plain = all[kind](lang, { organisation: 'ORG' })
    const mail = all[kind](lang, { organisation })
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

const afterConfirming = everyMail.filter(
  ({ kind }) => !/^(?:confirm-endorsement|already-asked, requested)/.test(kind),
)

it.each(afterConfirming)('$kind in $lang leads to the private page, once', ({ kind, lang }) => {
  const mail = mails[kind](lang)
  expect(mail.text.split('\n').filter(line => line === privateUrl)).toHaveLength(1)
  expect(mail.html).toContain(kind === 'approved' ? privateUrl : `class="button" href="${privateUrl}"`)
  const note = kind === 'approved' ? 'mail.private.noteListed' : 'mail.private.note'
  expect(readHtml(mail)).toContain(translator(lang)(note))
})

it('the mail of an approval leads to the organisation’s own page on the list', () => {
  expect(mails.approved('be').html).toContain(`class="button" href="${pageUrl}"`)
})

it('says whether the name was on the list when it is withdrawn, and how long a question waits', () => {
  expect(mails['withdrawn from the list']('en').text).toContain('Your organisation is no longer on the list')
  expect(words(mails['withdrawn before it was listed']('en').text)).toContain(
    words('The organisation was never on the public list.'),
  )
  expect(words(mails['changes-requested']('en').text)).toContain(words('The request waits 30 days for you'))
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

    it('cuts a word that is longer than the line', () => {
      const mail = mails[kind]('en', { reason: 'y'.repeat(200) })
      expect(mail.text).toContain(`\n> ${'y'.repeat(76)}\n> ${'y'.repeat(76)}\n> ${'y'.repeat(48)}\n`)
      expect(manyLines(' a\u2028b\rc ')).toEqual(['a', 'b', 'c'])
    })
  },
)
