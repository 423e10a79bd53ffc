import { expect, it } from 'vitest'
import { addressesIn } from '../../../src/dev/mails/sample-request.ts'
import { mails } from '../../../src/dev/mails/samples.ts'
import { languages, type SignerKind } from '../../../src/i18n/index.ts'

it('the mail of an approval leads to the organisation’s own page on the list', () => {
  expect(mails.approved('be').html).toContain(`class="button" href="${addressesIn('be').pageUrl}"`)
})

it('speaks to a person, a network and an organisation as what they are, in a private round too', () => {
  for (const kind of ['approved', 'approved in private', 'restored', 'restored in private'] as const)
    for (const lang of languages) {
      const mailTo = (signer: SignerKind) => mails[kind](lang, { kind: signer })
      const everyOne = (['person', 'network', 'organisation'] as const).map(mailTo)
      expect(new Set(everyOne.map(({ subject }) => subject)).size, `${kind} in ${lang}`).toBe(3)
      expect(new Set(everyOne.map(({ text }) => text)).size, `${kind} in ${lang}`).toBe(3)
    }
  expect(mails['approved in private']('en', { kind: 'person' }).text).not.toContain('rganisation is')
})
