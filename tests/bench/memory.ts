import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { paths } from '../../src/paths.ts'
import { type Bench, longest, productAt, type Size, sizes, using } from './bench.ts'
import { slug } from './database.ts'
import { ask, requestText } from './http.ts'
import { residentMemory } from './processes.ts'
import type { Figure } from './stats.ts'

// (d) What the Node process keeps resident: at rest, and while two thousand open pages ask whether the list changed.

const openPages = 2000
/** As src/client/live.ts asks. */
const pause = 3000
const atRestAfter = 5000

export async function benchMemory(bench: Bench): Promise<Figure[]> {
  return [await atRest(bench, sizes[0]), await atRest(bench, longest), ...(await whilePolling(bench))]
}

async function atRest(bench: Bench, size: Size): Promise<Figure> {
  return using(productAt(bench, size), async ({ port, pid }) => {
    for (const path of [
      paths.statement.page('en', slug),
      paths.statement.page('be', slug),
      paths.api.signatories(slug),
    ]) {
      await ask(port, path)
    }
    await wait(atRestAfter)
    return {
      part: 'd',
      what: `resident at rest, ${size.toLocaleString('en')} signatories`,
      value: residentMemory(pid),
      unit: 'MB',
      bound: { atMost: 150 },
      detail: `${atRestAfter / 1000} s after three answers`,
    }
  })
}

async function whilePolling(bench: Bench): Promise<Figure[]> {
  const milliseconds = bench.pace.polling
  return using(productAt(bench, longest), async ({ port, pid }) => {
    const path = paths.statement.page('en', slug)
    const etag = (await ask(port, path)).headers.etag ?? ''
    const request = requestText(port, path, { headers: { 'if-none-match': etag } })
    // What starting read is counted before.
    await wait(atRestAfter)
    const before = await readsOfStatements(bench)
    const polling = bench.generator.run({
      port,
      requests: [request],
      status: 304,
      connections: openPages,
      milliseconds,
      pause,
    })
    const { count, seconds, p99, failures } = await polling
    if (failures > 0) throw new Error(`${failures} of ${count} polls were not answered with 304`)
    const memory = residentMemory(pid)
    // What a backend counted is seen by others within a second.
    await wait(1500)
    const reads = (await readsOfStatements(bench)) - before
    const rate = `${Math.round(count / seconds)} polls a second for ${Math.round(seconds)} s`
    return [
      {
        part: 'd',
        what: `resident with ${openPages.toLocaleString('en')} pages polling`,
        value: memory,
        unit: 'MB',
        detail: `${rate}, p99 ${p99.toFixed(1)} ms`,
      },
      {
        part: 'd',
        what: 'rows of statements read meanwhile',
        value: reads / (seconds + 1.5),
        unit: '/s',
        bound: { atMost: 2 },
        detail: `${reads} in all; every answer a 304`,
      },
    ]
  })
}

/** Rows of the table of statements that were read so far, by anybody. */
async function readsOfStatements({ databases }: Bench): Promise<number> {
  const sql = postgres(databases[longest].owner, { max: 1, onnotice: () => {} })
  const [row] = await sql<{ read: number }[]>`
    SELECT (seq_tup_read + idx_tup_fetch)::integer AS read FROM pg_stat_user_tables WHERE relname = 'statements'`
  await sql.end()
  return row?.read ?? Number.NaN
}
