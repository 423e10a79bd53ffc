import { describeError } from '../log.ts'
import { createSender, type DeliveryDeps } from './deliver.ts'

type RepeatedDelivery = {
  /** Sends what is due now, without waiting for the next look. */
  wake: () => void
  /** The same, and resolves when every mail that goes has its answer. */
  deliverNow: () => Promise<void>
  /** Takes no more, and waits for the answers of what was taken. */
  stop: () => Promise<void>
}

/** Mails of one process that wait for their answers. */
const atOnce = 50

/** Sends what is due, looking each `interval` milliseconds, and as soon as the pace has room while more is due. */
export function repeatDelivery(deps: DeliveryDeps, interval: number): RepeatedDelivery {
  const sender = createSender(deps, atOnce)
  let isStopped = false
  let isWanted = false
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Begins all that may go now. @returns milliseconds until the next look */
  const look = async (): Promise<number> => {
    try {
      const { count, opensAt } = await sender.begin(atOnce)
      if (count > 0) watch()
      const pause = opensAt === null ? interval : opensAt.getTime() - deps.now().getTime()
      return count > 0 && pause <= 0 ? 0 : Math.min(interval, Math.max(1, pause))
    } catch (error) {
      deps.log('error', 'delivery_failed', describeError(error))
      return interval
    }
  }
  const run = async () => {
    let pause: number
    do {
      isWanted = false
      pause = await look()
    } while ((isWanted || pause === 0) && !isStopped)
    running = null
    if (!isStopped) timer = setTimeout(wake, pause)
  }
  const lookNow = (): Promise<void> => {
    isWanted = true
    if (isStopped) return Promise.resolve()
    clearTimeout(timer)
    running ??= run()
    return running
  }
  function wake() {
    lookNow().catch(error => deps.log('error', 'delivery_failed', describeError(error)))
  }
  /** An answer changes what is next: there is room for more, a mail is due again, the account works again. */
  function watch() {
    Promise.race(sender.flying).then(wake, wake)
  }
  wake()
  return {
    wake,
    async deliverNow() {
      await lookNow()
      while (sender.flying.size > 0) await Promise.race(sender.flying)
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
      await Promise.all(sender.flying)
    },
  }
}
