import { describeError } from '../log.ts'
import { type SweepDeps, sweep } from './sweep.ts'

export type Sweeper = {
  /** Sweeps now, or right after the sweep that runs. */
  wake: () => void
  /** The same, and resolves when that sweep is over. */
  sweepNow: () => Promise<void>
  /** Lets a running sweep end and begins no other. */
  stop: () => Promise<void>
}

/** Sweeps each `interval` milliseconds, one sweep at a time: the provider counts requests a second. */
export function startSweeper(deps: SweepDeps, interval: number): Sweeper {
  let stopped = false
  let again = false
  let running: Promise<void> | null = null

  const run = async () => {
    do {
      again = false
      try {
        await sweep(deps)
      } catch (error) {
        deps.log('error', 'sweep_failed', describeError(error))
      }
    } while (again && !stopped)
  }
  const sweepNow = () => {
    again = true
    if (stopped) return Promise.resolve()
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
  const wake = () => {
    sweepNow().catch(error => deps.log('error', 'sweep_failed', describeError(error)))
  }
  const timer = setInterval(wake, interval)
  wake()
  return {
    wake,
    sweepNow,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
