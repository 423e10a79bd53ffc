import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { startError } from './start-error.ts'

/**
 * Makes the data folder where it is absent and returns its real path. A new one can be entered by other
 * accounts, because PostgreSQL may run under one, but not listed; every file in it is private by itself.
 */
export function makeDataFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    return realpathSync(dataDir)
  } catch (e) {
    throw startError(`DATA_DIR ${dataDir} cannot be made or entered: ${e instanceof Error ? e.message : e}.`)
  }
}

/** The file's text, or undefined when there is no such file. Other failures are a StartError. */
export function readPrivate(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (e) {
    if (e instanceof Error && 'code' in e && e.code === 'ENOENT') return undefined
    throw startError(`${file} cannot be read: ${e instanceof Error ? e.message : e}.`)
  }
}

/** Replaces the file (mode 0600) as a whole: a crash leaves the old text or the new, never a part. */
export function writePrivate(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}`
  const handle = openSync(draft, 'wx', 0o600)
  writeFileSync(handle, text)
  // Root that helps out once must not lock the folder's owner out of it.
  const owner = statSync(dirname(file))
  if (process.getuid?.() === 0) fchownSync(handle, owner.uid, owner.gid)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(draft, file)
}
