import { nameIn } from '../../domain/organisation.ts'
import { type Language, translator } from '../../i18n/index.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'

const mostNames = 3

/** The founding signatories who signed what the text says now: nobody's name stands over what they did not sign. */
export function authors(statement: PublicStatement): Signatory[] {
  return statement.signatories.filter(({ founding, version }) => founding && version >= statement.saysSince)
}

/** Whose statement it is: the first of the founding signatories by name, and how many more there are. */
export function byline(lang: Language, statement: PublicStatement): string | undefined {
  const founding = authors(statement).map(one => nameIn(one, lang))
  if (founding.length === 0) return undefined
  const names = founding.slice(0, mostNames).join(', ')
  return translator(lang)('statement.by', { names, others: Math.max(0, founding.length - mostNames) })
}
