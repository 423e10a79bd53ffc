import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'
import type { TestDatabase } from './database.ts'
import { envOfStart, flagsOfStart } from './start-script.ts'
import type { Target } from './target.ts'

/** The product as a Node process of its own, from the bundle that the whole run shares, or from another one. */
export async function startNode(
  database: TestDatabase,
  settings: Record<string, string>,
  bundles = inject('folder'),
): Promise<Target> {
  let port = await freePort()
  const folder = inject('folder')
  const lines: string[] = []
  const start = async () => {
    const child = fork(join(bundles, 'node-target.js'), {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: flagsOfStart,
      env: {
        ...process.env,
        ...envOfStart,
        ...settings,
        PORT: String(port),
        DATABASE_URL: database.app,
        DATABASE_PUBLIC_URL: database.public,
        DATA_DIR: join(folder, new URL(database.app).pathname.slice(1)),
      },
    })
    if (child.stdout) createInterface(child.stdout).on('line', line => lines.push(line))
    if (child.stderr) {
      createInterface(child.stderr).on('line', line => {
        lines.push(line)
        process.stderr.write(`${line}\n`)
      })
    }
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('ended at once'))),
    ])
    return child
  }
  let child = await start().catch(async () => {
    // Another test was given the port in the moment between.
    port = await freePort()
    return start()
  })
  let orders = 0
  const order = (what: Record<string, unknown>) =>
    new Promise<void>((resolve, reject) => {
      const id = ++orders
      const listen = (answer: { done?: number }) => {
        if (answer.done !== id) return
        child.off('message', listen)
        child.off('exit', fail)
        resolve()
      }
      const fail = () => reject(new Error(`ended during the order ${JSON.stringify(what)}`))
      child.on('message', listen)
      child.on('exit', fail)
      child.send({ id, ...what })
    })
  const stop = async () => {
    if (child.killed) return
    const ended = once(child, 'exit')
    await order({ stop: true })
    await ended
  }
  return {
    url: `http://127.0.0.1:${port}`,
    moveClock: milliseconds => order({ move: milliseconds }),
    sweep: () => order({ sweep: true }),
    async restart() {
      if (child.killed) await (child.signalCode ?? once(child, 'exit'))
      else await stop()
      child = await start()
    },
    kill: () => child.kill('SIGKILL'),
    pid: () => child.pid ?? null,
    logged: () => lines,
    stop,
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
