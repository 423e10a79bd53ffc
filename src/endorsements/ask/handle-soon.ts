import type { Deps } from '../../deps.ts'
import { describeError } from '../../log.ts'
import { wait } from '../../storage/time-limit.ts'
import { handleDueAsks } from './due-asks.ts'

/** In milliseconds: nobody notices it who waits for a mail. */
const tick = 250

/**
 * In milliseconds: how long after a try that failed the next one comes. On Workers: there the cron is a minute away,
 * and on Node the sweep a second.
 */
const pausesOnWorkers = [1000, 2000, 4000]

/**
 * Handles what was asked after the answer, at the next tick of the clock, and all of it together, whoever of a process
 * or an isolate asked. Begun at once, or once for each ask, the work that one causes would slow the next request down,
 * and its sender could measure what we know of an address.
 */
export function handleSoon(deps: Deps): void {
  const { now, nextHandling } = deps
  const at = tick * (Math.floor(now().getTime() / tick) + 1)
  // A request that was cut off before its tick keeps nobody waiting after it.
  if (nextHandling.at === at) return
  nextHandling.at = at
  deps.background(
    wait(at - now().getTime()).then(() => {
      if (nextHandling.at === at) nextHandling.at = null
      return handleInTheEnd(deps)
    }),
  )
}

/** Tries again where a flood has taken all connections for a moment: nobody else may be about to handle anything. */
async function handleInTheEnd(deps: Deps): Promise<void> {
  for (const pause of deps.mayShareWork ? [] : pausesOnWorkers) {
    try {
      return await handle(deps)
    } catch (error) {
      deps.log('warn', 'asks_not_handled', { ...describeError(error), triedAgainAfter: pause / 1000 })
      await wait(pause)
    }
  }
  await handle(deps)
}

/** What was handled before a failure has its mails sent. */
async function handle(deps: Deps): Promise<void> {
  try {
    await handleDueAsks(deps)
  } finally {
    deps.mailOwed()
  }
}
