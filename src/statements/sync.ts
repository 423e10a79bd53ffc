import { and, eq, ne, or, sql } from 'drizzle-orm'
import { ConfigError } from '../config.ts'
import { canonicalText, type SignerKind, signerKinds, textHash, titleAndBody } from '../domain/statement.ts'
import type { Database, Transaction } from '../storage/client.ts'
import { insertVersion } from '../storage/desk-statements.ts'
import { findDraft } from '../storage/drafts.ts'
import { raiseRevision } from '../storage/record.ts'
import { statements, statementTexts } from '../storage/schema/statements.ts'
import { keepOrderAmong, nextPosition } from '../storage/statement-order.ts'
import { latestVersion } from '../storage/statements.ts'
import type { StatementFiles } from './files.ts'
import { syncCourtesy } from './sync-courtesy.ts'
import { syncDeadline } from './sync-deadline.ts'
import { syncFounders } from './sync-founders.ts'

type SyncDeps = { db: Database; now: () => Date; random: (length: number) => Uint8Array }
export type SyncReport = { slug: string; newVersion: number | null; founded: number }

/**
 * Loads the files' statements into the database. Running it again changes nothing. Those of the desk are left alone,
 * and one whose slug the desk has stops it with a {@link ConfigError}.
 * - A changed text becomes a new version; no version is ever rewritten.
 * - Statements have the files' order among themselves; where they stand among the desk's, administrators say there.
 * - A founding signatory's key is used once: a deploy neither brings back one that withdrew nor renames one.
 */
export async function syncStatements(
  deps: SyncDeps,
  files: readonly StatementFiles[],
): Promise<SyncReport[]> {
  const synced: SyncReport[] = []
  for (const statement of files) {
    synced.push(await deps.db.transaction(tx => syncStatement(tx, deps, statement)))
  }
  const inOrder = files.map(({ slug }) => slug)
  await deps.db.transaction(tx => keepOrderAmong(tx, inOrder))
  return synced
}

async function syncStatement(tx: Transaction, deps: SyncDeps, files: StatementFiles): Promise<SyncReport> {
  const { slug, defaultLanguage } = files
  await refuseSlugOfDesk(tx, slug)
  await tx
    .insert(statements)
    .values({ slug, position: nextPosition, defaultLanguage, createdAt: deps.now(), ...factsOf(files) })
    .onConflictDoNothing({ target: statements.slug })
  // Of two processes that start at once, the second waits here and then finds nothing to do.
  await tx.select({ slug: statements.slug }).from(statements).where(eq(statements.slug, slug)).for('update')
  await syncDeadline(tx, deps, files)
  await syncFacts(tx, files)

  const { version, isNew } = await syncVersion(tx, deps, files)
  const courtesyChanged = await syncCourtesy(tx, files, version)
  // A new version has raised it.
  if (courtesyChanged && !isNew) await raiseRevision(tx, slug)
  const founded = await syncFounders(tx, deps, files, version)
  return { slug, newVersion: isNew ? version : null, founded }
}

/** A statement is the files' or the desk's: a deploy writes over nothing that administrators wrote. */
async function refuseSlugOfDesk(tx: Transaction, slug: string) {
  const [statement] = await tx
    .select({ origin: statements.origin })
    .from(statements)
    .where(eq(statements.slug, slug))
  if (statement?.origin !== 'desk' && (statement || !(await findDraft(tx, slug)))) return
  throw new ConfigError(
    `statements: ${slug}: a statement of the desk has this slug already. Give the one in the files another slug (the folder in src/statements/, “slug” in statement.json, files.ts), or, while that of the desk is a draft, delete it at the desk.`,
  )
}

/** Stores what the files say beside the text. A change raises the revision: pages show it, or are made by it. */
async function syncFacts(tx: Transaction, files: StatementFiles) {
  const { slug, opensAt, closesAt, source, readersInDanger, timeZone, lateSignatories, order } = files
  const signers = signersOf(files)
  const times = { opensAt, closesAt }
  const texts = sourceOf(source)
  const differs = [
    ...keysOf(times).map(key => sql`${statements[key]} IS DISTINCT FROM ${times[key]}::timestamptz`),
    ...keysOf(texts).map(key => sql`${statements[key]}::text IS DISTINCT FROM ${texts[key]}::text`),
    ne(statements.readersInDanger, readersInDanger),
    ne(statements.timeZone, timeZone),
    ne(statements.lateSignatories, lateSignatories),
    ne(statements.listOrder, order),
    sql`${statements.signers} IS DISTINCT FROM ${arrayText(signers)}::text[]`,
  ]
  const changed = await tx
    .update(statements)
    .set(factsOf(files))
    .where(and(eq(statements.slug, slug), or(...differs)))
    .returning({ slug: statements.slug })
  if (changed.length > 0) await raiseRevision(tx, slug)
}

const factsOf = (files: StatementFiles) => ({
  opensAt: dateOf(files.opensAt),
  closesAt: dateOf(files.closesAt),
  ...sourceOf(files.source),
  readersInDanger: files.readersInDanger,
  timeZone: files.timeZone,
  lateSignatories: files.lateSignatories,
  listOrder: files.order,
  signers: signersOf(files),
})

/** Each once, in the order in which lists have them: another order in a file changes nothing. */
const signersOf = ({ signers }: StatementFiles): SignerKind[] =>
  signerKinds.filter(kind => signers.includes(kind))

const arrayText = (words: readonly string[]): string => `{${words.join(',')}}`

function sourceOf(source: StatementFiles['source']) {
  const { name = null, url = null, publishedOn = null } = source ?? {}
  return { sourceName: name, sourceUrl: url, sourcePublishedOn: publishedOn }
}

const keysOf = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]
const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** Stores a text that differs as a new version; a further translation joins the present one. */
async function syncVersion(tx: Transaction, { now }: SyncDeps, files: StatementFiles) {
  const { slug, defaultLanguage } = files
  const texts = textsOf(files)
  const latest = await latestVersion(tx, slug)
  const stored = latest === null ? new Map<string, string>() : await textsOfVersion(tx, slug, latest)
  const changed = texts.some(({ language, sha256 }) => (stored.get(language) ?? sha256) !== sha256)
  if (latest === null || changed) {
    const version = (latest ?? 0) + 1
    await insertVersion(
      tx,
      slug,
      { version, change: files.change, content: { texts, defaultLanguage } },
      now(),
    )
    return { version, isNew: true }
  }
  const added = texts.filter(({ language }) => !stored.has(language))
  if (added.length > 0) {
    await tx.insert(statementTexts).values(added.map(text => ({ statement: slug, version: latest, ...text })))
    // A translation changes no list, but the pages that are held lack it.
    await raiseRevision(tx, slug)
  }
  return { version: latest, isNew: false }
}

function textsOf(files: StatementFiles) {
  return Object.entries(files.texts).map(([language, text]) => ({
    language,
    title: titleAndBody(text).title,
    markdown: canonicalText(text),
    sha256: textHash(text),
  }))
}

async function textsOfVersion(tx: Transaction, slug: string, version: number): Promise<Map<string, string>> {
  const rows = await tx.select().from(statementTexts).where(eq(statementTexts.statement, slug))
  return new Map(rows.filter(row => row.version === version).map(row => [row.language, row.sha256]))
}
