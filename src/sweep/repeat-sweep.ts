import { describeError } from '../log.ts'
import { type SweepDeps, sweep } from './sweep.ts'

type RepeatedSweep = {
  /** Sweeps now, or right after the sweep that runs; resolves when that sweep is over. */
  sweepNow: () => Promise<void>
  /** Lets a running sweep end and begins no other. */
  stop: () => Promise<void>
}

/** Sweeps each `interval` milliseconds. One sweep runs at a time. */
export function repeatSweep(deps: SweepDeps, interval: number): RepeatedSweep {
  let isStopped = false
  let isWanted = false
  let running: Promise<void> | null = null

  const run = async () => {
    do {
      isWanted = false
      try {
        await sweep(deps)
      } catch (error) {
        deps.log('error', 'sweep_failed', describeError(error))
      }
    } while (isWanted && !isStopped)
  }
  const sweepNow = () => {
    isWanted = true
    if (isStopped) return Promise.resolve()
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
    sweepNow,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await running
    },
  }
}
