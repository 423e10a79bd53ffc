import { minute } from '../domain/durations.ts'
import { describeError, type Log } from '../log.ts'
import type { Database, ListClient } from '../storage/client.ts'
import { DatabaseSilent } from '../storage/pg-errors.ts'
import { type PublicStatement, readRevisions, readStatement } from '../storage/public-statements.ts'
import { within } from '../storage/time-limit.ts'
import { type Answers, noAnswers } from './answers.ts'
import { type Copy, keepCopy, type LastGood, readCopy } from './last-good.ts'

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

/** All statements as they stood at one moment, and the answers that name every one of them. */
export type Snapshot = {
  readonly statements: readonly HeldStatement[]
  /** As of its statements. */
  readonly asOf: string | null
  /** Of one of its statements at least. */
  readonly readersInDanger: boolean
  readonly answers: Answers
}

export type Snapshots = {
  /** The statements as of at most a second ago; as of the last good read while the database is away. */
  current(source: Source): Promise<Snapshot>
  /** The same, where that takes no question to the database; else null. */
  fresh(): Snapshot | null
  /** Asks the database now, so that the last good copy is of the list as it is. */
  check(source: Source): Promise<Snapshot>
}

type Source = {
  publicDb: Database
  listClient?: Pick<ListClient, 'db' | 'fellSilent'>
  mayShareWork: boolean
  lastGood: LastGood | null
  background: (work: Promise<void>) => void
  log: Log
}

/** In milliseconds, all of them. */
const times = {
  /** How long a snapshot is served without a question. */
  freshPeriod: 1000,
  /** How long a question may take. A database that neither answers nor refuses counts as away. */
  answerTimeout: 2000,
  /** How long a reader keeps the others from asking. One that was cut off, as a Worker's request can be, never ends. */
  readerPeriod: 3000,
  /**
   * How long after the end of a reading a stale snapshot is served at once, while another reading runs. After a quiet
   * hour the first visitor waits instead: nobody is shown what was true before.
   */
  knownPeriod: 5000,
  /** How often the copy is written where nothing changes, so that the time which it states stays near the truth. */
  copyPeriod: 30 * minute,
}

/**
 * Holds the public lists for a process:
 * - One small query, at most once a second, asks whether a revision changed. Only a changed statement is read.
 * - One reader at a time asks. The others get what is held.
 * - Before anything is held, and after a quiet time, the others wait for that reader; but on Workers, where a request
 *   may not wait for another request's I/O, each reads.
 * - While the database is away, everybody gets the last good list at once.
 *
 * Both clocks in milliseconds, and real ones, also where `deps.now` is moved. `clock` never goes back: lists would
 * stand still until it had caught up. `wall` is what people are told.
 */
export function createSnapshots(
  clock: () => number = () => performance.now(),
  wall: () => number = Date.now,
): Snapshots {
  /** What the database said last. */
  let good: { snapshot: Snapshot; at: number } | null = null
  /** What is served: the last good snapshot, or while the database is away one that says how old it is. */
  let current: Snapshot | null = null
  let checkedAt = Number.NEGATIVE_INFINITY
  /** When a reading last ended, also one that was overtaken. */
  let endedAt = Number.NEGATIVE_INFINITY
  let copiedAt = Number.NEGATIVE_INFINITY
  let reading: { since: number; snapshot: Promise<Snapshot> } | null = null
  // Readers are numbered: one that comes late puts no older list over a newer one.
  let lastReader = 0
  let currentReader = 0

  async function read(source: Source, reader: number): Promise<Snapshot> {
    try {
      const before = good?.snapshot ?? snapshotOf([], null)
      const db = source.listClient?.db ?? source.publicDb
      const snapshot = await within(times.answerTimeout, readChanges(db, before))
      if (current && reader < currentReader) return current
      currentReader = reader
      current = snapshot
      good = { snapshot, at: wall() }
      const isCopyDue = snapshot !== before || clock() - copiedAt >= times.copyPeriod
      if (source.lastGood && snapshot.statements.length > 0 && isCopyDue) {
        copiedAt = clock()
        source.background(keepCopy(source.lastGood, copyOf(good), times.copyPeriod, source.log))
      }
      return snapshot
    } catch (error) {
      source.log('error', 'list_not_read', describeError(error))
      if (error instanceof DatabaseSilent) source.listClient?.fellSilent()
      if (current && reader < currentReader) return current
      good ??= fromCopy(await readCopy(source.lastGood, wall(), source.log))
      if (!good) throw error
      if (!current || current === good.snapshot) current = agedSnapshot(good)
      return current
    } finally {
      endedAt = clock()
      if (reader === lastReader) {
        checkedAt = clock()
        reading = null
      }
    }
  }

  function ask(source: Source): Promise<Snapshot> {
    const since = clock()
    lastReader++
    const snapshot = read(source, lastReader)
    reading = { since, snapshot }
    return snapshot
  }

  const isFresh = () => clock() - checkedAt < times.freshPeriod

  return {
    fresh: () => (isFresh() ? current : null),
    check: ask,
    async current(source) {
      if (current && isFresh()) return current
      const isKnown = clock() - endedAt < times.knownPeriod
      if (reading && clock() - reading.since < times.readerPeriod) {
        if (current && isKnown) return current
        if (source.mayShareWork) return reading.snapshot
      }
      const wasAway = current !== good?.snapshot && isKnown
      const snapshot = ask(source)
      // While the database is away nobody waits for it.
      if (current && wasAway) {
        source.background(snapshot.then(() => {}))
        return current
      }
      return snapshot
    },
  }
}

const hold = (statement: PublicStatement, asOf: string | null): HeldStatement => ({
  statement,
  asOf,
  readersInDanger: statement.readersInDanger,
  answers: noAnswers(),
  searchTexts: new Map(),
})

const snapshotOf = (statements: readonly HeldStatement[], asOf: string | null): Snapshot => ({
  statements,
  asOf,
  readersInDanger: statements.some(held => held.readersInDanger),
  answers: noAnswers(),
})

const copyOf = ({ snapshot, at }: { snapshot: Snapshot; at: number }): Copy => ({
  at,
  statements: snapshot.statements.map(({ statement }) => statement),
})

const fromCopy = (copy: Copy | null) =>
  copy && {
    at: copy.at,
    snapshot: snapshotOf(
      copy.statements.map(statement => hold(statement, null)),
      null,
    ),
  }

/** The same lists for the time while the database is away. The answers are new, as each says how old it is. */
function agedSnapshot({ snapshot, at }: { snapshot: Snapshot; at: number }): Snapshot {
  const asOf = new Date(at).toISOString()
  return snapshotOf(
    snapshot.statements.map(({ statement }) => hold(statement, asOf)),
    asOf,
  )
}

/** The same object if nothing changed, so that "changed" is one comparison. */
async function readChanges(publicDb: Database, before: Snapshot): Promise<Snapshot> {
  const revisions = await readRevisions(publicDb)
  const isUnchanged =
    revisions.length === before.statements.length &&
    revisions.every(({ slug, revision }, i) => {
      const statement = before.statements[i]?.statement
      return statement?.slug === slug && statement.revision === revision
    })
  if (isUnchanged) return before

  const statements: HeldStatement[] = []
  for (const { slug, revision } of revisions) {
    const same = before.statements.find(
      ({ statement }) => statement.slug === slug && statement.revision === revision,
    )
    if (same) {
      statements.push(same)
      continue
    }
    const statement = await readStatement(publicDb, slug)
    if (statement) statements.push(hold(statement, null))
  }
  return snapshotOf(statements, null)
}
