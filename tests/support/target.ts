import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'
import { createTestHarness, unstable_readConfig } from 'wrangler'
import type { TestDatabase } from './database.ts'

/** The running product, on Node or on workerd: all that a story knows of it is its address and its clock. */
export type Target = {
  url: string
  moveClock: (milliseconds: number) => Promise<void>
  /** What cron does each minute on Workers and the process each second on Node. */
  sweep: () => Promise<void>
  /** A process, or an isolate, that has just begun: it holds nothing, at the same address. */
  restart: () => Promise<void>
  /** Every line that it logged. */
  logged: () => string[]
  stop: () => Promise<void>
}

export const target = process.env.TARGET === 'workerd' ? 'workerd' : 'node'

/** Starts the runtime that this run of the stories is for. */
export async function startTarget(database: TestDatabase, settings: Record<string, string>): Promise<Target> {
  return target === 'workerd' ? startWorkerd(database, settings) : startNode(database, settings)
}

async function startNode(database: TestDatabase, settings: Record<string, string>): Promise<Target> {
  const port = await freePort()
  const folder = inject('folder')
  const lines: string[] = []
  const start = async () => {
    const child = fork(join(folder, 'node-target.js'), {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: {
        ...process.env,
        ...settings,
        PORT: String(port),
        DATABASE_URL: database.app,
        DATABASE_PUBLIC_URL: database.public,
        DATA_DIR: join(folder, new URL(database.app).pathname.slice(1)),
      },
    })
    if (child.stdout) createInterface(child.stdout).on('line', line => lines.push(line))
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('ended at once'))),
    ])
    return child
  }
  let child = await start()
  let orders = 0
  const order = (what: Record<string, unknown>) =>
    new Promise<void>(resolve => {
      const id = ++orders
      const listen = (answer: { done?: number }) => {
        if (answer.done !== id) return
        child.off('message', listen)
        resolve()
      }
      child.on('message', listen)
      child.send({ id, ...what })
    })
  const stop = async () => {
    const ended = once(child, 'exit')
    await order({ stop: true })
    await ended
  }
  return {
    url: `http://127.0.0.1:${port}`,
    moveClock: milliseconds => order({ move: milliseconds }),
    sweep: () => order({ sweep: true }),
    async restart() {
      await stop()
      child = await start()
    },
    logged: () => lines,
    stop,
  }
}

async function startWorkerd(database: TestDatabase, settings: Record<string, string>): Promise<Target> {
  const { compatibility_date, compatibility_flags, rules, kv_namespaces } = unstable_readConfig({
    config: 'wrangler.toml',
  })
  const harness = createTestHarness({
    root: process.cwd(),
    workers: [
      {
        config: {
          name: 'countersign',
          main: 'tests/support/worker-target.ts',
          ...(compatibility_date ? { compatibility_date } : {}),
          compatibility_flags,
          rules,
          kv_namespaces,
          hyperdrive: [
            { binding: 'HYPERDRIVE', id: '1', localConnectionString: database.app },
            { binding: 'HYPERDRIVE_PUBLIC', id: '2', localConnectionString: database.public },
          ],
          vars: settings,
        },
      },
    ],
  })
  const { url } = await harness.listen()
  return {
    url: url.origin,
    async moveClock(milliseconds) {
      await fetch(`${url.origin}/test/clock?move=${milliseconds}`)
    },
    async sweep() {
      await harness.getWorker().scheduled({})
    },
    // The same Worker anew; what KV has stays.
    restart: () => harness.update(options => options),
    logged: () => harness.getLogs().map(({ message }) => message),
    stop: () => harness.close(),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
