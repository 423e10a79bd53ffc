import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { retryWhileAway } from '../../../src/deploy/retry-while-away.ts'
import { DatabaseSilent } from '../../../src/storage/pg-errors.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Work of which each try ends as the test says. */
function triedWork() {
  const tries: PromiseWithResolvers<void>[] = []
  const logged: string[] = []
  const work = () => {
    const next = Promise.withResolvers<void>()
    tries.push(next)
    return next.promise
  }
  const begun = retryWhileAway(work, (_, happening) => logged.push(happening))
  return { tries, logged, begun }
}
const away = () => new DatabaseSilent()

it('tries every two seconds until the database answers, and then no more', async () => {
  const { tries, logged, begun } = triedWork()
  tries[0]?.reject(away())
  await begun
  await vi.advanceTimersByTimeAsync(1999)
  expect(tries).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(tries).toHaveLength(2)
  tries[1]?.reject(away())
  await vi.advanceTimersByTimeAsync(2000)
  tries[2]?.resolve()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tries).toHaveLength(3)
  expect(logged).toEqual(['database_away_at_start', 'database_away_at_start'])
})

it('throws at the first try what is no absence, and logs it at a later one', async () => {
  const first = triedWork()
  first.tries[0]?.reject(new Error('wrong'))
  await expect(first.begun).rejects.toThrow('wrong')

  const later = triedWork()
  later.tries[0]?.reject(away())
  await later.begun
  await vi.advanceTimersByTimeAsync(2000)
  later.tries[1]?.reject(new Error('wrong'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(later.tries).toHaveLength(2)
  expect(later.logged).toEqual(['database_away_at_start', 'database_not_prepared'])
})

it('stops between two tries', async () => {
  const { tries, begun } = triedWork()
  tries[0]?.reject(away())
  const stop = await begun
  stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tries).toHaveLength(1)
})

it('stops during a try: what ends with it, ends without another and unsaid', async () => {
  const { tries, logged, begun } = triedWork()
  tries[0]?.reject(away())
  const stop = await begun
  await vi.advanceTimersByTimeAsync(2000)
  stop()
  tries[1]?.reject(away())
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tries).toHaveLength(2)
  expect(logged).toEqual(['database_away_at_start'])
})
