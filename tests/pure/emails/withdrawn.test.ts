import { expect, it } from 'vitest'
import { bareText, mails } from '../../support/mails.ts'

it('says whether the name was on the list when it is withdrawn', () => {
  expect(mails['withdrawn from the list']('en').text).toContain('Your organisation is no longer on the list')
  expect(bareText(mails['withdrawn before it was listed']('en').text)).toContain(
    bareText('The organisation was never on the public list.'),
  )
})
