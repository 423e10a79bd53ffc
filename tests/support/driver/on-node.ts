import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { connect } from '../../../src/storage/client.ts'
import { crowded, endOf, options, pidOf, pool, stranger, transaction } from './cases.ts'

// Connections that are cut while they are used, as by a server that stops. A process of its own, because what goes
// wrong here ends the process. Says what it saw in one line of JSON.

const url = process.env.DATABASE_URL ?? ''

/** A door to the server, and who stands in it. `pass` sees what the server says to each client. */
async function door(pass = (client: Socket, answer: Buffer) => void client.write(answer)) {
  const { hostname, port } = new URL(url)
  const clients = new Set<Socket>()
  let refusing = false
  const server = createServer(client => {
    clients.add(client)
    client.on('error', () => client.destroy())
    if (refusing) return client.resetAndDestroy()
    const inside = dial(Number(port), hostname)
    inside.on('error', () => client.destroy())
    inside.on('data', answer => pass(client, answer)).on('end', () => client.end())
    client.on('data', question => inside.write(question)).on('close', () => inside.destroy())
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
  const greeted = new Set<Socket>()
  const way = await door((client, answer) => {
    // What the client calculates after the second answer takes longer than to hear that there is nobody any more.
    if (greeted.has(client)) client.end(answer)
    else client.write(answer)
    greeted.add(client)
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
  const withSocket = {
    async socket() {
      const socket = dial(Number(port), hostname)
      sockets.push(socket)
      await once(socket, 'connect')
      return socket
    },
  }
  const sql = postgres(url, { ...options, ...withSocket })
  await sql`SELECT 1`
  const failed = endOf(sql`SELECT 2`)
  // The driver writes in the next turn of the event loop; this one is not over.
  for (let turn = 0; turn < 50; turn++) await null
  sockets[0]?.emit('close', false)
  const next = await endOf(sql`SELECT 3 AS n`)
  await sql.end({ timeout: 0 })
  for (const socket of sockets) socket.destroy()
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

console.log(
  JSON.stringify({
    crowded: await crowded(url),
    transaction: await transaction(url),
    pool: await pool(url),
    stranger: await stranger(url),
    reset: await reset(),
    closing: await closing(),
    greeting: await greeting(),
    unwritten: await unwritten(),
    comesBack: await comesBack(),
  }),
)
process.exit(0)
