import { utcDate } from '../domain/endorsement.ts'
import { createSnapshots, type Snapshot } from '../held/snapshot.ts'
import { isLanguage, type Language, languages } from '../i18n/index.ts'
import { describeError, type Log } from '../log.ts'
import { paths } from '../paths.ts'
import { maxLimit, type SignatoryPage } from '../signatories/formats/api-schemas.ts'
import type { Database } from '../storage/client.ts'
import { type PublicStatement, readRevisions } from '../storage/public-statements.ts'
import { type Ask, siteOf } from './ask.ts'
import { copyNote, type Origin, renderStart, searchNote } from './copy-pages.tsx'
import { type Folder, markFile, openFolder } from './folder.ts'
import { listPageFile, type Plan, planCopy, startPath } from './plan.ts'
import { rewritePage, rewriteStyle } from './rewrite.ts'

/** The most signatories who get pages of their own in a copy, in all languages; of longer lists the list has them. */
export const pagesMost = 5000
/** A list that changes while it is copied is copied again. */
const tries = 3

export type Exported = { publicUrl: string; files: number; statements: Copied[] }
type Copied = { statement: string; revision: number; count: number; hasPages: boolean }

type World = { env: Record<string, string | undefined>; publicDb: Database; now: () => Date; log: Log }

/**
 * Writes the whole public site as files into a folder: see docs/mirrors.md. Throws FolderRefused, ConfigError, or
 * what the database throws, and leaves the folder as it was.
 */
export async function exportSite(world: World, path: string): Promise<Exported> {
  for (let left = tries; left > 0; left -= 1) {
    const folder = await openFolder(path)
    try {
      const exported = await writeSite(world, folder)
      if (exported) return exported
    } finally {
      await folder.discard()
    }
  }
  throw new Error(`the list changed each of the ${tries} times that it was copied`)
}

/** Null where a list changed meanwhile that is read in pieces: the pieces may not belong together. */
async function writeSite(world: World, folder: Folder): Promise<Exported | null> {
  const { publicDb, log } = world
  const background = (work: Promise<void>) =>
    void work.catch(error => log('error', 'background_failed', describeError(error)))
  const snapshot = await createSnapshots().current({ publicDb, lastGood: null, background, log })
  const statements = snapshot.statements.map(({ statement }) => statement)
  const exported = await writeSnapshot(world, folder, snapshot).catch(async (error: unknown) => {
    if (await isTorn(publicDb, statements)) return null
    throw error
  })
  if (!exported || (await isTorn(publicDb, statements))) return null
  return { ...exported, files: await folder.finish() }
}

async function isTorn(publicDb: Database, statements: readonly PublicStatement[]): Promise<boolean> {
  if (statements.every(({ count, signatories }) => count === signatories.length)) return false
  const now = await readRevisions(publicDb)
  return statements.some(({ slug, revision }) => now.find(one => one.slug === slug)?.revision !== revision)
}

async function writeSnapshot(
  { env, publicDb, now, log }: World,
  folder: Folder,
  snapshot: Snapshot,
): Promise<Omit<Exported, 'files'>> {
  const started = now()
  const { ask, publicUrl } = siteOf(env, snapshot, { publicDb, now: () => started, log })
  const origin = { publicUrl, day: utcDate(started) }
  const statements = snapshot.statements.map(({ statement }) => statement)
  const ids = new Map<string, string[]>()
  for (const { slug } of statements) {
    const list = await wholeList(ask, slug)
    const { signatories } = list
    if (signatories.length <= pagesMost)
      ids.set(
        slug,
        signatories.map(({ id }) => id),
      )
    await folder.write(`${paths.api.signatories(slug).slice(1)}.json`, JSON.stringify(list))
  }
  await writePages({ folder, origin, statements, ask, plan: planCopy(statements, ids) })
  const copied = statements.map(({ slug, revision, count }) => ({
    ...{ statement: slug, revision, count, hasPages: ids.has(slug) },
  }))
  const mark = { copyOf: publicUrl, day: origin.day, statements: copied }
  await folder.write(markFile, `${JSON.stringify(mark)}\n`)
  return { publicUrl, statements: copied }
}

/** The whole list as one page of itself: a file cannot be asked for the next. */
async function wholeList(ask: Ask, slug: string): Promise<SignatoryPage> {
  const read = async (after: string) =>
    (await (await ask(`${paths.api.signatories(slug)}?limit=${maxLimit}${after}`)).json()) as SignatoryPage
  const list = await read('')
  while (list.next !== null) {
    const { signatories, next } = await read(`&after=${list.next}`)
    list.signatories.push(...signatories)
    list.next = next
  }
  return list
}

type Copying = {
  folder: Folder
  origin: Origin
  statements: readonly PublicStatement[]
  ask: Ask
  plan: Plan
}

async function writePages({ folder, origin, statements, ask, plan }: Copying) {
  const waiting = [...plan.asked]
  const known = new Map(plan.asked)
  for (const [address, file] of waiting) {
    const answer = await ask(address)
    const type = answer.headers.get('content-type') ?? ''
    if (type.startsWith('text/html')) await folder.write(file, asFile(await answer.text(), address, file))
    else if (type.startsWith('text/css')) await folder.write(file, rewriteStyle(await answer.text()))
    else await folder.write(file, await answer.bytes())
  }
  for (const lang of languages) {
    const file = fileOf(lang)(startPath(lang)) ?? ''
    await folder.write(file, asFile(renderStart(origin, lang, statements), startPath(lang), file))
  }
  const [first] = statements
  const lang = first?.defaultLanguage ?? 'en'
  await folder.write(
    'index.html',
    asFile(renderStart(origin, lang, statements), startPath(lang), 'index.html'),
  )

  function asFile(html: string, address: string, file: string): string {
    const lang = address.split('/', 2)[1] ?? ''
    if (!isLanguage(lang)) throw new Error(`a page in no language: ${address}`)
    const isStart = address === startPath(lang)
    const note = copyNote(origin, lang, isStart ? paths.home : address)
    return rewritePage(
      html,
      { publicUrl: origin.publicUrl, address, file, fileOf: fileOf(lang) },
      { note, search: searchNote(lang) },
    )
  }

  /** A further page of a list is copied as soon as a page links to it. */
  function fileOf(lang: Language) {
    return (address: string): string | null => {
      if (address === paths.home || address === paths.start(lang))
        return plan.instead.get(startPath(lang)) ?? null
      const file = known.get(address) ?? plan.instead.get(address)
      if (file !== undefined) return file
      const listPage = listPageFile(address, statements)
      if (listPage !== null) {
        known.set(address, listPage)
        waiting.push([address, listPage])
      }
      return listPage
    }
  }
}
