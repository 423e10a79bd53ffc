import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LastGood } from '../../../src/held/last-good.ts'
import { createSnapshots, type Snapshot, type Snapshots } from '../../../src/held/snapshot.ts'
import type { Log } from '../../../src/log.ts'
import type { Database } from '../../../src/storage/client.ts'
import { isAway } from '../../../src/storage/pg-errors.ts'
import {
  readRevisions,
  readStatement,
  type StatementRevision,
} from '../../../src/storage/public-statements.ts'
import { readChangeNumber, readSummaries } from '../../../src/storage/statement-summaries.ts'
import { publicSignatory, publicStatement, summaryOf } from '../../support/public-statement.ts'

// Test files share their modules: these are loaded anew here, with the mocks, and once more for the files after.
vi.hoisted(() => vi.resetModules())
afterAll(() => void vi.resetModules())
vi.mock('../../../src/storage/public-statements.ts', () => ({
  readRevisions: vi.fn(),
  readStatement: vi.fn(),
}))
vi.mock('../../../src/storage/statement-summaries.ts', () => ({
  readChangeNumber: vi.fn(),
  readSummaries: vi.fn(),
}))
/** The question of each second. */
const askNumber = vi.mocked(readChangeNumber)
const askRevisions = vi.mocked(readRevisions)
const readMany = vi.mocked(readSummaries)
const readOne = vi.mocked(readStatement)

const statement = (slug: string, revision: number) => publicStatement({ slug, revision })
const summary = (slug: string, revision: number) => summaryOf(statement(slug, revision))

/** The database as it stands; `null` while it is away. */
let stored: StatementRevision[] | null
let time: number
const lines: string[] = []
const pending: Promise<void>[] = []
/** Whatever was written of the last good lists, by name; the summaries alone as `written`. */
const files = new Map<string, string>()
const written: string[] = []
let lastGood: LastGood
const away = new Error('Failed query, params: canary@example.org')

const source = () => ({
  publicDb: {} as Database,
  mayShareWork: false,
  lastGood,
  background(work: Promise<void>) {
    pending.push(work.catch(() => void lines.push('background failed')))
  },
  log: ((level, happening, fields) => lines.push(JSON.stringify({ level, happening, ...fields }))) as Log,
})
const revisionsOf = ({ statements }: Snapshot) =>
  statements.map(({ slug, revision }) => `${slug} ${revision}`)

/** The last good summaries as they are kept. */
const copy = (at: number, ...rows: [slug: string, revision: number][]) =>
  JSON.stringify({
    form: 8,
    at,
    revision: numberOf(rows.map(([slug, revision]) => ({ slug, revision }))),
    statements: rows.map(row => summary(...row)),
    kept: Object.fromEntries(rows),
  })

/** While it is away whoever asks gets the old list, and has it read anew behind the answer. */
async function behind(snapshots: Snapshots): Promise<Snapshot> {
  const held = await snapshots.current(source())
  expect(pending).not.toEqual([])
  await Promise.all(pending.splice(0))
  return held
}

/** Of a process that has just begun. `wall` is the clock that people read. */
const begin = (wall = () => time) => createSnapshots(() => time, wall)

/** Warm: a list is held, read at time 0. */
async function warm() {
  const snapshots = begin()
  await snapshots.current(source())
  await Promise.all(pending.splice(0))
  for (const mock of [askNumber, askRevisions, readMany, readOne]) mock.mockClear()
  return snapshots
}

/** The next question of a second waits until it is answered. */
function holdNextReader() {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  askNumber.mockImplementationOnce(() => promise)
  const answer = (rows: StatementRevision[]) => {
    askRevisions.mockImplementationOnce(async () => rows)
    resolve(numberOf(rows))
  }
  return { answer, fail: reject }
}

/** Of a database that stands like this. */
const numbers = new Map<string, number>()
function numberOf(rows: StatementRevision[]): number {
  const key = JSON.stringify(rows)
  numbers.set(key, numbers.get(key) ?? numbers.size + 1)
  return numbers.get(key) ?? 0
}

beforeEach(() => {
  stored = [
    { slug: 'one', revision: 1 },
    { slug: 'two', revision: 1 },
  ]
  time = 0
  lines.length = 0
  pending.length = 0
  written.length = 0
  files.clear()
  lastGood = {
    read: async name => files.get(name) ?? null,
    async write(name, json) {
      files.set(name, json)
      if (name === 'last-good') written.push(json)
    },
    remove: async name => void files.delete(name),
  }
  for (const mock of [askNumber, askRevisions, readMany, readOne]) mock.mockReset()
  askNumber.mockImplementation(async () => {
    if (!stored) throw away
    return numberOf(stored)
  })
  readMany.mockImplementation(async (_, slugs) => {
    if (!stored) throw away
    return stored.filter(({ slug }) => slugs.includes(slug)).map(row => summary(row.slug, row.revision))
  })
  askRevisions.mockImplementation(async () => {
    if (!stored) throw away
    return structuredClone(stored)
  })
  readOne.mockImplementation(async (_, slug) => {
    const row = stored?.find(r => r.slug === slug)
    if (!stored) throw away
    return row ? statement(slug, row.revision) : null
  })
})

describe('reading', () => {
  it('asks once a second at most, however many ask us', async () => {
    const snapshots = await warm()
    for (time = 10; time <= 10_000; time += 10) {
      await Promise.all(Array.from({ length: 20 }, () => snapshots.current(source())))
    }
    expect(askNumber).toHaveBeenCalledTimes(10)
    expect(readOne).not.toHaveBeenCalled()
  })

  it('asks at once where it is to be checked, whatever was asked just before', async () => {
    const snapshots = await warm()
    stored = [{ slug: 'one', revision: 2 }]
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 1', 'two 1'])
    expect(revisionsOf(await snapshots.check(source()))).toEqual(['one 2'])
  })

  it('holds a list for less than a second: at 999 ms it is served, at 1,000 ms asked after', async () => {
    const snapshots = await warm()
    stored = [{ slug: 'one', revision: 2 }]
    time = 999
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 1', 'two 1'])
    expect(askNumber).not.toHaveBeenCalled()
    time = 1000
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 2'])
    expect(askNumber).toHaveBeenCalledTimes(1)
  })

  it('reads anew only the summary that changed, and names of nobody', async () => {
    const snapshots = await warm()
    const [, two] = (await snapshots.current(source())).statements
    stored = [
      { slug: 'one', revision: 2 },
      { slug: 'two', revision: 1 },
    ]
    time = 1000
    const after = await snapshots.current(source())
    expect(revisionsOf(after)).toEqual(['one 2', 'two 1'])
    expect(readMany.mock.calls.map(([, slugs]) => slugs)).toEqual([['one']])
    expect(after.statements[1]).toBe(two)
    expect(await snapshots.statement({ ...source(), lastGood: null }, 'none')).toBeNull()
  })

  it('asks one row a second, and for the revisions only where that one grew', async () => {
    const snapshots = await warm()
    for (time = 1000; time <= 5000; time += 1000) await snapshots.current(source())
    expect(askNumber).toHaveBeenCalledTimes(5)
    expect(askRevisions).not.toHaveBeenCalled()
  })

  it('reads nothing anew when nothing changed', async () => {
    const snapshots = await warm()
    const before = await snapshots.current(source())
    time = 5000
    expect(await snapshots.current(source())).toBe(before)
    expect(readMany).not.toHaveBeenCalled()
    expect(readOne).not.toHaveBeenCalled()
  })

  it('follows a statement that comes, goes or moves', async () => {
    const snapshots = await warm()
    stored = [
      { slug: 'three', revision: 7 },
      { slug: 'one', revision: 1 },
    ]
    time = 1000
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['three 7', 'one 1'])
    expect(readMany.mock.calls.map(([, slugs]) => slugs)).toEqual([['three']])
    stored.reverse()
    time = 2000
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 1', 'three 7'])
  })
})

describe('one reader at a time', () => {
  it('the others get at once what is held, and the new list when it has come', async () => {
    const snapshots = await warm()
    const held = holdNextReader()
    time = 1500
    const reader = snapshots.current(source())
    const others = await Promise.all(Array.from({ length: 50 }, () => snapshots.current(source())))
    for (const other of others) expect(revisionsOf(other)).toEqual(['one 1', 'two 1'])
    expect(askNumber).toHaveBeenCalledTimes(1)
    stored = [{ slug: 'one', revision: 2 }]
    held.answer(stored)
    expect(revisionsOf(await reader)).toEqual(['one 2'])
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 2'])
    expect(askNumber).toHaveBeenCalledTimes(1)
  })

  it('one that never ends is given up after three seconds', async () => {
    const snapshots = await warm()
    holdNextReader()
    time = 1000
    void snapshots.current(source())
    stored = [{ slug: 'one', revision: 2 }]
    time = 3999
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 1', 'two 1'])
    expect(askNumber).toHaveBeenCalledTimes(1)
    time = 4000
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 2'])
    expect(askNumber).toHaveBeenCalledTimes(2)
  })

  it('one that was given up and answers late puts no older list in the newer one’s place', async () => {
    const snapshots = await warm()
    const slow = holdNextReader()
    time = 1000
    const reader = snapshots.current(source())
    time = 4000
    stored = [
      { slug: 'one', revision: 3 },
      { slug: 'two', revision: 1 },
    ]
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 3', 'two 1'])
    readMany.mockImplementation(async (_, slugs) => slugs.map(slug => summary(slug, 2)))
    time = 4500
    slow.answer([
      { slug: 'one', revision: 2 },
      { slug: 'two', revision: 1 },
    ])
    await reader
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 3', 'two 1'])
  })

  it('one that was given up and answers late does not let a third one in beside the second', async () => {
    const snapshots = await warm()
    const slow = holdNextReader()
    time = 1000
    const first = snapshots.current(source())
    holdNextReader()
    time = 4000
    void snapshots.current(source())
    slow.answer(stored ?? [])
    await first
    time = 5100
    await snapshots.current(source())
    expect(askNumber).toHaveBeenCalledTimes(2)
  })

  it('waits for no other’s reading, also when nothing is held yet: a Worker’s request may not', async () => {
    const snapshots = begin()
    holdNextReader()
    void snapshots.current(source())
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 1', 'two 1'])
  })
})

describe('while the database is away', () => {
  it('goes on with the list that is held, and asks again once a second', async () => {
    const snapshots = await warm()
    stored = null
    for (time = 100; time <= 10_000; time += 100) {
      expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 1', 'two 1'])
      await Promise.all(pending.splice(0))
    }
    expect(askNumber).toHaveBeenCalledTimes(10)
    stored = [{ slug: 'one', revision: 9 }]
    time = 11_000
    await behind(snapshots)
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 9'])
  })

  it('says when the database last answered, until it answers again', async () => {
    const snapshots = await warm()
    time = 1000
    const good = await snapshots.current(source())
    expect(good.asOf).toBeNull()
    stored = null
    time = 2000
    const held = await snapshots.current(source())
    expect(held.asOf).toBe('1970-01-01T00:00:01.000Z')
    expect(held.answers, 'answers that say nothing of it').not.toBe(good.answers)
    time = 9000
    expect(await snapshots.current(source()), 'the same answers, to the byte').toBe(held)
    stored = [
      { slug: 'one', revision: 1 },
      { slug: 'two', revision: 1 },
    ]
    time = 20_000
    expect(await snapshots.current(source())).toBe(good)
  })

  it('keeps nobody waiting once it is known to be away', async () => {
    const snapshots = await warm()
    stored = null
    time = 1000
    await snapshots.current(source())
    holdNextReader()
    time = 2000
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 1', 'two 1'])
  })

  it('keeps the list whole when it goes away between the question and the reading', async () => {
    const snapshots = await warm()
    stored = [
      { slug: 'one', revision: 2 },
      { slug: 'two', revision: 2 },
    ]
    readMany.mockImplementationOnce(async () => {
      throw away
    })
    time = 1000
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 1', 'two 1'])
    time = 2000
    await behind(snapshots)
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 2', 'two 2'])
  })

  it('says so in the log, without the error’s words', async () => {
    const snapshots = await warm()
    stored = null
    time = 1000
    await snapshots.current(source())
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      happening: 'list_not_read',
      error: 'Error',
    })
    expect(lines.join()).not.toContain('canary')
  })

  const at = Date.parse('2026-03-01T12:00:00Z')
  const day = 24 * 60 * 60 * 1000

  it('takes the last good list when nothing is held, and reads it once', async () => {
    stored = null
    const read = vi.fn(async () => copy(at, ['one', 5]))
    lastGood = { ...lastGood, read }
    const snapshots = begin(() => at + 7 * day)
    const held = await snapshots.current(source())
    expect(revisionsOf(held)).toEqual(['one 5'])
    expect(held.asOf).toBe('2026-03-01T12:00:00.000Z')
    time = 4000
    expect(revisionsOf(await behind(snapshots))).toEqual(['one 5'])
    expect(read).toHaveBeenCalledTimes(1)
    stored = [{ slug: 'one', revision: 6 }]
    time = 6000
    await behind(snapshots)
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 6'])
  })

  it('takes no list that is older than a week, of which too many may have left since', async () => {
    stored = null
    lastGood = { ...lastGood, read: async () => copy(at, ['one', 5]) }
    const snapshots = begin(() => at + 7 * day + 1)
    await expect(snapshots.current(source())).rejects.toBe(away)
    expect(lines.join()).toContain('last_good_too_old')
  })

  it('is asked again by whoever comes after a quiet hour, and they get what it says', async () => {
    const snapshots = await warm()
    stored = null
    time = 1000
    await snapshots.current(source())
    stored = [{ slug: 'one', revision: 7 }]
    time = 3_600_000
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 7'])
  })

  it('throws the database’s own error when there is no list anywhere', async () => {
    stored = null
    await expect(begin().current(source())).rejects.toBe(away)
    await expect(begin().current({ ...source(), lastGood: null })).rejects.toBe(away)
  })

  it.each([
    ['cannot be read', async () => Promise.reject(new Error('KV is away'))],
    ['is broken', async () => '{"form":2,"statements":[{"slug": "on'],
    ['has the form of another release', async () => JSON.stringify([statement('one', 5)])],
  ])('throws the database’s own error, by which it is a 503, when the last good list %s', async (_, read) => {
    stored = null
    lastGood = { ...lastGood, read }
    await expect(begin().current(source())).rejects.toBe(away)
    expect(lines.join()).not.toContain('canary')
  })

  it.each([
    ['is not JSON', '{"form":8,"statements":[{"slug": "on'],
    ['has no time', '{"form":8,"statements":[{"slug":"one"}]}'],
    ['has no lists', JSON.stringify({ form: 8, at })],
  ])('says in a line that a last good list %s', async (_, json) => {
    stored = null
    lastGood = { ...lastGood, read: async () => json }
    const snapshots = begin(() => at)
    await expect(snapshots.current(source())).rejects.toBe(away)
    expect(lines.join()).toMatch(/last_good_(not_read|too_old)/)
  })
})

describe('a process that has just begun', () => {
  const shared = { listClient: { db: {} as Database, fellSilent: () => {} }, mayShareWork: true }

  it('reads once for all who come at the same moment, where they share a client', async () => {
    const snapshots = begin()
    const all = await Promise.all(
      Array.from({ length: 200 }, () => snapshots.current({ ...source(), ...shared })),
    )
    for (const held of all) expect(held).toBe(all[0])
    expect(askNumber).toHaveBeenCalledTimes(1)
    expect(readMany).toHaveBeenCalledTimes(1)
  })

  it('tells all who wait when the database is away, and asks again for the next', async () => {
    const snapshots = begin()
    stored = null
    const ends = await Promise.allSettled([1, 2].map(() => snapshots.current({ ...source(), ...shared })))
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    stored = [{ slug: 'one', revision: 1 }]
    expect(revisionsOf(await snapshots.current({ ...source(), ...shared }))).toEqual(['one 1'])
  })
})

it.each([
  ['share', true],
  ['do not share', false],
])(
  'all who come after a quiet time get the list as it is, where they %s a client',
  async (_, mayShareWork) => {
    const from = () => ({ ...source(), mayShareWork })
    const snapshots = begin()
    await snapshots.current(from())
    stored = [{ slug: 'one', revision: 2 }]
    time = 60_000
    const all = await Promise.all(Array.from({ length: 6 }, () => snapshots.current(from())))
    expect(all.map(revisionsOf)).toEqual(Array(6).fill(['one 2']))
  },
)

it('a clock that is set back keeps no list standing', async () => {
  let wall = 3_600_000
  const snapshots = begin(() => wall)
  await snapshots.current(source())
  wall = 0
  time = 1000
  stored = [{ slug: 'one', revision: 2 }]
  expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 2'])
  // People are told by the clock that they read.
  stored = null
  time = 2000
  expect((await snapshots.current(source())).asOf).toBe('1970-01-01T00:00:00.000Z')
})

describe('a database that neither answers nor refuses', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    return () => vi.useRealTimers()
  })

  it('keeps nobody waiting longer than two seconds: the list that is held goes on', async () => {
    const snapshots = await warm()
    holdNextReader()
    time = 1000
    const asked = snapshots.current(source())
    await vi.advanceTimersByTimeAsync(1999)
    expect(lines).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(revisionsOf(await asked)).toEqual(['one 1', 'two 1'])
    expect(lines.join()).toContain('DatabaseSilent')
  })

  it('counts as away where nothing is held, and its late failure is nobody’s', async () => {
    const snapshots = begin()
    const { fail } = holdNextReader()
    const refused = expect(snapshots.current(source())).rejects.toSatisfy(isAway)
    await vi.advanceTimersByTimeAsync(2000)
    await refused
    fail(away)
    await vi.advanceTimersByTimeAsync(0)
  })
})

describe('the last good list', () => {
  const settled = () => Promise.all(pending.splice(0))

  it('is kept after every change: of the statement that changed, and of the summaries', async () => {
    const snapshots = await warm()
    expect(written).toEqual([copy(0, ['one', 1], ['two', 1])])
    expect([...files.keys()].sort()).toEqual(['last-good', 'last-good/one', 'last-good/two'])
    files.delete('last-good/two')
    time = 1000
    await snapshots.current(source())
    await settled()
    expect(written).toHaveLength(1)
    stored = [
      { slug: 'one', revision: 2 },
      { slug: 'two', revision: 1 },
    ]
    time = 2000
    await snapshots.current(source())
    await settled()
    expect(written[1]).toEqual(copy(2000, ['one', 2], ['two', 1]))
    expect(JSON.parse(files.get('last-good/one') ?? '')).toMatchObject({ statement: { revision: 2 } })
    expect([...files.keys()], 'what did not change is not written').not.toContain('last-good/two')
    expect(readOne).toHaveBeenCalledTimes(1)
  })

  it('goes with its statement', async () => {
    const snapshots = await warm()
    stored = [{ slug: 'one', revision: 1 }]
    time = 1000
    await snapshots.current(source())
    await settled()
    expect([...files.keys()].sort()).toEqual(['last-good', 'last-good/one'])
  })

  it('of many statements is written ten at a time, until all have theirs', async () => {
    stored = Array.from({ length: 25 }, (_, i) => ({ slug: `s-${i}`, revision: 1 }))
    const snapshots = begin()
    const sizes: number[] = []
    for (time = 0; time < 5000; time += 1000) {
      await snapshots.check(source())
      await settled()
      sizes.push(files.size - 1)
    }
    expect(sizes).toEqual([10, 20, 25, 25, 25])
    expect(written).toHaveLength(3)
  })

  it('is kept anew each half-hour, as it says when it was taken', async () => {
    const snapshots = await warm()
    time = 1_799_999
    await snapshots.current(source())
    await settled()
    expect(written).toHaveLength(1)
    time = 1_801_000
    await snapshots.current(source())
    await settled()
    expect(written[1]).toEqual(copy(1_801_000, ['one', 1], ['two', 1]))
  })

  it('is not written by each isolate that holds nothing yet, where the same lists are kept already', async () => {
    const minutes = async (at: number) => {
      time = at * 60_000
      await begin().check(source())
      await settled()
    }
    for (const at of [0, 1, 29, 30, 31]) await minutes(at)
    expect(written.map(json => JSON.parse(json).at)).toEqual([0, 30 * 60_000])
    stored = [{ slug: 'one', revision: 2 }]
    await minutes(32)
    expect(written[2]).toEqual(copy(32 * 60_000, ['one', 2]))
  })

  it('that cannot be kept is a line in the log and no reader’s trouble', async () => {
    lastGood = { ...lastGood, write: async () => Promise.reject(new Error('disk full, canary')) }
    const snapshots = begin()
    expect(revisionsOf(await snapshots.current(source()))).toEqual(['one 1', 'two 1'])
    await vi.waitFor(() => expect(lines).toHaveLength(1))
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', happening: 'last_good_not_kept' })
    expect(lines.join()).not.toContain('canary')
  })

  it('need not be anywhere', async () => {
    const snapshots = begin()
    expect(revisionsOf(await snapshots.current({ ...source(), lastGood: null }))).toEqual(['one 1', 'two 1'])
  })
})

describe('a statement with its names', () => {
  const none = () => ({ ...source(), lastGood: null })
  const revisionOf = async (snapshots: Snapshots, slug: string, from = none()) =>
    (await snapshots.statement(from, slug))?.statement.revision

  it('is read when somebody asks for it, and again only when it changed', async () => {
    const snapshots = begin()
    const first = await snapshots.statement(none(), 'one')
    time = 5000
    expect(await snapshots.statement(none(), 'one')).toBe(first)
    expect(readOne.mock.calls.map(([, slug]) => slug)).toEqual(['one'])
    stored = [
      { slug: 'one', revision: 2 },
      { slug: 'two', revision: 2 },
    ]
    time = 6000
    expect(await revisionOf(snapshots, 'one')).toBe(2)
    expect(readOne.mock.calls.map(([, slug]) => slug)).toEqual(['one', 'one'])
  })

  it('is null for a statement that is none, or has gone', async () => {
    const snapshots = begin()
    expect(await revisionOf(snapshots, 'three')).toBeUndefined()
    expect(await revisionOf(snapshots, 'two')).toBe(1)
    stored = [{ slug: 'one', revision: 1 }]
    time = 1000
    expect(await revisionOf(snapshots, 'two')).toBeUndefined()
  })

  it('is read by one at a time: the others get what was true a moment ago', async () => {
    const snapshots = begin()
    await snapshots.statement(none(), 'one')
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof statement>>()
    stored = [{ slug: 'one', revision: 2 }]
    time = 1000
    readOne.mockImplementationOnce(() => promise)
    const reader = revisionOf(snapshots, 'one')
    await vi.waitFor(() => expect(readOne).toHaveBeenCalledTimes(2))
    expect(await revisionOf(snapshots, 'one')).toBe(1)
    resolve(statement('one', 2))
    expect(await reader).toBe(2)
    expect(await revisionOf(snapshots, 'one')).toBe(2)
    expect(readOne).toHaveBeenCalledTimes(2)
  })

  it('is read by each on Workers where nothing is held: no request waits for another one’s', async () => {
    const snapshots = begin()
    readOne.mockImplementationOnce(() => new Promise(() => {}))
    void snapshots.statement(none(), 'one')
    await snapshots.current(none())
    expect(await revisionOf(snapshots, 'one')).toBe(1)
  })

  it('is read once for all who come at the same moment, where they share a client', async () => {
    const snapshots = begin()
    const shared = { ...none(), mayShareWork: true }
    const all = await Promise.all(Array.from({ length: 50 }, () => snapshots.statement(shared, 'one')))
    for (const held of all) expect(held).toBe(all[0])
    expect(readOne).toHaveBeenCalledTimes(1)
  })

  it('that is read too late puts no older list over a newer one', async () => {
    const snapshots = begin()
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof statement>>()
    readOne.mockImplementationOnce(() => promise)
    const slow = revisionOf(snapshots, 'one')
    await snapshots.current(none())
    stored = [{ slug: 'one', revision: 2 }]
    time = 4000
    expect(await revisionOf(snapshots, 'one')).toBe(2)
    resolve(statement('one', 1))
    await slow
    expect(await revisionOf(snapshots, 'one')).toBe(2)
  })

  it('goes on while the database is away, and says since when', async () => {
    const snapshots = begin()
    const good = await snapshots.statement(none(), 'one')
    stored = null
    time = 1000
    const aged = await snapshots.statement(none(), 'one')
    expect(aged?.statement).toBe(good?.statement)
    expect(aged?.asOf).toBe('1970-01-01T00:00:00.000Z')
    expect(aged?.answers, 'answers that say nothing of it').not.toBe(good?.answers)
    time = 2000
    expect(await snapshots.statement(none(), 'one'), 'the same answers, to the byte').toBe(aged)
    await expect(snapshots.statement(none(), 'two'), 'held nowhere').rejects.toSatisfy(isAway)
  })

  it('is the last good one where the database goes away between the two questions', async () => {
    const snapshots = begin()
    await snapshots.statement(none(), 'one')
    stored = [{ slug: 'one', revision: 2 }]
    time = 1000
    readOne.mockImplementationOnce(async () => {
      throw away
    })
    const held = await snapshots.statement(none(), 'one')
    expect(held?.statement.revision).toBe(1)
    expect(held?.asOf).toBe('1970-01-01T00:00:00.000Z')
    time = 2000
    await behind(snapshots)
    expect(await revisionOf(snapshots, 'one')).toBe(2)
  })

  it('comes out of its copy where nothing is held', async () => {
    await warm()
    stored = null
    time = 60_000
    const held = await begin().statement(source(), 'two')
    expect(held?.statement).toEqual(statement('two', 1))
    expect(held?.asOf).toBe('1970-01-01T00:00:00.000Z')
  })

  it('is dropped when nobody has asked for it the longest, and twenty thousand names are held', async () => {
    const signatories = Array.from({ length: 1000 }, () => publicSignatory())
    stored = Array.from({ length: 30 }, (_, i) => ({ slug: `s-${i}`, revision: 1 }))
    readOne.mockImplementation(async (_, slug) => publicStatement({ slug, revision: 1, signatories }))
    const snapshots = begin()
    for (const { slug } of stored) await snapshots.statement(none(), slug)
    readOne.mockClear()
    for (const i of [29, 11, 10]) await snapshots.statement(none(), `s-${i}`)
    expect(readOne).not.toHaveBeenCalled()
    await snapshots.statement(none(), 's-9')
    expect(readOne).toHaveBeenCalledTimes(1)
  })

  it('owns its answers until it changed', async () => {
    const snapshots = begin()
    const held = await snapshots.statement(none(), 'one')
    if (!held) throw new Error('no statement')
    snapshots.own('/page', held)
    expect(snapshots.ownerOf('/page')).toBe(held)
    expect(snapshots.ownerOf('/other')).toBeNull()
    time = 1000
    expect(snapshots.ownerOf('/page'), 'it is time to ask').toBeNull()
    await snapshots.current(none())
    expect(snapshots.ownerOf('/page')).toBe(held)
    stored = [{ slug: 'one', revision: 2 }]
    time = 2000
    await snapshots.current(none())
    expect(snapshots.ownerOf('/page')).toBeNull()
    snapshots.own('/page', held)
    expect(snapshots.ownerOf('/page'), 'late, of what it was').toBeNull()
  })

  it('owns them while somebody asks, for as long as what is held is known to be young', async () => {
    const snapshots = begin()
    const held = await snapshots.statement(none(), 'one')
    if (!held) throw new Error('no statement')
    snapshots.own('/page', held)
    time = 1000
    const { answer } = holdNextReader()
    const asked = snapshots.current(none())
    expect(snapshots.ownerOf('/page')).toBe(held)
    time = 1000 + 3000
    expect(snapshots.ownerOf('/page'), 'whoever asks has taken too long').toBeNull()
    stored = [{ slug: 'one', revision: 2 }]
    answer(stored)
    await asked
    expect(snapshots.ownerOf('/page')).toBeNull()
  })

  it('keeps its place among those in use by the answers that are given again', async () => {
    const signatories = Array.from({ length: 1000 }, () => publicSignatory())
    stored = Array.from({ length: 21 }, (_, i) => ({ slug: `s-${i}`, revision: 1 }))
    readOne.mockImplementation(async (_, slug) => publicStatement({ slug, revision: 1, signatories }))
    const snapshots = begin()
    const first = await snapshots.statement(none(), 's-0')
    if (!first) throw new Error('no statement')
    snapshots.own('/page', first)
    for (let i = 1; i < 20; i += 1) await snapshots.statement(none(), `s-${i}`)
    time = 1000
    await snapshots.current(none())
    expect(snapshots.ownerOf('/page')).toBe(first)
    await snapshots.statement(none(), 's-20')
    expect(snapshots.ownerOf('/page')).toBe(first)
  })
})
