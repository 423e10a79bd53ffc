import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { withLock } from './lock.ts'
import { makeDataFolder, readPrivate, writePrivate } from './private-file.ts'
import { startError } from './start-error.ts'

/**
 * Returns each named key: 32 random bytes in base64, made once and kept in `<dataDir>/keys.json` (mode 0600).
 * A key that is there is never replaced, nor is a damaged file: what was sealed with it would be lost.
 * Throws a StartError then.
 */
export function keepKeys<Name extends string>(dataDir: string, names: Name[]): Promise<Record<Name, string>> {
  const folder = makeDataFolder(dataDir)
  const file = join(folder, 'keys.json')
  return withLock(join(folder, 'keys.lock'), async () => {
    const keys = readKeys(file)
    const missing = names.filter(name => !Object.hasOwn(keys, name))
    for (const name of missing) keys[name] = randomBytes(32).toString('base64')
    if (missing.length > 0) writePrivate(file, `${JSON.stringify(keys, null, 2)}\n`)
    return Object.fromEntries(names.map(name => [name, keys[name]])) as Record<Name, string>
  })
}

function readKeys(file: string): Record<string, string> {
  const text = readPrivate(file)
  if (text === undefined) return {}
  const keys = parse(text)
  if (keys && Object.values(keys).every(isKey)) return keys
  throw startError(
    `${file} is damaged. It holds the keys that open the sealed contact data, so it is not replaced: restore it from a backup.`,
  )
}

function parse(text: string): Record<string, string> | undefined {
  try {
    const keys = JSON.parse(text)
    return typeof keys === 'object' && keys !== null && !Array.isArray(keys) ? keys : undefined
  } catch {
    return undefined
  }
}

function isKey(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(value)
}
