import { describe, expect, it } from 'vitest'
import { addressesIn } from '../../../src/dev/mails/sample-request.ts'
import { mails } from '../../../src/dev/mails/samples.ts'
import { languages, translator } from '../../../src/i18n/index.ts'

describe.each(languages)('a moderator’s message in %s', lang => {
  const t = translator(lang)
  const mail = mails['moderator-writes'](lang, { reason: 'See https://example.org/criteria.\n\nWho signs?' })

  it('says who writes, about what, and how to answer', () => {
    const text = mail.text.replace(/\s+/g, ' ')
    expect(mail.subject).toBe(t('mail.message.subject'))
    for (const part of ['mail.message.intro', 'mail.message.how', 'mail.message.notUs'] as const)
      expect(text).toContain(t(part))
    expect(text).toContain('Vilnius Human Rights Forum')
    expect(mail.text).toContain(addressesIn(lang).privateUrl)
  })

  it('sets the moderator’s words apart, line by line', () => {
    expect(mail.text).toContain('> See https://example.org/criteria.\n>\n> Who signs?')
  })
})
