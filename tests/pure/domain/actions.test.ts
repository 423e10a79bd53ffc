import { describe, expect, it } from 'vitest'
import { allows, moderatorActions, moderatorActionsOn, statesFor } from '../../../src/domain/actions.ts'
import type { Endorsement, RepresentativeError, Status } from '../../../src/domain/endorsement.ts'
import { actions, day, decide, given, later, states, statuses } from './given.ts'

/** Each status, with the variants in which more is refused than the status says. */
const variants: Record<string, Endorsement> = {
  ...states,
  'confirmed, once approved': { ...states.confirmed, firstApproval: { by: 'first', at: later(day) } },
  'rejected after a return': { ...states.rejected, returnedAt: later(day) },
  'approved, founding': { ...states.approved, founding: true },
  'withdrawn, never listed': { ...states.withdrawn, was: null },
  'withdrawn, by its representative': { ...states.withdrawn, byRepresentative: true },
  'withdrawn, founding': {
    ...states.withdrawn,
    was: { approvedAt: later(day), signedOn: null, founding: true },
  },
}
/** Late enough for what needs a time to have come, and early enough for what needs it to be left. */
const moments = [later(day), later(2 * day), later(40 * day)]

/** What a state's status alone refuses with. */
const refusedByStatus: readonly RepresentativeError['reason'][] = [
  'wrong_status',
  'link_used',
  'link_expired',
]

describe('the table of actions', () => {
  it('names every action that there is a transition for', () => {
    expect(Object.keys(statesFor).sort()).toEqual([...actions].sort())
  })

  const cells = actions.flatMap(action => statuses.map(status => ({ action, status })))
  it.each(cells)('$action from $status is as the table says', ({ action, status }) => {
    const outcomes = moments.map(now =>
      decide(states[status], action, { now, linkExpiresAt: later(50 * day) }),
    )
    const possible = outcomes.some(({ ok }) => ok)
    expect(possible).toBe((statesFor[action] as readonly Status[]).includes(status))
    expect(allows(action, states[status])).toBe(possible)
    if (possible) return
    for (const outcome of outcomes)
      expect(refusedByStatus).toContain(outcome.ok ? outcome.value.to.status : outcome.error.reason)
  })
})

describe('what the desk offers', () => {
  const circumstances = { hasContact: true, isNameTaken: false }
  const cells = moderatorActions.flatMap(action =>
    Object.keys(variants).flatMap(name => [true, false].map(hasContact => ({ action, name, hasContact }))),
  )
  it.each(cells)('$action of something $name, contact $hasContact, is what a moderator may do', cell => {
    const { action, name, hasContact } = cell
    const e = variants[name] ?? states.requested
    const decided = decide(e, action)
    const granted = decided.ok && (hasContact || !decided.value.needsContact)
    expect(moderatorActionsOn(e, { hasContact, isNameTaken: false }).includes(action)).toBe(granted)
  })

  it('is nothing that puts a name onto the list which another signatory has', () => {
    const isNameTaken = true
    const offered = Object.values(variants).map(e => ({
      all: moderatorActionsOn(e, circumstances),
      free: moderatorActionsOn(e, { ...circumstances, isNameTaken }),
    }))
    for (const { all, free } of offered)
      expect(free).toEqual(all.filter(action => action !== 'approve' && action !== 'restore'))
  })

  it('stands in one order', () => {
    expect(moderatorActionsOn(states.confirmed, circumstances)).toEqual([
      'approve',
      'reject',
      'return',
      'withdraw',
    ])
    expect(moderatorActionsOn(states.approved, circumstances)).toEqual(['correct', 'withdraw'])
  })

  it('needs somebody to tell where a request or a signatory comes back', () => {
    given(states.rejected).when('reopen').then({ needsContact: true })
    given(states.withdrawn).when('restore').then({ needsContact: true })
    const founding = variants['withdrawn, founding'] ?? states.requested
    expect(decide(founding, 'restore')).not.toHaveProperty('value.needsContact')
  })
})
