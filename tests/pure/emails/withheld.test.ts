import { describe, expect, it } from 'vitest'
import { addressesIn } from '../../../src/dev/mails/sample-request.ts'
import { mails } from '../../../src/dev/mails/samples.ts'
import { languages, translator } from '../../../src/i18n/index.ts'
import { bareText } from '../../support/mails.ts'

const kinds = [
  'already-listed',
  'request-received',
  'approved',
  'corrected',
  'restored',
  'withdrawn',
  'withdrawn by you',
] as const
const cells = kinds.flatMap(kind => languages.map(lang => ({ kind, lang })))

/** The messages that say of a name that everybody can read it. */
const untrue = [
  'mail.listed.intro',
  'mail.received.next',
  'mail.approved.intro',
  'mail.approved.notUs',
  'mail.approved.button',
  'mail.corrected.headline',
  'mail.corrected.intro',
  'mail.corrected.organisation',
  'mail.restored.intro',
  'mail.withdrawn.headline.listed',
  'mail.withdrawn.intro.listed',
  'mail.left.subject.listed',
  'mail.left.intro.listed',
  'mail.left.beyond',
] as const

it.each(languages)('a mail of a private round speaks of no list as public, in %s', lang => {
  const t = translator(lang)
  for (const kind of ['approved in private', 'restored in private'] as const) {
    const { text } = mails[kind](lang)
    expect(text).not.toContain(t('mail.approved.notUs'))
    expect(text).toContain(t('withheld.mail.notUs'))
  }
})

describe('a mail about a withheld name', () => {
  it.each(cells)(
    '$kind in $lang says nothing of a public list, and leads to no page on it',
    ({ kind, lang }) => {
      const mail = mails[`${kind}, name withheld`](lang)
      const t = translator(lang)
      const text = bareText(mail.subject + mail.text)
      for (const key of untrue) expect(text, key).not.toContain(bareText(t(key)))
      expect(mail.text + mail.html).not.toContain(addressesIn(lang).pageUrl)
    },
  )

  it('says of an approval that the name is not shown', () => {
    for (const lang of languages)
      expect(bareText(mails['approved, name withheld'](lang).text)).toContain(
        bareText(translator(lang)('withheld.mail.approved.intro')),
      )
  })
})
