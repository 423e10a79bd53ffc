import { describe, expect, it } from 'vitest'
import { undoPeriod } from '../../../../src/domain/durations.ts'
import { mailAfter, whenMailed, wordsFor } from '../../../../src/moderation/request/done-words.ts'
import { askedAt as now, states } from '../../domain/given.ts'

const moderator = 'first'
const byModerator = (kind: Parameters<typeof mailAfter>[0]) => ({ kind, actor: 'moderator' as const })
const words = (endorsement: (typeof states)[keyof typeof states], kind: Parameters<typeof mailAfter>[0]) =>
  wordsFor({ endorsement, last: byModerator(kind), moderator, isPrivate: false })

describe('what was just done', () => {
  it('is told by what was done, and not by where it left the request', () => {
    const listed = (['approved', 'corrected', 'restored'] as const).map(kind => words(states.approved, kind))
    expect(new Set(listed).size).toBe(3)
    const waiting = (['undone', 'reopened'] as const).map(kind => words(states.confirmed, kind))
    expect(new Set(waiting).size).toBe(2)
    expect(words(states.withdrawn, 'withdrawn')).toBe('desk.done.removed')
    expect(words({ ...states.withdrawn, was: null }, 'withdrawn')).toBe('desk.done.withdrawn')
  })

  it('says of a private round that nothing of it is public', () => {
    const done = (state: keyof typeof states, kind: Parameters<typeof mailAfter>[0]) =>
      wordsFor({ endorsement: states[state], last: byModerator(kind), moderator, isPrivate: true })
    expect(done('approved', 'approved')).toBe('round.desk.done.approved')
    expect(done('withdrawn', 'withdrawn')).toBe('round.desk.done.removed')
    expect(done('rejected', 'rejected')).toBe('desk.done.rejected')
  })

  it('is a first approval to whoever gave it, and how it stands to everybody else', () => {
    const half = { ...states.confirmed, firstApproval: { by: moderator, at: now } }
    expect(words(half, 'first_approved')).toBe('desk.done.first')
    expect(words({ ...half, firstApproval: { by: 'second', at: now } }, 'first_approved')).toBe(
      'desk.state.confirmed',
    )
    expect(mailAfter('first_approved')).toBeNull()
  })

  it('is how it stands once the representative or the clock did something since', () => {
    const last = { kind: 'amended', actor: 'representative' } as const
    expect(wordsFor({ endorsement: states.confirmed, last, moderator, isPrivate: false })).toBe(
      'desk.state.confirmed',
    )
    expect(words(states.rejected, 'erased')).toBe('desk.state.rejected')
  })
})

describe('what is said of its mail', () => {
  it('is each decision’s own', () => {
    expect(mailAfter('corrected')).toBe('corrected')
    expect(mailAfter('restored')).toBe('restored')
    expect(mailAfter('undone')).toBeNull()
  })

  it('is that it waits, goes, or goes to nobody', () => {
    const rejected = { ...states.rejected, rejectedAt: now }
    const later = new Date(now.getTime() + undoPeriod)
    expect(whenMailed(rejected, { isOwed: true, now })).toBe('desk.done.mail.waits')
    expect(whenMailed(rejected, { isOwed: true, now: later })).toBe('desk.done.mail.onItsWay')
    expect(whenMailed(states.approved, { isOwed: true, now })).toBe('desk.done.mail.onItsWay')
    expect(whenMailed(states.approved, { isOwed: false, now })).toBe('desk.done.mail.none')
  })
})
