import { nameIn, sortName } from '../../domain/organisation.ts'
import { sectionOf, sections } from '../../domain/sections.ts'
import { countries, type Language } from '../../i18n/index.ts'
import type { CountryGroup } from '../../storage/country-order.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { sumOf } from '../../storage/signatory-list.ts'

// By the rules of storage/signatory-list-sql.ts and storage/country-order.ts.

type Order = (one: Signatory, other: Signatory) => number

/** By name, as a language sorts names. */
export function byNameIn(lang: Language): Order {
  const { compare } = new Intl.Collator(lang)
  const keys = new Map<string, string>()
  const keyOf = (signatory: Signatory): string => {
    const key = keys.get(signatory.id) ?? sortName(nameIn(signatory, lang))
    keys.set(signatory.id, key)
    return key
  }
  return (a, b) => compare(keyOf(a), keyOf(b)) || byCodeUnits(keyOf(a), keyOf(b)) || byCodeUnits(a.id, b.id)
}

/** What collates as equal is in the order of its bytes, as in PostgreSQL. */
function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** By country as a language sorts the countries; those that stated none come last. */
function byCountryIn(lang: Language): Order {
  const places = placesOfCountries(lang)
  return (a, b) => placeOf(places, a.country) - placeOf(places, b.country)
}

const placesOfCountries = (lang: Language) => new Map(countries(lang).map(({ code }, place) => [code, place]))
const placeOf = (places: ReadonlyMap<string, number>, country: string | null): number =>
  (country === null ? undefined : places.get(country)) ?? places.size

/** Made once for each reading of a list and each language. */
const ordered = new WeakMap<readonly Signatory[], Map<Language | 'everywhere', readonly Signatory[]>>()

/** What is held of a list in the statement's own order, section by section, as a reader of the language has it. */
export function heldInOrder(statement: PublicStatement, lang: Language): readonly Signatory[] {
  const { signatories, listOrder } = statement
  // By date it is the same for every reader.
  const where = listOrder === 'date' ? 'everywhere' : lang
  const byLanguage = ordered.get(signatories) ?? new Map<Language | 'everywhere', readonly Signatory[]>()
  const inOrder = byLanguage.get(where) ?? putInOrder(statement, lang)
  ordered.set(signatories, byLanguage.set(where, inOrder))
  return inOrder
}

function putInOrder({ signatories, listOrder }: PublicStatement, lang: Language): readonly Signatory[] {
  const bySection: Order = (a, b) => sections.indexOf(sectionOf(a)) - sections.indexOf(sectionOf(b))
  if (listOrder === 'date') return signatories.toSorted(bySection)
  const byName = byNameIn(lang)
  const byCountry = listOrder === 'country' ? byCountryIn(lang) : () => 0
  // Founding signatories are in their own order already, and sorting keeps it.
  return signatories.toSorted(
    (a, b) => bySection(a, b) || (sectionOf(a) === 'founding' ? 0 : byCountry(a, b) || byName(a, b)),
  )
}

export const isHeldWhole = ({ signatories, count }: PublicStatement): boolean => signatories.length === count

/**
 * True where what is held is the beginning of the list in its own order: a longer list by date whose endorsing
 * signatories are all of one kind.
 */
export const isBeginningHeld = (statement: PublicStatement): boolean => {
  if (isHeldWhole(statement)) return true
  const kinds = new Set(statement.groups.map(sectionOf).filter(section => section !== 'founding'))
  return statement.listOrder === 'date' && kinds.size <= 1
}

/** The sections and countries of a list in its order by country. */
export function countryGroups({ groups }: PublicStatement, lang: Language): CountryGroup[] {
  const places = placesOfCountries(lang)
  const bySection = Map.groupBy(groups, group => sections.indexOf(sectionOf(group)))
  return [...bySection]
    .flatMap(([section, ofSection]) =>
      // Founding signatories of two kinds from one country are one group.
      [...Map.groupBy(ofSection, ({ country }) => country)].map(([country, same]) => ({
        section,
        country,
        count: sumOf(same),
      })),
    )
    .sort((a, b) => a.section - b.section || placeOf(places, a.country) - placeOf(places, b.country))
}
