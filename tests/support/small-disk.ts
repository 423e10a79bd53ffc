import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestDatabase } from './database.ts'

/** A disk that can be filled, and that a PostgreSQL of the test's own lies on. */
export type SmallDisk = {
  path: string
  fill: (sql: TestDatabase['sql']) => Promise<void>
  free: (sql: TestDatabase['sql']) => Promise<void>
  close: () => void
}

/** In megabytes: twice of what a new PostgreSQL with the real statement takes. */
const size = 200

/**
 * A disk in memory, where this process may mount one. Where it may not, nothing is ever full: each write is refused
 * then as PostgreSQL refuses it on a full disk.
 */
export function openSmallDisk(): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'countersign-disk-'))
  const isMounted = mount(path)
  const ballast = join(path, 'ballast')
  return {
    path,
    fill: async sql => (isMounted ? fillUp(ballast) : refuseAll(sql)),
    async free(sql) {
      if (isMounted) rmSync(ballast)
      else await sql.unsafe('DROP FUNCTION no_room() CASCADE')
    },
    close() {
      if (isMounted) execFileSync('umount', [path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}

function mount(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m,mode=755`, 'tmpfs', path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function fillUp(path: string): void {
  const file = openSync(path, 'w')
  const nothing = Buffer.alloc(64 * 1024)
  try {
    for (;;) writeSync(file, nothing)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(file)
  }
}

async function refuseAll(sql: TestDatabase['sql']): Promise<void> {
  await sql.unsafe(`
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`)
  const tables = await sql<
    { name: string }[]
  >`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
  for (const { name } of tables)
    await sql.unsafe(
      `CREATE TRIGGER no_room BEFORE INSERT ON ${name} FOR EACH STATEMENT EXECUTE FUNCTION no_room()`,
    )
}
