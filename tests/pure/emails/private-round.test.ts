import { describe, expect, it } from 'vitest'
import { inRound, mails } from '../../../src/dev/mails/samples.ts'
import english from '../../../src/i18n/en/mail.json' with { type: 'json' }
import { languages, type MessageKey, translator } from '../../../src/i18n/index.ts'
import { bareText } from '../../support/mails.ts'

/** Sentences of mails by which a name is, was or comes onto a public list; that it never was is true of any. */
const ofPublicList = Object.entries(english).flatMap(([key, text]) => {
  const speaks = /public list|every list|copies of the list|on the list (?:already|again|now)|shows? it now/
  return speaks.test(text) && !key.endsWith('.intro.waiting') ? [key as MessageKey] : []
})

describe.each(languages)('mails of a statement in its private round, in %s', lang => {
  it.each(Object.keys(mails) as (keyof typeof mails)[])('say nothing of a public list: %s', kind => {
    for (const signer of ['organisation', 'network', 'person'] as const) {
      const t = translator(lang, signer)
      const { subject, text } = mails[kind](lang, { times: inRound, kind: signer })
      for (const key of ofPublicList)
        expect(bareText(`${subject} ${text}`), key).not.toContain(bareText(t(key)))
    }
  })
})

it('knows the sentences that it looks for', () => {
  for (const key of ['mail.corrected.intro', 'mail.visibility.reveal.intro', 'mail.received.next'] as const)
    expect(ofPublicList).toContain(key)
})
