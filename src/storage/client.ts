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
    // Seconds between two tries. By itself the driver waits ever longer, up to 20: so long a database that is back
    // would still be away for whoever waits on that connection.
    backoff: () => 0.5,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: 'countersign' },
  })
  return { db: drizzle(sql), end: () => sql.end({ timeout: 5 }) }
}

/** A client whose connection is made anew when it fell silent. */
export type Lister = Client & { fellSilent: () => void }

/** Milliseconds: a server that is frozen, and not gone, need not find a new connection for each second of it. */
const renewedAtMost = 10_000

/**
 * Connects as {@link connect}, by one connection that a process has for its lists alone. Should its other end vanish
 * without a word (a power cut, a router that forgot it), TCP alone would notice, in a quarter of an hour: it is
 * replaced, and who still waits on the old one hears of it within five seconds.
 */
export function connectLister(url: string, clock = () => performance.now()): Lister {
  let client = connect(url, 1)
  let renewedAt = Number.NEGATIVE_INFINITY
  const ending = new Set<Promise<void>>()
  return {
    get db() {
      return client.db
    },
    fellSilent() {
      if (clock() - renewedAt < renewedAtMost) return
      renewedAt = clock()
      const ended = client.end().finally(() => ending.delete(ended))
      ending.add(ended)
      client = connect(url, 1)
    },
    async end() {
      await Promise.all([...ending, client.end()])
    },
  }
}
