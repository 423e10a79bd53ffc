import type { Config } from '../../config.ts'
import type { Deps } from '../../deps.ts'
import type { HeldUp } from '../../domain/flood.ts'
import { floodLimits } from '../../domain/flood-limits.ts'

// Who is held up is told so from memory for a while: a flood asks the database nothing.

/** In milliseconds: for so long a network that needs a proof is told so without a look into the database. */
const networkPeriod = 30_000
/** The same of everybody, in a great flood. */
const greatPeriod = 5000
const mostNetworks = 20_000

type Memory = { networks: Map<string, { heldUp: HeldUp; since: number }>; greatSince: number }

/** By the configuration of the process, which has one. */
const memories = new WeakMap<Config, Memory>()

function memoryOf(config: Config): Memory {
  const memory = memories.get(config) ?? { networks: new Map(), greatSince: Number.NEGATIVE_INFINITY }
  memories.set(config, memory)
  return memory
}

/** Why a mail form without a proof is held up, as far as that is remembered. */
export function heldUpOf({ config, now }: Pick<Deps, 'config' | 'now'>, network: string): HeldUp | null {
  const { networks, greatSince } = memoryOf(config)
  const at = now().getTime()
  const entry = networks.get(network)
  if (entry && at - entry.since < networkPeriod) return entry.heldUp
  if (at - greatSince >= greatPeriod) return null
  return { kind: 'prove', of: 'network', until: new Date(at + floodLimits.unprovedByNetwork.period) }
}

/** `isGreat`: that it is so of every network. */
export function rememberHeldUp(
  { config, now }: Pick<Deps, 'config' | 'now'>,
  { network, heldUp, isGreat }: { network: string; heldUp: HeldUp; isGreat: boolean },
) {
  const memory = memoryOf(config)
  const since = now().getTime()
  if (memory.networks.size >= mostNetworks) memory.networks.clear()
  memory.networks.set(network, { heldUp, since })
  if (isGreat) memory.greatSince = since
}
