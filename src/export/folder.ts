import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { sumsFile } from './plan.ts'

/** A folder with this file is a copy: nothing else is ever replaced by a copy. */
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
 * A new copy at `path`, written beside it and put there at the end: where nothing is yet, into an empty folder, or in
 * place of an earlier copy. Throws {@link FolderRefused} for a folder with anything else in it.
 */
export async function openFolder(path: string): Promise<Folder> {
  // Where a symbolic link leads: whoever serves the copy serves that folder.
  const target = await realpath(path).catch(() => resolve(path))
  await refuseForeign(target)
  const draft = `${target}.new-${process.pid}`
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
      // Again: somebody may have put a file there while the copy was written.
      await refuseForeign(target)
      await putInPlace(draft, target)
      return sums.size
    },
    discard: () => rm(draft, { recursive: true, force: true }),
  }
}

/** Renames twice, and deletes the old copy only then: it lies beside where something breaks in between. */
async function putInPlace(draft: string, target: string) {
  const old = `${target}.old-${process.pid}`
  const hadCopy = await rename(target, old).then(
    () => true,
    error => {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    },
  )
  try {
    await rename(draft, target)
  } catch (error) {
    if (hadCopy) await rename(old, target)
    throw error
  }
  await rm(old, { recursive: true, force: true })
}

async function refuseForeign(folder: string) {
  const files = await filesIn(folder)
  if (files.length === 0) return
  if (!files.includes(markFile))
    throw new FolderRefused(`${folder} is not empty, and not a copy made by this command.`)
  const sums = await readFile(join(folder, sumsFile), 'utf8').catch(() => '')
  const ofCopy = new Set([sumsFile, ...sums.split('\n').map(line => line.slice(66))])
  const foreign = files.find(file => !ofCopy.has(file))
  if (foreign) throw new FolderRefused(`${folder} has a file that is not of the copy in it: ${foreign}`)
}

/** With slashes, from the folder; none where there is no folder. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const all = await readdir(folder, { recursive: true, withFileTypes: true })
    return all
      .filter(entry => !entry.isDirectory())
      .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    if (codeOf(error) === 'ENOTDIR') throw new FolderRefused(`${folder} is a file.`)
    throw error
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)
