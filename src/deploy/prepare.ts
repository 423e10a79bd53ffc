import { describeError, type Log } from '../log.ts'
import { isAway } from '../storage/pg-errors.ts'

/** In milliseconds. */
const retryAfter = 2000

/**
 * Does what has to be done once before the database is as we need it: now, or while the database is away as soon
 * as it answers, as there is a last good list to serve until then. Throws whatever else goes wrong now. Gives what
 * ends the trying.
 */
export async function prepare(work: () => Promise<unknown>, log: Log): Promise<() => void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const attempt = async () => {
    try {
      await work()
    } catch (error) {
      if (!isAway(error)) throw error
      log('error', 'database_away_at_start', describeError(error))
      timer = setTimeout(retry, retryAfter)
    }
  }
  const retry = () => {
    attempt().catch(error => log('error', 'database_not_prepared', describeError(error)))
  }
  await attempt()
  return () => clearTimeout(timer)
}
