import { describe, expect, it } from 'vitest'
import { renderDone } from '../../../../src/endorsements/one-hour/one-hour-notices.tsx'
import { renderOneHourPage } from '../../../../src/endorsements/one-hour/one-hour-page.tsx'
import { standingText, standingTitle } from '../../../../src/endorsements/private-page/standing-words.ts'
import { languages, type MessageKey, translator } from '../../../../src/i18n/index.ts'
import { states } from '../../domain/given.ts'

const { approved } = states
const withheld = { ...approved, nameWithheld: true }
const left = { ...states.withdrawn, byRepresentative: true }
const removed = { ...states.withdrawn, byRepresentative: false }

/** What is true of a public statement alone. */
const untrue = [
  ...(['private.approved.title', 'private.approved.text', 'private.removed.title'] as const),
  ...(['private.left.text', 'private.removed.text', 'private.preview.listed'] as const),
  ...(['leave.list', 'leave.page', 'leave.copies', 'leave.done.list', 'withheld.change.public'] as const),
  ...(['withheld.change.page', 'withheld.change.donePublic', 'withheld.change.unseen'] as const),
  ...(['hour.reveal.box', 'hour.reveal.done'] as const),
] satisfies MessageKey[]

describe.each(languages)('what a signatory reads while its statement is private, in %s', lang => {
  const t = translator(lang)
  const address = { lang, path: (language: string) => `/${language}`, placeOf: () => null }
  const read = (page: string) => page.replaceAll('&quot;', '"').replaceAll('&#39;', "'")
  const open = (purpose: 'withdraw' | 'withhold' | 'reveal', endorsement = approved) => {
    const title = { title: 'A statement', language: 'en' }
    return read(renderOneHourPage(address, { purpose, endorsement, title, token: 't', said: undefined }))
  }
  const standing = (e: Parameters<typeof standingTitle>[0]) =>
    `${t(standingTitle(e, true))} ${standingText(lang, e, true)}`

  it.each<[string, () => string]>([
    ['of its signature', () => standing(approved)],
    ['of one that it took back', () => standing(left)],
    ['of one that a moderator took back', () => standing(removed)],
    ['before it leaves', () => open('withdraw')],
    ['before its name is withheld', () => open('withhold')],
    ['before its name is shown', () => open('reveal', withheld)],
    ['after it left', () => read(renderDone(address, { purpose: 'withdraw', endorsement: left }))],
    [
      'after its name was withheld',
      () => read(renderDone(address, { purpose: 'withhold', endorsement: withheld })),
    ],
    [
      'after its name was shown',
      () => read(renderDone(address, { purpose: 'reveal', endorsement: approved })),
    ],
  ])('does not say that anything is public: %s', (_, text) => {
    expect(text().length).toBeGreaterThan(20)
    for (const key of untrue) expect(text(), key).not.toContain(t(key))
  })

  it('says that it signed', () => {
    expect(standing(approved)).toContain(t('round.mail.approved'))
    expect(open('withdraw')).toContain(t('round.leave'))
  })
})
