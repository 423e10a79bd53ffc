import { expect, it } from 'vitest'
import { renderNewContact } from '../../../emails/new-contact.tsx'
import { addressesIn } from '../../../src/dev/mails/sample-request.ts'
import { mails } from '../../../src/dev/mails/samples.ts'
import { languages } from '../../../src/i18n/index.ts'
import { hrefs } from '../../support/mails.ts'

it.each(languages)('leads to its own page and nowhere else, and says until when, in %s', lang => {
  for (const purpose of ['withdraw', 'erase', 'withhold', 'reveal', 'contact'] as const) {
    const kind = `one-hour-link, ${purpose}` as const
    const mail = mails[kind](lang)
    expect(new Set(hrefs(mail))).toEqual(new Set([addressesIn(lang).oneHourUrl]))
    expect(mail.text).toContain('12:34 UTC')
  }
})

it.each(languages)('the last mail to somebody whose data is erased leads nowhere, in %s', lang => {
  for (const kind of ['erased, listed', 'erased, stopped', 'erased, ended'] as const) {
    expect(hrefs(mails[kind](lang))).toEqual([])
    expect(mails[kind](lang).text).not.toContain(addressesIn(lang).privateUrl)
  }
})

it.each(languages)('whoever is to be the contact person is led to their own page alone, in %s', lang => {
  const mail = mails['new-contact'](lang)
  expect(new Set(hrefs(mail))).toEqual(new Set([addressesIn(lang).oneHourUrl]))
})

it.each(languages)('a withheld name is in no mail to whoever is to be the contact person, in %s', lang => {
  const props = { lang, statementTitle: 'A statement', statementLang: 'en', organisation: 'Hidden House' }
  const rest = { url: addressesIn(lang).oneHourUrl, expiresOn: '2026-11-30' }
  const named = renderNewContact({ ...props, ...rest })
  const withheld = renderNewContact({ ...props, ...rest, withheld: true })
  expect(named.text).toContain('Hidden House')
  for (const part of [withheld.subject, withheld.text, withheld.html])
    expect(part).not.toContain('Hidden House')
  expect(withheld.text).toContain('A statement')
})

it.each(languages)('whom a moderator would replace is led to the page that stops it, in %s', lang => {
  const mail = mails['contact-notice'](lang)
  expect(new Set(hrefs(mail))).toEqual(new Set([addressesIn(lang).oneHourUrl]))
  expect(mail.text).toContain('mail@countersign.example')
})

it.each(languages)('the old contact person is led nowhere, and learns whom to write to, in %s', lang => {
  const mail = mails['contact-changed'](lang)
  expect(hrefs(mail)).toEqual([])
  expect(mail.text).toContain('mail@countersign.example')
})
