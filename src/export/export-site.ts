import { utcDate } from '../domain/dates.ts'
import { createSnapshots, type HeldStatement, type Snapshot } from '../held/snapshot.ts'
import { describeError, type Log } from '../log.ts'
import { paths } from '../paths.ts'
import { maxLimit } from '../signatories/formats/query-schemas.ts'
import type { SignatoryPage } from '../signatories/formats/signatory-schemas.ts'
import type { Database } from '../storage/client.ts'
import { type PublicStatement, readRevisions } from '../storage/public-statements.ts'
import { type Ask, siteOf } from './fetch-page.ts'
import { type Folder, markFile, openFolder } from './folder.ts'
import { planCopy } from './plan.ts'
import { writePages } from './write-pages.ts'

/** The longest list whose signatories get pages of their own in a copy. */
export const mostPages = 5000
/** How often a copy is begun: a list that changes while it is copied is copied again. */
const attempts = 3

type ExportReport = { publicUrl: string; files: number; statements: CopiedStatement[] }
export type CopiedStatement = { statement: string; revision: number; count: number; hasPages: boolean }

type ExportDeps = { env: Record<string, string | undefined>; publicDb: Database; now: () => Date; log: Log }

/**
 * Writes the whole public site as files into a folder: see docs/mirrors.md. Throws FolderRefused, ConfigError, or
 * what the database throws, and leaves the folder as it was.
 */
export async function exportSite(deps: ExportDeps, path: string): Promise<ExportReport> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const folder = await openFolder(path)
    try {
      const exported = await writeSite(deps, folder)
      if (exported) return exported
    } finally {
      await folder.discard()
    }
  }
  throw new Error(`the list changed each of the ${attempts} times that it was copied`)
}

/** Null where a list that is read in pieces changed meanwhile: its pieces may not belong together. */
async function writeSite(deps: ExportDeps, folder: Folder): Promise<ExportReport | null> {
  const { publicDb, log } = deps
  const background = (work: Promise<void>) =>
    void work.catch(error => log('error', 'background_failed', describeError(error)))
  const source = { publicDb, mayShareWork: false, lastGood: null, background, log }
  const snapshots = createSnapshots()
  const { statements: summaries, ...rest } = await snapshots.current(source)
  const whole: HeldStatement[] = []
  for (const { slug, revision } of summaries) {
    const held = await snapshots.statement(source, slug)
    if (held?.statement.revision !== revision) return null
    whole.push(held)
  }
  const statements = whole.map(({ statement }) => statement)
  const exported = await writeSnapshot(deps, folder, { ...rest, statements: summaries }, whole).catch(
    async (error: unknown) => {
      if (await isTorn(publicDb, statements)) return null
      throw error
    },
  )
  if (!exported || (await isTorn(publicDb, statements))) return null
  return { ...exported, files: await folder.finish() }
}

async function isTorn(publicDb: Database, statements: readonly PublicStatement[]): Promise<boolean> {
  if (statements.every(({ count, signatories }) => count === signatories.length)) return false
  const now = await readRevisions(publicDb)
  return statements.some(({ slug, revision }) => now.find(one => one.slug === slug)?.revision !== revision)
}

async function writeSnapshot(
  { env, publicDb, now, log }: ExportDeps,
  folder: Folder,
  snapshot: Snapshot,
  whole: readonly HeldStatement[],
): Promise<Omit<ExportReport, 'files'>> {
  const started = now()
  const { ask, publicUrl } = siteOf(env, { snapshot, whole }, { publicDb, now: () => started, log })
  const origin = { publicUrl, day: utcDate(started) }
  const statements = whole.map(({ statement }) => statement)
  const ids = new Map<string, string[]>()
  for (const { slug } of statements) {
    const list = await wholeList(ask, slug)
    const { signatories } = list
    const listed = signatories.map(({ id }) => id)
    if (listed.length <= mostPages) ids.set(slug, listed)
    await folder.write(`${paths.api.signatories(slug).slice(1)}.json`, JSON.stringify(list))
  }
  await writePages({ folder, origin, statements, ask, plan: planCopy(statements, ids) })
  const copied = statements.map(({ slug, revision, count }) => ({
    statement: slug,
    revision,
    count,
    hasPages: ids.has(slug),
  }))
  const mark = { copyOf: publicUrl, day: origin.day, statements: copied }
  await folder.write(markFile, `${JSON.stringify(mark)}\n`)
  return { publicUrl, statements: copied }
}

/** The whole list as one page of itself: a file cannot be asked for the next. */
async function wholeList(ask: Ask, slug: string): Promise<SignatoryPage> {
  const askPage = async (after: string) => {
    const answer = await ask(`${paths.api.signatories(slug)}?limit=${maxLimit}${after}`)
    return (await answer.json()) as SignatoryPage
  }
  const list = await askPage('')
  while (list.next !== null) {
    const { signatories, next } = await askPage(`&after=${list.next}`)
    list.signatories.push(...signatories)
    list.next = next
  }
  return list
}
