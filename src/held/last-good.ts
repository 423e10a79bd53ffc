import { day } from '../domain/durations.ts'
import { describeError, type Log } from '../log.ts'
import type { PublicStatement } from '../storage/public-statements.ts'

/** Where the last good list outlives the process: a file on Node, KV on Workers. */
export type LastGood = { read(): Promise<string | null>; write(json: string): Promise<void> }

/** The statements as the database last gave them, and when, in milliseconds by the clock that people read. */
export type Copy = { readonly at: number; readonly statements: readonly PublicStatement[] }

/** Of what is written. A copy of another version is not read: the database is its source. */
const formatVersion = 7

/** In milliseconds. Of an older copy, as of a restored folder, too many may have left since. */
const oldest = 7 * day

/**
 * Writes the copy, unless the same lists were kept within `period` milliseconds: each isolate that cron wakes holds
 * nothing, and Workers KV takes a thousand writes a day. One that cannot be written is a line in the log, and nobody's
 * answer.
 */
export async function keepCopy(lastGood: LastGood, copy: Copy, period: number, log: Log): Promise<void> {
  const before = await readCopy(lastGood, copy.at, log)
  if (before && copy.at - before.at < period && revisionsIn(before) === revisionsIn(copy)) return
  try {
    await lastGood.write(JSON.stringify({ form: formatVersion, ...copy }))
  } catch (error) {
    log('warn', 'last_good_not_kept', describeError(error))
  }
}

const revisionsIn = ({ statements }: Copy) =>
  statements.map(({ slug, revision }) => `${slug} ${revision}`).join()

/** The copy, where there is one that can be shown. One that is broken is a line in the log, and counts as none. */
export async function readCopy(lastGood: LastGood | null, now: number, log: Log): Promise<Copy | null> {
  try {
    const json = await lastGood?.read()
    if (!json) return null
    const copy = JSON.parse(json) as Copy & { form: number }
    if (copy.form !== formatVersion) return null
    // A copy without a time is too old as well.
    if (!(Math.abs(now - copy.at) <= oldest)) {
      log('warn', 'last_good_too_old', {})
      return null
    }
    // Throws where it has none.
    return { at: copy.at, statements: [...copy.statements] }
  } catch (error) {
    log('warn', 'last_good_not_read', describeError(error))
    return null
  }
}
