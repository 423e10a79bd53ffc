import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startError, takenPort } from '../start-error.ts'
import type { EventTarget } from './events.ts'

export type MailboxProcess = { port: number; stop(): Promise<void> }

/**
 * Starts the local mailbox as a process of its own, which ends with this one, however this one ends.
 * Port 0 takes a free one. Throws a StartError that names MAILBOX_PORT when the port is taken.
 */
export async function startMailbox(options: {
  port: number
  host?: string | undefined
  dataDir?: string | undefined
  events?: EventTarget | undefined
}): Promise<MailboxProcess> {
  // From source this file is src/dev/mailbox/process.ts; bundled it is part of dist/node.js, beside dist/mailbox.js.
  const entry = new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './mailbox.js', import.meta.url)
  const child = spawn(process.execPath, [fileURLToPath(entry)], {
    // In a session of its own: the terminal's Ctrl-C is for the application, which may still send a mail.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      SystemRoot: process.env.SystemRoot,
      MAILBOX_PORT: String(options.port),
      HOST: options.host,
      DATA_DIR: options.dataDir,
      EVENTS_URL: options.events?.url,
      EVENTS_SECRET: options.events?.secret,
    },
  })
  const ended = once(child, 'exit')
  const [report] = await Promise.race([
    once(child, 'message'),
    ended.then(() => [{ failed: 'it ended at once' }]),
  ])
  if (typeof report?.port !== 'number') {
    if (report?.failed === 'EADDRINUSE') throw takenPort('MAILBOX_PORT', options.port)
    throw startError(`The local mailbox did not start: ${report?.failed}.`)
  }
  return {
    port: report.port,
    async stop() {
      if (child.connected) child.disconnect()
      const timer = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await ended
      clearTimeout(timer)
    },
  }
}
