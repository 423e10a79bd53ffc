import { interfaceFor, isLanguage } from '../../domain/language.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'

/**
 * The path of a version's text in the language it is written in, byte for byte as its SHA-256 was computed. One in a
 * language of the interface lies under that language.
 */
export const textFile = (slug: string, version: number, tag: string) =>
  isLanguage(tag)
    ? paths.statement.version(tag, slug, `${version}.md`)
    : paths.statement.versionText(interfaceFor(tag), slug, version, `${tag}.md`)

/** The page that shows a version's text in one language, of those in which it exists. */
export const textPage = (
  lang: string,
  { slug, version: present }: Pick<PublicStatement, 'slug' | 'version'>,
  version: number,
  tag: string,
) =>
  version === present
    ? paths.statement.text(lang, slug, tag)
    : paths.statement.versionText(lang, slug, version, tag)

/** A version by its number, the newest as well; null if there is none. */
export const versionOf = (statement: PublicStatement, number: number) =>
  [statement, ...statement.earlier].find(({ version }) => version === number) ?? null
