import type { Deps } from '../../deps.ts'
import { handleAsks } from './handle-asks.ts'

/** In milliseconds: nobody notices it who waits for a mail. */
const tick = 250

/**
 * Handles what was asked after the answer, at the next tick of the clock, and all of it together, whoever of a process
 * or an isolate asked. Begun at once, or once for each ask, the work that one causes would slow the next request down,
 * and its sender could measure what we know of an address.
 */
export function handleSoon(deps: Deps): void {
  const { now, nextHandling } = deps
  const at = tick * (Math.floor(now().getTime() / tick) + 1)
  // A request that was cut off before its tick keeps nobody waiting after it.
  if (nextHandling.at !== null && nextHandling.at >= at) return
  nextHandling.at = at
  deps.background(
    wait(at - now().getTime()).then(async () => {
      nextHandling.at = null
      await handleAsks(deps)
      deps.mailOwed()
    }),
  )
}

const wait = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds))
