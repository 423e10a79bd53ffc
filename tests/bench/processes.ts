import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { envOfStart, flagsOfStart } from '../support/start-script.ts'
import { noFlood } from '../support/no-flood.ts'
import { keySetting } from '../support/test-keys.ts'
import type { Urls } from './database.ts'
import { ask } from './http.ts'
import type { Load } from './load.ts'
import type { Answer, Kind } from './reference.ts'
import type { Replay } from './replay.ts'
import type { Sample } from './stats.ts'

/** A running process of the bench: where it listens, and what it has used. */
export type Running = { port: number; pid: number; stop: () => Promise<void> }

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const keys = {
  CONTACT_KEY: keySetting(7),
  SESSION_SECRET: keySetting(8),
}

/** What the product is told, in every runtime: as in production, but that no mail leaves this machine. */
export const settingsFor = (port: number, mailPort: number) => ({
  ...keys,
  ...noFlood,
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  MAIL_FROM: 'Countersign <countersign@example.org>',
  RESEND_API_KEY: 're_bench',
  RESEND_BASE_URL: `http://127.0.0.1:${mailPort}`,
})

/** The product as a self-hoster runs it: the built file, in production. Resolves when it answers. */
export async function startProduct(
  file: string,
  urls: Urls,
  { folder, mailPort }: { folder: string; mailPort: number },
): Promise<Running> {
  const port = await freePort()
  const child = fork(file, {
    execArgv: flagsOfStart,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...envOfStart,
      ...settingsFor(port, mailPort),
      // Production takes no address of this machine.
      NODE_ENV: 'test',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: `${folder}/product-${port}`,
      DATABASE_URL: urls.app,
      DATABASE_PUBLIC_URL: urls.public,
    },
  })
  await answering(child, port)
  return { port, pid: child.pid ?? 0, stop: () => end(child) }
}

export async function startReference(file: string, kind: Kind, answer: Answer): Promise<Running> {
  const port = await freePort()
  const child = fork(file, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', KIND: kind, PORT: String(port) },
  })
  child.send({ ...answer, body: Buffer.from(answer.body).toString('base64') })
  await answerOf(child, watch(child))
  return { port, pid: child.pid ?? 0, stop: () => end(child) }
}

/** What the generator measures by itself; what the server used, its caller adds. */
export type Measured = Omit<Sample, 'cpu'>
export type Generator = { run: (load: Load) => Promise<Measured>; stop: () => Promise<void> }

/** One load generator for the whole bench, so that both sides of a comparison meet the same. */
export function startGenerator(): Generator {
  const child = fork(fileURLToPath(new URL('load.ts', import.meta.url)))
  const ended = watch(child)
  return {
    run(load) {
      child.send(load)
      return measured<Measured>(child, ended)
    },
    stop: () => end(child),
  }
}

export type Replaying = { run: (milliseconds: number) => Promise<Sample>; stop: () => Promise<void> }

export async function startReplay(file: string, replay: Replay): Promise<Replaying> {
  const child = fork(file, { env: { ...process.env, NODE_ENV: 'production' } })
  const ended = watch(child)
  child.send(replay)
  await answerOf(child, ended)
  return {
    run(milliseconds) {
      child.send({ milliseconds })
      return measured<Sample>(child, ended)
    },
    stop: () => end(child),
  }
}

/** Rejects when the process ends; whoever waits for an answer of it then hears that, and nobody else. */
function watch(child: ChildProcess): Promise<never> {
  const ended = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`a process ended early (${code})`)),
  )
  ended.catch(() => {})
  return ended
}

const answerOf = async (child: ChildProcess, ended: Promise<never>): Promise<unknown> =>
  (await Promise.race([once(child, 'message'), ended]))[0]

async function measured<T>(child: ChildProcess, ended: Promise<never>): Promise<T> {
  const { sample, error } = (await answerOf(child, ended)) as { sample?: T; error?: string }
  if (!sample) throw new Error(error ?? 'nothing was measured')
  return sample
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + 30_000
  while (child.exitCode === null && Date.now() < until) {
    const answer = await ask(port, '/health').catch(() => null)
    if (answer?.status === 200) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error('the product does not answer')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Resident memory of a process in MB, as the kernel counts it. */
export function residentMemory(pid: number): number {
  const [, kilobytes = 'NaN'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

/** Seconds of CPU that a process with all its threads has used; ticks are a hundredth of a second on Linux. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold spaces; utime and stime are the 14th and 15th fields.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
