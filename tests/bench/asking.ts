import { randomUUID } from 'node:crypto'
import { paths } from '../../src/paths.ts'
import { type Bench, productAt, ratesOf, sizes, using } from './bench.ts'
import { built } from './build.ts'
import { slug } from './database.ts'
import { requestText } from './http.ts'
import { startReplay } from './processes.ts'
import { compare, overHttp, replaying } from './rounds.ts'
import type { Figure, Sample } from './stats.ts'
import { type Statement, tapWire, transactionWith } from './wire.ts'

// (c) Asking to endorse, up to the committed rows, against the same transaction through the same driver.

const concurrency = 8
/** The pool of src/node-server.ts for the app's role. */
const pool = 20
const [size] = sizes
/** More than a round can send. */
const askedAtMost = 5000

export async function benchAsking(bench: Bench): Promise<Figure[]> {
  const transaction = await transactionOfAsking(bench)
  return using(productAt(bench, size), product =>
    using(
      startReplay(built('replay'), {
        url: bench.databases[size].app,
        pool,
        concurrency,
        kind: 'transaction',
        runs: [transaction],
      }),
      async reference => {
        const sides = await compare(bench.pace, [
          {
            name: 'product',
            run: (milliseconds: number): Promise<Sample> =>
              overHttp('product', bench.generator, product, {
                requests: Array.from({ length: askedAtMost }, () => requestOf(product.port)),
                status: 200,
                connections: concurrency,
                once: true,
              }).run(milliseconds),
          },
          replaying('sql', reference),
        ])
        return [
          {
            part: 'c',
            what: 'asking ÷ its transaction',
            value: sides.product.perSecond / sides.sql.perSecond,
            unit: 'ratio',
            bound: { atLeast: 0.5 },
            detail: `${ratesOf(sides.product, sides.sql)}, ${transaction.length} statements`,
          },
        ]
      },
    ),
  )
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

async function transactionOfAsking(bench: Bench): Promise<Statement[]> {
  const urls = bench.databases[size]
  return using(tapWire(urls.app), wire =>
    using(productAt(bench, size, { ...urls, app: wire.url(urls.app) }), async ({ port }) => {
      const requests = [requestOf(port)]
      const { failures } = await bench.generator.run({
        port,
        requests,
        status: 200,
        connections: 1,
        milliseconds: 5000,
        once: true,
      })
      if (failures > 0) throw new Error('asking does not answer 200')
      return transactionWith(wire.take(), 'insert into "endorsements"')
    }),
  )
}
