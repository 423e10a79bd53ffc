import { expect, it } from 'vitest'
import { createTurns } from '../../../src/held/limits.ts'
import { isAway } from '../../../src/storage/pg-errors.ts'

const refusal = (take: () => unknown) => {
  try {
    take()
  } catch (error) {
    return isAway(error)
  }
  return null
}

it('as many have their turn as may, and the next once one has ended', () => {
  const take = createTurns(2, 1000, () => 0)
  const [first] = [take(), take()]
  expect(refusal(take)).toBe(true)
  first.end()
  first.end()
  take()
  expect(refusal(take)).toBe(true)
})

it('a turn whose end nobody hears of is forgotten in time, unless it goes on', () => {
  let time = 0
  const take = createTurns(2, 1000, () => time)
  const [goesOn, lost] = [take(), take()]
  time = 999
  goesOn.goesOn()
  expect(refusal(take)).toBe(true)
  time = 1000
  take()
  expect(refusal(take)).toBe(true)
  lost.goesOn()
  expect(refusal(take)).toBe(true)
  time = 1999
  take()
})
