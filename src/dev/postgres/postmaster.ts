import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { commandLine, markProcess } from '../processes.ts'
import { startError } from '../start-error.ts'
import { type DataFolder, lastLines, prepareLog } from './data-folder.ts'
import type { Programs } from './programs.ts'

/** Above every system's highest pid. */
const nobody = 2_147_483_646
const patience = 20_000

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 400,
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_checkpoints: 'off',
  // Statements and DETAIL lines carry people's data; the log gets neither.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** The pid and port of the server that runs on this very folder, or undefined. */
export function findPostmaster(folder: DataFolder): { pid: number; port: number } | undefined {
  const lines = readPidFile(folder)
  const pid = Number(lines?.[0])
  return lines && serves(pid, folder) ? { pid, port: Number(lines[3]) } : undefined
}

/** Starts the server on a free port of 127.0.0.1 and returns the port once it accepts connections. */
export async function startPostmaster(folder: DataFolder, programs: Programs): Promise<number> {
  disownReusedPid(folder)
  const deadline = Date.now() + patience
  for (;;) {
    const port = await findFreePort()
    const from = prepareLog(folder, programs)
    const options = Object.entries({ port, ...settings }).map(([name, value]) => `-c ${name}=${value}`)
    const { code, output } = await control(
      folder,
      programs,
      'start',
      '-l',
      folder.log,
      '-o',
      options.join(' '),
    )
    if (code === 0) return port
    const log = readFileSync(folder.log).subarray(from).toString()
    const isBegun = /lock file .* already exists/.test(log)
    const isPassing = isBegun || /Address already in use|could not bind|pre-existing shared memory/.test(log)
    if (!isPassing || Date.now() > deadline) {
      const reason = /(?:FATAL|PANIC): .*/.exec(log)?.[0] ?? lastLines(output)
      throw startError(`PostgreSQL did not start: ${reason} (see ${folder.log})`)
    }
    // A server that a killed start had just begun when we looked.
    if (isBegun) await stopPostmaster(folder, programs)
    // Another process may have taken the port; the children of a killed server need a moment to notice.
    await pause(100)
  }
}

/** Stops the server: connections are cut, what was committed is kept. Returns at once when none runs. */
export async function stopPostmaster(folder: DataFolder, programs: Programs): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const running = findPostmaster(folder)
    if (!running) return
    const { code } = await control(folder, programs, 'stop', '-t', '30', '-m', mode)
    // pg_ctl is content when the pid file is gone, which is a moment before the process is.
    for (let i = 0; code === 0 && markProcess(running.pid) && i < 200; i++) await pause(10)
  }
  const left = findPostmaster(folder)
  if (left) throw startError(`PostgreSQL (process ${left.pid}) does not stop. End it, then start again.`)
}

/** pg_ctl on this folder, which waits until the server has done as it was told. */
function control(folder: DataFolder, programs: Programs, command: 'start' | 'stop', ...options: string[]) {
  return programs.run('pgCtl', [command, '-w', '-s', '-D', folder.cluster, ...options])
}

/**
 * After a crash, postmaster.pid may name a process that has nothing to do with us and whose life would
 * keep PostgreSQL from starting. The file itself must stay: with it PostgreSQL finds out whether children of
 * the dead server still write to the data. So only the pid is replaced, by one that nobody has.
 */
function disownReusedPid(folder: DataFolder): void {
  const lines = readPidFile(folder)
  const pid = Number(lines?.[0])
  if (!lines || !markProcess(pid) || serves(pid, folder)) return
  writeFileSync(pidFile(folder), [nobody, ...lines.slice(1)].join('\n'), { flag: 'r+' })
}

function serves(pid: number, folder: DataFolder): boolean {
  if (!markProcess(pid)) return false
  if (process.platform === 'win32') return true
  const command = commandLine(pid)
  return /(^|\/)postgres /.test(command) && `${command} `.includes(` -D ${folder.cluster} `)
}

function readPidFile(folder: DataFolder): string[] | undefined {
  try {
    return readFileSync(pidFile(folder), 'utf8').split('\n')
  } catch {
    return undefined
  }
}

function pidFile(folder: DataFolder): string {
  return join(folder.cluster, 'postmaster.pid')
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
