import { describe, expect, it } from 'vitest'
import { contactRetention } from '../../../src/domain/durations.ts'
import { contactErasedAt } from '../../../src/domain/leaving.ts'
import { day, decide, given, later, stateAfter, states } from './given.ts'

const byOneHourLink = false

describe('the representative’s own withdrawal', () => {
  it('needs no more than the private page while nothing is public', () => {
    given(states.confirmed).when('withdrawOwn', { byOneHourLink }).then('withdrawn')
    given(states.returned).when('withdrawOwn', { byOneHourLink }).then({ cancelMail: 'changes-requested' })
  })

  it('needs a one-hour link once the organisation is listed', () => {
    given(states.approved).when('withdrawOwn', { byOneHourLink }).then('one_hour_link_needed')
    const { approvedAt, signedOn } = states.approved
    given(states.approved)
      .when('withdrawOwn')
      .then({
        to: { byRepresentative: true, was: { approvedAt, signedOn, founding: false } },
        record: 'withdraw',
      })
  })

  it('is taken back by no moderator, as a moderator’s own is', () => {
    const own = stateAfter(decide(states.approved, 'withdrawOwn'))
    given(own).when('restore').then('withdrawn_by_representative')
    given(stateAfter(decide(states.approved, 'withdraw')))
      .when('restore')
      .then('approved')
    given(own).when('withdrawOwn').then('wrong_status')
  })

  it('is not of a founding signatory, whom nobody represents here', () => {
    const founding = { ...states.approved, founding: true }
    given(founding).when('withdrawOwn').then('founding')
    given(founding).when('eraseOwn').then('founding')
  })
})

describe('erasing on the representative’s own word', () => {
  it('ends what waits, also a request that is to be confirmed again', () => {
    for (const e of [states.requested, states.confirmed, states.returned])
      given(e)
        .when('eraseOwn')
        .then({ to: { status: 'withdrawn', byRepresentative: true, was: null } })
  })

  it('leaves all else as it is, one revision on: a decision at the same moment is made on what was', () => {
    for (const e of [states.approved, states.rejected, states.withdrawn, states.expired])
      expect(stateAfter(decide(e, 'eraseOwn'))).toEqual({ ...e, revision: e.revision + 1 })
    const erased = stateAfter(decide(states.rejected, 'eraseOwn'))
    given(erased)
      .when('undo', { now: later(day), shownRevision: states.rejected.revision })
      .then('changed_meanwhile')
    given(erased)
      .when('undo', { now: later(day) })
      .then({ needsContact: true })
  })
})

it('the contact is erased thirty days after an end, and not while it waits or is listed', () => {
  const { rejected, withdrawn, expired } = states
  expect(contactErasedAt(rejected)).toEqual(later(contactRetention, rejected.rejectedAt))
  expect(contactErasedAt(withdrawn)).toEqual(later(contactRetention, withdrawn.withdrawnAt))
  expect(contactErasedAt(expired)).toEqual(later(contactRetention, expired.expiredAt))
  for (const e of [states.requested, states.confirmed, states.returned, states.approved])
    expect(contactErasedAt(e)).toBeNull()
})
