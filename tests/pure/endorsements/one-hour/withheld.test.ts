import { describe, expect, it } from 'vitest'
import { effectsOf } from '../../../../src/endorsements/one-hour/effects.ts'
import { type LinkPurpose, oneHourActions } from '../../../../src/endorsements/one-hour/one-hour-actions.ts'
import { renderDone } from '../../../../src/endorsements/one-hour/one-hour-notices.tsx'
import { renderOneHourPage } from '../../../../src/endorsements/one-hour/one-hour-page.tsx'
import {
  keptUntil,
  standingText,
  standingTitle,
} from '../../../../src/endorsements/private-page/standing-words.ts'
import { type Language, languages, translator } from '../../../../src/i18n/index.ts'
import { states } from '../../domain/given.ts'

const named = states.approved
const withheld = { ...named, nameWithheld: true }
const left = { ...states.withdrawn, byRepresentative: true, nameWithheld: true }

/** The messages that say of a name that everybody can read it, or that it stood on the list. */
const untrue = [
  ...(['leave.list', 'leave.page', 'leave.copies', 'leave.final', 'leave.done.list'] as const),
  ...([
    'private.preview.listed',
    'private.left.text',
    'private.removed.text',
    'withheld.removed.text',
  ] as const),
]

const address = (lang: Language) => ({ lang, path: (language: Language) => `/${language}` })
const read = (page: string) => page.replaceAll('&quot;', '"').replaceAll('&#39;', "'")
const open = (lang: Language, purpose: LinkPurpose, endorsement = withheld) =>
  read(
    renderOneHourPage(address(lang), {
      purpose,
      endorsement,
      title: { title: 'A statement', language: 'en' },
      token: 't',
      said: undefined,
    }),
  )

describe.each(languages)('what a representative reads of a withheld name in %s', lang => {
  const t = translator(lang)

  it.each([
    ['before leaving', () => open(lang, 'withdraw')],
    ['after leaving', () => read(renderDone(address(lang), { purpose: 'withdraw', endorsement: left }))],
    [
      'at the page of their own after it',
      () => t(standingTitle(left, false)) + standingText(lang, left, false),
    ],
    ['before erasing', () => open(lang, 'erase')],
    ['after erasing', () => read(renderDone(address(lang), { purpose: 'erase', endorsement: withheld }))],
    ['of how long data is kept', () => keptUntil(lang, withheld)],
  ])('is true %s', (_, text) => {
    expect(text().length).toBeGreaterThan(20)
    for (const key of untrue) expect(text(), key).not.toContain(t(key))
  })

  it('before it is shown, says all that will be public, as the list will show it', () => {
    const page = open(lang, 'reveal')
    expect(page).toContain(t('confirm.preview'))
    expect(page).not.toContain(t('withheld.preview'))
    for (const key of [
      ...effectsOf('reveal', withheld, false).happens,
      ...effectsOf('reveal', withheld, false).beyond,
    ])
      expect(page, key).toContain(t(key))
    expect(page).toContain(`name="revision" value="${withheld.revision}"`)
  })

  it('before it is withheld, says what nobody can undo', () => {
    for (const key of ['leave.copies', 'withheld.change.record', 'withheld.change.counted'] as const)
      expect(open(lang, 'withhold', { ...named, nameWithheld: false }), key).toContain(t(key))
  })
})

describe('a link to withhold or to reveal', () => {
  const founder = { ...named, founding: true }
  it.each([
    ['withhold', [named], [withheld, founder, left, states.confirmed, states.rejected]],
    ['reveal', [withheld], [named, founder, left, { ...states.confirmed, nameWithheld: true }]],
  ] as const)('%s is for one state alone', (purpose, possible, impossible) => {
    expect(possible.map(oneHourActions[purpose].isPossible)).toEqual([true])
    expect(impossible.filter(oneHourActions[purpose].isPossible)).toEqual([])
  })

  it('is over once somebody said otherwise after it', () => {
    expect(oneHourActions.reveal.isDone(withheld)).toBe(false)
    expect(oneHourActions.withhold.isDone(named)).toBe(false)
    expect(oneHourActions.withhold.isDone(left)).toBe(false)
  })
})
