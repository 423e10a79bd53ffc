import { describeError, type Log } from '../log.ts'
import { isAway } from '../storage/pg-errors.ts'

/** In milliseconds. */
const retryPause = 2000

/**
 * Does `work` now. While the database is away, tries again every two seconds until it answers: the last good list can
 * be served meanwhile. Throws whatever else goes wrong at the first try; later only the log hears of it.
 *
 * @returns what ends the tries: a try that runs goes on, and none follows it
 */
export async function retryWhileAway(work: () => Promise<unknown>, log: Log): Promise<() => void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const attempt = async () => {
    try {
      await work()
    } catch (error) {
      // Whoever stops ends the connections too, which looks as if the database had gone.
      if (isStopped) return
      if (!isAway(error)) throw error
      log('error', 'database_away_at_start', describeError(error))
      timer = setTimeout(retry, retryPause)
    }
  }
  const retry = () => {
    attempt().catch(error => log('error', 'database_not_prepared', describeError(error)))
  }
  await attempt()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
