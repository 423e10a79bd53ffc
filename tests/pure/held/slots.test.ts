import { expect, it } from 'vitest'
import { TooMuchAtOnce } from '../../../src/domain/too-much-at-once.ts'
import { createLimit } from '../../../src/held/slots.ts'
import { isAway } from '../../../src/storage/pg-errors.ts'

const refusal = (take: () => unknown) => {
  try {
    take()
  } catch (error) {
    return isAway(error)
  }
  return null
}

it('as many have a place as may, and the next once one has ended', () => {
  const take = createLimit(2, 1000, { clock: () => 0 })
  const [first] = [take(), take()]
  expect(refusal(take)).toBe(true)
  first.release()
  first.release()
  take()
  expect(refusal(take)).toBe(true)
})

it('a place whose end nobody hears of is forgotten in time, unless it is renewed', () => {
  let time = 0
  const take = createLimit(2, 1000, { clock: () => time })
  const [renewed, lost] = [take(), take()]
  time = 999
  renewed.renew()
  expect(refusal(take)).toBe(true)
  time = 1000
  take()
  expect(refusal(take)).toBe(true)
  lost.renew()
  expect(refusal(take)).toBe(true)
  time = 1999
  take()
})

it('one network has its share of the places, and the others are for others', () => {
  const take = createLimit(3, 1000, { share: 2, clock: () => 0 })
  const [first] = [take('one'), take('one')]
  expect(() => take('one')).toThrow(TooMuchAtOnce)
  take('another')
  expect(refusal(() => take('third'))).toBe(true)
  first.release()
  take('third')
})

it('the last places are for networks that have none', () => {
  const take = createLimit(6, 1000, { share: 2, reserve: 3, clock: () => 0 })
  const [first] = [take('one'), take('one'), take('another')]
  expect(() => take('another')).toThrow(TooMuchAtOnce)
  for (const network of ['third', 'fourth', 'fifth']) take(network)
  expect(refusal(() => take('sixth'))).toBe(true)
  first.release()
  expect(() => take('one'), 'it has one still').toThrow(TooMuchAtOnce)
  take('sixth')
})
