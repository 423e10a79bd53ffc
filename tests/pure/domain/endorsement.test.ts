import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  amend,
  confirmEmail,
  contactRetention,
  disown,
  type Endorsement,
  type EndorsementError,
  expire,
  found,
  linkExpiry,
  linkLifetime,
  requestEndorsement,
  resendLink,
  returnedLifetime,
  type Status,
  type Transition,
  utcDate,
} from '../../../src/domain/endorsement.ts'
import {
  approve,
  correct,
  needsSecond,
  reject,
  reopen,
  restore,
  returnForChanges,
  undo,
  undoPeriod,
  withdraw,
} from '../../../src/domain/moderation.ts'
import type { Result } from '../../../src/domain/result.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour
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
  confirmed: {
    ...common,
    ...{ status: 'confirmed', requestedAt: asked, confirmedAt: later(day), waitingSince: later(day) },
    firstApproval: null,
  },
  returned: {
    ...common,
    ...{ status: 'returned', requestedAt: asked, confirmedAt: later(hour), returnedAt: later(day) },
  },
  approved: {
    ...common,
    status: 'approved',
    approvedAt: later(day),
    signedOn: '2026-03-02',
    founding: false,
  },
  rejected: {
    ...common,
    ...{ status: 'rejected', requestedAt: asked, confirmedAt: later(hour), rejectedAt: later(day) },
    returnedAt: null,
  },
  withdrawn: {
    ...common,
    status: 'withdrawn',
    withdrawnAt: later(2 * day),
    was: { approvedAt: later(day), signedOn: '2026-03-02', founding: false },
  },
  expired: { ...common, status: 'expired', requestedAt: asked, expiredAt: later(7 * day) },
}
for (const state of Object.values(states)) Object.freeze(state)
const statuses = Object.keys(states) as Status[]

type Decided = Result<Transition<Endorsement>, EndorsementError>
type Given = { now: Date; shown: number; linkExpiresAt: Date; moderator: string; second: boolean }
/** What an amendment and a correction put in the place of what was there. */
const amendment = {
  organisation: { ...details.organisation, name: 'Vilnius Forum for Human Rights' },
  comment: 'We stand with them.',
}
/** A command as its caller gives it: the revision shown and the link's own end, where it takes them. */
const commands = {
  resendLink: (e, { now }) => resendLink(e, now),
  confirmEmail: (e, { now, shown, linkExpiresAt }) => confirmEmail(e, shown, linkExpiresAt, now),
  disown: (e, { now }) => disown(e, now),
  amend: (e, { now, shown }) => amend(e, shown, amendment, now),
  approve: (e, { now, shown, moderator, second }) => approve(e, shown, { moderator, second }, now),
  reject: (e, { now, shown }) => reject(e, shown, now),
  returnForChanges: (e, { now, shown }) => returnForChanges(e, shown, now),
  undo: (e, { now, shown }) => undo(e, shown, now),
  reopen: (e, { now, shown }) => reopen(e, shown, now),
  correct: (e, { shown, second }) => correct(e, shown, amendment, second),
  withdraw: (e, { now, shown }) => withdraw(e, shown, now),
  restore: (e, { shown, moderator, second }) =>
    restore(e, shown, { moderator, second, withdrawnBy: 'first' }),
  expire: (e, { now }) => expire(e, now),
} satisfies Record<string, (e: Endorsement, at: Given) => Decided>
type Command = keyof typeof commands
const commandNames = Object.keys(commands) as Command[]
/** Those that are decided on what somebody was shown. */
const shownOnes = commandNames.filter(
  name => !['resendLink', 'confirmEmail', 'disown', 'expire'].includes(name),
)

const given = (e: Endorsement) => ({
  when: (command: Command, at: Partial<Given> = {}): Decided =>
    commands[command](e, {
      now: later(2 * day),
      shown: e.revision,
      linkExpiresAt: later(7 * day),
      moderator: 'first',
      second: false,
      ...at,
    }),
})

const refused = {
  requested: 'wrong_status',
  confirmed: 'wrong_status',
  returned: 'wrong_status',
  approved: 'wrong_status',
  rejected: 'wrong_status',
  withdrawn: 'wrong_status',
  expired: 'wrong_status',
} as const

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
  amend: { ...refused, confirmed: 'confirmed', returned: 'confirmed' },
  approve: { ...refused, confirmed: 'approved' },
  reject: { ...refused, confirmed: 'rejected', returned: 'rejected' },
  returnForChanges: { ...refused, confirmed: 'returned' },
  undo: { ...refused, returned: 'confirmed', rejected: 'confirmed' },
  reopen: { ...refused, rejected: 'confirmed' },
  correct: { ...refused, approved: 'approved' },
  withdraw: { ...refused, confirmed: 'withdrawn', returned: 'withdrawn', approved: 'withdrawn' },
  restore: { ...refused, withdrawn: 'approved' },
  expire: { ...refused, requested: 'expired', returned: 'expired' },
}

const nothing = { mail: null, record: null } as const
/** What each transition that is allowed owes: nothing else is mailed, recorded, erased or taken back. */
const owed = {
  resendLink: () => ({ event: 'link_resent', mail: 'confirm-endorsement', record: null }),
  confirmEmail: () => ({ event: 'confirmed', mail: 'request-received', record: null }),
  disown: () => ({ event: 'disowned', ...nothing, eraseContact: true }),
  amend: from => ({ event: 'amended', ...nothing, ...unasked(from) }),
  approve: () => ({ event: 'approved', mail: 'approved', record: 'endorse' }),
  reject: from => ({ event: 'rejected', mail: 'rejected', record: null, ...unasked(from) }),
  returnForChanges: () => ({ event: 'returned', mail: 'changes-requested', record: null }),
  undo: from => ({
    event: 'undone',
    ...nothing,
    cancelMail: from === 'rejected' ? 'rejected' : 'changes-requested',
  }),
  reopen: () => ({ event: 'reopened', mail: 'reopened', record: null, cancelMail: 'rejected' }),
  correct: () => ({ event: 'corrected', mail: 'corrected', record: 'amend' }),
  withdraw: from => ({
    event: 'withdrawn',
    mail: 'withdrawn',
    record: from === 'approved' ? 'withdraw' : null,
    ...unasked(from),
  }),
  restore: () => ({ event: 'restored', mail: 'approved', record: 'restore' }),
  expire: () => ({ event: 'expired', ...nothing }),
} satisfies Record<Command, (from: Status) => Omit<Transition<Endorsement>, 'to'>>
const unasked = (from: Status) => (from === 'returned' ? { cancelMail: 'changes-requested' as const } : {})

/** The facts that each state carries beside what is common to all, and no others. */
const facts: Record<Status, string[]> = {
  requested: ['requestedAt', 'expiresAt'],
  confirmed: ['requestedAt', 'confirmedAt', 'waitingSince', 'firstApproval'],
  returned: ['requestedAt', 'confirmedAt', 'returnedAt'],
  approved: ['approvedAt', 'signedOn', 'founding'],
  rejected: ['requestedAt', 'confirmedAt', 'rejectedAt', 'returnedAt'],
  withdrawn: ['withdrawnAt', 'was'],
  expired: ['requestedAt', 'expiredAt'],
}

const isStatus = (word: string): word is Status => word in states
const cells = commandNames.flatMap(command =>
  statuses.map(from => ({ command, from, expected: life[command][from] })),
)
// Late enough for the clock's own transition, and soon enough for undoing.
const at = (command: Command) =>
  command === 'expire' ? { now: later(31 * day) } : command === 'undo' ? { now: later(day) } : {}

describe('the life of an endorsement', () => {
  it.each(cells.filter(cell => isStatus(cell.expected)))(
    '$command from $from leads to $expected',
    ({ command, from, expected }) => {
      const before = states[from]
      const decided = given(before).when(command, at(command))
      if (!decided.ok) throw new Error(`refused: ${decided.error.reason}`)
      const { to, ...rest } = decided.value
      expect(rest).toEqual(owed[command](from))
      const shown = command === 'amend' || command === 'correct' ? amendment : {}
      expect(to).toMatchObject({ ...common, ...shown, revision: 5, status: expected })
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

  it.each([
    [-1, 'wrong_status'],
    [0, 'expired'],
  ] as const)('the clock %i ms from the end of waiting for changes: %s', (ms, expected) => {
    const decided = given(states.returned).when('expire', { now: later(day + returnedLifetime + ms) })
    expect(decided.ok ? decided.value.to.status : decided.error.reason).toBe(expected)
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

  it.each(shownOnes.flatMap(command => statuses.map(from => ({ command, from }))))(
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
    wait: fc.oneof(
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 3 * day }),
      fc.constant(31 * day),
    ),
    behind: fc.constantFrom(0, 0, 0, 0, 0, 1, -1),
    moderator: fc.constantFrom('first', 'second'),
    second: fc.boolean(),
  })
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
  type Taken = Step & { before: Endorsement; after: Endorsement; decided: Transition<Endorsement>; now: Date }
  const start = fc.constantFrom<Endorsement>(
    requestEndorsement(details, asked).to,
    ...Object.values(states).filter(state => state.status !== 'approved' && state.status !== 'withdrawn'),
  )
  const history = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' })

  /** Plays it through, as the verbs do, and tells every step that was allowed. */
  function play(first: Endorsement, steps: Step[]): Taken[] {
    const taken: Taken[] = []
    let present = first
    let now = later(2 * day)
    for (const one of steps) {
      now = later(one.wait, now)
      const linkExpiresAt = present.status === 'requested' ? present.expiresAt : now
      const before = Object.freeze(present)
      const { command, behind, moderator, second } = one
      const shown = before.revision - behind
      const decided = given(before).when(command, { now, shown, linkExpiresAt, moderator, second })
      if (!decided.ok) continue
      present = decided.value.to
      taken.push({ ...one, before, after: present, decided: decided.value, now })
    }
    return taken
  }

  it('reaches the list only from confirmed or by restoring, and decides nothing stale', () => {
    const reached = { endorse: 0, restore: 0, withdraw: 0, amend: 0 }
    fc.assert(
      fc.property(start, history, (first, steps) => {
        let listed = false
        for (const { command, before, after, behind, decided } of play(first, steps)) {
          expect(after.revision).toBe(before.revision + 1)
          expect(after.version).toBe(before.version)
          if (command !== 'amend' && command !== 'correct')
            expect(after.organisation).toEqual(before.organisation)
          if (shownOnes.includes(command) || command === 'confirmEmail') expect(behind).toBe(0)
          if (before.status !== 'approved' && after.status === 'approved')
            expect(before.status).toBe(decided.record === 'restore' ? 'withdrawn' : 'confirmed')
          // The record alone tells who is on the list.
          const { record } = decided
          if (record === 'endorse' || record === 'restore') listed = true
          if (record === 'withdraw') listed = false
          expect(listed).toBe(after.status === 'approved')
          if (record && record in reached) reached[record as keyof typeof reached]++
        }
      }),
      { numRuns: 3000 },
    )
    for (const [record, times] of Object.entries(reached)) expect(times, record).toBeGreaterThan(20)
  })

  it('never publishes with one approval where two are asked for, nor on what neither saw', () => {
    let twice = 0
    // Mostly of what decides: of all commands too few sequences would come to a second approval.
    const deciding = fc.constantFrom<Command>(
      'approve',
      'approve',
      'approve',
      'amend',
      'reject',
      'returnForChanges',
      'undo',
    )
    const decisions = fc.array(
      fc.tuple(step, deciding).map(([one, command]) => ({ ...one, command })),
      { minLength: 1, maxLength: 30, size: 'max' },
    )
    fc.assert(
      fc.property(decisions, steps => {
        // Waits of less than a minute: most of what can be undone still is.
        const asking = steps.map(step => ({ ...step, second: true, wait: step.wait % 50_000 }))
        let approval: { by: string; name: string } | null = null
        for (const { command, moderator, before, after } of play(states.confirmed, asking)) {
          if (command === 'approve' && after.status === 'approved') {
            twice++
            expect(approval?.by).not.toBe(moderator)
            expect(approval?.name).toBe(after.organisation.name)
          }
          if (before.status === 'confirmed' && command !== 'approve') approval = null
          if (command === 'approve' && after.status === 'confirmed')
            approval = { by: moderator, name: before.organisation.name }
        }
      }),
      { numRuns: 3000 },
    )
    expect(twice, 'sequences that reach approved at all').toBeGreaterThan(50)
  })

  it('leaves approved only by withdrawing, and rejected only by undoing in time or by reopening', () => {
    fc.assert(
      fc.property(fc.constantFrom('approved', 'rejected', 'expired' as const), history, (status, steps) => {
        const [first] = play(states[status], steps)
        if (!first) return
        const ways = { approved: ['correct', 'withdraw'], rejected: ['reopen'], expired: ['resendLink'] }
        expect(ways[status]).toContain(first.command)
      }),
    )
  })
})

describe('a minute to undo', () => {
  const from = (status: 'rejected' | 'returned', ms: number, state: Endorsement = states[status]) =>
    given(state).when('undo', { now: later(day + ms) })

  it.each([
    ['rejected', undoPeriod - 1, 'confirmed'],
    ['rejected', undoPeriod, 'too_late'],
    ['returned', undoPeriod - 1, 'confirmed'],
    ['returned', undoPeriod, 'too_late'],
  ] as const)('%s, %i ms after: %s', (status, ms, expected) => {
    const decided = from(status, ms)
    expect(decided.ok ? decided.value.to.status : decided.error.reason).toBe(expected)
  })

  it('leads back to where it stood: the old place in the queue, or the question that was asked', () => {
    expect(from('rejected', 1)).toMatchObject({
      value: { to: { waitingSince: later(hour), firstApproval: null } },
    })
    const rejected: Endorsement = { ...states.rejected, returnedAt: later(2 * hour) }
    expect(from('rejected', 1, rejected)).toMatchObject({
      value: { to: { status: 'returned', returnedAt: later(2 * hour) }, cancelMail: 'rejected' },
    })
  })
})

describe('two moderators', () => {
  it.each([
    ['always', 'strong', true],
    ['always', 'weak', true],
    ['weak', 'strong', false],
    ['weak', 'some', false],
    ['weak', 'weak', true],
    ['never', 'weak', false],
  ] as const)('%s, evidence %s: %s', (setting, level, expected) => {
    expect(needsSecond(setting, level)).toBe(expected)
  })

  const once = given(states.confirmed).when('approve', { second: true, moderator: 'first' })
  const half = once.ok ? once.value.to : states.requested

  it('the first approval leaves the request waiting at its place, and mails nobody', () => {
    expect(once).toMatchObject({ value: { event: 'first_approved', mail: null, record: null } })
    expect(half).toMatchObject({ status: 'confirmed', waitingSince: later(day), revision: 5 })
    expect(half).toMatchObject({ firstApproval: { by: 'first', at: later(2 * day) } })
  })

  it('the same moderator cannot give both, another can', () => {
    expect(given(half).when('approve', { second: true, moderator: 'first' })).toEqual({
      ok: false,
      error: { reason: 'same_moderator' },
    })
    expect(given(half).when('approve', { second: true, moderator: 'second' })).toMatchObject({
      value: { to: { status: 'approved' }, record: 'endorse' },
    })
  })

  it('one alone neither corrects a published name nor restores what the same one withdrew', () => {
    expect(given(states.approved).when('correct', { second: true })).toEqual({
      ok: false,
      error: { reason: 'second_needed' },
    })
    const back = given(states.withdrawn)
    expect(back.when('restore', { second: true, moderator: 'first' })).toEqual({
      ok: false,
      error: { reason: 'same_moderator' },
    })
    expect(back.when('restore', { second: true, moderator: 'second' }).ok).toBe(true)
    expect(back.when('restore', { second: false, moderator: 'first' }).ok).toBe(true)
  })

  it.each(['amend', 'returnForChanges', 'reject'] as const)('%s takes the first approval back', command => {
    const decided = given(half).when(command)
    if (!decided.ok) throw new Error(decided.error.reason)
    const back = command === 'amend' ? decided : given(decided.value.to).when('undo', { now: later(2 * day) })
    expect(back).toMatchObject({ value: { to: { status: 'confirmed', firstApproval: null } } })
  })
})

describe('an amendment', () => {
  it('of a returned request begins the wait anew; of a waiting one keeps its place', () => {
    expect(given(states.returned).when('amend')).toMatchObject({
      value: { to: { waitingSince: later(2 * day) } },
    })
    expect(given(states.confirmed).when('amend')).toMatchObject({
      value: { to: { waitingSince: later(day) } },
    })
  })
})

describe('a founding signatory', () => {
  const founding: Endorsement = { ...states.approved, founding: true }

  it('is corrected by nobody at the desk', () => {
    expect(given(founding).when('correct')).toEqual({ ok: false, error: { reason: 'founding' } })
  })

  it('can be withdrawn, and restored as what it was', () => {
    const withdrawn = given(founding).when('withdraw')
    if (!withdrawn.ok) throw new Error(withdrawn.error.reason)
    expect(given(withdrawn.value.to).when('restore')).toMatchObject({
      value: {
        to: {
          status: 'approved',
          founding: true,
          approvedAt: founding.approvedAt,
          signedOn: founding.signedOn,
        },
      },
    })
  })

  it('what never was on the list cannot be restored to it', () => {
    const disowned = given(states.confirmed).when('disown')
    if (!disowned.ok) throw new Error(disowned.error.reason)
    expect(given(disowned.value.to).when('restore')).toEqual({
      ok: false,
      error: { reason: 'wrong_status', status: 'withdrawn' },
    })
  })
})
