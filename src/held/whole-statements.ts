import { DatabaseSilent } from '../storage/pg-errors.ts'
import { type PublicStatement, readStatement } from '../storage/public-statements.ts'
import type { StatementSummary } from '../storage/statement-summaries.ts'
import { within } from '../storage/time-limit.ts'
import { type Answers, noAnswers } from './answers.ts'
import { readStatementCopy } from './last-good.ts'
import { type Source, times } from './source.ts'

/** One statement and its list as they stood at a revision, and the answers made from them. */
export type HeldStatement = {
  readonly statement: PublicStatement
  /** Null while the database answers; else when it last did: ISO 8601 in UTC. */
  readonly asOf: string | null
  /** Of the statement. */
  readonly readersInDanger: boolean
  readonly answers: Answers
  /** What a search looks through, by a signatory's id; made when somebody first searches. */
  readonly searchTexts: Map<string, string>
}

/** Names that are held at once, of all statements together; one statement is held in any case. */
const mostNamesHeld = 20_000

type Entry = {
  held: HeldStatement | null
  /** The summary's, for which it was read. */
  revision: number
  /** The same while the database is away, as of `asOf`. */
  aged: { asOf: string; held: HeldStatement } | null
  /** When it was the statement as it is: by the clock that never goes back, and by the one that people read. */
  trueAt: number
  trueAtWall: number
  reading: { since: number; revision: number; done: Promise<HeldStatement | null> } | null
  /** Of the reading that it came from: one that is late puts no older list over a newer one. */
  reader: number
}

const namesIn = ({ held, aged }: Entry): number =>
  (held?.statement.signatories.length ?? 0) + (aged?.held.statement.signatories.length ?? 0)

const hold = (statement: PublicStatement, asOf: string | null): HeldStatement => ({
  statement,
  asOf,
  readersInDanger: statement.readersInDanger,
  answers: noAnswers(),
  searchTexts: new Map(),
})

/**
 * Holds whole statements, texts and names: those that somebody reads, up to {@link mostNamesHeld} names.
 * - A statement is read when somebody asks for it and its summary has another revision than what is held of it.
 * - One reader at a time reads it. The others get what was true a moment ago; where there is nothing, they wait for
 *   that reader, but on Workers each reads.
 * - `forget` is told of each that is dropped.
 */
export function createWholeStatements(
  clock: () => number,
  wall: () => number,
  forget: (held: HeldStatement) => void,
) {
  /** In the order of use. */
  const entries = new Map<string, Entry>()
  let lastReader = 0
  let queue: Promise<unknown> = Promise.resolve()
  /** Whoever waits in the queue while the database is away does not wait for its silence too. */
  let failedAt = Number.NEGATIVE_INFINITY

  function entryOf(slug: string): Entry {
    const entry = entries.get(slug) ?? {
      held: null,
      revision: 0,
      aged: null,
      trueAt: Number.NEGATIVE_INFINITY,
      trueAtWall: 0,
      reading: null,
      reader: 0,
    }
    entries.delete(slug)
    entries.set(slug, entry)
    return entry
  }

  /** Drops those that nobody has asked for the longest. */
  function dropOldest() {
    let names = [...entries.values()].reduce((sum, entry) => sum + namesIn(entry), 0)
    for (const [slug, entry] of entries) {
      if (names <= mostNamesHeld || entries.size === 1) return
      if (entry.held) forget(entry.held)
      names -= namesIn(entry)
      entries.delete(slug)
    }
  }

  function put(slug: string, entry: Entry, { held, reader }: { held: HeldStatement; reader: number }) {
    if (reader < entry.reader) return
    if (entry.held) forget(entry.held)
    entry.held = held
    entry.reader = reader
    noteTrue(entry)
    // It may have been dropped while it was read.
    entries.set(slug, entry)
    dropOldest()
  }

  const isTrue = (entry: Entry, { revision }: StatementSummary): boolean =>
    entry.held !== null && entry.revision === revision

  function noteTrue(entry: Entry): Entry {
    entry.trueAt = clock()
    entry.trueAtWall = wall()
    return entry
  }

  async function read(source: Source, summary: StatementSummary, entry: Entry, reader: number) {
    const { slug, revision } = summary
    const statement = await within(times.answerTimeout, readStatement(dbOf(source), slug))
    if (!statement) return null
    if (reader >= entry.reader) entry.revision = revision
    const held = hold(statement, null)
    put(slug, entry, { held, reader })
    return held
  }

  /**
   * One after the other where requests share a connection: the question of each second is not behind two hundred lists.
   */
  function inTurn<T>(source: Source, work: () => Promise<T>): Promise<T> {
    if (!source.mayShareWork) return work()
    const done = queue.then(() => {
      if (clock() - failedAt < times.freshPeriod) throw new DatabaseSilent()
      return work()
    })
    queue = done.catch(() => {
      failedAt = clock()
    })
    return done
  }

  return {
    /**
     * The statement as its summary says that it is; null where it is gone. Rejects where the database does not answer.
     */
    async current(source: Source, summary: StatementSummary): Promise<HeldStatement | null> {
      const entry = entryOf(summary.slug)
      if (entry.held && isTrue(entry, summary)) return noteTrue(entry).held
      const { reading } = entry
      if (reading && clock() - reading.since < times.readerPeriod) {
        if (entry.held && clock() - entry.trueAt < times.knownPeriod) return entry.held
        if (source.mayShareWork && reading.revision === summary.revision) return reading.done
      }
      lastReader++
      const reader = lastReader
      const done = inTurn(source, () => read(source, summary, entry, reader))
      const ours = { since: clock(), revision: summary.revision, done }
      entry.reading = ours
      try {
        return await done
      } finally {
        if (entry.reading === ours) entry.reading = null
      }
    },

    /** The last good one, as of the moment at which the database last answered. Throws where there is none. */
    async aged(source: Source, summary: StatementSummary, asOf: string): Promise<HeldStatement> {
      const { slug, revision } = summary
      const entry = entryOf(slug)
      if (entry.aged?.asOf === asOf) return entry.aged.held
      const copy =
        entry.held && isTrue(entry, summary)
          ? null
          : await readStatementCopy(source.lastGood, slug, wall(), source.log)
      const kept = copy ?? (entry.held && { at: entry.trueAtWall, statement: entry.held.statement })
      if (!kept) throw new DatabaseSilent()
      const { statement, at } = kept
      const isOlder = statement.revision !== revision && at < Date.parse(asOf)
      const held = hold(statement, isOlder ? new Date(at).toISOString() : asOf)
      entry.aged = { asOf, held }
      dropOldest()
      return held
    },

    /** What is held of it, where that is the statement as its summary says that it is. */
    peek(summary: StatementSummary): HeldStatement | null {
      const entry = entries.get(summary.slug)
      if (!entry?.held || !isTrue(entry, summary)) return null
      // Of each answer it is asked: to move it to the end of the map each time would cost more than all the rest.
      if (clock() - entry.trueAt >= times.freshPeriod) noteTrue(entryOf(summary.slug))
      return entry.held
    },
  }
}

export const dbOf = (source: Source) => source.listClient?.db ?? source.publicDb
