import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { onTestFinished } from 'vitest'
import { markProcess } from '../../src/dev/processes.ts'

/** A private, empty folder (mode 0700), removed after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs one query as the database's owner. */
export async function query(url: string, text: string) {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} })
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end()
  }
}

/** The pid of the server that runs on this data folder. */
export function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

export function isAlive(pid: number): boolean {
  return markProcess(pid) !== undefined
}

export type Holder = { url: string; shared: boolean; kill(): Promise<void>; leave(): Promise<void> }

/** Another process that has the database open, until it is killed or told to leave. */
export function holdDatabase(dataDir: string): Promise<Holder> {
  return hold(`
    const { openLocalDatabase } = await import('./postgres/local-database.ts')
    const service = await openLocalDatabase(${JSON.stringify(dataDir)})
    const report = { url: service.ownerUrl, shared: service.shared }`)
}

/** Another process that has started a mailbox. */
export function holdMailbox(dataDir?: string): Promise<Holder> {
  return hold(`
    const { startMailbox } = await import('./mailbox/process.ts')
    const service = await startMailbox({ port: 0, dataDir: ${JSON.stringify(dataDir)} })
    const report = { url: 'http://127.0.0.1:' + service.port }`)
}

async function hold(script: string): Promise<Holder> {
  const wait =
    "process.on('message', async () => { await service.stop(); process.disconnect() }); process.send(report)"
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${script}\n${wait}`], {
    cwd: join(import.meta.dirname, '../../src/dev'),
    // Piped: what it starts must not hold the test run's own output open when a test fails.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const ended = once(child, 'exit')
  child.stderr?.pipe(process.stderr)
  onTestFinished(() => {
    child.kill('SIGKILL')
    child.stderr?.destroy()
  })
  const [report] = await once(child, 'message')
  return {
    ...report,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async leave() {
      child.send('leave')
      await ended
    },
  }
}

/** Takes a free port of 127.0.0.1 until the test ends. */
export async function takePort(): Promise<number> {
  const { server, port } = await listen()
  onTestFinished(() => void server.close())
  return port
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { server, port } = await listen()
  server.close()
  await once(server, 'close')
  return port
}

async function listen() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0 }
}
