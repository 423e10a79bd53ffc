import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createMailbox } from './server.ts'

// The mailbox as a process: `node src/dev/mailbox/main.ts`, or started by `startMailbox`, which hears over the IPC
// channel where it listens. MAILBOX_PORT (PORT + 1, or 3001), HOST (127.0.0.1), DATA_DIR (absent: in memory),
// EVENTS_URL and EVENTS_SECRET (absent: nobody is told what became of a message).

const { HOST, PORT, MAILBOX_PORT, DATA_DIR, EVENTS_URL, EVENTS_SECRET } = process.env
const host = HOST || '127.0.0.1'
const port = Number(MAILBOX_PORT || Number(PORT || 3000) + 1)

if (DATA_DIR) mkdirSync(DATA_DIR, { recursive: true, mode: 0o711 })
const server = createMailbox({
  anyHost: Boolean(HOST),
  events: EVENTS_URL && EVENTS_SECRET ? { url: EVENTS_URL, secret: EVENTS_SECRET } : undefined,
  ...(DATA_DIR ? { file: join(DATA_DIR, 'mailbox.jsonl') } : {}),
})

server.on('error', (error: NodeJS.ErrnoException) => {
  if (!process.send) throw error
  process.send({ failed: error.code ?? error.message }, () => process.exit(1))
})
server.listen(port, host, () => {
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  if (process.send) process.send({ port: bound })
  else console.log(`Local mailbox: http://${host}:${bound}`)
})

// A parent that was killed cannot say goodbye; its end of the channel closes all the same.
for (const event of ['disconnect', 'SIGINT', 'SIGTERM']) process.on(event, () => process.exit(0))
