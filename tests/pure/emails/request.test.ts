import { expect, it } from 'vitest'
import { translator } from '../../../src/i18n/index.ts'
import { everyMail, mails, privateUrl, readHtml } from '../../support/mails.ts'

const afterConfirming = everyMail.filter(({ kind }) => !kind.startsWith('confirm-endorsement'))

it.each(afterConfirming)('$kind in $lang leads to the private page, once', ({ kind, lang }) => {
  const mail = mails[kind](lang)
  expect(mail.text.split('\n').filter(line => line === privateUrl)).toHaveLength(1)
  expect(mail.html).toContain(kind === 'approved' ? privateUrl : `class="button" href="${privateUrl}"`)
  const isListed = ['approved', 'already-listed'].includes(kind)
  const note = isListed ? 'mail.private.noteListed' : 'mail.private.note'
  expect(readHtml(mail)).toContain(translator(lang)(note))
})
