import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { deploy } from '../../src/deploy/deploy.ts'
import { layOut } from '../../src/dev/postgres/data-folder.ts'
import { openLocalDatabase } from '../../src/dev/postgres/local-database.ts'
import { findPostmaster, stopPostmaster } from '../../src/dev/postgres/postmaster.ts'
import { findPrograms } from '../../src/dev/postgres/programs.ts'
import type { TestDatabase } from './database.ts'

export type OwnPostgres = TestDatabase & {
  /** Stops the server as an operator would: connections are cut, its port refuses. */
  goAway: () => Promise<void>
  /** Starts it again on the same port. */
  comeBack: () => Promise<void>
  /** Neither answers nor refuses, as a frozen host. */
  freeze: () => Promise<void>
  thaw: () => void
}

/** A PostgreSQL of the test's own, with the real statement, to be stopped, started and frozen. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const path = mkdtempSync(join(tmpdir(), 'countersign-away-'))
  const local = await openLocalDatabase(join(path, 'data'))
  const folder = layOut(join(path, 'data'))
  const programs = await findPrograms(folder.cluster)
  await deploy({ ownerUrl: local.ownerUrl, appUrl: local.appUrl, publicUrl: local.publicUrl })
  const sql = postgres(local.ownerUrl, { max: 2, onnotice: () => {} })
  let frozen: number[] = []
  const thaw = () => {
    for (const pid of frozen.splice(0)) signal(pid, 'SIGCONT')
  }
  return {
    owner: local.ownerUrl,
    app: local.appUrl,
    public: local.publicUrl,
    sql,
    goAway: () => stopPostmaster(folder, programs),
    async comeBack() {
      // With the options of its last start, the port among them.
      const { code, output } = await programs.run('pgCtl', [
        'restart',
        '-w',
        '-s',
        '-D',
        folder.cluster,
        '-l',
        folder.log,
      ])
      if (code !== 0) throw new Error(`PostgreSQL does not come back: ${output}`)
    },
    async freeze() {
      const rows = await sql<{ pid: number }[]>`SELECT pid FROM pg_stat_activity`
      const postmaster = findPostmaster(folder)
      if (!postmaster) throw new Error('there is no PostgreSQL to freeze')
      frozen = [postmaster.pid, ...rows.map(({ pid }) => pid)]
      for (const pid of frozen) signal(pid, 'SIGSTOP')
    },
    thaw,
    async drop() {
      thaw()
      await sql.end({ timeout: 5 })
      await local.stop()
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** One of PostgreSQL's own may have ended meanwhile: then there is nobody to tell. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT') {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
