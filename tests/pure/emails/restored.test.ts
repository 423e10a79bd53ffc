import { expect, it } from 'vitest'
import { addressesIn } from '../../../src/dev/mails/sample-request.ts'
import { mails } from '../../../src/dev/mails/samples.ts'
import { languages, translator } from '../../../src/i18n/index.ts'
import { bareText } from '../../support/mails.ts'

it.each(languages)(
  'the mail of a restoration in %s is none of an approval: it says that the name is back, and why it was off',
  lang => {
    const t = translator(lang)
    const { subject, html, text } = mails.restored(lang, { reason: 'Asked by its board.' })
    expect(subject).toBe(t('mail.restored.subject'))
    expect(subject).not.toBe(t('mail.approved.subject'))
    expect(bareText(text)).not.toContain(bareText(t('mail.approved.intro')))
    expect(bareText(text)).toContain(bareText(t('mail.restored.reason')))
    expect(text).toContain('> Asked by its board.')
    expect(html).toContain(`class="button" href="${addressesIn(lang).pageUrl}"`)
  },
)

it('says nothing of a reason that is not kept', () => {
  const { text } = mails['restored, nothing kept of the reason']('en')
  expect(text).not.toContain('The reason')
  expect(bareText(text)).toContain(bareText('It had been taken off by a moderator'))
})

it.each(languages)('a restoration in a private round says nothing of an approval either, in %s', lang => {
  const t = translator(lang)
  const { subject, text } = mails['restored in private'](lang)
  expect(subject).toBe(t('round.mail.restored'))
  expect(text).toContain(t('round.mail.restored.intro'))
  expect(text).not.toContain(t('round.mail.approved.intro'))
})
