import { describe, expect, it } from 'vitest'
import {
  changeContact,
  isObjectionOpen,
  isStillOpen,
  nameContact,
} from '../../../src/domain/contact-change.ts'
import { contactObjectionPeriod, proofLinkLifetime } from '../../../src/domain/durations.ts'
import { later, states } from './given.ts'

const now = later(0)
const refused = (reason: string) => ({ ok: false, error: { reason } })
const waiting = {
  expiresAt: later(proofLinkLifetime, now),
  objectionUntil: later(contactObjectionPeriod, now),
  acceptedAt: null,
}
const shown = { shownRevision: 4, isProved: true, isSame: false, waiting: null }

describe('a change of the contact that a moderator puts forward', () => {
  it.each(['confirmed', 'returned', 'approved'] as const)(
    'is opened on what was shown, of one %s',
    status => {
      expect(nameContact(states[status], shown, now)).toEqual({ ok: true, value: true })
      expect(nameContact(states[status], { ...shown, shownRevision: 3 }, now)).toMatchObject(
        refused('changed_meanwhile'),
      )
    },
  )

  it.each(['requested', 'rejected', 'withdrawn', 'expired'] as const)('is none of one %s', status => {
    expect(nameContact(states[status], shown, now)).toMatchObject(refused('wrong_status'))
  })

  it('is about a proved address, and another one than is on file', () => {
    expect(nameContact(states.approved, { ...shown, isProved: false }, now)).toEqual(
      refused('address_unproved'),
    )
    expect(nameContact(states.approved, { ...shown, isSame: true }, now)).toEqual(refused('same_address'))
  })

  it('never takes the place of one that waits, and is opened once by two presses', () => {
    const open = { ...shown, waiting: { ...waiting, again: false } }
    expect(nameContact(states.approved, open, now)).toEqual(refused('contact_change_waits'))
    const again = { ...shown, shownRevision: 3, waiting: { ...waiting, again: true } }
    expect(nameContact(states.approved, again, now)).toEqual({ ok: true, value: false })
  })

  it('may follow one that nobody said yes to in time', () => {
    const over = { ...shown, waiting: { ...waiting, again: false } }
    expect(nameContact(states.approved, over, waiting.expiresAt)).toEqual({ ok: true, value: true })
    const accepted = { ...shown, waiting: { ...waiting, acceptedAt: now, again: false } }
    expect(nameContact(states.approved, accepted, waiting.expiresAt)).toEqual(refused('contact_change_waits'))
  })

  it('is of no founding signatory: nobody asked', () => {
    const founding = { ...states.approved, founding: true }
    expect(nameContact(founding, shown, now)).toEqual(refused('founding'))
    expect(changeContact(founding)).toEqual(refused('founding'))
  })

  it('leaves the address on file its whole time, and the new one its own', () => {
    expect(isObjectionOpen(waiting, later(contactObjectionPeriod - 1, now))).toBe(true)
    expect(isObjectionOpen(waiting, later(contactObjectionPeriod, now))).toBe(false)
    expect(isObjectionOpen({ objectionUntil: null }, now)).toBe(false)
    expect(isStillOpen(waiting, later(proofLinkLifetime - 1, now))).toBe(true)
    expect(isStillOpen(waiting, later(proofLinkLifetime, now))).toBe(false)
    expect(isStillOpen({ ...waiting, acceptedAt: now }, later(proofLinkLifetime, now))).toBe(true)
  })
})
