import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

export type Database = PostgresJsDatabase
/** What a verb works in: never the outer database while a transaction is open. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
/** Either: for reads that need no transaction of their own. */
export type Reader = Database | Transaction

export type Client = { db: Database; end: () => Promise<void> }

/**
 * Connects lazily, at the first query. On Workers one a request, `max: 5`; on Node one for the
 * process. Notices are dropped and nothing is logged: parameters are people's data.
 */
export function connect(url: string, max: number): Client {
  const sql = postgres(url, {
    max,
    fetch_types: false,
    connect_timeout: 5,
    // Seconds between two tries. The driver's own pauses grow to 20 s, and a database that is back would be away for
    // as long.
    backoff: () => 0.5,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: 'countersign' },
  })
  return { db: drizzle(sql), end: () => sql.end({ timeout: 5 }) }
}

/** A client whose connection is replaced when it fell silent. */
export type ListClient = Client & { fellSilent: () => void }

/** In milliseconds. A server that is frozen, and not gone, should not be connected to once a second. */
const replacementPause = 10_000

/**
 * Connects as {@link connect}, by one connection that a process has for its lists alone.
 * - The other end may vanish without a word: a power cut, a router that forgot it. TCP notices that after a quarter of
 *   an hour, so `fellSilent` replaces the connection.
 * - Whoever waits on the old connection is refused within five seconds.
 */
export function connectListClient(url: string, clock = () => performance.now()): ListClient {
  let client = connect(url, 1)
  let replacedAt = Number.NEGATIVE_INFINITY
  const ending = new Set<Promise<void>>()
  return {
    get db() {
      return client.db
    },
    fellSilent() {
      if (clock() - replacedAt < replacementPause) return
      replacedAt = clock()
      const ended = client.end().finally(() => ending.delete(ended))
      ending.add(ended)
      client = connect(url, 1)
    },
    async end() {
      await Promise.all([...ending, client.end()])
    },
  }
}
