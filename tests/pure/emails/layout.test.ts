import { describe, expect, it } from 'vitest'
import { deskMails, deskUrl, joinUrl } from '../../../src/dev/mails/desk-samples.ts'
import { title } from '../../../src/dev/mails/sample-request.ts'
import { allMails, mails } from '../../../src/dev/mails/samples.ts'
import { signerKinds } from '../../../src/domain/statement.ts'
import { translator } from '../../../src/i18n/index.ts'
import {
  bareText,
  decodeHtml,
  everyDeskMail,
  everyMail,
  everyUpdate,
  hrefs,
  readHtml,
} from '../../support/mails.ts'

describe.each([...everyMail, ...everyUpdate, ...everyDeskMail])('$kind in $lang', ({ kind, lang }) => {
  const mail = allMails[kind](lang)

  it('says the same in both parts', () => {
    // Where the text gives an address, the HTML part has a link; under its button it explains the address.
    const textOf = (text: string) =>
      bareText(text.replace(translator(lang)('mail.link'), '').replace(/https:\S+/g, ''))
    expect(textOf(readHtml(mail))).toBe(textOf(mail.text))
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

  it('leaves the text’s lines to the mail program: a paragraph is one', () => {
    const paragraphs = [...mail.html.matchAll(/<p style="[^"]*">([^<]+)<\/p>/g)].map(([, text = '']) => text)
    expect(paragraphs.length).toBeGreaterThan(1)
    const lines = mail.text.split('\n')
    for (const paragraph of paragraphs) expect(lines).toContain(decodeHtml(paragraph))
  })

  it('names its language and the direction of its script', () => {
    expect(mail.html).toMatch(new RegExp(`^<!doctype html><html lang="${lang}" dir="ltr"`))
  })

  it('leads to the site alone', () => {
    expect(hrefs(mail).filter(url => new URL(url).origin !== 'https://countersign.example')).toEqual([])
  })

  it('is small: mail programs cut what is over 100 kB', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(20_000)
    expect(Buffer.byteLength(mail.text)).toBeLessThan(8_000)
  })

  it('loads nothing and runs nothing', () => {
    expect(mail.html).not.toMatch(/<img|<script|<link|<iframe|<form|src=|url\(|@import|javascript:|\son\w+=/i)
  })

  it('has a subject that nothing typed can change', () => {
    const other = allMails[kind](lang, { organisation: 'X', reason: 'Y', statementTitle: 'Z' })
    expect(mail.subject).toBe(other.subject)
    const subjects = signerKinds.map(signer => allMails[kind](lang, { kind: signer }).subject)
    for (const subject of subjects) expect(subject).toMatch(/^[^\p{Cc}]{5,60}$/u)
  })
})

it.each(everyMail)('$kind in $lang names the language of the statement’s title', ({ kind, lang }) => {
  expect(mails[kind](lang).html).toContain(`<bdi lang="en">${title}</bdi>`)
})

it('lets a mail program translate what somebody wrote, and no name', () => {
  const written = [
    'changes-requested',
    'rejected',
    'moderator-writes',
    'proposal-declined',
    'restored',
  ] as const
  for (const kind of written) {
    const { html } = mails[kind]('en', { reason: 'Why so?' })
    expect(html, kind).toMatch(/<p translate="no" [^>]*><bdi>Vilnius/)
    expect(html, kind).toMatch(/<p style="[^"]*"><bdi>Why so/)
  }
  expect(allMails['update, news']('en', { reason: 'Read on.' }).html).toMatch(
    /<p style="[^"]*"><bdi lang="en">Read on/,
  )
  expect(allMails['update, final']('en').html).toMatch(/<p translate="no" [^>]*><bdi>5f5f/)
})

it.each(everyDeskMail)(
  '$kind in $lang names no organisation and no statement, and opens the desk or lets somebody in',
  ({ kind, lang }) => {
    const mail = deskMails[kind](lang)
    const address = kind.startsWith('invitation') ? joinUrl : deskUrl
    expect(mail.html).toContain(`class="button" href="${address}"`)
    expect(hrefs(mail).every(url => url === address)).toBe(true)
    expect(mail.html).not.toMatch(/<bdi lang=|Vilnius/)
  },
)
