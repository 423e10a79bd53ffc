import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Action } from '../../../src/domain/actions.ts'
import { utcDate } from '../../../src/domain/dates.ts'
import type {
  Endorsement,
  MailKind,
  RepresentativeError,
  Status,
  Transition,
} from '../../../src/domain/endorsement.ts'
import { requestEndorsement } from '../../../src/domain/endorsing.ts'
import {
  actions,
  amendment,
  askedAt,
  common,
  day,
  decide,
  details,
  later,
  states,
  statuses,
} from './given.ts'

/** Those that are decided whatever somebody was shown, or on more than that. */
const onMoreThanWasShown: readonly Action[] = [
  ...(['resend', 'confirm', 'revise', 'supersede', 'disown', 'expire'] as const),
  ...(['withdrawOwn', 'eraseOwn', 'changeContact', 'withholdName', 'reconfirm'] as const),
]
/** Those that are decided on what somebody was shown, whatever the state. */
const onWhatWasShown = actions.filter(action => !onMoreThanWasShown.includes(action))

const refused = {
  requested: 'wrong_status',
  confirmed: 'wrong_status',
  returned: 'wrong_status',
  approved: 'wrong_status',
  rejected: 'wrong_status',
  withdrawn: 'wrong_status',
  expired: 'wrong_status',
} as const

/** Where each action leads from each status, or why it is refused. */
const life: Record<Action, Record<Status, Status | RepresentativeError['reason']>> = {
  resend: {
    requested: 'requested',
    confirmed: 'link_used',
    returned: 'link_used',
    approved: 'link_used',
    rejected: 'link_used',
    withdrawn: 'link_used',
    expired: 'requested',
  },
  confirm: {
    requested: 'confirmed',
    confirmed: 'link_used',
    returned: 'link_used',
    approved: 'link_used',
    rejected: 'link_used',
    withdrawn: 'link_used',
    expired: 'link_expired',
  },
  revise: {
    requested: 'requested',
    confirmed: 'link_used',
    returned: 'link_used',
    approved: 'link_used',
    rejected: 'link_used',
    withdrawn: 'link_used',
    expired: 'link_expired',
  },
  supersede: { ...refused, requested: 'withdrawn', expired: 'withdrawn' },
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
  reconfirm: { ...refused, approved: 'approved' },
  withdrawOwn: { ...refused, confirmed: 'withdrawn', returned: 'withdrawn', approved: 'withdrawn' },
  changeContact: { ...refused, confirmed: 'confirmed', returned: 'returned', approved: 'approved' },
  eraseOwn: {
    requested: 'withdrawn',
    confirmed: 'withdrawn',
    returned: 'withdrawn',
    approved: 'approved',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
    expired: 'expired',
  },
  approve: { ...refused, confirmed: 'approved' },
  reject: { ...refused, confirmed: 'rejected', returned: 'rejected' },
  return: { ...refused, confirmed: 'returned' },
  undo: { ...refused, returned: 'confirmed', rejected: 'confirmed' },
  reopen: { ...refused, rejected: 'confirmed' },
  correct: { ...refused, approved: 'approved' },
  withdraw: { ...refused, confirmed: 'withdrawn', returned: 'withdrawn', approved: 'withdrawn' },
  restore: { ...refused, withdrawn: 'approved' },
  readdress: { ...refused, requested: 'requested', expired: 'requested' },
  expire: { ...refused, requested: 'expired', returned: 'expired' },
  withholdName: { ...refused, approved: 'approved' },
  revealName: { ...refused, approved: 'approved' },
}

const nothing = { mail: null, record: null } as const
/** What each transition that is allowed owes: nothing else is mailed, recorded, erased or taken back. */
const owed = {
  resend: () => ({ event: 'link_resent', mail: 'confirm-endorsement', record: null }),
  confirm: () => ({ event: 'confirmed', mail: 'request-received', record: null }),
  revise: () => ({ event: 'revised', ...nothing }),
  supersede: () => ({ event: 'superseded', ...nothing, eraseContact: true }),
  disown: () => ({ event: 'disowned', ...nothing, eraseContact: true }),
  amend: from => ({ event: 'amended', mail: 'amended', record: null, ...unasked(from) }),
  reconfirm: from => ({ event: 'reconfirmed', mail: null, record: 'endorse', ...unasked(from) }),
  withdrawOwn: from => ({
    event: 'withdrawn',
    mail: 'withdrawn',
    record: from === 'approved' ? 'withdraw' : null,
    ...unasked(from),
  }),
  changeContact: () => ({ event: 'contact_changed', mail: 'contact-changed', record: null }),
  eraseOwn: from => ({
    event: ['requested', 'confirmed', 'returned'].includes(from) ? 'withdrawn' : 'erased',
    mail: 'erased',
    record: null,
    eraseContact: true,
  }),
  approve: () => ({ event: 'approved', log: 'approve', mail: 'approved', record: 'endorse' }),
  reject: from => ({ event: 'rejected', log: 'reject', mail: 'rejected', record: null, ...unasked(from) }),
  return: () => ({ event: 'returned', log: 'return', mail: 'changes-requested', record: null }),
  undo: from => ({
    event: 'undone',
    log: 'undo',
    ...nothing,
    needsContact: true,
    cancelMail: from === 'rejected' ? 'rejected' : 'changes-requested',
    cancelling: 'too_late',
  }),
  reopen: () => ({
    event: 'reopened',
    log: 'reopen',
    mail: 'reopened',
    record: null,
    needsContact: true,
    cancelMail: 'rejected',
    cancelling: 'cancels_out',
  }),
  correct: () => ({ event: 'corrected', log: 'correct', mail: 'corrected', record: 'amend' }),
  withdraw: from => ({
    event: 'withdrawn',
    log: 'withdraw',
    mail: 'withdrawn',
    record: from === 'approved' ? 'withdraw' : null,
    ...unasked(from),
  }),
  restore: () => ({
    event: 'restored',
    log: 'restore',
    mail: 'restored',
    record: 'restore',
    needsContact: true,
  }),
  readdress: () => ({ event: 'readdressed', mail: 'confirm-endorsement', record: null }),
  withholdName: () => ({ event: 'name_withheld', mail: 'visibility-changed', record: 'amend' }),
  revealName: () => ({ event: 'name_revealed', mail: 'visibility-changed', record: 'amend' }),
  expire: () => ({ event: 'expired', ...nothing }),
} satisfies Record<Action, (from: Status) => object>
function unasked(from: Status): { cancelMail?: MailKind } {
  if (from === 'approved') return { cancelMail: 'reconfirm' }
  return from === 'returned' ? { cancelMail: 'changes-requested' } : {}
}

/** The facts that each state carries beside what is common to all, and no others. */
const facts: Record<Status, string[]> = {
  requested: ['requestedAt', 'expiresAt'],
  confirmed: ['requestedAt', 'confirmedAt', 'waitingSince', 'firstApproval'],
  returned: ['requestedAt', 'confirmedAt', 'returnedAt'],
  approved: ['approvedAt', 'signedOn', 'founding'],
  rejected: ['requestedAt', 'confirmedAt', 'rejectedAt', 'returnedAt'],
  withdrawn: ['withdrawnAt', 'byRepresentative', 'was'],
  expired: ['requestedAt', 'expiredAt'],
}

const isStatus = (word: string): word is Status => word in states
const cells = actions.flatMap(action =>
  statuses.map(from => ({ action, from, expected: life[action][from] })),
)
/** Late enough for the clock's own transition, and soon enough for undoing. */
function momentFor(action: Action): { now?: Date } {
  if (action === 'expire') return { now: later(31 * day) }
  return action === 'undo' ? { now: later(day) } : {}
}

describe('the life of an endorsement', () => {
  it.each(cells.filter(cell => isStatus(cell.expected)))(
    '$action from $from leads to $expected',
    ({ action, from, expected }) => {
      const before = states[from]
      const decided = decide(before, action, momentFor(action))
      if (!decided.ok) throw new Error(`refused: ${decided.error.reason}`)
      const { to, ...rest } = decided.value
      expect(rest).toEqual(owed[action](from))
      const details = ['amend', 'correct', 'revise'].includes(action) ? amendment : {}
      const signed = action === 'reconfirm' ? { version: 2 } : {}
      const shown = { nameWithheld: ['amend', 'revise', 'withholdName'].includes(action) }
      expect(to).toMatchObject({
        ...common,
        ...details,
        ...shown,
        ...signed,
        revision: 5,
        status: expected,
      })
      const own = Object.keys(to).filter(key => !(key in common) && key !== 'status')
      expect(own.sort()).toEqual([...facts[to.status]].sort())
    },
  )

  it.each(cells.filter(cell => !isStatus(cell.expected)))(
    '$action from $from is refused: $expected',
    ({ action, from, expected }) => {
      const decided = decide(states[from], action, momentFor(action))
      const error = expected === 'link_expired' ? { reason: expected } : { reason: expected, status: from }
      expect(decided).toEqual({ ok: false, error })
    },
  )
})

describe('the revision that was shown', () => {
  const stale = fc.integer({ min: -5, max: 1000 }).filter(revision => revision !== common.revision)

  it.each(onWhatWasShown.flatMap(action => statuses.map(from => ({ action, from }))))(
    'no $action of anything $from on another revision than the one shown',
    ({ action, from }) => {
      fc.assert(
        fc.property(stale, shownRevision => {
          expect(decide(states[from], action, { shownRevision })).toEqual({
            ok: false,
            error: { reason: 'changed_meanwhile', revision: 4, status: from },
          })
        }),
      )
    },
  )

  it.each(['confirm', 'revise'] as const)('no %s of what the page did not show', action => {
    fc.assert(
      fc.property(stale, shownRevision => {
        expect(decide(states.requested, action, { shownRevision })).toEqual({
          ok: false,
          error: { reason: 'changed_meanwhile', revision: 4, status: 'requested' },
        })
      }),
    )
  })

  it('a link that is used or expired says so, whatever the page showed', () => {
    expect(decide(states.confirmed, 'confirm', { shownRevision: 1 })).toEqual({
      ok: false,
      error: { reason: 'link_used', status: 'confirmed' },
    })
    expect(decide(states.requested, 'confirm', { shownRevision: 1, now: later(7 * day) })).toEqual({
      ok: false,
      error: { reason: 'link_expired' },
    })
  })
})

describe('any sequence of actions', () => {
  const step = fc.record({
    // What leads onto the list and off it twice as often: of all actions alike too few sequences would come to it.
    action: fc.constantFrom<Action>(...actions, 'approve', 'correct', 'withdraw', 'restore'),
    wait: fc.oneof(
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 3 * day }),
      fc.constant(31 * day),
    ),
    behind: fc.constantFrom(0, 0, 0, 0, 0, 1, -1),
    moderator: fc.constantFrom('first', 'second'),
    secondNeeded: fc.boolean(),
  })
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
  type Taken = Step & { before: Endorsement; after: Endorsement; decided: Transition<Endorsement>; now: Date }
  const start = fc.constantFrom<Endorsement>(
    requestEndorsement(details, askedAt).to,
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
      const { action, behind, moderator, secondNeeded } = one
      const shownRevision = before.revision - behind
      const decided = decide(before, action, { now, shownRevision, linkExpiresAt, moderator, secondNeeded })
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
        for (const { action, before, after, behind, decided } of play(first, steps)) {
          expect(after.revision).toBe(before.revision + 1)
          expect(after.version).toBe(action === 'reconfirm' ? 2 : before.version)
          if (!['amend', 'correct', 'revise'].includes(action))
            expect(after.organisation).toEqual(before.organisation)
          if ([...onWhatWasShown, 'confirm', 'reconfirm'].includes(action)) expect(behind).toBe(0)
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
      { numRuns: 6000 },
    )
    for (const [record, times] of Object.entries(reached)) expect(times, record).toBeGreaterThan(20)
  })

  it('never publishes with one approval where two are asked for, nor on what neither saw', () => {
    let twice = 0
    // Mostly of what decides: of all actions too few sequences would come to a second approval.
    const deciding = fc.constantFrom<Action>(
      'approve',
      'approve',
      'approve',
      'amend',
      'reject',
      'return',
      'undo',
    )
    const decisions = fc.array(
      fc.tuple(step, deciding).map(([one, action]) => ({ ...one, action })),
      { minLength: 1, maxLength: 30, size: 'max' },
    )
    fc.assert(
      fc.property(decisions, steps => {
        // Waits of less than a minute: most of what can be undone still is.
        const asking = steps.map(step => ({ ...step, secondNeeded: true, wait: step.wait % 50_000 }))
        let approval: { by: string; name: string } | null = null
        for (const { action, moderator, before, after } of play(states.confirmed, asking)) {
          if (action === 'approve' && after.status === 'approved') {
            twice++
            expect(approval?.by).not.toBe(moderator)
            expect(approval?.name).toBe(after.organisation.name)
          }
          if (before.status === 'confirmed' && action !== 'approve') approval = null
          if (action === 'approve' && after.status === 'confirmed')
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
        const ways = {
          approved: [
            'correct',
            'reconfirm',
            'withdraw',
            'withdrawOwn',
            'changeContact',
            'eraseOwn',
            'withholdName',
            'revealName',
          ],
          rejected: ['reopen', 'eraseOwn'],
          expired: ['resend', 'supersede', 'readdress', 'eraseOwn'],
        }
        expect(ways[status]).toContain(first.action)
      }),
    )
  })
})

it('a date is the day in UTC', () => {
  expect(utcDate(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31')
  expect(utcDate(new Date('2027-01-01T00:00:00.000Z'))).toBe('2027-01-01')
})
