import type { Language } from '../domain/language.ts'
import { translator } from './messages.ts'

/** "one, two and three". workerd has no Belarusian Intl.ListFormat. */
export function andList(lang: Language, items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  if (items.length <= 1) return last
  return translator(lang)('format.and', { first: items.slice(0, -1).join(', '), last })
}
