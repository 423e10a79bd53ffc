import { expect, it } from 'vitest'
import { title } from '../../../src/dev/mails/sample-request.ts'
import { mails } from '../../../src/dev/mails/samples.ts'

it('says what happens and by when', () => {
  const { text } = mails['confirm-endorsement']('be')
  expect(text).toContain('да 30 лістапада 2026\u00a0г.')
  expect(text).toContain(`\n\n${title.slice(0, 40)}`.trim())
  expect(mails['confirm-endorsement']('en').text).toMatch(/until 30\s+November\s+2026\./)
})
