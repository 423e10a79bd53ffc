import { describeError } from '../log.ts'
import type { Database } from '../storage/client.ts'
import { DatabaseSilent } from '../storage/pg-errors.ts'
import { readRevisions, readStatement } from '../storage/public-statements.ts'
import { readChangeNumber, readSummaries, type StatementSummary } from '../storage/statement-summaries.ts'
import { within } from '../storage/time-limit.ts'
import { type Answers, noAnswers } from './answers.ts'
import { type Copy, keepCopy, readCopy } from './last-good.ts'
import { type Source, times } from './source.ts'
import { createWholeStatements, dbOf, type HeldStatement } from './whole-statements.ts'

export type { HeldStatement }

/** All statements as they stood at one moment, without texts and names, and the answers that name every one of them. */
export type Snapshot = {
  /** In the order in which they are shown: the first is the featured one. */
  readonly statements: readonly StatementSummary[]
  /** Null while the database answers; else when it last did: ISO 8601 in UTC. */
  readonly asOf: string | null
  /** Grows with every change of what is public. */
  readonly revision: number
  /** Of one of its statements at least. */
  readonly readersInDanger: boolean
  readonly answers: Answers
}

export type Snapshots = {
  /** The statements as of at most a second ago; as of the last good read while the database is away. */
  current(source: Source): Promise<Snapshot>
  /** One of them with its text and list; null if no statement has this slug. */
  statement(source: Source, slug: string): Promise<HeldStatement | null>
  /** Asks the database now, so that the last good copy is of the list as it is. */
  check(source: Source): Promise<Snapshot>
  /** What the answer to an address was made of, where that takes no question to the database; else null. */
  ownerOf(address: string): HeldStatement | Snapshot | null
  /** Notes that the answer to an address was made of a statement, or of all, as long as that is what it is. */
  own(address: string, owner: HeldStatement | Snapshot): void
}

/** What the database said last; `number` is null of what comes from a copy. */
type Good = { snapshot: Snapshot; at: number; number: number | null }

/**
 * Holds the public lists for a process:
 * - One small question, at most once a second, asks whether anything changed. It is one row, however many statements
 *   there are; of what changed, the summaries are read at once, texts and names when somebody asks for them.
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
  let good: Good | null = null
  /** What is served: the last good snapshot, or while the database is away one that says how old it is. */
  let current: Snapshot | null = null
  let checkedAt = Number.NEGATIVE_INFINITY
  /** When a reading last ended, also one that was overtaken. */
  let endedAt = Number.NEGATIVE_INFINITY
  let copiedAt = Number.NEGATIVE_INFINITY
  let isCopyBehind = false
  let copyingSince = Number.NEGATIVE_INFINITY
  let reading: { since: number; snapshot: Promise<Snapshot> } | null = null
  // Readers are numbered: one that comes late puts no older list over a newer one.
  let lastReader = 0
  let currentReader = 0
  const owners = new Map<string, HeldStatement | Snapshot>()
  const forget = (owner: HeldStatement | Snapshot) => {
    for (const answers of Object.values(owner.answers.replays))
      for (const address of answers.keys()) if (owners.get(address) === owner) owners.delete(address)
  }
  const whole = createWholeStatements(clock, wall, forget)

  async function read(source: Source, reader: number): Promise<Snapshot> {
    try {
      const before = good
      const after = await within(times.answerTimeout, readChanges(dbOf(source), before))
      if (current && reader < currentReader) return current
      currentReader = reader
      const { snapshot } = after
      if (current && current !== snapshot) forget(current)
      current = snapshot
      good = { ...after, at: wall() }
      keepIfDue(source, good, snapshot !== before?.snapshot)
      return snapshot
    } catch (error) {
      noteAway(source, error)
      if (current && reader < currentReader) return current
      good ??= fromCopy(await readCopy(source.lastGood, wall(), source.log))
      if (!good) throw error
      return serveAged(good)
    } finally {
      endedAt = clock()
      if (reader === lastReader) {
        checkedAt = clock()
        reading = null
      }
    }
  }

  function noteAway(source: Source, error: unknown) {
    source.log('error', 'list_not_read', describeError(error))
    if (error instanceof DatabaseSilent) source.listClient?.fellSilent()
  }

  function serveAged(last: Good): Snapshot {
    if (!current || current === last.snapshot) current = agedSnapshot(last)
    return current
  }

  /** One writing at a time; one that was cut off, as a Worker's request can be, keeps the next waiting no longer. */
  function keepIfDue(source: Source, { snapshot, at }: Good, hasChanged: boolean) {
    const { lastGood } = source
    if (!lastGood || snapshot.statements.length === 0) return
    const isDue = hasChanged || isCopyBehind || clock() - copiedAt >= times.copyPeriod
    if (!isDue) return
    isCopyBehind = true
    if (clock() - copyingSince < times.readerPeriod) return
    copyingSince = clock()
    copiedAt = clock()
    isCopyBehind = false
    const { statements, revision } = snapshot
    const copy = { at, revision, statements }
    const readWhole = async (summary: StatementSummary) =>
      whole.peek(summary)?.statement ?? readStatement(dbOf(source), summary.slug)
    const keeping = keepCopy({ lastGood, copy, period: times.copyPeriod, readWhole, log: source.log })
    source.background(
      keeping.then(isWhole => {
        copyingSince = Number.NEGATIVE_INFINITY
        if (!isWhole) isCopyBehind = true
      }),
    )
  }

  function ask(source: Source): Promise<Snapshot> {
    const since = clock()
    lastReader++
    const snapshot = read(source, lastReader)
    reading = { since, snapshot }
    return snapshot
  }

  const isFresh = () => clock() - checkedAt < times.freshPeriod
  const isKnown = () => clock() - endedAt < times.knownPeriod
  const isAsked = () => reading !== null && clock() - reading.since < times.readerPeriod
  /** Whether what is held may be given without asking. */
  const mayGive = () => isFresh() || (isAsked() && isKnown())

  async function currentSnapshot(source: Source): Promise<Snapshot> {
    if (current && mayGive()) return current
    if (reading && isAsked() && source.mayShareWork) return reading.snapshot
    const wasAway = current !== good?.snapshot && isKnown()
    const snapshot = ask(source)
    // While the database is away nobody waits for it.
    if (current && wasAway) {
      source.background(snapshot.then(() => {}))
      return current
    }
    return snapshot
  }

  async function statement(source: Source, slug: string): Promise<HeldStatement | null> {
    const snapshot = await currentSnapshot(source)
    const summary = summaryOf(snapshot, slug)
    if (!summary) return null
    if (snapshot.asOf !== null) return whole.aged(source, summary, snapshot.asOf)
    try {
      return await whole.current(source, summary)
    } catch (error) {
      // It went away between the two questions.
      noteAway(source, error)
      const { asOf } = good ? serveAged(good) : snapshot
      return whole.aged(source, summary, asOf ?? new Date(wall()).toISOString())
    }
  }

  function isTrue(owner: HeldStatement | Snapshot): boolean {
    if (!('statement' in owner)) return owner === current
    const summary = current?.asOf === null ? summaryOf(current, owner.statement.slug) : undefined
    return summary !== undefined && whole.peek(summary) === owner
  }

  return {
    check: ask,
    current: currentSnapshot,
    statement,
    ownerOf(address) {
      const owner = mayGive() ? owners.get(address) : undefined
      return owner && isTrue(owner) ? owner : null
    },
    own(address, owner) {
      if (isTrue(owner)) owners.set(address, owner)
    },
  }
}

const bySlug = new WeakMap<readonly StatementSummary[], Map<string, StatementSummary>>()
function summaryOf({ statements }: Snapshot, slug: string): StatementSummary | undefined {
  const known = bySlug.get(statements)
  if (known) return known.get(slug)
  const made = new Map(statements.map(one => [one.slug, one]))
  bySlug.set(statements, made)
  return made.get(slug)
}

const snapshotOf = (
  statements: readonly StatementSummary[],
  asOf: string | null,
  revision: number,
): Snapshot => ({
  statements,
  asOf,
  revision,
  readersInDanger: statements.some(({ readersInDanger }) => readersInDanger),
  answers: noAnswers(),
})

const fromCopy = (copy: Copy | null): Good | null =>
  copy && { at: copy.at, number: null, snapshot: snapshotOf(copy.statements, null, copy.revision) }

/** The same lists for the time while the database is away. The answers are new, as each says how old it is. */
const agedSnapshot = ({ snapshot, at }: Good): Snapshot =>
  snapshotOf(snapshot.statements, new Date(at).toISOString(), snapshot.revision)

/** The same snapshot if nothing changed, so that "changed" is one comparison. */
async function readChanges(publicDb: Database, before: Good | null): Promise<Omit<Good, 'at'>> {
  // Before the lists: what changes meanwhile is found by the next question.
  const number = await readChangeNumber(publicDb)
  if (before?.number === number) return before
  const revisions = await readRevisions(publicDb)
  const known = before?.snapshot.statements ?? []
  const isUnchanged =
    before !== null &&
    revisions.length === known.length &&
    revisions.every(({ slug, revision }, i) => known[i]?.slug === slug && known[i]?.revision === revision)
  if (isUnchanged) return { snapshot: before.snapshot, number }

  const same = new Map(known.map(summary => [`${summary.slug} ${summary.revision}`, summary]))
  const changed = revisions.filter(({ slug, revision }) => !same.has(`${slug} ${revision}`))
  const summaries =
    changed.length === 0
      ? []
      : await readSummaries(
          publicDb,
          changed.map(({ slug }) => slug),
        )
  const newer = new Map(summaries.map(summary => [summary.slug, summary]))
  const statements = revisions.flatMap(
    ({ slug, revision }) => newer.get(slug) ?? same.get(`${slug} ${revision}`) ?? [],
  )
  return { snapshot: snapshotOf(statements, null, number), number }
}
