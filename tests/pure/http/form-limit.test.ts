import { expect, it } from 'vitest'
import { createFormLimit } from '../../../src/http/flood/form-limit.ts'

it('takes so many forms of one key in a period, and those of others beside them', async () => {
  let time = 0
  const take = createFormLimit(2, 1000, () => time)
  expect([await take('a'), await take('a'), await take('a'), await take('b')]).toEqual([
    true,
    true,
    false,
    true,
  ])
  time = 999
  expect(await take('a')).toBe(false)
  time = 1000
  expect([await take('a'), await take('a'), await take('a')]).toEqual([true, true, false])
})

it('forgets whoever came first where it would count too many', async () => {
  const take = createFormLimit(1, 1000, () => 0)
  await take('first')
  await take('second')
  for (let i = 0; i < 19_999; i += 1) await take(`${i}`)
  expect([await take('second'), await take('first')]).toEqual([false, true])
})
