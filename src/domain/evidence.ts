import type { Status } from './endorsement.ts'
import { addressReasons, sameWebsite } from './evidence-address.ts'
import { mixedScriptWords } from './look-alike.ts'
import { type Look, lookOf, type Resemblance, resemblance } from './look-alike-near.ts'
import { givenNames, type Names, type Organisation } from './organisation.ts'

export type Level = 'strong' | 'some' | 'weak'

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

type Speaks = 'for' | 'against' | 'neutral'

/** One fact, with what the page needs to say it in words. Domains are registrable ones, in punycode. */
export type Reason = { readonly speaks: Speaks } & (
  | { kind: 'address_at_website'; domain: string; speaks: 'for' }
  /** Against: the address's domain imitates the website's. */
  | { kind: 'address_elsewhere'; address: string; website: string; speaks: 'against' | 'neutral' }
  | { kind: 'no_website'; speaks: 'neutral' }
  /** Against: there is no website of its own either. */
  | { kind: 'free_mail'; domain: string; speaks: 'against' | 'neutral' }
  | { kind: 'disposable_mail'; domain: string; speaks: 'against' }
  | { kind: 'website_is_platform'; domain: string; speaks: 'neutral' }
  /** Neutral: a Latin i in Cyrillic words, which is how many keyboards write і. */
  | { kind: 'mixed_script'; words: string[]; speaks: 'against' | 'neutral' }
  | { kind: `${Resemblance}_of_signatory`; id: string; name: string; speaks: 'against' }
  /** Neutral: nobody has confirmed the other request; anybody could have typed the name. */
  | {
      kind: `${Resemblance}_of_request`
      id: string
      name: string
      status: Status
      speaks: 'against' | 'neutral'
    }
  /** Against: it was rejected. */
  | {
      kind: 'asked_before'
      id: string
      name: string
      status: Status
      by: AskedBy
      speaks: 'against' | 'neutral'
    }
  | { kind: 'same_website_as_signatory'; id: string; name: string; speaks: 'against' }
  /** Whole minutes from asking to confirming; `fast`: under ten seconds, as a person seldom is. */
  | { kind: 'confirmed_after'; minutes: number; fast: boolean; speaks: 'neutral' }
  | { kind: 'contact_erased'; speaks: 'neutral' }
)
type AskedBy = 'organisation' | 'address' | 'both'

export type Evidence = { readonly level: Level; readonly reasons: readonly Reason[] }

/** These speak against, and yet may be true of an honest request: a namesake, a branch, a second try. */
const doubts: readonly Reason['kind'][] = [
  'near_name_of_signatory',
  'near_name_of_request',
  'same_website_as_signatory',
  'asked_before',
]

const fastest = 10_000

/**
 * What speaks for a request and what against, for a moderator to read; it decides nothing.
 *
 * Strong: the address is at the website's own registrable domain, and nothing speaks against.
 * Weak: something speaks against that an honest request seldom has: a disposable address; free mail
 * without a website of its own; an address that imitates the website's domain; a word of mixed scripts;
 * the name, or the look of the name, of a signatory or of another confirmed request.
 * Some: all else. That is many honest small organisations (free mail and a website, an address elsewhere,
 * no website), and a doubt: a near name, a signatory's website, an earlier rejection.
 *
 * Reasons come as a moderator should read them: against, for, neutral.
 */
export function weighEvidence(facts: EvidenceFacts): Evidence {
  const others = compare(facts)
  const found = [
    ...scriptReasons(facts.organisation),
    ...others.flatMap(nameReasons),
    ...sharedWebsites(facts.organisation.website, others),
    ...addressReasons(facts.email, facts.organisation.website),
    ...timeReasons(facts),
  ]
  const that = (speaks: Speaks) => found.filter(reason => reason.speaks === speaks)
  return { level: levelOf(found), reasons: [...that('against'), ...that('for'), ...that('neutral')] }
}

function levelOf(reasons: readonly Reason[]): Level {
  const against = reasons.filter(({ speaks }) => speaks === 'against')
  if (against.some(({ kind }) => !doubts.includes(kind))) return 'weak'
  return against.length === 0 && reasons.some(({ speaks }) => speaks === 'for') ? 'strong' : 'some'
}

function scriptReasons(organisation: Organisation): Reason[] {
  const words = [...new Set(givenNames(organisation).flatMap(mixedScriptWords))]
  if (words.length === 0) return []
  const typing = words.every(word => mixedScriptWords(word.replace(/[iI]/g, 'і')).length === 0)
  return [{ kind: 'mixed_script', words, speaks: typing ? 'neutral' : 'against' }]
}

const waiting: readonly Status[] = ['requested', 'confirmed', 'returned']

type Compared = { readonly other: OtherEndorsement; readonly found: Resemblance | null }

/** The closest that any name of the one comes to any name of each other. */
function compare({ organisation, others }: EvidenceFacts): Compared[] {
  const ours = givenNames(organisation).map(lookOf)
  return others.map(other => ({ other, found: closest(ours, givenNames(other).map(lookOf)) }))
}

function closest(ours: readonly Look[], theirs: readonly Look[]): Resemblance | null {
  const found = new Set(ours.flatMap(our => theirs.map(their => resemblance(our, their))))
  return (['duplicate', 'look_alike', 'near_name'] as const).find(kind => found.has(kind)) ?? null
}

function nameReasons({ other: { id, name, status, sameAddress }, found }: Compared): Reason[] {
  if (waiting.includes(status)) {
    const speaks = status === 'requested' ? 'neutral' : 'against'
    return found ? [{ kind: `${found}_of_request`, id, name, status, speaks }] : []
  }
  if (status === 'approved' && found) return [{ kind: `${found}_of_signatory`, id, name, speaks: 'against' }]
  const same = found === 'duplicate' || found === 'look_alike'
  if (!same && !sameAddress) return []
  const by = !sameAddress ? 'organisation' : same ? 'both' : 'address'
  return [
    { kind: 'asked_before', id, name, status, by, speaks: status === 'rejected' ? 'against' : 'neutral' },
  ]
}

function sharedWebsites(website: string | null, others: readonly Compared[]): Reason[] {
  if (website === null) return []
  return (
    others
      // The same name on the same website is said already.
      .filter(({ other, found }) => other.status === 'approved' && found !== 'duplicate')
      .filter(({ other }) => other.website !== null && sameWebsite(website, other.website))
      .map(({ other: { id, name } }) => ({ kind: 'same_website_as_signatory', id, name, speaks: 'against' }))
  )
}

function timeReasons({ requestedAt, confirmedAt }: EvidenceFacts): Reason[] {
  if (!confirmedAt) return []
  const passed = Math.max(0, confirmedAt.getTime() - requestedAt.getTime())
  const minutes = Math.floor(passed / 60_000)
  return [{ kind: 'confirmed_after', minutes, fast: passed < fastest, speaks: 'neutral' }]
}
