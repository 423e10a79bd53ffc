import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addMigration } from '../../../src/dev/migration.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migration-'))
  cpSync('drizzle', folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const journal = () => JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))

describe('a new migration', () => {
  it('has the next number, a first comment, and an entry in the journal as the others have', () => {
    const before = journal()
    const now = new Date('2040-01-01T00:00:00Z')
    const path = addMigration(folder, 'say_more', now)
    const number = String(Number.parseInt(before.entries.at(-1).tag, 10) + 1).padStart(4, '0')
    expect(path).toBe(join(folder, `${number}_say_more.sql`))
    expect(readFileSync(path, 'utf8')).toMatch(/^-- /)
    const last = before.entries.at(-1)
    expect(journal()).toEqual({
      ...before,
      entries: [
        ...before.entries,
        { ...last, idx: last.idx + 1, when: now.getTime(), tag: `${number}_say_more` },
      ],
    })
  })

  it('leaves the journal written as it was, but for its own entry', () => {
    const before = readFileSync(join(folder, 'meta/_journal.json'), 'utf8')
    addMigration(folder, 'say_more', new Date())
    const after = readFileSync(join(folder, 'meta/_journal.json'), 'utf8')
    expect(after.startsWith(before.replace(/\n {2}\]\n}\n$/, ''))).toBe(true)
  })

  it('is read by drizzle after the others, also where the clock is behind the last one', () => {
    addMigration(folder, 'first', new Date('2020-01-01T00:00:00Z'))
    addMigration(folder, 'second', new Date('2020-01-01T00:00:00Z'))
    const times = readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis)
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
  })

  it.each(['', 'Two words', '../else', 'a-b', '1st'])('is refused under the name %j', name => {
    const before = readdirSync(folder)
    expect(() => addMigration(folder, name, new Date())).toThrow('npm run migration')
    expect(readdirSync(folder)).toEqual(before)
  })
})
