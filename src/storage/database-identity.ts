import { sql } from 'drizzle-orm'
import type { Reader } from './client.ts'

/**
 * Which database a connection leads to, and as whom.
 * - `server` is null where the role may not ask.
 * - `writes` is what the app's role does and the public one never; false too where nobody has deployed.
 */
export type DatabaseIdentity = { role: string; database: string; server: string | null; writes: boolean }

/**
 * By the server's own word: a pooler may call a database otherwise. A standby has the identity of what it follows; a
 * copy has another one.
 */
export async function findIdentity(reader: Reader): Promise<DatabaseIdentity> {
  const [row] = await reader.execute<Omit<DatabaseIdentity, 'server'> & { mayAsk: boolean }>(sql`
    SELECT current_user::text AS role, oid || ' ' || datname AS database,
      coalesce(has_table_privilege(to_regclass('public.endorsements'), 'INSERT'), false) AS writes,
      has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS "mayAsk"
    FROM pg_database WHERE datname = current_database()`)
  if (!row) throw new Error('the database does not know itself')
  const { mayAsk, ...identity } = row
  if (!mayAsk) return { ...identity, server: null }
  const [control] = await reader.execute<{ server: string }>(
    sql`SELECT system_identifier::text AS server FROM pg_control_system()`,
  )
  return { ...identity, server: control?.server ?? null }
}

export const isSameDatabase = (one: DatabaseIdentity, other: DatabaseIdentity): boolean =>
  one.database === other.database &&
  (one.server === null || other.server === null || one.server === other.server)

/** What is wrong with where the two URLs lead, in words for an operator; null where nothing is. */
export function faultOfIdentities(app: DatabaseIdentity, reader: DatabaseIdentity): string | null {
  if (!isSameDatabase(app, reader)) return 'DATABASE_URL and DATABASE_PUBLIC_URL lead to two databases'
  return reader.writes && !app.writes ? 'DATABASE_URL and DATABASE_PUBLIC_URL are swapped' : null
}
