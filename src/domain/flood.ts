import type { FloodLimits } from './flood-limits.ts'
import { isShared } from './ip-network.ts'

/** How many with this one, and when counting begins anew. */
export type Count = { readonly used: number; readonly endsAt: Date }

/**
 * Why a mail form is not taken now: it needs a proof of work, or it has to wait until then, as a proof helps no more.
 * `until`: from when it is taken without one too.
 */
export type HeldUp = { kind: 'prove' | 'wait'; of: 'network' | 'domain'; until: Date }

/** Which limit a mail form of a network counts against. */
export const networkLimit = (hasProof: boolean) => (hasProof ? 'provedByNetwork' : 'unprovedByNetwork')
export const domainLimit = (hasProof: boolean) => (hasProof ? 'provedByDomain' : 'unprovedByDomain')

/**
 * Whether a mail form of a network is held up; behind one that is shared a proof is always enough. `taken`: how many
 * were taken of everybody within the flood's period.
 */
export function holdUpNetwork(
  limits: FloodLimits,
  { network, hasProof, count, taken }: { network: string; hasProof: boolean; count: Count; taken: number },
): HeldUp | null {
  if (hasProof && isShared(network)) return null
  const most = hasProof ? limits.provedByNetwork : mostWithoutProof(limits, taken)
  return holdUp(most, 'network', hasProof, count)
}

function mostWithoutProof(limits: FloodLimits, taken: number): number {
  if (taken > limits.greatFlood) return 0
  return isFlood(limits, taken) ? limits.unprovedInFlood : limits.unprovedByNetwork
}

/** `taken`: how many mail forms were taken of everybody within the flood's period. */
export const isFlood = (limits: FloodLimits, taken: number): boolean => taken > limits.flood

/** Whether a mail form to an address at a domain is held up. */
export const holdUpDomain = (
  limits: FloodLimits,
  { hasProof, count }: { hasProof: boolean; count: Count },
): HeldUp | null => holdUp(limits[domainLimit(hasProof)], 'domain', hasProof, count)

function holdUp(most: number, of: HeldUp['of'], hasProof: boolean, { used, endsAt }: Count): HeldUp | null {
  return used > most ? { kind: hasProof ? 'wait' : 'prove', of, until: endsAt } : null
}

/** Until then, in whole seconds, at least one: RFC 9110, 10.2.3. */
export const secondsUntil = (until: Date, now: Date): number =>
  Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))
