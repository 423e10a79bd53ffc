/**
 * The driver's error hides under drizzle's, whose message prints the parameters: only the SQLSTATE
 * and the constraint's name may ever leave this file.
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

/** It neither answered nor refused in time. */
export class DatabaseSilent extends Error {
  override name = 'DatabaseSilent'
}

/**
 * On Workers a socket that fails is an Error without a code and without a class of its own, to which the driver adds
 * the query that it did not carry.
 */
function isBareSocketError(error: unknown): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if (e.constructor === Error && !('code' in e) && 'query' in e && 'parameters' in e) return true
  }
  return false
}

/**
 * The database cannot be reached just now, or did not answer within its own time (57014); the request may succeed in a
 * while. Class 58 is what Hyperdrive says.
 */
export function isAway(error: unknown): boolean {
  if (error instanceof DatabaseSilent) return true
  const state = sqlState(error)
  if (state === null) return isBareSocketError(error)
  return /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|CONNECT|57P0|57014|08|58|53300)/.test(
    state,
  )
}
