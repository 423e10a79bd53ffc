import { expect, it } from 'vitest'
import { deskMails } from '../../../src/dev/mails/desk-samples.ts'

it('says to a moderator how many, in words that fit the number', () => {
  expect(deskMails['desk-waiting']('en').text).toContain('21 requests wait for a decision.')
  expect(deskMails['desk-digest']('en').text).toContain('The oldest has waited for 3 days.')
  expect(deskMails['desk-digest, nothing waits']('en').text).not.toContain('oldest')
  expect(deskMails['moderator-joined']('en').text).toMatch(/administrator/i)
})
