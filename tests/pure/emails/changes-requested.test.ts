import { expect, it } from 'vitest'
import { mails } from '../../../src/dev/mails/samples.ts'
import { bareText } from '../../support/mails.ts'

it('says how long a question waits', () => {
  const { text } = mails['changes-requested']('en')
  expect(bareText(text)).toContain(bareText('The request waits 30 days for you'))
})
