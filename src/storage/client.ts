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
