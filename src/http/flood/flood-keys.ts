import { createHmac, hkdfSync } from 'node:crypto'
import type { Context } from 'hono'
import type { Config } from '../../config.ts'
import type { Deps } from '../../deps.ts'
import { utcDate } from '../../domain/dates.ts'
import { type FloodLimitName, floodLimits } from '../../domain/flood-limits.ts'
import { ipNetworkOf } from '../../domain/ip-network.ts'
import type { AppEnv } from '../../env.ts'

type Counting = Pick<Deps, 'config' | 'now'>

/**
 * The network that a request came from, by the platform's word or the socket's: never kept as it is. Requests without a
 * known one share one.
 */
export const networkOfRequest = (c: Context<AppEnv>): string =>
  ipNetworkOf(c.var.deps.remoteAddress(c) ?? '') ?? 'unknown'

/**
 * The key under which something is counted: an HMAC of it under a key of the day (UTC), which is derived from
 * SESSION_SECRET. Nobody can tell from what is kept of two days that it is the same network; without the secret, nor
 * which one it is.
 */
export function floodKey({ config, now }: Counting, text: string): Uint8Array {
  const today = keyOfDay(config, utcDate(now()))
  return new Uint8Array(createHmac('sha256', today).update(text).digest())
}

/** What {@link proofKey} is derived under in the place of a day. */
const noDay = utcDate(new Date(0))

/** As {@link floodKey}, and the same every day: of proofs, which may be solved over midnight. */
export const proofKey = (config: Config, text: string): Uint8Array =>
  new Uint8Array(createHmac('sha256', keyOfDay(config, noDay)).update(text).digest())

/** Keys by day, of each configuration: a flood derives none anew. */
const keys = new WeakMap<Config, Map<string, Uint8Array>>()
/** Today's, the proofs', and those of tests that move the clock. */
const mostKeys = 8

function keyOfDay(config: Config, date: string): Uint8Array {
  const ofDays = keys.get(config) ?? new Map<string, Uint8Array>()
  keys.set(config, ofDays)
  const known = ofDays.get(date)
  if (known) return known
  const root = hkdfSync('sha256', config.sessionSecret, new Uint8Array(), 'countersign floods', 32)
  const key = new Uint8Array(createHmac('sha256', new Uint8Array(root)).update(date).digest())
  if (ofDays.size >= mostKeys) ofDays.clear()
  ofDays.set(date, key)
  return key
}

/** What {@link countUp} is to count: one more against a limit, of this network or domain. */
export const counted = (deps: Counting, limit: FloodLimitName, of = '') => ({
  key: floodKey(deps, `${limit} ${of}`),
  period: floodLimits[limit].period,
})
