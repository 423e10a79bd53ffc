import { day, hour, minute } from './durations.ts'

/** How many, and in how many milliseconds from the first of them on. */
type FloodLimit = { readonly most: number; readonly period: number }

/**
 * What keeps a flood of forms from readers, inboxes and honest representatives: all limits in one table, which
 * docs/limits.md explains. A network is `ipNetworkOf` in network.ts, a domain `ownDomainOf` in
 * evidence/mail-providers.ts. A *mail form* causes a mail: an ask, "send again", a lost link; *proved* are
 * here, as in the settings, those that come with a proof of work. The configuration may set each number anew.
 */
export const floodLimits = {
  /** Forms of any kind from one network. On Workers wrangler.toml says the number to the platform. */
  formsByNetwork: { most: 60, period: minute },
  /** Mail forms from one network without a proof: the next must have one. Whoever has no JavaScript waits. */
  unprovedByNetwork: { most: 6, period: hour },
  /** The same in a flood: without JavaScript one gets through from a network that sends nothing else. */
  unprovedInFlood: { most: 1, period: hour },
  /** Mail forms that were taken of everybody: with more there is a flood. */
  flood: { most: 20, period: 10 * minute },
  /** The same: with more each form needs a proof, also a network's first. */
  greatFlood: { most: 40, period: 10 * minute },
  /** Mail forms with a proof from one network. */
  provedByNetwork: { most: 60, period: hour },
  /** Mail forms to addresses at one domain without a proof: the next must have one. */
  unprovedByDomain: { most: 12, period: day },
  /** Mail forms with a proof to addresses at one domain. */
  provedByDomain: { most: 48, period: day },
  /** Requests that are confirmed from addresses at one domain. */
  confirmedByDomain: { most: 10, period: day },
} as const satisfies Record<string, FloodLimit>

export type FloodLimitName = keyof typeof floodLimits
/** The number of each that counts: the table's, or the configuration's. */
export type FloodLimits = Readonly<Record<FloodLimitName, number>>
