import { join } from 'node:path'
import postgres from 'postgres'
import { withLock } from '../lock.ts'
import { makeDataFolder } from '../private-file.ts'
import { isRunning, markProcess, type ProcessMark } from '../processes.ts'
import { startError } from '../start-error.ts'
import { type DataFolder, layOut, makeCluster, readState, type State, writeState } from './data-folder.ts'
import { findPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts'
import { findPrograms, type Programs } from './programs.ts'

export type LocalDatabase = {
  ownerUrl: string
  appUrl: string
  publicUrl: string
  port: number
  /** Somebody had it open already. */
  shared: boolean
  /** Gives it up; the last to do so stops the server, so nobody is cut off by another's leaving. */
  stop(): Promise<void>
}

/**
 * Opens the PostgreSQL kept in `dataDir`: a real server on 127.0.0.1 with a database `countersign`. Whoever opens it
 * first starts it; `npm run moderator` beside `npm start` finds it running. The migrations make the two login roles
 * that `appUrl` and `publicUrl` name. Throws a StartError, one line for the terminal, when it cannot.
 */
export async function openLocalDatabase(dataDir: string): Promise<LocalDatabase> {
  const folder = layOut(makeDataFolder(dataDir))
  const me = markProcess(process.pid)
  if (!me) throw startError('The system does not tell when this process started. Set DATABASE_URL.')
  const programs = await findPrograms(folder.cluster)
  return locked(folder, async () => {
    const { passwords, users } = readState(folder)
    const others = users.filter(isRunning)
    const running = await findAnswering(folder, passwords, others)
    const port = running ?? (await startServer(folder, programs, passwords))
    writeState(folder, { passwords, users: [...others, me] })
    let left: Promise<void> | undefined
    const stop = () => {
      left ??= locked(folder, () => leave(folder, programs, me))
      return left
    }
    return { ...urls(passwords, port), port, shared: running !== undefined, stop }
  })
}

/** The port of the server, if somebody has it open. */
async function findAnswering(folder: DataFolder, passwords: State['passwords'], users: ProcessMark[]) {
  const port = users.length > 0 ? findPostmaster(folder)?.port : undefined
  if (port === undefined) return undefined
  return (await run(urls(passwords, port).ownerUrl, 'select 1')) === undefined ? port : undefined
}

/** Returns its port. What runs here now was left behind by a process that was killed: that server goes first. */
async function startServer(folder: DataFolder, programs: Programs, passwords: State['passwords']) {
  writeState(folder, { passwords, users: [] })
  await stopPostmaster(folder, programs)
  await makeCluster(folder, programs, passwords.owner)
  const port = await startPostmaster(folder, programs)
  try {
    await makeDatabase(urls(passwords, port).ownerUrl)
  } catch (error) {
    await stopPostmaster(folder, programs)
    throw error
  }
  return port
}

async function leave(folder: DataFolder, programs: Programs, me: ProcessMark): Promise<void> {
  const { passwords, users } = readState(folder)
  // One of mine: a process may have opened it twice.
  const mine = users.findIndex(({ pid, started }) => pid === me.pid && started === me.started)
  const others = users.filter((user, i) => i !== mine && isRunning(user))
  if (others.length === 0) await stopPostmaster(folder, programs)
  writeState(folder, { passwords, users: others })
}

function locked<T>(folder: DataFolder, work: () => Promise<T>): Promise<T> {
  return withLock(join(folder.path, 'database.lock'), work)
}

function urls(passwords: State['passwords'], port: number) {
  const url = (user: string, password: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/countersign`
  return {
    ownerUrl: url('postgres', passwords.owner),
    appUrl: url('countersign_app', passwords.app),
    publicUrl: url('countersign_public', passwords.public),
  }
}

async function makeDatabase(url: string): Promise<void> {
  let code = await run(url, 'select 1')
  // invalid_catalog_name
  if (code === '3D000') {
    code = await run(url.replace(/\w+$/, 'postgres'), 'create database countersign')
  }
  // invalid_password
  if (code === '28P01') {
    throw startError(
      'The database does not know the password in database.json. Restore both from one backup.',
    )
  }
  if (code !== undefined) throw startError(`PostgreSQL started but does not answer (${code}).`)
}

/** Runs one statement on a connection of its own; returns the code of what went wrong, or undefined. */
async function run(url: string, statement: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {} })
  try {
    await sql.unsafe(statement)
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  } finally {
    await sql.end({ timeout: 1 })
  }
}
