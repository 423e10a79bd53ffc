import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { paths } from '../../src/paths.ts'
import { type Bench, productAt, ratesOf, sizes, using } from './bench.ts'
import { built } from './build.ts'
import { slug } from './database.ts'
import { requestText } from './http.ts'
import { type Running, startReplay } from './processes.ts'
import { compare, overHttp, replaying } from './rounds.ts'
import type { Figure, Sample } from './stats.ts'
import { type Statement, tapWire, transactionWith } from './wire.ts'

// (c) Asking to endorse, until the last request that came of it is committed, against the same two transactions through
// the same driver: the one that the answer waits for, and the one after it.

const concurrency = 8
/** The pool of src/node-server.ts for the app's role. */
const pool = 20
/** The replay writes to another database: the product would handle the asks that it makes up. */
const [size, replaySize] = sizes
/** More than a round can send. */
const askedAtMost = 5000
/** A form is answered by a redirect to a page of its own. */
const answered = 303

export async function benchAsking(bench: Bench): Promise<Figure[]> {
  const transactions = await transactionsOfAsking(bench)
  return using(productAt(bench, size), product =>
    using(
      startReplay(built('replay'), {
        url: bench.databases[replaySize].app,
        pool,
        concurrency,
        kind: 'transaction',
        runs: transactions,
      }),
      async reference => {
        const sql = replaying('sql', reference)
        const sides = await compare(bench.pace, [
          { name: 'product', run: milliseconds => askFor(milliseconds, bench, product) },
          {
            name: 'sql',
            async run(milliseconds) {
              const sample = await sql.run(milliseconds)
              return { ...sample, count: sample.count / transactions.length }
            },
          },
        ])
        return [
          {
            part: 'c',
            what: 'asking ÷ its transactions',
            value: sides.product.perSecond / sides.sql.perSecond,
            unit: 'ratio',
            bound: { atLeast: 0.5 },
            detail: `${ratesOf(sides.product, sides.sql)}, ${transactions.flat().length} statements`,
          },
        ]
      },
    ),
  )
}

/** Asks for some time and waits until every ask is handled: that time counts too. */
async function askFor(milliseconds: number, bench: Bench, product: Running): Promise<Sample> {
  const asking = overHttp('product', bench.generator, product, {
    requests: Array.from({ length: askedAtMost }, () => requestOf(product.port)),
    status: answered,
    connections: concurrency,
    once: true,
  })
  const sample = await asking.run(milliseconds)
  if (sample.failures > 0) throw new Error(`asking does not answer ${answered}`)
  const answeredAt = performance.now()
  await allHandled(bench)
  return { ...sample, seconds: sample.seconds + (performance.now() - answeredAt) / 1000 }
}

async function allHandled({ databases }: Bench): Promise<void> {
  const sql = postgres(databases[size].owner, { max: 1 })
  const areHandled = async () => {
    const [left] = await sql`SELECT FROM asks WHERE sealed IS NOT NULL LIMIT 1`
    return left === undefined
  }
  while (!(await areHandled())) await new Promise(resolve => setTimeout(resolve, 5))
  await sql.end()
}

/** One person's request: nobody else has the address, so no limit stops it. */
function requestOf(port: number): string {
  const id = randomUUID()
  const body = new URLSearchParams({
    organisation: `Праваабарончы цэнтр ${id}`,
    organisation_en: `Human Rights Centre ${id}`,
    country: 'LT',
    website: `https://${id}.example.org`,
    representative: 'Jonas Kanarinas',
    role: 'Secretary General',
    email: `jonas@${id}.example.org`,
    comment: 'We stand with those who were forced out.',
    authority: 'yes',
    version: '1',
  }).toString()
  const headers = {
    origin: `http://127.0.0.1:${port}`,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
  return requestText(port, paths.endorsement.ask('en', slug), { method: 'POST', headers, body })
}

async function transactionsOfAsking(bench: Bench): Promise<Statement[][]> {
  const urls = bench.databases[size]
  return using(tapWire(urls.app), wire =>
    using(productAt(bench, size, { ...urls, app: wire.url(urls.app) }), async product => {
      const { failures } = await bench.generator.run({
        port: product.port,
        requests: [requestOf(product.port)],
        status: answered,
        connections: 1,
        milliseconds: 5000,
        once: true,
      })
      if (failures > 0) throw new Error(`asking does not answer ${answered}`)
      await allHandled(bench)
      const statements = wire.take()
      return ['insert into "asks"', 'insert into "endorsements"'].map(mark =>
        transactionWith(statements, mark),
      )
    }),
  )
}
