import { expect, it } from 'vitest'
import { mails, pageUrl } from '../../support/mails.ts'

it('the mail of an approval leads to the organisation’s own page on the list', () => {
  expect(mails.approved('be').html).toContain(`class="button" href="${pageUrl}"`)
})
