import { describe, expect, it } from 'vitest'
import { statesFor } from '../../../src/domain/actions.ts'
import { nameContact } from '../../../src/domain/contact-change.ts'
import { proofLinkLifetime, sameAskPeriod } from '../../../src/domain/durations.ts'
import type { Status } from '../../../src/domain/endorsement.ts'
import { messagesADay } from '../../../src/domain/limits.ts'
import { type SentMessage, sendLink, waysToReach, write } from '../../../src/domain/reaching.ts'
import { day, decide, given, later, states, statuses } from './given.ts'

const now = later(40 * day)
const ago = (ms: number) => later(-ms, now)
const text = 'Which of your two addresses is right?'
const shown = { shownRevision: 4, isProved: true, text, messages: [] as SentMessage[] }
const named = { isSame: false, waiting: null }
const refused = (reason: string) => ({ ok: false, error: { reason } })

describe('writing without deciding', () => {
  it.each(statuses)('is possible in every state, once a link has proved the address: %s', status => {
    expect(write(states[status], shown, now)).toEqual({ ok: true, value: true })
    expect(write(states[status], { ...shown, isProved: false }, now)).toEqual(refused('address_unproved'))
  })

  it('is about what was shown', () => {
    expect(write(states.confirmed, { ...shown, shownRevision: 3 }, now)).toMatchObject(
      refused('changed_meanwhile'),
    )
  })

  const others = (count: number, at: Date) =>
    Array.from({ length: count }, (_, n) => ({ at, text: `No. ${n}` }))

  it('ends for the day with the last message that is allowed', () => {
    const recent = ago(day - 1)
    const writeAfter = (messages: SentMessage[]) => write(states.confirmed, { ...shown, messages }, now)
    expect(writeAfter(others(messagesADay - 1, recent))).toEqual({ ok: true, value: true })
    expect(writeAfter(others(messagesADay, recent))).toEqual(refused('messages_spent'))
    expect(writeAfter([...others(messagesADay - 1, recent), ...others(9, ago(day))])).toEqual({
      ok: true,
      value: true,
    })
  })

  it('sends a text that was just sent no second time, also where it was the last', () => {
    const same = (at: Date) => [{ at, text }, ...others(messagesADay - 1, ago(day - 1))]
    const again = (at: Date) => write(states.confirmed, { ...shown, messages: same(at) }, now)
    expect(again(ago(sameAskPeriod - 1))).toEqual({ ok: true, value: false })
    expect(again(ago(sameAskPeriod))).toEqual(refused('messages_spent'))
  })
})

describe('a confirm link from the desk', () => {
  it.each(statuses)('goes where the address may ask for one itself: %s', status => {
    const sent = sendLink(states[status], { shownRevision: 4 }, now)
    const own = decide(states[status], 'resend', { now })
    if (own.ok) expect(sent).toEqual(own)
    else expect(sent).toEqual({ ok: false, error: { reason: 'wrong_status', status } })
  })

  it('is sent once for two presses', () => {
    expect(sendLink(states.requested, { shownRevision: 3 }, now)).toMatchObject(refused('changed_meanwhile'))
  })
})

describe('another address', () => {
  it('begins the time to confirm anew, of what lapsed too', () => {
    const outcome = { to: { status: 'requested', revision: 5, expiresAt: later(proofLinkLifetime, now) } }
    given(states.requested).when('readdress', { now }).then(outcome)
    given(states.expired).when('readdress', { now }).then(outcome)
  })

  it('is never put in the place of one that was proved, and is another', () => {
    given(states.requested).when('readdress', { isProved: true }).then('address_proved')
    given(states.expired).when('readdress', { isProved: true }).then('address_proved')
    given(states.requested).when('readdress', { isSame: true }).then('same_address')
  })
})

describe('what the desk offers', () => {
  const cells = statuses.flatMap(status =>
    [true, false].flatMap(hasContact =>
      [true, false].flatMap(isProved =>
        [true, false].map(hasChange => ({ status, hasContact, isProved, hasChange })),
      ),
    ),
  )
  it.each(cells)(
    'of something $status, contact $hasContact, proved $isProved, another named $hasChange',
    cell => {
      const { status, hasContact, isProved, hasChange } = cell
      const e = states[status]
      const isUnconfirmed = (statesFor.readdress as readonly Status[]).includes(status)
      expect(waysToReach(e, { hasContact, isProved, hasChange, messagesToday: messagesADay - 1 })).toEqual({
        write: hasContact && write(e, { ...shown, isProved }, now).ok,
        areMessagesSpent: false,
        sendLink: hasContact && isUnconfirmed,
        readdress: hasContact && decide(e, 'readdress', { isProved }).ok,
        nameContact: hasContact && !hasChange && nameContact(e, { ...shown, ...named, isProved }, now).ok,
      })
    },
  )

  it('no further message in a day that has had them all', () => {
    const spent = { hasContact: true, isProved: true, hasChange: false, messagesToday: messagesADay }
    expect(waysToReach(states.confirmed, spent)).toMatchObject({ write: false, areMessagesSpent: true })
  })
})
