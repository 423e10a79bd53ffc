// Texts and names are in any language: each has a BCP 47 tag (RFC 5646), in its canonical form.

const longestTag = 35

/** Language, script, region, variants: the schema's CHECKs have the same pattern (drizzle/0026_names_by_tag.sql). */
const shape =
  /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$/

/** Undetermined, several, none, not coded. */
const noLanguage = new Set(['und', 'mul', 'zxx', 'mis'])

/**
 * The canonical form of what somebody typed for a language: `be-tarask` of "BE-Tarask"; null where it is no such tag.
 */
export function canonicalTag(typed: string): string | null {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(
      typed
        .trim()
        .replaceAll('_', '-')
        .slice(0, longestTag + 1),
    )
    return shape.test(tag) && tag.length <= longestTag && !noLanguage.has(tag) ? tag : null
  } catch {
    return null
  }
}

/** Whether it is a tag in its canonical form. */
export const isTag = (value: string): boolean => canonicalTag(value) === value

export type Direction = 'ltr' | 'rtl'

/**
 * Scripts that are written from the right, by ISO 15924: those of living languages, and those that Unicode has besides.
 */
const fromTheRight = new Set(
  (
    'Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat Nkoo ' +
    'Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Syre Syrj Syrn Thaa Todr Yezi'
  ).split(' '),
)

const directions = new Map<string, Direction>()
const mostDirections = 1000

/** In which direction a language is written: by its script, which CLDR knows where the tag does not say it. */
export function directionOf(tag: string): Direction {
  const known = directions.get(tag)
  if (known) return known
  const direction = fromTheRight.has(scriptOf(tag)) ? 'rtl' : 'ltr'
  if (directions.size >= mostDirections) directions.clear()
  directions.set(tag, direction)
  return direction
}

/**
 * A text within one of another language, where nothing marks it up: set apart by Unicode's isolates (UAX 9) where it
 * runs the other way.
 */
export const isolated = (text: string, tag: string, around: string): string =>
  directionOf(tag) === directionOf(around) ? text : `\u2068${text}\u2069`

function scriptOf(tag: string): string {
  try {
    return new Intl.Locale(tag).maximize().script ?? ''
  } catch {
    return ''
  }
}
