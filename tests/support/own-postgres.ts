import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { deploy } from '../../src/deploy/deploy.ts'
import { layOut } from '../../src/dev/postgres/data-folder.ts'
import { openLocalDatabase } from '../../src/dev/postgres/local-database.ts'
import { findPostmaster, stopPostmaster } from '../../src/dev/postgres/postmaster.ts'
import { findPrograms } from '../../src/dev/postgres/programs.ts'
import { connect } from '../../src/storage/client.ts'
import type { FreshDatabase } from './database.ts'

export type OwnPostgres = FreshDatabase & {
  /** Stops the server as an operator would: connections are cut, its port refuses. */
  goAway: () => Promise<void>
  /** Ends it as `kill -9` or the loss of its host does: what is not on the disk is gone. */
  kill: () => void
  /** Starts it again on the same port. */
  comeBack: () => Promise<void>
  /** Neither answers nor refuses, as a frozen host. */
  freeze: () => Promise<void>
  thaw: () => void
}

/** A PostgreSQL of the test's own, with the real statement, to be stopped, started, frozen and killed. */
export async function ownPostgres(under = tmpdir()): Promise<OwnPostgres> {
  const path = mkdtempSync(join(under, 'countersign-away-'))
  const local = await openLocalDatabase(join(path, 'data'))
  const folder = layOut(join(path, 'data'))
  const programs = await findPrograms(folder.cluster)
  await deploy({ ownerUrl: local.ownerUrl, appUrl: local.appUrl, publicUrl: local.publicUrl })
  const sql = postgres(local.ownerUrl, { max: 2, onnotice: () => {} })
  const clients = { app: connect(local.appUrl, 20), public: connect(local.publicUrl, 4) }
  let frozen: number[] = []
  const thaw = () => {
    for (const pid of frozen.splice(0)) signal(pid, 'SIGCONT')
  }
  return {
    owner: local.ownerUrl,
    app: local.appUrl,
    public: local.publicUrl,
    sql,
    clients,
    goAway: () => stopPostmaster(folder, programs),
    kill() {
      const postmaster = findPostmaster(folder)
      if (!postmaster) throw new Error('there is no PostgreSQL to kill')
      // Its other processes end by themselves as they notice.
      process.kill(postmaster.pid, 'SIGKILL')
      // Where nobody collects the dead, pg_ctl takes it for alive: the file gets the pid that no system gives.
      const file = join(folder.cluster, 'postmaster.pid')
      const [, ...lines] = readFileSync(file, 'utf8').split('\n')
      writeFileSync(file, ['2147483646', ...lines].join('\n'))
    },
    async comeBack() {
      // With the options of its last start, the port among them.
      const restart = () =>
        programs.run('pgCtl', ['restart', '-w', '-s', '-D', folder.cluster, '-l', folder.log])
      // While a process of the killed one has not noticed, no other one starts on its data.
      let ended = await restart()
      for (let tries = 1; ended.code !== 0 && tries < 100; tries++) {
        await pause(100)
        ended = await restart()
      }
      if (ended.code !== 0) throw new Error(`PostgreSQL does not come back: ${ended.output}`)
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
      await Promise.all([sql.end({ timeout: 5 }), clients.app.end(), clients.public.end()])
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
