import { describe, expect, it } from 'vitest'
import { priorityOf, shareOf } from '../../../src/domain/mail-order.ts'

it('what somebody waits for goes before news, and news before what many get', () => {
  const order = (
    ['confirm-endorsement', 'one-hour-link', 'approved', 'reconfirm', 'digest', 'update'] as const
  ).map(priorityOf)
  expect(order).toEqual([0, 0, 1, 2, 2, 3])
})

it('every answer to an ask goes as soon as the others: it tells nobody whose address is known', () => {
  const answers = (['confirm-endorsement', 'already-asked', 'already-listed', 'fresh-link'] as const).map(
    priorityOf,
  )
  expect(new Set(answers).size).toBe(1)
})

describe('an address takes turns', () => {
  it.each([
    ['anna@office.forum.example.org', 'example.org'],
    ['ANNA@Forum.BY', 'forum.by'],
    ['anna@mailinator.com', 'mailinator.com'],
    ['anna@localhost', 'localhost'],
  ])('with all of its domain: %s', (email, share) => {
    expect(shareOf(email)).toBe(share)
  })

  it.each(['anna@gmail.com', 'Anna@tut.by', 'anna@proton.me'])(
    'alone where anybody has an address: %s',
    email => {
      expect(shareOf(email)).toBe(email.toLowerCase())
    },
  )
})
