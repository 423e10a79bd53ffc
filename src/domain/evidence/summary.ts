import type { Evidence } from './reasons.ts'

/** What a row of the queue knows of the evidence: how many reasons speak for the request, and how many against. */
export type EvidenceSummary = { readonly for: number; readonly against: number }

export function summarise({ reasons }: Evidence): EvidenceSummary {
  const that = (speaks: 'for' | 'against') => reasons.filter(reason => reason.speaks === speaks).length
  return { for: that('for'), against: that('against') }
}

/**
 * What requests can be picked out by. The sides are not opposites: a request may have something on both, or on none.
 */
export const evidenceSides = ['against', 'nothing-for', 'for'] as const
export type EvidenceSide = (typeof evidenceSides)[number]

export function isOn(side: EvidenceSide, { for: speakFor, against }: EvidenceSummary): boolean {
  const sides = { against: against > 0, 'nothing-for': speakFor === 0, for: speakFor > 0 }
  return sides[side]
}

/** What the log keeps of the evidence that an approval was given on: what speaks against comes first. */
export function sideOf({ for: speakFor, against }: EvidenceSummary): EvidenceSide {
  if (against > 0) return 'against'
  return speakFor > 0 ? 'for' : 'nothing-for'
}

/** Something speaks against the request, or nothing for it: one person's look is not enough to publish it by. */
export const isInDoubt = (evidence: Evidence): boolean => sideOf(summarise(evidence)) !== 'for'
