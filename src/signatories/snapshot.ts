import { describeError, type Log } from '../log.ts'
import type { Database } from '../storage/client.ts'
import { DatabaseSilent } from '../storage/pg-errors.ts'
import { type PublicStatement, readRevisions, readStatement } from '../storage/public.ts'

/** A finished answer. `body` is UTF-8; `etag` is of its bytes. */
export type Rendered = { body: Uint8Array<ArrayBuffer>; etag: string }

/** One statement as it stood at a revision, and the answers already made from it. */
export type Held = { statement: PublicStatement; rendered: Map<string, Rendered> }

/** Where the last good list outlives the process: a file on Node, KV on Workers. */
export type LastGood = { read(): Promise<string | null>; write(json: string): Promise<void> }

export type Snapshots = {
  /** The statements as of at most a second ago; as of the last good read while the database is away. */
  current(source: Source): Promise<readonly Held[]>
}

type Source = {
  publicDb: Database
  lastGood: LastGood | null
  background: (work: Promise<void>) => void
  log: Log
}

const freshFor = 1000
/** A database that neither answers nor refuses (a frozen host, a broken network) counts as away. */
const patience = 2000
/** A reader that was cut off (a Worker's request can be) must not keep the others waiting for it for ever. */
const readerGivenUpAfter = 3000

/**
 * Holds the public lists for a process. One small query at most once a second asks whether a revision
 * changed; one reader at a time asks it, and the others meanwhile get what is held: on Workers
 * a request may not wait for another request's I/O.
 *
 * `clock` in milliseconds; the real time, also where `deps.now` is moved.
 */
export function createSnapshots(clock: () => number = Date.now): Snapshots {
  let held: readonly Held[] | null = null
  let checkedAt = Number.NEGATIVE_INFINITY
  let readingSince: number | null = null
  // Readers are numbered: one that comes late must not put an older list over a newer one.
  let readers = 0
  let shownBy = 0

  async function refresh(source: Source): Promise<readonly Held[]> {
    readingSince = clock()
    const reader = ++readers
    try {
      const before = held
      const read = await within(patience, readChanged(source.publicDb, before ?? []))
      if (held && reader < shownBy) return held
      held = read
      shownBy = reader
      if (held !== before && held.length > 0 && source.lastGood)
        source.background(keep(source.lastGood, held, source.log))
      return held
    } catch (error) {
      source.log('error', 'list_not_read', describeError(error))
      // A broken copy must not hide that the database is away.
      held ??= await recall(source.lastGood).catch(() => null)
      if (!held) throw error
      return held
    } finally {
      if (reader === readers) {
        checkedAt = clock()
        readingSince = null
      }
    }
  }

  return {
    async current(source) {
      if (held && clock() - checkedAt < freshFor) return held
      const beingRead = readingSince !== null && clock() - readingSince < readerGivenUpAfter
      return held && beingRead ? held : refresh(source)
    },
  }
}

/** Rejects when `work` takes longer; what it brings later is nobody's. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseSilent()), milliseconds)
  })
  // Should it fail after all, there is nobody left to hear of it.
  work.catch(() => {})
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}

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
    if (statement) after.push({ statement, rendered: new Map() })
  }
  return after
}

async function keep(lastGood: LastGood, held: readonly Held[], log: Log): Promise<void> {
  try {
    await lastGood.write(JSON.stringify(held.map(h => h.statement)))
  } catch (error) {
    log('warn', 'last_good_not_kept', describeError(error))
  }
}

async function recall(lastGood: LastGood | null): Promise<readonly Held[] | null> {
  const json = await lastGood?.read()
  if (!json) return null
  // A copy that was kept before earlier versions were in it has none.
  return (JSON.parse(json) as PublicStatement[]).map(statement => ({
    statement: { ...statement, earlier: statement.earlier ?? [] },
    rendered: new Map(),
  }))
}
