import { fastConfirmation, minute } from '../durations.ts'
import { isOpen, isUndecided } from '../endorsement.ts'
import { mixedScriptWords } from '../look-alike/skeleton.ts'
import { givenNames, isPerson, type Organisation } from '../organisation.ts'
import { addressReasons, sameWebsite } from './address-reasons.ts'
import { lineReadsAsAdvertising, readsAsAdvertising } from './advertising.ts'
import { type Compared, compareNames } from './comparing.ts'
import { isKnownDomain, knownDomainReasons } from './known-domains.ts'
import { readsAsNonsense } from './nonsense.ts'
import { nameOf, type OtherEndorsement } from './other-endorsement.ts'
import { affiliationReasons, comparePersons, compareWithBodies, personAddressReasons } from './persons.ts'
import type { AskedBy, Evidence, Likeness, OtherName, Reason, Speaks } from './reasons.ts'
import { namesStateBody } from './state-bodies.ts'

export type EvidenceFacts = {
  readonly organisation: Organisation
  /** The public line; null: none. */
  readonly comment?: string | null
  /** Null once the contact is erased. */
  readonly email: string | null
  readonly requestedAt: Date
  readonly confirmedAt: Date | null
  /** What storage found near, in any way; the unrelated ones among them give no reason. */
  readonly others: readonly OtherEndorsement[]
}

/**
 * What speaks for a request and what against, for a moderator to read: against first, then for, then neutral. No grade
 * is given, and no reason rejects anybody. Something against, or nothing for, calls for a second moderator unless the
 * site's setting says otherwise (`isInDoubt`): many honest small organisations have nothing that speaks for them (free
 * mail and a website, an address elsewhere, no website), and some have something against (a namesake, a branch, a
 * second try).
 */
export function weighEvidence(facts: EvidenceFacts): Evidence {
  const reasons = isPerson(facts.organisation) ? reasonsOfPerson(facts) : reasonsOfBody(facts)
  const that = (speaks: Speaks) => reasons.filter(reason => reason.speaks === speaks)
  return { reasons: [...that('against'), ...that('for'), ...that('neutral')] }
}

/**
 * What a person's request is compared with is persons; what organisations are known by says of it only whether an
 * address deceives.
 */
function reasonsOfPerson(facts: EvidenceFacts): Reason[] {
  const { organisation, email, others } = facts
  const bodies = others.filter(({ kind }) => kind !== 'person')
  const { compared, namesakes } = comparePersons(
    organisation,
    others.filter(({ kind }) => kind === 'person'),
  )
  // A person's address says nothing of an organisation.
  const unlike = bodies.map(other => ({ other, likeness: null }))
  return [
    ...scriptReasons(organisation),
    ...contentReasons(facts),
    ...[...compared, ...compareWithBodies(organisation, bodies)].flatMap(nameReasons),
    ...namesakes,
    ...affiliationReasons(organisation, bodies),
    ...knownDomainReasons(email, null, unlike),
    ...personAddressReasons(email),
    ...timeReasons(facts),
  ]
}

function reasonsOfBody(facts: EvidenceFacts): Reason[] {
  const bodies = facts.others.filter(({ kind }) => kind !== 'person')
  const persons = facts.others.filter(({ kind }) => kind === 'person')
  const others = [
    ...compareNames(facts.organisation, bodies),
    // Of persons only that they asked from the same address.
    ...persons.map(other => ({ other, likeness: null })),
  ]
  const ofDomains = knownDomainReasons(facts.email, facts.organisation.website, others)
  return [
    ...scriptReasons(facts.organisation),
    ...contentReasons(facts),
    ...others.flatMap(nameReasons),
    ...ofDomains,
    ...sharedWebsites(facts.organisation.website, others),
    ...addressReasons(facts.email, facts.organisation.website).filter(
      reason => reason.speaks !== 'for' || !ofDomains.some(isImitation),
    ),
    ...timeReasons(facts),
  ]
}

/** To be at home at a domain that deceives speaks for nobody. */
const isImitation = ({ kind }: Reason): boolean =>
  kind === 'domain_like_signatory' || kind === 'domain_named_like_signatory'

function scriptReasons(organisation: Organisation): Reason[] {
  const words = [...new Set(givenNames(organisation).flatMap(mixedScriptWords))]
  if (words.length === 0) return []
  const typing = words.every(word => mixedScriptWords(word.replace(/[iI]/g, 'і')).length === 0)
  return [{ kind: 'mixed_script', words, speaks: typing ? 'neutral' : 'against' }]
}

function contentReasons({ organisation, comment = null }: EvidenceFacts): Reason[] {
  const names = givenNames(organisation)
  const that = (is: (name: string) => boolean) => names.filter(is)
  const { website } = organisation
  const isAdvertised = comment !== null && lineReadsAsAdvertising(comment, website)
  return [
    ...reasonWith('state_body', that(namesStateBody)),
    ...reasonWith(
      'advertising',
      that(name => readsAsAdvertising(name, website)),
    ),
    ...reasonWith('nonsense', that(readsAsNonsense)),
    ...reasonWith('advertising_line', isAdvertised ? [comment] : []),
  ]
}

type OfContent = Extract<Reason, { names: readonly string[] }>['kind']

const reasonWith = (kind: OfContent, names: readonly string[]): Reason[] =>
  names.length === 0 ? [] : [{ kind, names, speaks: 'against' }]

function nameReasons({ other, likeness }: Compared): Reason[] {
  const { status } = other
  if (isOpen(status) && likeness) {
    const speaks = status === 'requested' ? 'neutral' : 'against'
    return [{ kind: `${likeness.kind}_of_request`, ...nameOf(other), status, speaks }]
  }
  if (status === 'approved' && likeness) return [signatoryReason(nameOf(other), likeness)]
  const by = askedBy({ other, likeness })
  if (!by) return []
  const speaks = status === 'rejected' ? 'against' : 'neutral'
  return [{ kind: 'asked_before', ...nameOf(other), status, by, speaks }]
}

function signatoryReason(signatory: OtherName, { kind, by, field }: Likeness): Reason {
  if (by === 'name') return { kind: `${kind}_of_signatory`, ...signatory, speaks: 'against' }
  return { kind: `${by}_of_signatory`, exact: kind !== 'near_name', field, ...signatory, speaks: 'against' }
}

/** What shows that the one who asks now asked before; null: nothing does. */
function askedBy({ other: { sameAddress }, likeness }: Compared): AskedBy | null {
  const sameName = likeness?.kind === 'duplicate' || likeness?.kind === 'look_alike'
  if (sameName && sameAddress) return 'both'
  if (sameName) return 'organisation'
  return sameAddress ? 'address' : null
}

/** Whoever makes up organisations gives them the one website that is theirs. */
function sharedWebsites(website: string | null, others: readonly Compared[]): Reason[] {
  if (website === null) return []
  return (
    others
      // The same name on the same website is said already.
      .filter(({ likeness }) => likeness?.kind !== 'duplicate')
      .filter(
        ({ other }) =>
          (other.website !== null && sameWebsite(website, other.website)) ||
          isKnownDomain(website, other.known),
      )
      .flatMap(({ other }) => sharedWebsite(other))
  )
}

function sharedWebsite(other: OtherEndorsement): Reason[] {
  const { status } = other
  const reason = { ...nameOf(other), speaks: 'against' } as const
  if (status === 'approved') return [{ kind: 'same_website_as_signatory', ...reason }]
  // What its own side ended, or nobody confirmed, says nothing of who has the website.
  const bearsOn = isUndecided(status) || status === 'rejected'
  return bearsOn ? [{ kind: 'same_website_as_request', status, ...reason }] : []
}

function timeReasons({ requestedAt, confirmedAt }: EvidenceFacts): Reason[] {
  if (!confirmedAt) return []
  const passed = Math.max(0, confirmedAt.getTime() - requestedAt.getTime())
  const minutes = Math.floor(passed / minute)
  return [{ kind: 'confirmed_after', minutes, fast: passed < fastConfirmation, speaks: 'neutral' }]
}
