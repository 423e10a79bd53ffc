import { isOfHouse } from './address-faults.ts'
import { hasFalseLabel, isDottedHost, readableHost } from './hosts.ts'
import { sortedTags } from './language.ts'
import { err, ok, type Result } from './result.ts'
import { foldName } from './spelling.ts'
import type { SignerKind } from './statement.ts'

/** The organisation's name in further languages, where it gave one: by their BCP 47 tags, in canonical form. */
export type Names = { readonly [tag: string]: string }

/** The names as answers give them and records keep them: those that were asked for first are there in any case. */
export type NamesOrNull = { readonly [tag: string]: string | null } & {
  readonly [language in (typeof alwaysNamed)[number]]: string | null
}
const alwaysNamed = ['en', 'be', 'ru'] as const

/** Null where no name was given. */
export const namesOrNull = (names: Names): NamesOrNull => ({ en: null, be: null, ru: null, ...names })

/** The names of a record that may say null of some. */
export const givenOf = (names: { readonly [tag: string]: string | null }): Names =>
  Object.fromEntries(Object.entries(names).filter((entry): entry is [string, string] => entry[1] !== null))

/**
 * An organisation as it is kept in writing, for this version and the one before: with a null for each name that is not
 * there.
 */
export type KeptOrganisation = Omit<Organisation, 'names'> & {
  readonly names: { readonly [tag: string]: string | null }
}
export const keptOf = (organisation: Organisation): KeptOrganisation => ({
  ...organisation,
  names: namesOrNull(organisation.names),
})
export const organisationFrom = (kept: KeptOrganisation): Organisation => ({
  ...kept,
  names: givenOf(kept.names),
})

/** Each name with its language, in the order in which pages give them. */
export const namesInOrder = (names: Names): [tag: string, name: string][] =>
  sortedTags(Object.keys(names)).flatMap(tag => {
    const name = names[tag]
    return name === undefined ? [] : [[tag, name]]
  })

/**
 * As whom a signatory signs. A person signs in their own capacity: title and affiliation are for identification only,
 * and nobody is counted or listed as the organisation that a person works for.
 */
type Signer =
  | { readonly kind: 'organisation' | 'network' }
  | { readonly kind: 'person'; readonly title: string | null; readonly affiliation: string | null }

/** What a signatory says of itself, all of it public once it is on the list. */
export type Organisation = {
  readonly name: string
  readonly names: Names
  /** ISO 3166-1 alpha-2 or XK; null: not stated. */
  readonly country: string | null
  readonly website: string | null
  /** As whom it signs; absent: as an organisation. What was stored before networks and persons could sign has none. */
  readonly signer?: Signer
}

type Named = Pick<Organisation, 'name' | 'names'>
type Signing = Pick<Organisation, 'signer'>

const asOrganisation: Signer = { kind: 'organisation' }

export const signerOf = ({ signer = asOrganisation }: Signing): Signer => signer
export const kindOf = (of: Signing): SignerKind => signerOf(of).kind

export const isPerson = (of: Signing): boolean => kindOf(of) === 'person'

/** What a person says of themselves beside the name; null for whoever is no person. */
export function personOf(of: Signing): { title: string | null; affiliation: string | null } | null {
  const signer = signerOf(of)
  return signer.kind === 'person' ? { title: signer.title, affiliation: signer.affiliation } : null
}

/**
 * A signer of a kind; of a person with what they say of themselves. An organisation's is left out, as it was before.
 */
export const signingAs = (
  kind: SignerKind,
  { title, affiliation }: { title: string | null; affiliation: string | null },
): Signing => {
  if (kind === 'organisation') return {}
  return { signer: kind === 'person' ? { kind, title, affiliation } : { kind } }
}

/** The name for readers of a language: the one that it gave for them, else its main one. */
export const nameIn = ({ name, names }: Named, language: string): string => names[language] ?? name

/**
 * The names beside the one that readers of `lang` see: the main one, which is for no language, and those for other
 * readers. None says the main one again.
 */
export function furtherNames(named: Named, lang: string): { name: string; language: string | null }[] {
  const main = { name: named.name, language: null }
  const translated = namesInOrder(named.names).flatMap(([language, name]) =>
    name === named.name || language === lang ? [] : [{ name, language }],
  )
  return named.name === nameIn(named, lang) ? translated : [main, ...translated]
}

/** Every name that it gave, its main one first. */
export const givenNames = ({ name, names }: Named): string[] => [
  ...new Set([name, ...namesInOrder(names).map(([, one]) => one)]),
]

/** A website's host as people write it: without `www.`. */
export const bareHost = ({ hostname }: URL): string => hostname.replace(/^www\./, '')

/**
 * The key under which two spellings count as the same organisation. Look-alikes across scripts are evidence for a
 * moderator, not a key.
 */
export const organisationKey = foldName

/**
 * The keys of every name that it gave: on one list each stands for one signatory. A person's are of name and
 * affiliation together, and never an organisation's: two persons may rightly share a name.
 */
export function nameKeys(organisation: Named & Signing): string[] {
  const keys = givenNames(organisation).map(organisationKey)
  const person = personOf(organisation)
  // Folding leaves no slash in a name.
  const ofPerson = (key: string) => `person/${key}/${organisationKey(person?.affiliation ?? '')}`
  return [...new Set(person ? keys.map(ofPerson) : keys)]
}

/** A website as it is stored, with its host as people read it. */
export function readableWebsite(website: string): string {
  const { hostname } = new URL(website)
  return website.replace(hostname, () => readableHost(hostname))
}

/**
 * A name from its first letter or digit on, as lists sort it: «Вясна» stands under В. Apostrophes are letters to
 * Unicode only.
 */
export const sortName = (name: string): string =>
  name.replace(/^(?:[^\p{L}\p{Nd}]|[\u02B9-\u02BF\u02C8\u02CA\u02CB\uA78B\uA78C])+/u, '')

/**
 * A second address behind the first, its scheme taken off. One that a path or a parameter names is part of the first.
 */
const secondAddress = /[^/=]https?:\/\/|^[^/?#]*\/+https?:\/\/|[,;|]www\./i

/**
 * A website as it is stored: one absolute http(s) URL with a dotted host name, without credentials. A bare host name
 * ("example.org") is read as https. What URL forgives is refused, as a person would confirm what they did not type:
 * blanks, backslashes, control characters.
 */
export function parseWebsite(typed: string): Result<string, 'website_invalid'> {
  if (!/^[\p{L}\p{N}]/u.test(typed) || /[\s\p{Cc}\\]/u.test(typed)) return err('website_invalid')
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[^/]*:\d+(\/|$)/.test(typed)
  if (hasScheme && !/^https?:\/\/[^/]/i.test(typed)) return err('website_invalid')
  const url = URL.parse(hasScheme ? typed : `https://${typed}`)
  if (!url || url.username || url.password) return err('website_invalid')
  // A dot at the end says that the name is whole: the same site.
  url.hostname = url.hostname.replace(/\.$/, '')
  if (!isDottedHost(url.hostname) || hasFalseLabel(url.hostname) || isOfHouse(url.hostname))
    return err('website_invalid')
  if (secondAddress.test(typed.replace(/^https?:\/\//i, ''))) return err('website_invalid')
  return ok(url.pathname === '/' && !url.search && !url.hash ? url.href.replace(/\/$/, '') : url.href)
}
