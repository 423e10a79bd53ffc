import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { buildOnChange } from '../build/build.ts'
import { startLocal } from './local.ts'
import { isStartError } from './start-error.ts'
import { stopOnSignals } from './stop-on-signals.ts'

// `npm run dev`: database and mailbox stay up, the server starts anew after each build that succeeded.

const server = fileURLToPath(new URL('../../dist/node.js', import.meta.url))

try {
  const local = await startLocal(process.env)
  if (local.notes.mailbox) console.log(`\n  Mail      ${local.notes.mailbox}   (nothing is really sent)`)
  let child: ChildProcess | null = null
  let turn = Promise.resolve()

  const end = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  const restart = async () => {
    await end()
    child = spawn(process.execPath, [server], { env: local.env, stdio: 'inherit' })
  }
  stopOnSignals(async () => {
    await turn
    await end()
    await local.stop()
  })
  await buildOnChange(() => {
    turn = turn.then(restart)
  })
} catch (error) {
  if (!isStartError(error)) throw error
  console.error(error.message)
  process.exit(1)
}
