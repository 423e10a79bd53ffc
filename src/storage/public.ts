import { and, asc, desc, eq } from 'drizzle-orm'
import type { Language } from '../domain/language.ts'
import type { Names } from '../domain/organisation.ts'
import type { Change } from '../domain/statement.ts'
import type { Database } from './client.ts'
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
      const [version] = await tx
        .select()
        .from(publicStatementVersions)
        .where(eq(publicStatementVersions.statement, slug))
        .orderBy(desc(publicStatementVersions.number))
        .limit(1)
      if (!statement || !version) return null
      const texts = await tx
        .select()
        .from(publicStatementTexts)
        .where(
          and(eq(publicStatementTexts.statement, slug), eq(publicStatementTexts.version, version.number)),
        )
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
        signatories: rows.map(({ nameEn, nameBe, nameRu, statement: _, position: __, ...row }) => ({
          ...row,
          names: { en: nameEn, be: nameBe, ru: nameRu },
        })),
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}
