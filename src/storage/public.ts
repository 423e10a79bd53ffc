import { and, asc, desc, eq } from 'drizzle-orm'
import type { Language } from '../domain/language.ts'
import type { Names } from '../domain/organisation.ts'
import type { Change } from '../domain/statement.ts'
import type { Database, Reader } from './client.ts'
import {
  publicSignatories,
  publicStatements,
  publicStatementTexts,
  publicStatementVersions,
} from './schema.ts'

/** As the JSON list gives it: unknown values are null. */
export type Signatory = {
  id: string
  name: string
  names: Names
  country: string | null
  website: string | null
  comment: string | null
  founding: boolean
  version: number
  signedOn: string | null
}

/** A version of the text as it is cited: without the text itself. */
export type PublicVersion = {
  version: number
  change: Change
  publishedAt: string
  /** Of the authoritative text. */
  sha256: string
  texts: Omit<PublicText, 'markdown'>[]
}

export type PublicText = { language: Language; title: string; markdown: string; sha256: string }

/** A statement with its newest version and its whole list, founding signatories first. */
export type PublicStatement = {
  slug: string
  defaultLanguage: Language
  revision: number
  version: number
  change: Change
  publishedAt: string
  sha256: string
  texts: PublicText[]
  /** Newest first. */
  earlier: PublicVersion[]
  signatories: Signatory[]
}

export type StatementRevision = { slug: string; revision: number }

/** The one cheap question: has any list changed? In the order in which statements are shown. */
export async function readRevisions(publicDb: Database): Promise<StatementRevision[]> {
  return publicDb
    .select({ slug: publicStatements.slug, revision: publicStatements.revision })
    .from(publicStatements)
    .orderBy(asc(publicStatements.position), asc(publicStatements.slug))
}

/** Everything public of one statement, as of one moment; null if it is unknown. */
export async function readStatement(publicDb: Database, slug: string): Promise<PublicStatement | null> {
  return publicDb.transaction(
    async tx => {
      const [statement] = await tx.select().from(publicStatements).where(eq(publicStatements.slug, slug))
      const [version, ...earlier] = await tx
        .select()
        .from(publicStatementVersions)
        .where(eq(publicStatementVersions.statement, slug))
        .orderBy(desc(publicStatementVersions.number))
      if (!statement || !version) return null
      const texts = await tx
        .select()
        .from(publicStatementTexts)
        .where(
          and(eq(publicStatementTexts.statement, slug), eq(publicStatementTexts.version, version.number)),
        )
        .orderBy(asc(publicStatementTexts.language))
      const rows = await tx
        .select()
        .from(publicSignatories)
        .where(eq(publicSignatories.statement, slug))
        .orderBy(desc(publicSignatories.founding), asc(publicSignatories.position))
      return {
        slug,
        defaultLanguage: statement.defaultLanguage,
        revision: statement.revision,
        version: version.number,
        change: version.change,
        publishedAt: version.createdAt.toISOString(),
        sha256: version.sha256,
        texts: texts.map(({ language, title, markdown, sha256 }) => ({ language, title, markdown, sha256 })),
        earlier: await describeVersions(tx, earlier),
        signatories: rows.map(({ nameEn, nameBe, nameRu, statement: _, position: __, ...row }) => ({
          ...row,
          names: { en: nameEn, be: nameBe, ru: nameRu },
        })),
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** The titles and hashes of versions whose texts stay in the database: nobody asks for those often. */
async function describeVersions(
  tx: Reader,
  versions: readonly (typeof publicStatementVersions.$inferSelect)[],
): Promise<PublicVersion[]> {
  const [{ statement } = { statement: null }] = versions
  if (statement === null) return []
  const { version, language, title, sha256 } = publicStatementTexts
  const texts = await tx
    .select({ version, language, title, sha256 })
    .from(publicStatementTexts)
    .where(eq(publicStatementTexts.statement, statement))
    .orderBy(asc(language))
  return versions.map(({ number, change, sha256, createdAt }) => ({
    version: number,
    change,
    publishedAt: createdAt.toISOString(),
    sha256,
    texts: texts.filter(text => text.version === number).map(({ version: _, ...text }) => text),
  }))
}
