import { expect, it } from 'vitest'
import { bareText, mails } from '../../support/mails.ts'

it('says how long a question waits', () => {
  const { text } = mails['changes-requested']('en')
  expect(bareText(text)).toContain(bareText('The request waits 30 days for you'))
})
