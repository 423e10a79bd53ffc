import { within } from '../storage/time-limit.ts'
import { describeError, type Log } from '../log.ts'
import type { Database, Lister } from '../storage/client.ts'
import { DatabaseSilent } from '../storage/pg-errors.ts'
import { type PublicStatement, readRevisions, readStatement } from '../storage/public-statements.ts'

/** A finished answer. `body` is UTF-8; `etag` is of its bytes; `gzip` is made when the first visitor takes it. */
export type Rendered = { body: Uint8Array<ArrayBuffer>; etag: string; gzip?: Uint8Array<ArrayBuffer> }

/** One statement as it stood at a revision, and the answers already made from it. */
export type Held = {
  statement: PublicStatement
  rendered: Map<string, Rendered>
  /** Null while the database answers; else when it last did: ISO 8601 in UTC. */
  asOf: string | null
}

/** Where the last good list outlives the process: a file on Node, KV on Workers. */
export type LastGood = { read(): Promise<string | null>; write(json: string): Promise<void> }

export type Snapshots = {
  /** The statements as of at most a second ago; as of the last good read while the database is away. */
  current(source: Source): Promise<readonly Held[]>
  /** The same, where nobody has to ask for that; else nothing. */
  fresh(): readonly Held[]
}

type Source = {
  publicDb: Database
  lister?: Pick<Lister, 'db' | 'fellSilent'>
  lastGood: LastGood | null
  background: (work: Promise<void>) => void
  log: Log
}

const freshFor = 1000
/** A database that neither answers nor refuses (a frozen host, a broken network) counts as away. */
const patience = 2000
/** A copy that says when it was taken is taken anew now and then, so that what it says stays near the truth. */
const keptFor = 60 * 60 * 1000
/** How it stands somebody found out just now: who comes after a quiet hour is not shown what was true before. */
const knownFor = 5000
/** A reader that was cut off (a Worker's request can be) must not keep the others waiting for it for ever. */
const readerGivenUpAfter = 3000

/**
 * Holds the public lists for a process. One small query at most once a second asks whether a revision
 * changed; one reader at a time asks it, and the others meanwhile get what is held. Before anything is held, and after
 * a quiet time, they wait for that reader, but on Workers, where a request may not wait for another request's I/O.
 *
 * Both clocks in milliseconds, and real ones, also where `deps.now` is moved: `clock` never goes back, as lists would
 * stand still until it had caught up, and `wall` says to people when a list was read.
 */
export function createSnapshots(
  clock: () => number = () => performance.now(),
  wall: () => number = Date.now,
): Snapshots {
  let good: LastRead | null = null
  /** What is shown: the last good read itself, or while the database is away what was made of it then. */
  let held: readonly Held[] | null = null
  let checkedAt = Number.NEGATIVE_INFINITY
  /** When a reader last came to an end, also one that was overtaken. */
  let heardAt = Number.NEGATIVE_INFINITY
  let readingSince: number | null = null
  let reading: Promise<readonly Held[]> | null = null
  let keptAt = Number.NEGATIVE_INFINITY
  // Readers are numbered: one that comes late must not put an older list over a newer one.
  let readers = 0
  let shownBy = 0

  async function refresh(source: Source): Promise<readonly Held[]> {
    readingSince = clock()
    const reader = ++readers
    try {
      const before = good?.held ?? []
      const read = await within(patience, readChanged(source.lister?.db ?? source.publicDb, before))
      if (held && reader < shownBy) return held
      shownBy = reader
      held = read
      good = { held, at: wall() }
      if (held.length > 0 && source.lastGood && (held !== before || clock() - keptAt >= keptFor)) {
        keptAt = clock()
        source.background(keep(source.lastGood, good, source.log))
      }
      return held
    } catch (error) {
      source.log('error', 'list_not_read', describeError(error))
      if (error instanceof DatabaseSilent) source.lister?.fellSilent()
      if (held && reader < shownBy) return held
      good ??= await recall(source, wall())
      if (!good) throw error
      if (!held || held === good.held) held = asOf(good)
      return held
    } finally {
      heardAt = clock()
      if (reader === readers) {
        checkedAt = clock()
        readingSince = null
      }
    }
  }

  const isFresh = () => clock() - checkedAt < freshFor

  return {
    fresh: () => (held && isFresh() ? held : []),
    async current(source) {
      if (held && isFresh()) return held
      const beingRead = readingSince !== null && clock() - readingSince < readerGivenUpAfter
      const isKnown = clock() - heardAt < knownFor
      if (held && beingRead && isKnown) return held
      if (beingRead && reading && source.lister) return reading
      const wasAway = held !== good?.held && isKnown
      reading = refresh(source)
      // While it is away nobody waits for it: whoever asks has the last good list at once.
      if (held && wasAway) {
        source.background(reading.then(() => {}))
        return held
      }
      return reading
    },
  }
}

/** What the database said last, and when, in milliseconds. */
type LastRead = { held: readonly Held[]; at: number }

/** The same lists for the time while the database is away: new answers, as each says how old it is. */
const asOf = ({ held, at }: LastRead): readonly Held[] =>
  held.map(({ statement }) => ({ statement, rendered: new Map(), asOf: new Date(at).toISOString() }))

/** The same array if nothing changed, so that "changed" is one comparison. */
async function readChanged(publicDb: Database, before: readonly Held[]): Promise<readonly Held[]> {
  const revisions = await readRevisions(publicDb)
  const known = new Map(before.map(h => [h.statement.slug, h]))
  const unchanged =
    revisions.length === before.length &&
    revisions.every(
      ({ slug, revision }, i) =>
        before[i]?.statement.slug === slug && before[i].statement.revision === revision,
    )
  if (unchanged) return before

  const after: Held[] = []
  for (const { slug, revision } of revisions) {
    const same = known.get(slug)
    if (same?.statement.revision === revision) {
      after.push(same)
      continue
    }
    const statement = await readStatement(publicDb, slug)
    if (statement) after.push({ statement, rendered: new Map(), asOf: null })
  }
  return after
}

/** The form of the copy. Another one is nobody's: the database is its source. */
const copyForm = 3
/** An older copy, as of a restored folder, would show too many who have left since. */
const copyGoodFor = 7 * 24 * 60 * 60 * 1000
type Copy = { form: typeof copyForm; at: number; statements: PublicStatement[] }

async function keep(lastGood: LastGood, { held, at }: LastRead, log: Log): Promise<void> {
  const copy: Copy = { form: copyForm, at, statements: held.map(({ statement }) => statement) }
  try {
    await lastGood.write(JSON.stringify(copy))
  } catch (error) {
    log('warn', 'last_good_not_kept', describeError(error))
  }
}

/** The copy, where there is one that can be shown. A broken one must not hide that the database is away. */
async function recall({ lastGood, log }: Source, now: number): Promise<LastRead | null> {
  try {
    const json = await lastGood?.read()
    if (!json) return null
    const { form, at, statements } = JSON.parse(json) as Copy
    if (form !== copyForm) return null
    if (!(Math.abs(now - at) <= copyGoodFor)) {
      log('warn', 'last_good_too_old', {})
      return null
    }
    return { at, held: statements.map(statement => ({ statement, rendered: new Map(), asOf: null })) }
  } catch (error) {
    log('warn', 'last_good_not_read', describeError(error))
    return null
  }
}
