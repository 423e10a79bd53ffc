import { expect, vi } from 'vitest'

const twoSeconds = 2000

/**
 * Expects that whoever asks two seconds from now, or later, is told what is new. It is asked all the time until
 * somebody is; a busy machine may take as long as it likes for an answer.
 */
export async function withinTwoSeconds<T>(ask: () => Promise<T>, isNew: (told: T) => boolean): Promise<T> {
  const changed = performance.now()
  let lastInVain = 0
  const told = await vi.waitUntil(
    async () => {
      const asked = performance.now() - changed
      const told = await ask()
      if (isNew(told)) return { told }
      lastInVain = asked
      return null
    },
    { timeout: 30_000, interval: 50 },
  )
  expect(lastInVain, 'when it was last asked in vain, in milliseconds').toBeLessThan(twoSeconds)
  return told.told
}
