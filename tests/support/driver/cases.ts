import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'

// What may happen to a connection of PostgreSQL's driver, wherever it runs. Each case takes the address of a database
// and returns what it saw.

export const options = { max: 1, fetch_types: false, onnotice: () => {}, backoff: () => 0 }

const codeOf = (error: { code?: string }) => error.code ?? 'no code'

/** What some work comes to; its error's code if it fails, `still waiting` if it does not come to an end. */
export const endOf = <T>(work: Promise<T>) =>
  Promise.race([work.catch(codeOf), wait(5000, 'still waiting', { ref: false })])

export async function pidOf(sql: postgres.ISql) {
  const [row] = await sql<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  return row?.pid
}

/** Ends a connection from the server's side. */
async function cut(url: string, pid: number | undefined) {
  const sql = postgres(url, options)
  await sql`SELECT pg_terminate_backend(${pid ?? 0})`
  await sql.end()
}

/** A transaction begins behind so many questions that a connection takes no more for now. */
export async function crowded(url: string) {
  const sql = postgres(url, options)
  await sql`SELECT 1`
  const ends = new Set<string>()
  for (let before = 95; before < 106; before++) {
    const questions = Array.from({ length: before }, () => endOf(sql`SELECT 1`))
    const end = await endOf(sql.begin(tx => tx<{ n: number }[]>`SELECT 2 AS n`))
    ends.add(typeof end === 'string' ? end : `${end[0]?.n}`)
    await Promise.all(questions)
  }
  await sql.end({ timeout: 0 })
  return [...ends]
}

/** A transaction goes on after its connection was cut. */
export async function transaction(url: string) {
  const sql = postgres(url, options)
  const end = await endOf(
    sql.begin(async tx => {
      await cut(url, await pidOf(tx))
      await tx`SELECT 1`.catch(() => {})
      await tx`SELECT 2`
    }),
  )
  // Whatever was put off until after the event, as a write to the lost connection, has its turn.
  await wait(100)
  return end
}

/** A query is under way, and another waits behind it. The pool then answers again, whole, and ends. */
export async function pool(url: string) {
  const sql = postgres(url, options)
  const pid = await pidOf(sql)
  const questions = [sql`SELECT pg_sleep(60)`, sql`SELECT 1`].map(query => endOf(query))
  await wait(100)
  await cut(url, pid)
  const failed = await Promise.all(questions)
  const next = await endOf(sql`SELECT generate_series(1, 3) AS n`)
  const ended = await endOf(sql.end().then(() => 'ended'))
  return { failed, next, ended }
}

/** A transaction runs on after its connection was cut, while somebody else's has the connection. */
export async function stranger(url: string) {
  const sql = postgres(url, options)
  const goOn = Promise.withResolvers<void>()
  let late: Promise<unknown> = Promise.resolve('not begun')
  const failed = await endOf(
    sql.begin(async tx => {
      const pid = await pidOf(tx)
      late = goOn.promise.then(() => tx`SELECT 1`)
      await cut(url, pid)
      await late
    }),
  )
  const current = async (tx: postgres.ISql) => (await tx`SELECT pg_current_xact_id()::text AS id`)[0]?.id
  const next = await sql.begin(async tx => {
    const before = await current(tx)
    goOn.resolve()
    const lateEnd = await endOf(late)
    await wait(50)
    return { same: before === (await current(tx)), lateEnd }
  })
  return { failed, ...next }
}
