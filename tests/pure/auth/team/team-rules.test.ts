import { describe, expect, it } from 'vitest'
import { actionsOn } from '../../../../src/auth/team/team-page.tsx'
import { type TeamAction, teamActions, teamRefusal } from '../../../../src/auth/team/team-rules.ts'
import type { Member } from '../../../../src/storage/moderators.ts'
import type { ModeratorStatus } from '../../../../src/storage/schema/moderators.ts'

/** For every state of a member, why an action is refused; null where it is possible. */
const expected: Record<ModeratorStatus, Record<TeamAction, ModeratorStatus | null>> = {
  invited: { suspend: null, reinstate: 'invited', renew: null },
  active: { suspend: null, reinstate: 'active', renew: null },
  suspended: { suspend: 'suspended', reinstate: null, renew: 'suspended' },
}
const statuses = Object.keys(expected) as ModeratorStatus[]
const everyCase = statuses.flatMap(status => teamActions.map(action => [action, status] as const))
const administrators = ['anna', 'boris']

const memberOf = (id: string, status: ModeratorStatus, role: Member['role'] = 'moderator'): Member => ({
  id,
  status,
  role,
  person: { name: id, email: `${id}@example.org` },
  language: 'en',
  timeZone: 'UTC',
  tellWaiting: false,
  tellDigest: false,
  sight: null,
  createdAt: new Date(0),
  passkeys: 1,
  seenAt: null,
})

describe.each(everyCase)('to %s somebody who is %s', (action, status) => {
  const reason = expected[status][action]

  it.each(['anna', null])('is decided by the state alone, by %s', by => {
    const refusal = teamRefusal(action, { by, id: 'vera', status, administrators })
    expect(refusal).toEqual(reason && { reason, id: 'vera' })
  })

  it('is offered exactly where it is possible', () => {
    const team = [memberOf('anna', 'active', 'administrator'), memberOf('vera', status)]
    const offered = actionsOn(memberOf('vera', status), { self: 'anna', team })
    expect(offered.includes(action)).toBe(reason === null)
  })

  it('is nothing for whoever is no active administrator', () => {
    const refusal = teamRefusal(action, { by: 'vera', id: 'gleb', status, administrators })
    expect(refusal).toEqual({ reason: 'not_administrator' })
  })
})

describe.each(teamActions)('to %s', action => {
  it('needs somebody', () => {
    const refusal = teamRefusal(action, { by: 'anna', id: 'nobody', status: null, administrators })
    expect(refusal).toEqual({ reason: 'unknown' })
  })

  it('is neither possible for oneself nor offered', () => {
    const refusal = teamRefusal(action, { by: 'anna', id: 'anna', status: 'active', administrators })
    expect(refusal).not.toBeNull()
    const anna = memberOf('anna', 'active', 'administrator')
    expect(actionsOn(anna, { self: 'anna', team: [anna] })).toEqual([])
  })
})

it('the last active administrator is never suspended, not by the operator either', () => {
  const last = { by: null, id: 'anna', status: 'active', administrators: ['anna'] } as const
  expect(teamRefusal('suspend', last)).toEqual({ reason: 'last_administrator' })
  expect(teamRefusal('suspend', { ...last, administrators })).toBeNull()
  expect(teamRefusal('renew', last)).toBeNull()
})
