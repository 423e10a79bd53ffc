import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Deps } from '../deps.ts'

/** Beside the bundle in dist/, else what the last build made. */
const folder = () =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../dist/files' : './files', import.meta.url))

/**
 * What browsers fetch beside a page, read once: a later build in the same folder takes nothing from a server that runs.
 * Throws where there is no such folder.
 */
export function readFiles(): Deps['file'] {
  const files = new Map(
    readdirSync(folder()).map(name => [name, { body: new Uint8Array(readFileSync(join(folder(), name))) }]),
  )
  return async name => files.get(name) ?? null
}
