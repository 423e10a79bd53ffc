import type { Language } from '../../domain/language.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'

/** The path of a version's text in the language it is written in, byte for byte as its SHA-256 was computed. */
export const textFile = (slug: string, version: number, language: Language) =>
  paths.statement.version(language, slug, `${version}.md`)

/** A version by its number, the newest as well; null if there is none. */
export const versionOf = (statement: PublicStatement, number: number) =>
  [statement, ...statement.earlier].find(({ version }) => version === number) ?? null
