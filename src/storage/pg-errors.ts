/**
 * The driver's error, which hides under drizzle's. Drizzle's message prints the parameters, which are people's data:
 * only the SQLSTATE and the constraint's name may leave this file.
 */
function driverError(error: unknown): Record<string, unknown> | null {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') return e as unknown as Record<string, unknown>
  }
  return null
}

/** SQLSTATE ("23505") or the driver's connection code ("CONNECT_TIMEOUT"). */
export function sqlState(error: unknown): string | null {
  const code = driverError(error)?.code
  return typeof code === 'string' ? code : null
}

export function constraintOf(error: unknown): string | null {
  const name = driverError(error)?.constraint_name
  return typeof name === 'string' ? name : null
}

export const violates = (error: unknown, constraint: string): boolean => constraintOf(error) === constraint

/** The database neither answered nor refused in time. */
export class DatabaseSilent extends Error {
  override name = 'DatabaseSilent'
}

/**
 * On Workers a socket that fails throws a plain Error without a code. The driver adds the query that was not sent, and
 * that tells it from other plain Errors.
 */
function isBareSocketError(error: unknown): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if (e.constructor === Error && !('code' in e) && 'query' in e && 'parameters' in e) return true
  }
  return false
}

/**
 * True where the database cannot be reached just now, has no room (53100, 53200; 25006: it takes nothing but reads
 * until it has), or gave up on a query in its own time (57014): the request may succeed in a while. Class 58 is
 * Hyperdrive's.
 */
export function isAway(error: unknown): boolean {
  if (error instanceof DatabaseSilent) return true
  const state = sqlState(error)
  if (state === null) return isBareSocketError(error)
  return /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|CONNECT|57P0|57014|08|58|53[123]00|25006)/.test(
    state,
  )
}

/**
 * Wrong role or password; no such database; no such table: https://www.postgresql.org/docs/17/errcodes-appendix.html
 */
const notSetUp = ['28000', '28P01', '3D000', '42P01']

/** Nobody has deployed to the database, or what is named is not the app's role. */
export const isNotSetUp = (error: unknown): boolean => notSetUp.includes(sqlState(error) ?? '')
