import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { sumsFile } from './plan.ts'

/** Says in `copy.json` what a folder is, so that only a copy is ever replaced by a copy. */
export const markFile = 'copy.json'

export class FolderRefused extends Error {
  override name = 'FolderRefused'
}

export type Folder = {
  /** `file` from the folder's root, with slashes. */
  write: (file: string, body: string | Uint8Array) => Promise<void>
  /** Adds the sums of all files, and puts the copy in its place. Answers how many files it has. */
  finish: () => Promise<number>
  discard: () => Promise<void>
}

/**
 * A new copy at `path`, written beside it and put there at the end: into nothing, into an empty folder, or in place
 * of an earlier copy. Throws {@link FolderRefused} for a folder with anything else in it.
 */
export async function openFolder(path: string): Promise<Folder> {
  // Where a link leads: who serves a copy serves that.
  const place = await realpath(path).catch(() => resolve(path))
  await refuseForeign(place)
  const draft = `${place}.new-${process.pid}`
  const sums = new Map<string, string>()

  async function write(file: string, body: string | Uint8Array) {
    const to = join(draft, file)
    if (!to.startsWith(draft + sep) || sums.has(file)) throw new Error(`not a new file of the copy: ${file}`)
    sums.set(file, createHash('sha256').update(body).digest('hex'))
    await mkdir(dirname(to), { recursive: true })
    await writeFile(to, body, { flag: 'wx' })
  }

  return {
    write,
    async finish() {
      const lines = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, sum]) => `${sum}  ${file}\n`)
      await write(sumsFile, lines.join(''))
      // Again, as this took its time.
      await refuseForeign(place)
      await putInPlace(draft, place)
      return sums.size
    },
    discard: () => rm(draft, { recursive: true, force: true }),
  }
}

/** Two names change, and nothing is deleted before both have: what breaks in between leaves the old copy beside. */
async function putInPlace(draft: string, place: string) {
  const old = `${place}.old-${process.pid}`
  const had = await rename(place, old).then(
    () => true,
    error => {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    },
  )
  try {
    await rename(draft, place)
  } catch (error) {
    if (had) await rename(old, place)
    throw error
  }
  await rm(old, { recursive: true, force: true })
}

async function refuseForeign(place: string) {
  const files = await filesIn(place)
  if (files.length === 0) return
  if (!files.includes(markFile))
    throw new FolderRefused(`${place} is not empty, and not a copy made by this command.`)
  const sums = await readFile(join(place, sumsFile), 'utf8').catch(() => '')
  const known = new Set([sumsFile, ...sums.split('\n').map(line => line.slice(66))])
  const foreign = files.find(file => !known.has(file))
  if (foreign) throw new FolderRefused(`${place} has a file that is not of the copy in it: ${foreign}`)
}

/** With slashes, from the folder; none where there is no folder. */
async function filesIn(place: string): Promise<string[]> {
  try {
    const all = await readdir(place, { recursive: true, withFileTypes: true })
    return all
      .filter(entry => !entry.isDirectory())
      .map(entry => relative(place, join(entry.parentPath, entry.name)).split(sep).join('/'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    if (codeOf(error) === 'ENOTDIR') throw new FolderRefused(`${place} is a file.`)
    throw error
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)
