import type { Status } from '../endorsement.ts'
import type { Resemblance } from '../look-alike/resemblance.ts'

/** How a fact bears on a request. */
export type Speaks = 'for' | 'against' | 'neutral'

/** Another endorsement as a moderator reads of it; `nameWithheld`: nobody else may. */
export type OtherName = { readonly id: string; readonly name: string; readonly nameWithheld?: true }

/**
 * One fact, with what the page needs to say it in words. Domains are registrable ones, in punycode. One kind alone
 * speaks for a request: a row of the queue says it in words.
 */
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
  | (OtherName & { kind: `${Resemblance}_of_signatory`; speaks: 'against' })
  /** A name that is no public one of the signatory, or its acronym; `exact`: known as it stands. */
  | (OtherName & {
      kind: 'known_name_of_signatory' | 'acronym_of_signatory'
      exact: boolean
      field: Likeness['field']
      speaks: 'against'
    })
  /** The name is a signatory's; the address is at none of the domains that it is known by. */
  | (OtherName & {
      kind: 'address_not_at_signatory'
      domains: readonly string[]
      speaks: 'against'
    })
  | (OtherName & { kind: 'address_at_signatory'; domain: string; speaks: 'neutral' })
  /** The address's domain, or the website's, imitates one that a signatory is known by. */
  | (OtherName & {
      kind: 'domain_like_signatory'
      domain: string
      known: string
      speaks: 'against'
    })
  /** The domain's label is a name of the signatory. */
  | (OtherName & { kind: 'domain_named_like_signatory'; domain: string; speaks: 'against' })
  /** The same of a page on a platform: host and path. */
  | (OtherName & { kind: 'page_named_like_signatory'; page: string; speaks: 'against' })
  /** Of the public line: `names` holds it. */
  | {
      kind: 'state_body' | 'advertising' | 'nonsense' | 'advertising_line'
      names: readonly string[]
      speaks: 'against'
    }
  /** Neutral: nobody has confirmed the other request; anybody could have typed the name. */
  | (OtherName & {
      kind: `${Resemblance}_of_request`
      status: Status
      speaks: 'against' | 'neutral'
    })
  /** Against: it was rejected. */
  | (OtherName & {
      kind: 'asked_before'
      status: Status
      by: AskedBy
      speaks: 'against' | 'neutral'
    })
  | (OtherName & { kind: 'same_website_as_signatory'; speaks: 'against' })
  /** Of another name: it waits, or was rejected. */
  | (OtherName & { kind: 'same_website_as_request'; status: Status; speaks: 'against' })
  /** Another person's name, who works elsewhere. */
  | (OtherName & { kind: 'namesake_of_signatory'; speaks: 'neutral' })
  /** A person's affiliation has the name of a signatory, or one that may be taken for it. */
  | (OtherName & { kind: 'affiliation_like_signatory'; speaks: 'neutral' })
  /** Whole minutes from asking to confirming; `fast`: under ten seconds, as a person seldom is. */
  | { kind: 'confirmed_after'; minutes: number; fast: boolean; speaks: 'neutral' }
  | { kind: 'contact_erased'; speaks: 'neutral' }
)

/** How a name of ours stands to one of another, and in which field it stands. */
export type Likeness = {
  readonly kind: Resemblance
  readonly by: 'name' | 'known_name' | 'acronym'
  /** `name`, or the tag of the language that the name is for. */
  readonly field: string
}

export type AskedBy = 'organisation' | 'address' | 'both'

/**
 * What is known, in the order in which a moderator should read it. It has no grade: a grade would be read as a verdict.
 */
export type Evidence = { readonly reasons: readonly Reason[] }
