import { randomBytes, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Programs } from './programs.ts'
import { readPrivate, writePrivate } from '../private-file.ts'
import type { ProcessMark } from '../processes.ts'
import { startError } from '../start-error.ts'

const major = '17'
const fullLog = 5_000_000

/** One open database of one process; the first user in the list owns the server. */
export type User = ProcessMark & { id: string }

/** database.json: the passwords are made once; the port and the users change with each start. */
export type State = {
  passwords: { owner: string; app: string; public: string }
  port: number | null
  users: User[]
}

export type DataFolder = { path: string; cluster: string; log: string }

/** Where things lie in a data folder that exists. */
export function layOut(path: string): DataFolder {
  return { path, cluster: join(path, 'postgres'), log: join(path, 'postgres.log') }
}

/** Reads database.json, or makes it up for a folder without a database. StartError when it is spoilt. */
export function readState(folder: DataFolder): State {
  const file = join(folder.path, 'database.json')
  const text = readPrivate(file)
  if (text === undefined && !existsSync(folder.cluster)) {
    const password = () => randomBytes(24).toString('base64url')
    return { passwords: { owner: password(), app: password(), public: password() }, port: null, users: [] }
  }
  const state = parse(text ?? '')
  if (state) return state
  throw startError(
    `${file}, which holds the passwords of the database beside it, is ${text === undefined ? 'missing' : 'damaged'}. ` +
      `Restore it, or move ${folder.path} away to begin with an empty one.`,
  )
}

export function writeState(folder: DataFolder, state: State): void {
  writePrivate(join(folder.path, 'database.json'), `${JSON.stringify(state, null, 2)}\n`)
}

function parse(text: string): State | undefined {
  try {
    const { passwords, port, users } = JSON.parse(text)
    const whole = [passwords.owner, passwords.app, passwords.public].every(
      p => typeof p === 'string' && p !== '',
    )
    return whole && Array.isArray(users) ? { passwords, port, users } : undefined
  } catch {
    return undefined
  }
}

/**
 * Makes the cluster where there is none. It is built beside its place and then renamed, so that an
 * interrupted initdb leaves nothing that looks like a database.
 */
export async function makeCluster(folder: DataFolder, programs: Programs, password: string): Promise<void> {
  if (existsSync(folder.cluster)) {
    const version = readVersion(folder)
    if (version !== major) {
      const maker = version
        ? `was made by PostgreSQL ${version}, and this is ${major}`
        : 'is not a PostgreSQL data folder'
      throw startError(`${folder.cluster} ${maker}. Move it away, or set DATA_DIR to another folder.`)
    }
    programs.hand(folder.cluster)
    return
  }
  // A name of its own each time: the initdb of a killed start may still be writing to the last one.
  const draft = `${folder.cluster}.new-${randomUUID()}`
  const secret = `${draft}.secret`
  sweepDrafts(folder)
  mkdirSync(draft, { mode: 0o700 })
  programs.hand(draft)
  try {
    writeFileSync(secret, password, { mode: 0o600, flag: 'wx' })
    programs.hand(secret)
    const { code, output } = await programs.run('initdb', [
      ...[
        '-D',
        draft,
        '--username=postgres',
        `--pwfile=${secret}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
      ],
      // The built-in provider sorts alike everywhere, whatever locales the system has.
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ...['--no-sync', '--no-instructions'],
    ])
    if (code !== 0) throw startError(`PostgreSQL could not make its data folder: ${lastLines(output)}`)
  } finally {
    rmSync(secret, { force: true })
  }
  renameSync(draft, folder.cluster)
}

function sweepDrafts(folder: DataFolder): void {
  for (const name of readdirSync(folder.path).filter(name => name.startsWith('postgres.new-'))) {
    rmSync(join(folder.path, name), { recursive: true, force: true, maxRetries: 10 })
  }
}

function readVersion(folder: DataFolder): string | undefined {
  return readPrivate(join(folder.cluster, 'PG_VERSION'))?.trim()
}

/** Makes the log ready for the server's user; returns its length, where this start's lines begin. */
export function prepareLog(folder: DataFolder, programs: Programs): number {
  if ((statSync(folder.log, { throwIfNoEntry: false })?.size ?? 0) > fullLog)
    renameSync(folder.log, `${folder.log}.1`)
  closeSync(openSync(folder.log, 'a', 0o600))
  programs.hand(folder.log)
  return statSync(folder.log).size
}

/** The end of what a program printed, on one line. */
export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-3).join(' ')
}
