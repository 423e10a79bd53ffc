import { minute } from '../durations.ts'
import { isWaiting, type Status } from '../endorsement.ts'
import { fastConfirmation } from '../limits.ts'
import { mixedScriptWords } from '../look-alike/look-alike.ts'
import { type Look, lookOf, type Resemblance, resemblance } from '../look-alike/near.ts'
import { givenNames, type Names, type Organisation } from '../organisation.ts'
import { addressReasons, sameWebsite } from './address-reasons.ts'
import type { AskedBy, Evidence, Reason, Speaks } from './reasons.ts'

/** A signatory of the same statement, or another request that is or was made for one. */
export type OtherEndorsement = {
  readonly id: string
  readonly name: string
  readonly names: Names
  readonly status: Status
  readonly founding: boolean
  readonly website: string | null
  readonly sameAddress: boolean
}

export type EvidenceFacts = {
  readonly organisation: Organisation
  /** Null once the contact is erased. */
  readonly email: string | null
  readonly requestedAt: Date
  readonly confirmedAt: Date | null
  /** What storage found near, in any way; the unrelated ones among them give no reason. */
  readonly others: readonly OtherEndorsement[]
}

/**
 * What speaks for a request and what against, for a moderator to read: against first, then for, then neutral. It
 * decides nothing, and gives no grade. Many honest small organisations have nothing that speaks for them: free mail and
 * a website, an address elsewhere, no website; and some have something against: a namesake, a branch, a second try.
 */
export function weighEvidence(facts: EvidenceFacts): Evidence {
  const others = compare(facts)
  const reasons = [
    ...scriptReasons(facts.organisation),
    ...others.flatMap(nameReasons),
    ...sharedWebsites(facts.organisation.website, others),
    ...addressReasons(facts.email, facts.organisation.website),
    ...timeReasons(facts),
  ]
  const that = (speaks: Speaks) => reasons.filter(reason => reason.speaks === speaks)
  return { reasons: [...that('against'), ...that('for'), ...that('neutral')] }
}

function scriptReasons(organisation: Organisation): Reason[] {
  const words = [...new Set(givenNames(organisation).flatMap(mixedScriptWords))]
  if (words.length === 0) return []
  const typing = words.every(word => mixedScriptWords(word.replace(/[iI]/g, 'і')).length === 0)
  return [{ kind: 'mixed_script', words, speaks: typing ? 'neutral' : 'against' }]
}

type Compared = { readonly other: OtherEndorsement; readonly likeness: Resemblance | null }

/** The closest that any name of the one comes to any name of each other. */
function compare({ organisation, others }: EvidenceFacts): Compared[] {
  const ours = givenNames(organisation).map(lookOf)
  return others.map(other => ({ other, likeness: closest(ours, givenNames(other).map(lookOf)) }))
}

function closest(ours: readonly Look[], theirs: readonly Look[]): Resemblance | null {
  const likenesses = new Set(ours.flatMap(our => theirs.map(their => resemblance(our, their))))
  return (['duplicate', 'look_alike', 'near_name'] as const).find(kind => likenesses.has(kind)) ?? null
}

function nameReasons({ other, likeness }: Compared): Reason[] {
  const { id, name, status } = other
  if (isWaiting(status)) {
    const speaks = status === 'requested' ? 'neutral' : 'against'
    return likeness ? [{ kind: `${likeness}_of_request`, id, name, status, speaks }] : []
  }
  if (status === 'approved' && likeness) {
    return [{ kind: `${likeness}_of_signatory`, id, name, speaks: 'against' }]
  }
  const by = askedBy({ other, likeness })
  if (!by) return []
  const speaks = status === 'rejected' ? 'against' : 'neutral'
  return [{ kind: 'asked_before', id, name, status, by, speaks }]
}

/** What shows that the one who asks now asked before; null: nothing does. */
function askedBy({ other: { sameAddress }, likeness }: Compared): AskedBy | null {
  const sameName = likeness === 'duplicate' || likeness === 'look_alike'
  if (sameName && sameAddress) return 'both'
  if (sameName) return 'organisation'
  return sameAddress ? 'address' : null
}

function sharedWebsites(website: string | null, others: readonly Compared[]): Reason[] {
  if (website === null) return []
  return (
    others
      // The same name on the same website is said already.
      .filter(({ other, likeness }) => other.status === 'approved' && likeness !== 'duplicate')
      .filter(({ other }) => other.website !== null && sameWebsite(website, other.website))
      .map(({ other: { id, name } }) => ({ kind: 'same_website_as_signatory', id, name, speaks: 'against' }))
  )
}

function timeReasons({ requestedAt, confirmedAt }: EvidenceFacts): Reason[] {
  if (!confirmedAt) return []
  const passed = Math.max(0, confirmedAt.getTime() - requestedAt.getTime())
  const minutes = Math.floor(passed / minute)
  return [{ kind: 'confirmed_after', minutes, fast: passed < fastConfirmation, speaks: 'neutral' }]
}
