import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { percentile, type Sample } from './stats.ts'
import { forSomebodyElse, type Statement } from './wire.ts'

// The reference for what the database does: the product's own statements through the same driver, from a pool of the
// same size and as the same role, and nothing around them. A process of its own.

export type Replay = {
  url: string
  /** Connections of the pool, as in src/node-server.ts. */
  pool: number
  /** `reads`: each run asks all of them at once, as Promise.all does; `transaction`: one after another, then commits. */
  kind: 'reads' | 'transaction'
  /** Whether each is prepared once for a connection; else it is explained to PostgreSQL every time. */
  prepare?: boolean
  /** One after another in turn: each is what one request of the product sends. */
  runs: Statement[][]
  /** Runs at the same time. */
  concurrency: number
}

let sql: postgres.Sql | null = null
let prepared: Replay | null = null

const ask = (by: postgres.ISql, { text, parameters }: Statement, prepare = false) =>
  by.unsafe(text, parameters.map(wireValue), { prepare }).values()

/** The driver would write the text form of bytes once more: it takes them as bytes. */
const wireValue = (parameter: string | null): string | Buffer | null =>
  parameter?.startsWith('\\x') ? Buffer.from(parameter.slice(2), 'hex') : parameter

async function runOnce(by: postgres.Sql, { kind, prepare }: Replay, statements: Statement[]): Promise<void> {
  if (kind === 'reads') {
    await Promise.all(statements.map(statement => ask(by, statement, prepare)))
    return
  }
  await by.begin(async tx => {
    for (const statement of forSomebodyElse(statements, randomBytes, randomUUID)) await ask(tx, statement)
  })
}

async function measure(by: postgres.Sql, replay: Replay, milliseconds: number): Promise<Sample> {
  const latencies: number[] = []
  let next = 0
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const worker = async () => {
    while (performance.now() - begun < milliseconds) {
      const statements = replay.runs[next++ % replay.runs.length] ?? []
      const sentAt = performance.now()
      await runOnce(by, replay, statements)
      latencies.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: replay.concurrency }, worker))
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const sorted = Float64Array.from(latencies).sort()
  return {
    count: sorted.length,
    seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    failures: 0,
    cpu: (user + system) / 1000 / sorted.length,
    generator: 0,
  }
}

process.on('message', (order: Replay | { milliseconds: number }) => {
  if ('runs' in order) {
    prepared = order
    sql = postgres(order.url, {
      max: order.pool,
      fetch_types: false,
      connect_timeout: 5,
      idle_timeout: 60,
      onnotice: () => {},
      connection: { application_name: 'countersign' },
    })
    process.send?.('ready')
  } else if (sql && prepared) {
    measure(sql, prepared, order.milliseconds).then(
      sample => process.send?.({ sample }),
      (error: unknown) => process.send?.({ error: String(error) }),
    )
  }
})
process.once('disconnect', () => process.exit())
