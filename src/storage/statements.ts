import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { type Change, type SignerKind, type Source, textIn } from '../domain/statement.ts'
import type { Period } from '../domain/statement-times.ts'
import type { Reader, Transaction } from './client.ts'
import { statements, statementTexts, statementVersions } from './schema/statements.ts'

/** The number of the newest version; null for an unknown statement. */
export async function latestVersion(reader: Reader, slug: string): Promise<number | null> {
  const [row] = await reader
    .select({ number: statementVersions.number })
    .from(statementVersions)
    .where(eq(statementVersions.statement, slug))
    .orderBy(desc(statementVersions.number))
    .limit(1)
  return row?.number ?? null
}

export type Version = { version: number; change: Change; sha256: string }

/** All versions of a statement, newest first, each with the SHA-256 of its authoritative text. */
export const findVersions = (reader: Reader, slug: string): Promise<Version[]> =>
  reader
    .select({
      version: statementVersions.number,
      change: statementVersions.change,
      sha256: statementVersions.sha256,
    })
    .from(statementVersions)
    .where(eq(statementVersions.statement, slug))
    .orderBy(desc(statementVersions.number))

/** The same, with no newer one before the transaction ends: a deploy that brings one waits. */
export async function lockVersions(tx: Transaction, slug: string): Promise<Version[]> {
  await tx.select({ slug: statements.slug }).from(statements).where(eq(statements.slug, slug)).for('update')
  return findVersions(tx, slug)
}

/** The language in which a statement's text is authoritative first of all; null for an unknown statement. */
export async function findMainLanguage(reader: Reader, slug: string): Promise<string | null> {
  const [row] = await reader
    .select({ language: statements.defaultLanguage })
    .from(statements)
    .where(eq(statements.slug, slug))
  return row?.language ?? null
}

/** Who may sign a statement; nobody one that is unknown. */
export async function findSigners(reader: Reader, slug: string): Promise<readonly SignerKind[]> {
  const [row] = await reader
    .select({ signers: statements.signers })
    .from(statements)
    .where(eq(statements.slug, slug))
  return row?.signers ?? []
}

/** When a statement may be endorsed by whoever may read it; null if it is unknown or a draft. */
export async function periodOf(reader: Reader, slug: string): Promise<Period | null> {
  const [row] = await reader
    .select({
      opensAt: statements.opensAt,
      closesAt: statements.closesAt,
      lateSignatories: statements.lateSignatories,
    })
    .from(statements)
    .where(and(eq(statements.slug, slug), ne(statements.state, 'draft')))
  return row ? periodFrom(row) : null
}

/** The instants of a row as ISO 8601. */
export const periodFrom = ({
  opensAt,
  closesAt,
  lateSignatories,
}: {
  opensAt: Date | null
  closesAt: Date | null
  lateSignatories: boolean
}): Period => ({
  opensAt: opensAt?.toISOString() ?? null,
  closesAt: closesAt?.toISOString() ?? null,
  lateSignatories,
})

/** The source of a row; null where none is given. */
export function sourceFrom(row: {
  sourceName: string | null
  sourceUrl: string | null
  sourcePublishedOn: string | null
}): Source | null {
  const { sourceName: name, sourceUrl: url, sourcePublishedOn: publishedOn } = row
  return name === null || url === null ? null : { name, url, publishedOn }
}

/** Whether a statement is still private and when it goes public, and until when it can be signed. */
type StatementMoments = {
  isPrivate: boolean
  publishAt: Date | null
  closesAt: Date | null
  timeZone: string
}

/** `times`: of the statement, as {@link mailTitleOf} gives them. */
export type Title = { title: string; language: string; times?: StatementMoments }

/** A version's title in the language asked for, else the authoritative one. Throws for an unknown version. */
export async function titleOf(reader: Reader, slug: string, version: number, wanted: string): Promise<Title> {
  const { title, language } = await textOf(reader, slug, version, wanted)
  return { title, language }
}

/** The same with the statement's times, which mails tell of. */
export const mailTitleOf = async (
  reader: Reader,
  slug: string,
  version: number,
  wanted: string,
): Promise<Title> => ({
  ...(await titleOf(reader, slug, version, wanted)),
  times: await momentsOf(reader, slug),
})

async function momentsOf(reader: Reader, slug: string): Promise<StatementMoments> {
  const { state, publishAt, closesAt, timeZone } = statements
  const [row] = await reader
    .select({ state, publishAt, closesAt, timeZone })
    .from(statements)
    .where(eq(statements.slug, slug))
  if (!row) throw new Error('an unknown statement')
  const { state: present, ...times } = row
  return { ...times, isPrivate: present === 'private' }
}

/** A version's title with the SHA-256 of that language's text, chosen as {@link titleOf} does. */
export async function textOf(
  reader: Reader,
  slug: string,
  version: number,
  wanted: string,
): Promise<Title & { sha256: string }> {
  const texts = await reader
    .select({
      title: statementTexts.title,
      language: statementTexts.language,
      sha256: statementTexts.sha256,
      main: statements.defaultLanguage,
    })
    .from(statementTexts)
    .innerJoin(statements, eq(statements.slug, statementTexts.statement))
    .where(and(eq(statementTexts.statement, slug), eq(statementTexts.version, version)))
  const [first] = texts
  if (!first) throw new Error('an unknown version')
  const { title, language, sha256 } = textIn(texts, wanted, first.main)
  return { title, language, sha256 }
}

/** Whether a version was read in a private round alone: what the statement says in public came later. */
export async function wasNeverPublic(reader: Reader, slug: string, version: number): Promise<boolean> {
  const rows = await reader
    .select({ slug: statements.slug })
    .from(statements)
    .where(and(eq(statements.slug, slug), eq(statements.state, 'public'), gt(statements.publicFrom, version)))
  return rows.length > 0
}
