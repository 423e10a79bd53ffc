import type { Deps } from '../../deps.ts'
import { handleAsks } from './handle-asks.ts'

/** In milliseconds: nobody notices it who waits for a mail. */
const tick = 250

/** Where requests share their work: those whose next tick is awaited. */
const awaited = new WeakSet<Deps>()

/**
 * Handles what was asked after the answer, at the next tick of the clock, and all of it together. Begun at once, the
 * work that one ask causes would slow the next request down, and its sender could measure what we know of an address.
 */
export function handleSoon(deps: Deps): void {
  if (deps.mayShareWork && awaited.has(deps)) return
  if (deps.mayShareWork) awaited.add(deps)
  deps.background(
    nextTick(deps.now()).then(async () => {
      awaited.delete(deps)
      await handleAsks(deps)
      deps.mailOwed()
    }),
  )
}

const nextTick = (now: Date): Promise<void> =>
  new Promise(resolve => {
    setTimeout(resolve, tick - (now.getTime() % tick))
  })
