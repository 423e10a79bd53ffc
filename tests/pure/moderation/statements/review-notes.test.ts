import { expect, it } from 'vitest'
import { translator } from '../../../../src/i18n/index.ts'
import { ReviewNotes } from '../../../../src/moderation/statements/review-notes.tsx'
import { textOf } from '../../../support/moderator.ts'

const notesOn = (body: string) =>
  textOf(String(ReviewNotes({ lang: 'en', markdown: `# A title\n\n${body}\n` }) ?? ''))
const t = translator('en')

it('names what readers would not see as it was typed', () => {
  expect(notesOn('We \u202Eask\u202C for it.')).toContain(
    t('write.review.invisible', { code: 'U+202E', before: 'We', place: 'within' }),
  )
  expect(notesOn('See [this](javascript:x).')).toContain('its words alone: [this](javascript:x)')
  expect(notesOn('- A ![map](https://example.org/m.png)')).toContain('![map](https://example.org/m.png)')
})

it('says nothing of what is as it looks', () => {
  for (const fine of ['See [the law](https://example.org).', 'می\u200Cخواهیم\u200F.', '1.\tA tab'])
    expect(notesOn(fine)).toBe('')
})
