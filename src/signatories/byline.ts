import { type Language, translator } from '../i18n/index.ts'
import type { PublicStatement } from '../storage/public.ts'

const namesMost = 3

/** Whose statement it is: the first of the founding signatories by name, and how many more there are. */
export function byline(lang: Language, { signatories }: PublicStatement): string | undefined {
  const founding = signatories.filter(one => one.founding).map(({ name, names }) => names[lang] ?? name)
  if (founding.length === 0) return undefined
  const names = founding.slice(0, namesMost).join(', ')
  return translator(lang)('statement.by', { names, others: Math.max(0, founding.length - namesMost) })
}
