import { and, asc, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { Publishable } from '../domain/draft.ts'
import type { Published } from '../domain/publishing.ts'
import type { Change, Origin, StatementState } from '../domain/statement.ts'
import type { Reader, Transaction } from './client.ts'
import { deskLanguages, deskTitle } from './desk-titles.ts'
import { hasContact } from './reconfirmations.ts'
import { recordVersion } from './record.ts'
import { endorsements } from './schema/endorsements.ts'
import { courtesyTexts, statements, statementTexts, statementVersions } from './schema/statements.ts'
import { isSignatoryOf } from './statement-state.ts'
import { latestVersion } from './statements.ts'

/** Behind the statements of the files, unless somebody ordered them otherwise. */
const firstPosition = 1000

/** A statement of the desk as it was published last; null where it never was, or is the files'. */
export async function findPublished(reader: Reader, slug: string): Promise<Published | null> {
  const [statement] = await reader
    .select({ state: statements.state })
    .from(statements)
    .where(and(eq(statements.slug, slug), eq(statements.origin, 'desk')))
  const version = await latestVersion(reader, slug)
  if (!statement || version === null) return null
  const { language, title, markdown, sha256 } = statementTexts
  const texts = await reader
    .select({ language, title, markdown, sha256 })
    .from(statementTexts)
    .where(and(eq(statementTexts.statement, slug), eq(statementTexts.version, version)))
    .orderBy(asc(language))
  const courtesy = await reader
    .select({
      language: courtesyTexts.language,
      title: courtesyTexts.title,
      markdown: courtesyTexts.markdown,
      sha256: courtesyTexts.sha256,
      translator: courtesyTexts.translator,
      checkedBy: courtesyTexts.checkedBy,
    })
    .from(courtesyTexts)
    .where(and(eq(courtesyTexts.statement, slug), eq(courtesyTexts.version, version)))
    .orderBy(asc(courtesyTexts.language))
  return { state: statement.state, version, texts, courtesy }
}

/** Makes the statement of a draft, which nobody else reads yet; false where the slug is taken. */
export async function insertDeskStatement(
  tx: Transaction,
  slug: string,
  content: Publishable,
  now: Date,
): Promise<boolean> {
  const inserted = await tx
    .insert(statements)
    .values({
      slug,
      position: sql`(SELECT greatest(${firstPosition}, 1 + coalesce(max(position), 0)) FROM statements)`,
      defaultLanguage: content.defaultLanguage,
      createdAt: now,
      origin: 'desk',
      state: 'draft',
      secondModerator: content.second,
    })
    .onConflictDoNothing()
    .returning({ slug: statements.slug })
  return inserted.length > 0
}

/**
 * Stores what is said beside the text. Of a statement that was published, in a private round or in public, the deadline
 * is moved in the open alone, and the second moderator is set with the other settings: both stay.
 */
export async function storeSettings(
  tx: Transaction,
  slug: string,
  content: Publishable,
  state: StatementState,
) {
  const { source, timeZone, listOrder, signers, readersInDanger } = content
  const dateOf = (text: string | null) => (text === null ? null : new Date(text))
  await tx
    .update(statements)
    .set({
      timeZone,
      listOrder,
      signers: [...signers],
      readersInDanger,
      opensAt: dateOf(content.opensAt),
      ...(state === 'draft' ? { closesAt: dateOf(content.closesAt) } : {}),
      sourceName: source?.name ?? null,
      sourceUrl: source?.url ?? null,
      sourcePublishedOn: source?.publishedOn ?? null,
    })
    .where(eq(statements.slug, slug))
}

/** Stores a version with all its signed texts. No version is ever rewritten. */
export async function insertVersion(
  tx: Transaction,
  slug: string,
  {
    version,
    change,
    content,
  }: { version: number; change: Change; content: Pick<Publishable, 'texts' | 'defaultLanguage'> },
  now: Date,
) {
  const main = content.texts.find(({ language }) => language === content.defaultLanguage)
  if (!main) throw new Error(`${slug}: the authoritative text is missing`)
  await tx
    .insert(statementVersions)
    .values({ statement: slug, number: version, change, sha256: main.sha256, createdAt: now })
  await tx.insert(statementTexts).values(content.texts.map(text => ({ statement: slug, version, ...text })))
  await recordVersion(tx, slug, version, main.sha256, now)
}

/** Lets these courtesy texts stand beside a version, and no others. */
export async function storeCourtesy(
  tx: Transaction,
  slug: string,
  version: number,
  texts: Publishable['courtesy'],
) {
  const isOf = and(eq(courtesyTexts.statement, slug), eq(courtesyTexts.version, version))
  const languages = texts.map(({ language }) => language)
  await tx.delete(courtesyTexts).where(and(isOf, notInArray(courtesyTexts.language, languages)))
  for (const text of texts) {
    await tx
      .insert(courtesyTexts)
      .values({ statement: slug, version, ...text })
      .onConflictDoUpdate({
        target: [courtesyTexts.statement, courtesyTexts.version, courtesyTexts.language],
        set: text,
      })
  }
}

/** How many signatories a substantive version would ask anew: those who can be written to. */
export const countAskedAnew = (reader: Reader, slug: string): Promise<number> =>
  reader.$count(endorsements, and(isSignatoryOf(slug), isNull(endorsements.foundingKey), hasContact))

/** All that are listed or counted, founding signatories too. */
export const countSignatories = (reader: Reader, slug: string): Promise<number> =>
  reader.$count(endorsements, isSignatoryOf(slug))

/** The keys of the founding signatories that a statement has, on its list or off it: they are founded for good. */
export async function findFoundedKeys(reader: Reader, slug: string): Promise<string[]> {
  const rows = await reader
    .select({ key: endorsements.foundingKey })
    .from(endorsements)
    .where(and(eq(endorsements.statement, slug), sql`${endorsements.foundingKey} IS NOT NULL`))
  return rows.flatMap(({ key }) => key ?? [])
}

/** A statement as the desk lists it. */
export type ListedStatement = {
  slug: string
  title: string
  /** Of the title. */
  language: string
  /** In which its text exists. */
  languages: string[]
  origin: Origin
  state: StatementState
  closesAt: Date | null
}

/** Every statement that was published, of the files and of the desk, in the site's order. */
export async function findListedStatements(reader: Reader, wanted?: string): Promise<ListedStatement[]> {
  const { slug, origin, state, closesAt } = statements
  const rows = await reader
    .select({ slug, text: deskTitle(wanted), languages: deskLanguages, origin, state, closesAt })
    .from(statements)
    .orderBy(statements.position, statements.slug)
  return rows.flatMap(({ text, ...row }) => (text === null ? [] : [{ ...row, ...text }]))
}
