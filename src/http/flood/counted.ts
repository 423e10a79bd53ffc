import { createHmac, hkdfSync } from 'node:crypto'
import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import { type FloodLimitName, floodLimits } from '../../domain/flood-limits.ts'
import { networkOf } from '../../domain/network.ts'
import type { AppEnv } from '../../env.ts'

type Counting = Pick<Deps, 'config' | 'now'>

/**
 * The network that a request came from, by the platform's word or the socket's: never kept as it is. Requests without a
 * known one share one.
 */
export const networkOfRequest = (c: Context<AppEnv>): string =>
  networkOf(c.var.deps.remoteAddress(c) ?? '') ?? 'unknown'

/**
 * The key under which something is counted: an HMAC of it under a key of the day (UTC), which is derived from
 * SESSION_SECRET. Nobody can tell from what is kept of two days that it is the same network; without the secret, nor
 * which one it is.
 */
export function floodKey({ config, now }: Counting, text: string): Uint8Array {
  const root = hkdfSync('sha256', config.sessionSecret, new Uint8Array(), 'countersign floods', 32)
  const today = createHmac('sha256', new Uint8Array(root)).update(now().toISOString().slice(0, 10)).digest()
  return new Uint8Array(createHmac('sha256', today).update(text).digest())
}

/** What {@link countUp} is to count: one more against a limit, of this network or domain. */
export const counted = (deps: Counting, limit: FloodLimitName, of = '') => ({
  key: floodKey(deps, `${limit} ${of}`),
  period: floodLimits[limit].period,
})
