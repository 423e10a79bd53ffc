import { describe, expect, it } from 'vitest'
import { daysOfJoining } from '../../../src/domain/list-dates.ts'
import { publicSignatory, publicStatement } from '../../support/public-statement.ts'

describe('since when', () => {
  const signatories = [
    publicSignatory({ founding: true, signedOn: '2025-12-01' }),
    publicSignatory({ signedOn: null }),
    publicSignatory({ signedOn: '2026-03-02' }),
    publicSignatory({ signedOn: '2026-04-05' }),
  ]

  it('goes by the endorsing signatories whose day is known', () => {
    expect(daysOfJoining(publicStatement({ signatories }))).toEqual({
      first: '2026-03-02',
      last: '2026-04-05',
    })
    expect(daysOfJoining(publicStatement({ signatories: signatories.slice(0, 2) }))).toBeNull()
  })
})
