import { randomBytes, randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { readPrivate, writePrivate } from '../private-file.ts'
import type { ProcessMark } from '../processes.ts'
import { startError } from '../start-error.ts'
import type { Programs } from './programs.ts'

const major = '17'
const fullLog = 5_000_000

const Password = z.string().min(1)
const State = z.object({
  passwords: z.object({ owner: Password, app: Password, public: Password }),
  users: z.array(z.custom<ProcessMark>()),
})

/** database.json: the passwords are made once; the users are the processes that have the database open. */
export type State = z.infer<typeof State>

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
    return { passwords: { owner: password(), app: password(), public: password() }, users: [] }
  }
  const state = State.safeParse(parse(text ?? ''))
  if (state.success) return state.data
  throw startError(
    `${file}, which holds the passwords of the database beside it, is ${text === undefined ? 'missing' : 'damaged'}. ` +
      `Restore it, or move ${folder.path} away to begin with an empty one.`,
  )
}

export function writeState(folder: DataFolder, state: State): void {
  writePrivate(join(folder.path, 'database.json'), `${JSON.stringify(state, null, 2)}\n`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const initOptions = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  // The built-in provider sorts alike everywhere, whatever locales the system has.
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--no-sync',
  '--no-instructions',
]

/**
 * Makes the cluster where there is none. It is built beside its place and then renamed, so that an
 * interrupted initdb leaves nothing that looks like a database.
 */
export async function makeCluster(folder: DataFolder, programs: Programs, password: string): Promise<void> {
  if (existsSync(folder.cluster)) {
    checkVersion(folder)
    programs.hand(folder.cluster)
    return
  }
  sweepDrafts(folder)
  // A name of its own each time: the initdb of a killed start may still be writing to the last one.
  const draft = `${folder.cluster}.new-${randomUUID()}`
  const secret = `${draft}.secret`
  mkdirSync(draft, { mode: 0o700 })
  programs.hand(draft)
  try {
    writeFileSync(secret, password, { mode: 0o600, flag: 'wx' })
    programs.hand(secret)
    const options = ['-D', draft, `--pwfile=${secret}`, ...initOptions]
    const { code, output } = await programs.run('initdb', options)
    if (code !== 0) throw startError(`PostgreSQL could not make its data folder: ${lastLines(output)}`)
  } finally {
    rmSync(secret, { force: true })
  }
  renameSync(draft, folder.cluster)
}

function checkVersion({ cluster }: DataFolder): void {
  const version = readPrivate(join(cluster, 'PG_VERSION'))?.trim()
  if (version === major) return
  const maker = version
    ? `was made by PostgreSQL ${version}, and this is ${major}`
    : 'is not a PostgreSQL data folder'
  throw startError(`${cluster} ${maker}. Move it away, or set DATA_DIR to another folder.`)
}

function sweepDrafts(folder: DataFolder): void {
  for (const name of readdirSync(folder.path).filter(name => name.startsWith('postgres.new-'))) {
    rmSync(join(folder.path, name), { recursive: true, force: true, maxRetries: 10 })
  }
}

/** Makes the log ready for the server's user; returns its length, where this start's lines begin. */
export function prepareLog({ log }: DataFolder, programs: Programs): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > fullLog) renameSync(log, `${log}.1`)
  appendFileSync(log, '', { mode: 0o600 })
  programs.hand(log)
  return statSync(log).size
}

/** The end of what a program printed, on one line. */
export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-3).join(' ')
}
