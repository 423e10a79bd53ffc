import { createServer, connect as dial, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { connect } from '../../src/storage/client.ts'

// Connections that are cut while they are used, as by a server that stops. Run as a process of its own, bundled as the
// server is: what goes wrong here ends the process. Says what it saw in one line of JSON.

const url = process.env.DATABASE_URL ?? ''
const options = { max: 1, fetch_types: false, onnotice: () => {}, backoff: () => 0 }
const other = postgres(url, options)
const cut = (pid: number | undefined) => other`SELECT pg_terminate_backend(${pid ?? 0})`
const codeOf = (error: { code?: string }) => error.code ?? 'no code'
const pidOf = async (sql: postgres.ISql) =>
  (await sql<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`)[0]?.pid

/** What some work comes to; `still waiting` if it does not come to an end. */
const endOf = <T>(work: Promise<T>) =>
  Promise.race([work.catch(codeOf), wait(5000, 'still waiting', { ref: false })])

/** A transaction goes on after its connection was cut. */
async function transaction() {
  const sql = postgres(url, options)
  const failed = await endOf(
    sql.begin(async tx => {
      await cut(await pidOf(tx))
      await tx`SELECT 1`.catch(() => {})
      await tx`SELECT 2`
    }),
  )
  // Whatever was put off until after the event, as a write to the lost connection, has its turn.
  await wait(100)
  return failed
}

/** A query is under way, and another waits behind it. The pool then answers again, whole, and ends. */
async function pool() {
  const sql = postgres(url, options)
  const pid = await pidOf(sql)
  const asked = [sql`SELECT pg_sleep(60)`, sql`SELECT 1`].map(query => endOf(query))
  await wait(100)
  await cut(pid)
  const failed = await Promise.all(asked)
  const next = await endOf(sql`SELECT generate_series(1, 3) AS n`)
  const ended = endOf(sql.end().then(() => 'ended'))
  return { failed, next, ended: await ended }
}

/** A transaction runs on after its connection was cut, while somebody else's has the connection. */
async function stranger() {
  const sql = postgres(url, options)
  let goOn = () => {}
  const told = new Promise<void>(resolve => {
    goOn = resolve
  })
  let late: Promise<unknown> = Promise.resolve('not begun')
  const first = endOf(
    sql.begin(async tx => {
      const begun = tx`SELECT pg_backend_pid() AS pid`
      const [row] = await begun
      late = told.then(() => tx`SELECT 1`)
      await cut(row?.pid)
      await late
    }),
  )
  const failed = await first
  const transactions = await sql.begin(async tx => {
    const current = async () => (await tx`SELECT pg_current_xact_id()::text AS id`)[0]?.id
    const before = await current()
    goOn()
    const lateEnd = await endOf(late)
    await wait(50)
    return { same: before === (await current()), lateEnd }
  })
  return { failed, ...transactions }
}

/** A door to the server, and who stands in it. `pass` sees what the server says to each client. */
async function door(pass = (client: Socket, said: Buffer) => void client.write(said)) {
  const { hostname, port } = new URL(url)
  const clients = new Set<Socket>()
  let refusing = false
  const server = createServer(client => {
    clients.add(client)
    client.on('error', () => client.destroy())
    if (refusing) return client.resetAndDestroy()
    const inside = dial(Number(port), hostname)
    inside.on('error', () => client.destroy())
    inside.on('data', said => pass(client, said)).on('end', () => client.end())
    client.on('data', asked => inside.write(asked)).on('close', () => inside.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: Object.assign(new URL(url), { port: typeof address === 'object' && address ? address.port : 0 })
      .href,
    clients,
    /** Keeps the port, or another test would take it. */
    refuse: (whether: boolean) => {
      refusing = whether
    },
    async shut() {
      const shut = new Promise(resolve => server.close(resolve))
      for (const client of clients) client.destroy()
      await shut
    },
  }
}

/** A connection is reset, and who hears of it first asks again before the others have heard. */
async function reset() {
  const way = await door()
  const sql = postgres(way.url, { ...options, max: 2 })
  await Promise.all([pidOf(sql), pidOf(sql)])
  const again = [0, 1].map(() => endOf(sql`SELECT pg_sleep(60)`.catch(() => sql`SELECT 1 AS n`)))
  await wait(100)
  for (const client of way.clients) client.resetAndDestroy()
  const answers = (await Promise.all(again)).map(answer => (answer === 'still waiting' ? answer : 'told'))
  const next = await Promise.all([0, 1].map(() => endOf(sql`SELECT 2 AS n`)))
  await sql.end({ timeout: 0 })
  await way.shut()
  return { answers, next }
}

/** The server stops, and closes all at once: who hears of it first asks on what is about to be closed. */
async function closing() {
  const way = await door()
  const sql = postgres(way.url, { ...options, max: 8 })
  await Promise.all(Array.from({ length: 8 }, () => sql`SELECT pg_sleep(0.05)`))
  const again = Array.from({ length: 8 }, () =>
    endOf(sql`SELECT pg_sleep(60)`.catch(() => sql`SELECT 1 AS n`)),
  )
  await wait(100)
  for (const client of way.clients) client.end()
  const answers = (await Promise.all(again)).map(answer => (answer === 'still waiting' ? answer : 'told'))
  const next = await Promise.all(Array.from({ length: 8 }, () => endOf(sql`SELECT pg_sleep(0.05)`)))
  await sql.end({ timeout: 0 })
  await way.shut()
  return { answers, next: next.map(answer => (typeof answer === 'string' ? answer : 'answered')) }
}

/** A connection is cut in the middle of its greeting. */
async function greeting() {
  const heard = new Map<Socket, number>()
  const way = await door((client, said) => {
    const times = (heard.get(client) ?? 0) + 1
    heard.set(client, times)
    if (times < 2) client.write(said)
    // What the client has to calculate now takes longer than to hear that there is nobody any more.
    else client.end(said)
  })
  const sql = postgres(way.url, options)
  const failed = await endOf(sql`SELECT 1`)
  await wait(200)
  await sql.end({ timeout: 0 })
  await way.shut()
  return failed
}

/** A connection is lost before what was asked on it is written. */
async function unwritten() {
  const { hostname, port } = new URL(url)
  const sockets: Socket[] = []
  const socket = async () => {
    const one = dial(Number(port), hostname)
    sockets.push(one)
    await new Promise(resolve => one.once('connect', resolve))
    return one
  }
  const sql = postgres(url, { ...options, ...{ socket } })
  await sql`SELECT 1`
  const failed = endOf(sql`SELECT 2`)
  // The driver writes in the next turn of the event loop; this one is not over.
  for (let turn = 0; turn < 50; turn++) await null
  sockets[0]?.emit('close', false)
  const next = await endOf(sql`SELECT 3 AS n`)
  await sql.end({ timeout: 0 })
  for (const one of sockets) one.destroy()
  return { failed: await failed, next }
}

/** The product's own pool, after many tries to reach a server that refuses, once that is there. */
async function comesBack() {
  const way = await door()
  way.refuse(true)
  const { db, end } = connect(way.url, 10)
  const ten = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: 10 }, work))
  for (let tries = 0; tries < 10; tries++) await ten(() => db.execute('SELECT 1').catch(() => {}))
  way.refuse(false)
  const began = performance.now()
  await ten(() => db.execute('SELECT 1'))
  const milliseconds = performance.now() - began
  await end()
  await way.shut()
  return milliseconds
}

/** A transaction begins behind so many questions that a connection takes no more for now. */
async function crowded() {
  const sql = postgres(url, options)
  await sql`SELECT 1`
  const ends = new Set<string>()
  for (let before = 95; before < 106; before++) {
    const asked = Array.from({ length: before }, () => endOf(sql`SELECT 1`))
    const [row] = (await endOf(sql.begin(tx => tx`SELECT 2 AS n`))) as { n: number }[]
    ends.add(`${row?.n}`)
    await Promise.all(asked)
  }
  await sql.end({ timeout: 0 })
  return [...ends]
}

console.log(
  JSON.stringify({
    crowded: await crowded(),
    transaction: await transaction(),
    pool: await pool(),
    stranger: await stranger(),
    reset: await reset(),
    closing: await closing(),
    greeting: await greeting(),
    unwritten: await unwritten(),
    comesBack: await comesBack(),
  }),
)
process.exit(0)
