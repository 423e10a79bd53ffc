import { expect, it } from 'vitest'
import { addressesIn } from '../../../src/dev/mails/sample-request.ts'
import { mails } from '../../../src/dev/mails/samples.ts'
import { languages, translator } from '../../../src/i18n/index.ts'
import { everyMail, readHtml } from '../../support/mails.ts'

const notes = {
  waiting: 'mail.private.note',
  listed: 'mail.private.noteListed',
  ended: 'mail.private.noteEnded',
} as const

/** Only a page of a request that waits can change anything, and only that of an ended one goes. */
function noteOf(kind: string): (typeof notes)[keyof typeof notes] {
  if (/^(?:rejected|withdrawn)/.test(kind)) return notes.ended
  return /^(?:approved|restored|corrected|reconfirm|already-listed|visibility-changed|contact-taken-over, listed|correction-proposed|proposal-declined|section-proposed|section-changed)/.test(
    kind,
  )
    ? notes.listed
    : notes.waiting
}

/** What does not lead to the private page: before there is one, to what cannot be undone, and when it is gone. */
const leadsElsewhere =
  /^(?:confirm-endorsement|confirm-reminder|one-hour-link|erased|new-contact|contact-notice|contact-changed)/
const afterConfirming = everyMail.filter(({ kind }) => !leadsElsewhere.test(kind))

it.each(languages)('one link is one, and several are several, in %s', lang => {
  const t = translator(lang)
  for (const [kind, count] of [
    ['fresh-link, one', 1],
    ['fresh-link', 2],
  ] as const) {
    const { subject, text } = mails[kind](lang)
    expect(subject).toBe(t('mail.fresh.subject', { count }))
    for (const key of ['mail.fresh.headline', 'mail.fresh.intro', 'mail.fresh.notUs'] as const)
      expect(text).toContain(t(key, { count }))
  }
})

it.each(afterConfirming)('$kind in $lang leads to the private page, once', ({ kind, lang }) => {
  const mail = mails[kind](lang)
  const { privateUrl } = addressesIn(lang)
  expect(mail.text.split('\n').filter(line => line === privateUrl)).toHaveLength(1)
  // A letter that leads elsewhere too has its button there, or none.
  const leadsToList = kind === 'approved' || kind.startsWith('restored') || kind === 'fresh-link'
  expect(mail.html).toContain(leadsToList ? privateUrl : `class="button" href="${privateUrl}"`)
  const lines = readHtml(mail).split('\n')
  const said = Object.values(notes).filter(note => lines.includes(translator(lang)(note)))
  expect(said).toEqual([noteOf(kind)])
})
