import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  approve,
  confirmEmail,
  contactRetention,
  disown,
  type Endorsement,
  type EndorsementError,
  expire,
  found,
  linkExpiry,
  linkLifetime,
  reject,
  requestEndorsement,
  resendLink,
  type Status,
  type Transition,
  utcDate,
} from '../../src/domain/endorsement.ts'
import type { Result } from '../../src/domain/result.ts'

const day = 24 * 60 * 60 * 1000
const asked = new Date('2026-03-01T12:00:00.000Z')
const later = (ms: number, from: Date = asked) => new Date(from.getTime() + ms)

const details = {
  id: '4b1f3f5e-5f0e-4a59-9d5c-0d1b7a1c9e11',
  statement: 'forcible-expulsion',
  version: 1,
  language: 'be',
  organisation: {
    name: 'Vilnius Human Rights Forum',
    names: { en: null, be: null, ru: null },
    country: 'LT',
    website: null,
  },
  comment: null,
} as const

const common = { ...details, revision: 4 }
/** One endorsement in each status, all on revision 4. Frozen: a transition decides, it does not do. */
const states: { [S in Status]: Extract<Endorsement, { status: S }> } = {
  requested: { ...common, status: 'requested', requestedAt: asked, expiresAt: later(7 * day) },
  confirmed: { ...common, status: 'confirmed', requestedAt: asked, confirmedAt: later(day) },
  returned: { ...common, status: 'returned', requestedAt: asked, confirmedAt: asked, returnedAt: later(day) },
  approved: {
    ...common,
    status: 'approved',
    approvedAt: later(day),
    signedOn: '2026-03-02',
    founding: false,
  },
  rejected: { ...common, status: 'rejected', rejectedAt: later(day) },
  withdrawn: { ...common, status: 'withdrawn', withdrawnAt: later(day) },
  expired: { ...common, status: 'expired', requestedAt: asked, expiredAt: later(7 * day) },
}
for (const state of Object.values(states)) Object.freeze(state)
const statuses = Object.keys(states) as Status[]

type Decided = Result<Transition<Endorsement>, EndorsementError>
type Command = 'resendLink' | 'confirmEmail' | 'disown' | 'approve' | 'reject' | 'expire'
/** A command as its caller gives it: the revision shown and the link's own end, where it takes them. */
const commands: {
  [C in Command]: (e: Endorsement, at: { now: Date; shown: number; linkExpiresAt: Date }) => Decided
} = {
  resendLink: (e, { now }) => resendLink(e, now),
  confirmEmail: (e, { now, shown, linkExpiresAt }) => confirmEmail(e, shown, linkExpiresAt, now),
  disown: (e, { now }) => disown(e, now),
  approve: (e, { now, shown }) => approve(e, shown, now),
  reject: (e, { now, shown }) => reject(e, shown, now),
  expire: (e, { now }) => expire(e, now),
}
const commandNames = Object.keys(commands) as Command[]

const given = (e: Endorsement) => ({
  when: (command: Command, at: { now?: Date; shown?: number; linkExpiresAt?: Date } = {}) =>
    commands[command](e, {
      now: later(2 * day),
      shown: e.revision,
      linkExpiresAt: later(7 * day),
      ...at,
    }),
})

/** Where each command leads from each status, or why it is refused. */
const life: Record<Command, Record<Status, Status | EndorsementError['reason']>> = {
  resendLink: {
    requested: 'requested',
    confirmed: 'link_used',
    returned: 'link_used',
    approved: 'link_used',
    rejected: 'link_used',
    withdrawn: 'link_used',
    expired: 'requested',
  },
  confirmEmail: {
    requested: 'confirmed',
    confirmed: 'link_used',
    returned: 'link_used',
    approved: 'link_used',
    rejected: 'link_used',
    withdrawn: 'link_used',
    expired: 'link_expired',
  },
  disown: {
    requested: 'withdrawn',
    confirmed: 'withdrawn',
    returned: 'withdrawn',
    approved: 'link_used',
    rejected: 'link_used',
    withdrawn: 'link_used',
    expired: 'link_used',
  },
  approve: {
    requested: 'wrong_status',
    confirmed: 'approved',
    returned: 'wrong_status',
    approved: 'wrong_status',
    rejected: 'wrong_status',
    withdrawn: 'wrong_status',
    expired: 'wrong_status',
  },
  reject: {
    requested: 'wrong_status',
    confirmed: 'rejected',
    returned: 'rejected',
    approved: 'wrong_status',
    rejected: 'wrong_status',
    withdrawn: 'wrong_status',
    expired: 'wrong_status',
  },
  expire: {
    requested: 'expired',
    confirmed: 'wrong_status',
    returned: 'wrong_status',
    approved: 'wrong_status',
    rejected: 'wrong_status',
    withdrawn: 'wrong_status',
    expired: 'wrong_status',
  },
}

/** What each transition that is allowed owes: nothing else is mailed, recorded or erased. */
const owed = {
  resendLink: { event: 'link_resent', mail: 'confirm-endorsement', record: null },
  confirmEmail: { event: 'confirmed', mail: 'request-received', record: null },
  disown: { event: 'disowned', mail: null, record: null, eraseContact: true },
  approve: { event: 'approved', mail: 'approved', record: 'endorse' },
  reject: { event: 'rejected', mail: 'rejected', record: null },
  expire: { event: 'expired', mail: null, record: null },
} as const satisfies Record<Command, Omit<Transition<Endorsement>, 'to'>>

/** The facts that each state carries beside what is common to all, and no others. */
const facts: Record<Status, string[]> = {
  requested: ['requestedAt', 'expiresAt'],
  confirmed: ['requestedAt', 'confirmedAt'],
  returned: ['requestedAt', 'confirmedAt', 'returnedAt'],
  approved: ['approvedAt', 'signedOn', 'founding'],
  rejected: ['rejectedAt'],
  withdrawn: ['withdrawnAt'],
  expired: ['requestedAt', 'expiredAt'],
}

const isStatus = (word: string): word is Status => word in states
const cells = commandNames.flatMap(command =>
  statuses.map(from => ({ command, from, expected: life[command][from] })),
)
// Late enough for the clock's own transition, which alone needs it.
const at = (command: Command) => (command === 'expire' ? { now: later(7 * day) } : {})

describe('the life of an endorsement', () => {
  it.each(cells.filter(cell => isStatus(cell.expected)))(
    '$command from $from leads to $expected',
    ({ command, from, expected }) => {
      const before = states[from]
      const decided = given(before).when(command, at(command))
      if (!decided.ok) throw new Error(`refused: ${decided.error.reason}`)
      const { to, ...rest } = decided.value
      expect(rest).toEqual(owed[command])
      expect(to).toMatchObject({ ...common, revision: 5, status: expected })
      const own = Object.keys(to).filter(key => !(key in common) && key !== 'status')
      expect(own.sort()).toEqual([...facts[to.status]].sort())
    },
  )

  it.each(cells.filter(cell => !isStatus(cell.expected)))(
    '$command from $from is refused: $expected',
    ({ command, from, expected }) => {
      const decided = given(states[from]).when(command, at(command))
      const error = expected === 'link_expired' ? { reason: expected } : { reason: expected, status: from }
      expect(decided).toEqual({ ok: false, error })
    },
  )
})

describe('what a transition notes', () => {
  const now = new Date('2026-03-04T23:59:59.999Z')
  const to = (decided: Decided): Endorsement => {
    if (!decided.ok) throw new Error(`refused: ${decided.error.reason}`)
    return decided.value.to
  }

  it('a request begins on revision 1 with seven days to confirm and a mail owed', () => {
    expect(requestEndorsement(details, asked)).toEqual({
      to: {
        ...details,
        revision: 1,
        status: 'requested',
        requestedAt: asked,
        expiresAt: new Date('2026-03-08T12:00:00.000Z'),
      },
      event: 'requested',
      mail: 'confirm-endorsement',
      record: null,
    })
  })

  it('a founding signatory is born approved, without a date of signing, a mail or a contact', () => {
    expect(found(details, asked)).toEqual({
      to: { ...details, revision: 1, status: 'approved', approvedAt: asked, signedOn: null, founding: true },
      event: 'founded',
      mail: null,
      record: 'found',
    })
  })

  it('the moment, in the state that it leads to', () => {
    expect(to(given(states.requested).when('confirmEmail', { now }))).toMatchObject({
      requestedAt: asked,
      confirmedAt: now,
    })
    expect(to(given(states.confirmed).when('reject', { now }))).toMatchObject({ rejectedAt: now })
    expect(to(given(states.confirmed).when('disown', { now }))).toMatchObject({ withdrawnAt: now })
    const end = later(9 * day)
    expect(to(given(states.requested).when('expire', { now: end }))).toMatchObject({ expiredAt: end })
  })

  it('an approval is signed on the day in UTC', () => {
    expect(to(given(states.confirmed).when('approve', { now }))).toMatchObject({
      approvedAt: now,
      signedOn: '2026-03-04',
      founding: false,
    })
    expect(utcDate(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31')
    expect(utcDate(new Date('2027-01-01T00:00:00.000Z'))).toBe('2027-01-01')
  })

  it('a fresh link lives seven days from now, and the request keeps its own date', () => {
    for (const before of [states.requested, states.expired]) {
      expect(to(given(before).when('resendLink', { now }))).toMatchObject({
        requestedAt: asked,
        expiresAt: later(7 * day, now),
      })
    }
  })
})

describe('expiry, to the millisecond', () => {
  it('a link works for seven days and contact data outlives an ending by thirty', () => {
    expect(linkLifetime).toBe(604_800_000)
    expect(contactRetention).toBe(2_592_000_000)
    expect(linkExpiry(asked).getTime() - asked.getTime()).toBe(604_800_000)
  })

  it.each([
    [-1, 'confirmed'],
    [0, 'link_expired'],
    [1, 'link_expired'],
  ] as const)('confirming %i ms from the link’s end: %s', (ms, expected) => {
    const linkExpiresAt = later(7 * day)
    const decided = given(states.requested).when('confirmEmail', {
      linkExpiresAt,
      now: later(ms, linkExpiresAt),
    })
    expect(decided.ok ? decided.value.to.status : decided.error.reason).toBe(expected)
  })

  it.each([
    [-1, 'wrong_status'],
    [0, 'expired'],
    [1, 'expired'],
  ] as const)('the clock %i ms from the request’s end: %s', (ms, expected) => {
    const decided = given(states.requested).when('expire', { now: later(7 * day + ms) })
    expect(decided.ok ? decided.value.to.status : decided.error.reason).toBe(expected)
  })

  it('an older link ends at its own time, though a fresh one has prolonged the request', () => {
    const prolonged = { ...states.requested, expiresAt: later(10 * day) }
    const now = later(8 * day)
    expect(given(prolonged).when('confirmEmail', { now, linkExpiresAt: later(7 * day) })).toEqual({
      ok: false,
      error: { reason: 'link_expired' },
    })
    expect(given(prolonged).when('confirmEmail', { now, linkExpiresAt: later(10 * day) }).ok).toBe(true)
  })

  it('at every moment a waiting request can be confirmed or expired, never both and never neither', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), ms => {
        const { expiresAt } = states.requested
        const now = later(ms, expiresAt)
        const confirmable = given(states.requested).when('confirmEmail', { now, linkExpiresAt: expiresAt }).ok
        return confirmable !== given(states.requested).when('expire', { now }).ok
      }),
    )
  })
})

describe('the revision that was shown', () => {
  const stale = fc.integer({ min: -5, max: 1000 }).filter(shown => shown !== common.revision)

  it.each((['approve', 'reject'] as const).flatMap(command => statuses.map(from => ({ command, from }))))(
    'no $command of anything $from on another revision than the one shown',
    ({ command, from }) => {
      fc.assert(
        fc.property(stale, shown => {
          expect(given(states[from]).when(command, { shown })).toEqual({
            ok: false,
            error: { reason: 'changed_meanwhile', revision: 4, status: from },
          })
        }),
      )
    },
  )

  it('no confirming of what the page did not show', () => {
    fc.assert(
      fc.property(stale, shown => {
        expect(given(states.requested).when('confirmEmail', { shown })).toEqual({
          ok: false,
          error: { reason: 'changed_meanwhile', revision: 4, status: 'requested' },
        })
      }),
    )
  })

  it('a link that is used or expired says so, whatever the page showed', () => {
    expect(given(states.confirmed).when('confirmEmail', { shown: 1 })).toEqual({
      ok: false,
      error: { reason: 'link_used', status: 'confirmed' },
    })
    expect(given(states.requested).when('confirmEmail', { shown: 1, now: later(7 * day) })).toEqual({
      ok: false,
      error: { reason: 'link_expired' },
    })
  })
})

describe('any sequence of commands', () => {
  const step = fc.record({
    command: fc.constantFrom(...commandNames),
    wait: fc.oneof(fc.integer({ min: 0, max: 3 * day }), fc.constant(8 * day)),
    behind: fc.constantFrom(0, 0, 0, 1, -1),
  })
  const start = fc.constantFrom<Endorsement>(
    requestEndorsement(details, asked).to,
    ...Object.values(states).filter(state => state.status !== 'approved'),
  )
  const history = fc.array(step, { minLength: 1, maxLength: 30 })

  /** Plays it through, as the verbs do, and tells every step that was allowed. */
  function play(first: Endorsement, steps: { command: Command; wait: number; behind: number }[]) {
    const taken: { command: Command; before: Endorsement; after: Endorsement; stale: boolean }[] = []
    let present = first
    let now = asked
    for (const { command, wait, behind } of steps) {
      now = later(wait, now)
      const linkExpiresAt = present.status === 'requested' ? present.expiresAt : now
      const before = Object.freeze(present)
      const decided = given(before).when(command, { now, shown: before.revision - behind, linkExpiresAt })
      if (!decided.ok) continue
      present = decided.value.to
      taken.push({ command, before, after: present, stale: behind !== 0 })
    }
    return taken
  }

  it('reaches approved only from confirmed, raises the revision by one each time, decides nothing stale', () => {
    let approvals = 0
    fc.assert(
      fc.property(start, history, (first, steps) => {
        const seen = new Set<Status>([first.status])
        for (const { command, before, after, stale } of play(first, steps)) {
          expect(after.revision).toBe(before.revision + 1)
          expect(after.organisation).toEqual(before.organisation)
          expect(after.version).toBe(before.version)
          if (command === 'approve' || command === 'reject' || command === 'confirmEmail')
            expect(stale).toBe(false)
          if (after.status === 'approved') {
            approvals++
            expect(before.status).toBe('confirmed')
            expect(seen).toContain('confirmed')
          }
          seen.add(after.status)
        }
      }),
      { numRuns: 2000 },
    )
    expect(approvals, 'sequences that reach approved at all').toBeGreaterThan(50)
  })

  it('never leaves approved, rejected or withdrawn', () => {
    fc.assert(
      fc.property(fc.constantFrom('approved', 'rejected', 'withdrawn'), history, (status, steps) => {
        expect(play(states[status], steps)).toEqual([])
      }),
    )
  })
})
