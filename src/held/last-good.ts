import { lastGoodLifetime } from '../domain/durations.ts'
import { describeError, type Log } from '../log.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import type { StatementSummary } from '../storage/statement-summaries.ts'

/**
 * Where the last good lists outlive the process: files on Node, KV on Workers. Each statement has a copy of its own, so
 * that a change writes one, however many there are.
 */
export type LastGood = {
  read(name: string): Promise<string | null>
  write(name: string, json: string): Promise<void>
  remove(name: string): Promise<void>
}

/** The summaries as the database last gave them, and when, in milliseconds by the clock that people read. */
export type Copy = {
  readonly at: number
  readonly revision: number
  readonly statements: readonly StatementSummary[]
}

/** The same with the revision of each statement's own copy, by its slug. */
type KeptCopy = Copy & { readonly kept: Readonly<Record<string, number>> }

/** A statement's own copy. */
type StatementCopy = { readonly at: number; readonly statement: PublicStatement }

const copyName = 'last-good'
const statementCopyName = (slug: string) => `${copyName}/${slug}`

/** Of what is written. A copy of another version is not read: the database is its source. */
const formatVersion = 8

/** Statements that are copied at a time: a process that finds no copy of many writes these by and by. */
const mostCopied = 10

type Keeping = {
  lastGood: LastGood
  copy: Copy
  /** In milliseconds: a copy in which nothing changed is written anew after it. */
  period: number
  readWhole: (summary: StatementSummary) => Promise<PublicStatement | null>
  log: Log
}

/**
 * Writes the copy of each statement that changed, then the one of the summaries. It is written by nobody who finds the
 * same lists kept within `period`: each isolate that cron wakes holds nothing, and Workers KV takes a thousand writes a
 * day. What cannot be written is a line in the log, and nobody's answer.
 *
 * @returns whether every statement has its copy now
 */
export async function keepCopy({ lastGood, copy, period, readWhole, log }: Keeping): Promise<boolean> {
  const before = await readCopy(lastGood, copy.at, log)
  const kept = new Map(Object.entries(before?.kept ?? {}))
  const lacking = copy.statements.filter(({ slug, revision }) => kept.get(slug) !== revision)
  const gone = [...kept.keys()].filter(slug => !copy.statements.some(one => one.slug === slug))
  const isSame = before !== null && revisionsIn(before) === revisionsIn(copy)
  if (isSame && lacking.length + gone.length === 0 && copy.at - before.at < period) return true
  try {
    for (const summary of lacking.slice(0, mostCopied)) {
      const statement = await readWhole(summary)
      if (!statement) continue
      await lastGood.write(
        statementCopyName(summary.slug),
        JSON.stringify({ form: formatVersion, at: copy.at, statement }),
      )
      kept.set(summary.slug, statement.revision)
    }
    for (const slug of gone) {
      await lastGood.remove(statementCopyName(slug))
      kept.delete(slug)
    }
    await lastGood.write(
      copyName,
      JSON.stringify({ form: formatVersion, ...copy, kept: Object.fromEntries(kept) }),
    )
    return lacking.length <= mostCopied
  } catch (error) {
    log('warn', 'last_good_not_kept', describeError(error))
    return true
  }
}

const revisionsIn = ({ statements }: Copy) =>
  statements.map(({ slug, revision }) => `${slug} ${revision}`).join()

/** The copy of the summaries, where there is one that can be shown. */
export const readCopy = (lastGood: LastGood | null, now: number, log: Log): Promise<KeptCopy | null> =>
  readNamed<KeptCopy>(lastGood, copyName, { now, log }, ({ at, revision, statements, kept }) => ({
    // Throws where it has none.
    statements: [...statements],
    kept: { ...kept },
    at,
    revision,
  }))

/** A statement's own copy, where there is one that can be shown. */
export const readStatementCopy = (
  lastGood: LastGood | null,
  slug: string,
  now: number,
  log: Log,
): Promise<StatementCopy | null> =>
  readNamed<StatementCopy>(lastGood, statementCopyName(slug), { now, log }, ({ at, statement }) => ({
    at,
    statement: { ...statement, signatories: [...statement.signatories] },
  }))

/** One that is broken is a line in the log, and counts as none. */
async function readNamed<Kept extends { at: number }>(
  lastGood: LastGood | null,
  name: string,
  { now, log }: { now: number; log: Log },
  checked: (kept: Kept) => Kept,
): Promise<Kept | null> {
  try {
    const json = await lastGood?.read(name)
    if (!json) return null
    const kept = JSON.parse(json) as Kept & { form: number }
    if (kept.form !== formatVersion) return null
    // A copy without a time is too old as well.
    if (!(Math.abs(now - kept.at) <= lastGoodLifetime)) {
      log('warn', 'last_good_too_old', {})
      return null
    }
    return checked(kept)
  } catch (error) {
    log('warn', 'last_good_not_read', describeError(error))
    return null
  }
}
