import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import postgres from 'postgres'
import {
  type DataFolder,
  layOut,
  makeCluster,
  readState,
  type State,
  type User,
  writeState,
} from './data-folder.ts'
import { withLock } from '../lock.ts'
import { findPrograms, type Programs } from './programs.ts'
import { findPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts'
import { makeDataFolder } from '../private-file.ts'
import { isRunning, markProcess } from '../processes.ts'
import { startError } from '../start-error.ts'

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

type Opening = { folder: DataFolder; programs: Programs; me: User }

/**
 * Starts (or joins) the PostgreSQL kept in `dataDir`: a real server on 127.0.0.1 with a database
 * `countersign`. The migrations make the two login roles that `appUrl` and `publicUrl` name.
 * Throws a StartError, one line for the terminal, when it cannot.
 */
export async function openLocalDatabase(dataDir: string): Promise<LocalDatabase> {
  const folder = layOut(makeDataFolder(dataDir))
  const mark = markProcess(process.pid)
  if (!mark)
    throw startError(
      'The system does not tell when this process started, so the data folder cannot be shared.',
    )
  const opening = { folder, programs: await findPrograms(folder.cluster), me: { id: randomUUID(), ...mark } }
  return locked(folder, async () => {
    const state = readState(folder)
    return (await joinServer(opening, state)) ?? (await startServer(opening, state))
  })
}

async function joinServer(opening: Opening, state: State): Promise<LocalDatabase | undefined> {
  const users = state.users.filter(isRunning)
  const running = findPostmaster(opening.folder)
  if (users.length === 0 || !running || !(await answers(urls(state, running.port).ownerUrl))) return undefined
  return open(opening, { ...state, port: running.port, users }, true)
}

/** What runs here now was left behind by a process that was killed: its server goes first. */
async function startServer(opening: Opening, state: State): Promise<LocalDatabase> {
  const { folder, programs } = opening
  writeState(folder, state)
  await stopPostmaster(folder, programs)
  await makeCluster(folder, programs, state.passwords.owner)
  const port = await startPostmaster(folder, programs)
  try {
    await makeDatabase(urls(state, port).ownerUrl)
    return open(opening, { ...state, port, users: state.users.filter(isRunning) }, false)
  } catch (e) {
    await stopPostmaster(folder, programs)
    throw e
  }
}

function open(opening: Opening, state: State & { port: number }, shared: boolean): LocalDatabase {
  writeState(opening.folder, { ...state, users: [...state.users, opening.me] })
  let left: Promise<void> | undefined
  return {
    ...urls(state, state.port),
    port: state.port,
    shared,
    stop() {
      left ??= locked(opening.folder, () => leave(opening))
      return left
    },
  }
}

async function leave({ folder, programs, me }: Opening): Promise<void> {
  const state = readState(folder)
  const users = state.users.filter(user => user.id !== me.id && isRunning(user))
  if (users.length === 0) await stopPostmaster(folder, programs)
  writeState(folder, { ...state, port: users.length === 0 ? null : state.port, users })
}

function locked<T>(folder: DataFolder, work: () => Promise<T>): Promise<T> {
  return withLock(join(folder.path, 'database.lock'), work)
}

function urls({ passwords }: State, port: number) {
  const url = (user: string, password: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/countersign`
  return {
    ownerUrl: url('postgres', passwords.owner),
    appUrl: url('countersign_app', passwords.app),
    publicUrl: url('countersign_public', passwords.public),
  }
}

async function answers(url: string): Promise<boolean> {
  return (await ask(url, 'select 1')) === undefined
}

async function makeDatabase(url: string): Promise<void> {
  let code = await ask(url, 'select 1')
  if (code === 'invalid_catalog_name') {
    const maintenance = new URL(url)
    maintenance.pathname = '/postgres'
    code = await ask(maintenance.href, 'create database countersign')
  }
  if (code === 'wrong_password') {
    throw startError(
      'The database does not know the password in database.json. Restore both from one backup.',
    )
  }
  if (code !== undefined) throw startError(`PostgreSQL started but does not answer (${code}).`)
}

const named: Record<string, string> = { '3D000': 'invalid_catalog_name', '28P01': 'wrong_password' }

/** Runs one statement on a connection of its own; returns what went wrong, or undefined. */
async function ask(url: string, statement: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {} })
  try {
    await sql.unsafe(statement)
    return undefined
  } catch (e) {
    const code = e instanceof Error && 'code' in e ? String(e.code) : 'unknown'
    return named[code] ?? code
  } finally {
    await sql.end({ timeout: 1 })
  }
}
