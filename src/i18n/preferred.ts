import { isLanguage, type Language, languages } from '../domain/language.ts'

/** Long enough for any browser's header; what comes after is not read, so that hostile input stays cheap. */
const maxLength = 1000

const weight = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i

/** One member of the header: its primary subtag ('be' of be-BY, or '*') and its weight; null when malformed. */
function parseRange(member: string): { range: string; q: number } | null {
  const [tag = '', parameter] = member.split(';', 2).map(part => part.trim())
  if (!/^(?:\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)$/i.test(tag)) return null
  const [range = ''] = tag.toLowerCase().split('-', 1)
  if (parameter === undefined) return { range, q: 1 }
  const [, q] = weight.exec(parameter) ?? []
  return q === undefined ? null : { range, q: Number(q) }
}

/**
 * Picks the interface language by an Accept-Language header (RFC 9110, 12.5.4): the heaviest of ours, the
 * earlier at equal weights; `*` stands for those not named; English when none fits or the header is malformed.
 */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const weights = new Map<string, number>()
  for (const member of (acceptLanguage ?? '').slice(0, maxLength).split(',')) {
    const parsed = parseRange(member)
    if (parsed) weights.set(parsed.range, Math.max(parsed.q, weights.get(parsed.range) ?? 0))
  }
  const named = [...weights.keys()].filter(isLanguage)
  const candidates = [...named, ...languages.filter(lang => !named.includes(lang))]
  let best: Language = 'en'
  let bestWeight = 0
  for (const lang of candidates) {
    const q = weights.get(lang) ?? weights.get('*') ?? 0
    if (q > bestWeight) [best, bestWeight] = [lang, q]
  }
  return best
}
