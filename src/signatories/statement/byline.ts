import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { nameIn } from '../../domain/organisation.ts'
import { escapeHtml } from '../../formats/html.ts'
import { type Language, translator, type WordsFor } from '../../i18n/index.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'

const mostNames = 3
// No text of ours and no name has it.
const mark = '\uFDD0'

/** The founding signatories who signed what the text says now: nobody's name stands over what they did not sign. */
export function authors(statement: PublicStatement): Signatory[] {
  return statement.signatories.filter(({ founding, version }) => founding && version >= statement.saysSince)
}

/** Whose statement it is: the first of the founding signatories by name, and how many more there are. */
export function byline(lang: Language, statement: PublicStatement): Child {
  const all = authors(statement)
  // Persons among them are no organisations.
  const kind = all.every(one => one.kind === 'organisation') ? 'organisation' : 'mixed'
  return bylineOf(
    lang,
    all.map(one => nameIn(one, lang)),
    kind,
  )
}

/** The same of their names. */
export function bylineOf(
  lang: Language,
  founding: readonly string[],
  kind: WordsFor = 'organisation',
): Child {
  if (founding.length === 0) return undefined
  const names = founding.slice(0, mostNames).join(', ')
  const others = Math.max(0, founding.length - mostNames)
  const sentence = escapeHtml(translator(lang, kind)('statement.by', { names: mark, others }))
  return raw(sentence.replace(mark, () => `<span translate="no">${escapeHtml(names)}</span>`))
}
