import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../dev/scene.ts'

// `npm start` as a newcomer runs it: npm, the build, the server, its database and its mailbox.

type Run = { npm: ChildProcess; output: () => string; ended: Promise<unknown> }

let folder: string
let port: number
const running = new Set<Run>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-start-'))
  port = await freePort()
})
afterAll(async () => {
  for (const run of running) run.npm.kill('SIGTERM')
  await Promise.all([...running].map(run => run.ended))
  rmSync(folder, { recursive: true, force: true })
})

function npmStart(dataDir: string): Run {
  const { NODE_ENV: _, ...env } = process.env
  const npm = spawn('npm', ['start'], {
    env: { ...env, DATA_DIR: join(folder, dataDir), PORT: String(port), MAILBOX_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, as a terminal gives it.
    detached: true,
  })
  let text = ''
  npm.stdout?.on('data', chunk => {
    text += chunk
  })
  npm.stderr?.on('data', chunk => {
    text += chunk
  })
  const run = { npm, output: () => text, ended: once(npm, 'exit') }
  running.add(run)
  run.ended.then(
    () => running.delete(run),
    () => running.delete(run),
  )
  return run
}

const answers = async (path: string) =>
  (await fetch(`http://localhost:${port}${path}`).catch(() => null))?.status ?? 0
const serves = () => expect.poll(() => answers('/en/forcible-expulsion'), { timeout: 20_000 }).toBe(200)

/** Every process whose environment or command names our folder: nothing of a run may outlive it. */
function left(): string[] {
  return readdirSync('/proc')
    .filter(pid => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter(pid => [readProc(pid, 'environ'), readProc(pid, 'cmdline')].some(text => text.includes(folder)))
    .map(pid => readProc(pid, 'cmdline').replaceAll('\0', ' ').slice(0, 80))
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

const signatories = async () => {
  const answer = await fetch(`http://localhost:${port}/api/statements/forcible-expulsion/signatories`)
  return ((await answer.json()) as { signatories: { id: string }[] }).signatories.map(({ id }) => id)
}

// The processes are counted in /proc.
describe.runIf(process.platform === 'linux')('npm start', () => {
  it('serves from an empty folder within ten seconds, and says where to read, get mail and approve', async () => {
    const begun = Date.now()
    const run = npmStart('data')
    await serves()
    expect(Date.now() - begun).toBeLessThan(10_000)
    await expect.poll(run.output).toContain(`http://localhost:${port}/en/forcible-expulsion`)
    expect(run.output()).toMatch(/Mail +http:\/\/localhost:\d+/)
    expect(run.output()).toContain('npm run moderator -- invite')
    run.npm.kill('SIGTERM')
    await run.ended
    await expect.poll(left, { timeout: 10_000 }).toEqual([])
  })

  it('keeps the data over a second start, and Ctrl-C leaves no process', async () => {
    let run = npmStart('data')
    await serves()
    const before = await signatories()
    process.kill(-(run.npm.pid ?? 0), 'SIGINT')
    await run.ended
    await expect.poll(left, { timeout: 10_000 }).toEqual([])

    run = npmStart('data')
    await serves()
    expect(await signatories()).toEqual(before)
    // To npm alone, as a supervisor or a test does it.
    run.npm.kill('SIGINT')
    await run.ended
    await expect.poll(left, { timeout: 10_000 }).toEqual([])
  })

  it('starts again after it was killed, and says in one line that its port is taken', async () => {
    const killed = npmStart('data')
    await serves()
    process.kill(-(killed.npm.pid ?? 0), 'SIGKILL')
    await killed.ended
    expect(left().join(), 'the database is left behind').toContain('postgres')

    const run = npmStart('data')
    await serves()
    const second = npmStart('other')
    await second.ended
    expect(second.npm.exitCode).toBe(1)
    expect(second.output().trim().split('\n').at(-1)).toBe(
      `Port ${port} is taken. End what uses it, or set PORT to a free port.`,
    )
    run.npm.kill('SIGTERM')
    await run.ended
    await expect.poll(left, { timeout: 10_000 }).toEqual([])
  })
})
