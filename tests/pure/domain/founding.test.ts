import { expect, it } from 'vitest'
import { foundSignatory } from '../../../src/domain/founding.ts'
import { askedAt, details } from './given.ts'

it('a founding signatory is born approved, without a date of signing, a mail or a contact', () => {
  expect(foundSignatory(details, askedAt)).toEqual({
    to: {
      ...details,
      revision: 1,
      status: 'approved',
      approvedAt: askedAt,
      signedOn: null,
      founding: true,
    },
    event: 'founded',
    mail: null,
    record: 'found',
  })
})
