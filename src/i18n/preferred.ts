import { type Language, languages } from '../domain/language.ts'

/** Long enough for any browser's header; what comes after is not read, so that hostile input stays cheap. */
const maxLength = 1000

const weight = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i

/** Ours, as a header's ranges are compared: in small letters. */
const ours: ReadonlyMap<string, Language> = new Map(languages.map(lang => [lang.toLowerCase(), lang]))

/**
 * One member of the header: its tag and the primary subtag of that ('be' of be-BY), or '*', and its weight; null when
 * malformed.
 */
function parseRange(member: string): { ranges: string[]; q: number } | null {
  const [tag = '', parameter] = member.split(';', 2).map(part => part.trim())
  if (!/^(?:\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)$/i.test(tag)) return null
  const range = tag.toLowerCase()
  const ranges = [...new Set([range, ...range.split('-', 1)])]
  if (parameter === undefined) return { ranges, q: 1 }
  const [, q] = weight.exec(parameter) ?? []
  return q === undefined ? null : { ranges, q: Number(q) }
}

/**
 * Picks the interface language by an Accept-Language header (RFC 9110, 12.5.4): the heaviest of ours, the
 * earlier at equal weights; `*` stands for those not named; English when none fits or the header is malformed.
 */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const weights = new Map<string, number>()
  for (const member of (acceptLanguage ?? '').slice(0, maxLength).split(',')) {
    const parsed = parseRange(member)
    for (const range of parsed?.ranges ?? [])
      weights.set(range, Math.max(parsed?.q ?? 0, weights.get(range) ?? 0))
  }
  const named = [...weights.keys()].flatMap(range => ours.get(range) ?? [])
  const candidates = [...named, ...languages.filter(lang => !named.includes(lang))]
  let best: Language = 'en'
  let bestWeight = 0
  for (const lang of candidates) {
    const q = weights.get(lang.toLowerCase()) ?? weights.get('*') ?? 0
    if (q > bestWeight) [best, bestWeight] = [lang, q]
  }
  return best
}
