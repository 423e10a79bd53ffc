import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// `npm run migration -- <name>`: an empty migration with the next number, and its entry in drizzle's journal.

type Entry = { idx: number; version: string; when: number; tag: string; breakpoints: boolean }
type Journal = { version: string; dialect: string; entries: Entry[] }

const usage = 'npm run migration -- <name>: what it does, in lower-case letters, digits and underscores'

const firstLines = `-- What this changes and why. The version before this one runs until the next deploy of the app: it must be able to read
-- and write what is left here.
SET LOCAL ROLE countersign_owner;

RESET ROLE;
`

/**
 * Makes an empty migration in a folder as drizzle/ is. Its time is later than the last one's, as drizzle skips what is
 * older than what it applied. Throws for a name that cannot be a file's.
 *
 * @returns the path of the new file
 */
export function addMigration(folder: string, name: string, now: Date): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(usage)
  const journalPath = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(journalPath, 'utf8')) as Journal
  const last = journal.entries.at(-1)
  const idx = journal.entries.length
  // Numbers may have gaps: the last file's counts, not how many there are.
  const number = Number.parseInt(last?.tag ?? '0', 10) + 1
  const tag = `${String(number).padStart(4, '0')}_${name}`
  const when = Math.max(now.getTime(), (last?.when ?? 0) + 60_000)
  const path = join(folder, `${tag}.sql`)
  writeFileSync(path, firstLines, { flag: 'wx' })
  const entry: Entry = { idx, version: journal.version, when, tag, breakpoints: false }
  writeFileSync(
    journalPath,
    `${JSON.stringify({ ...journal, entries: [...journal.entries, entry] }, null, 2)}\n`,
  )
  return path
}

if (import.meta.main) {
  try {
    console.log(addMigration('drizzle', process.argv[2] ?? '', new Date()))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
