import { connect, type Socket } from 'node:net'
import { percentile, type Sample } from './stats.ts'

// The load generator, a process of its own: HTTP/1.1 on kept connections, one request at a time on each, and as little
// work as possible between an answer and the next request. It says what it measured over the IPC channel.

export type Load = {
  port: number
  /** Whole requests, taken in turn; a request beyond the last begins anew unless `once`. */
  requests: string[]
  /** The status that each answer must have. */
  status: number
  connections: number
  milliseconds: number
  /** Each request is sent at most once: asking twice with one address is another case. */
  once?: boolean
  /** Milliseconds between two requests of one connection; 0 sends the next at once. */
  pause?: number
}

type Answered = (status: number) => void

/** Calls back once for each whole answer that arrives, with its status. */
function readAnswers(socket: Socket, answered: Answered): void {
  let head: Buffer | null = null
  let missing = 0
  let chunked = false
  let status = 0
  const finish = () => {
    head = null
    chunked = false
    answered(status)
  }
  socket.on('data', (data: Buffer) => {
    if (chunked) {
      if (endsChunks(data)) finish()
      return
    }
    if (missing > 0) {
      missing -= data.length
      if (missing <= 0) finish()
      return
    }
    const seen: Buffer = head ? Buffer.concat([head, data]) : data
    const end = seen.indexOf('\r\n\r\n')
    if (end < 0) {
      head = seen
      return
    }
    const text = seen.toString('latin1', 0, end)
    status = Number(text.slice(9, 12))
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1]
    const received = seen.length - end - 4
    if (length !== undefined) {
      missing = Number(length) - received
      if (missing <= 0) finish()
    } else if (status === 304 || status === 204) {
      finish()
    } else {
      chunked = true
      if (received > 0 && endsChunks(seen)) finish()
    }
  })
}

/** Nothing is pipelined, so the last chunk's end is the end of what arrived. */
const endsChunks = (data: Buffer) =>
  data.length >= 5 && data.toString('latin1', data.length - 5) === '0\r\n\r\n'

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return socket
}

/** Opens every connection first, then sends until the time is over and the last answers are here. */
async function run(load: Load): Promise<Omit<Sample, 'cpu'>> {
  const sockets: Socket[] = []
  // Not all at once: a server's backlog is finite, and opening them is not what is measured.
  for (let i = 0; i < load.connections; i += 100) {
    const more = Math.min(100, load.connections - i)
    sockets.push(...(await Promise.all(Array.from({ length: more }, () => open(load.port)))))
  }
  const latencies: number[] = []
  let failures = 0
  let next = 0
  const take = () =>
    load.once && next >= load.requests.length ? undefined : load.requests[next++ % load.requests.length]

  const cpu = process.cpuUsage()
  const begun = performance.now()
  const until = begun + load.milliseconds
  await Promise.all(
    sockets.map(
      (socket, i) =>
        new Promise<void>((resolve, reject) => {
          let sentAt = 0
          const send = () => {
            const request = performance.now() < until ? take() : undefined
            if (request === undefined) return resolve()
            sentAt = performance.now()
            socket.write(request)
          }
          const later = (milliseconds: number) =>
            performance.now() + milliseconds < until ? setTimeout(send, milliseconds) : resolve()
          readAnswers(socket, status => {
            latencies.push(performance.now() - sentAt)
            if (status !== load.status) failures++
            if (load.pause) later(load.pause)
            else send()
          })
          socket.once('error', reject)
          socket.once('close', () => reject(new Error('the server closed a connection')))
          if (load.pause) later((load.pause * i) / sockets.length)
          else send()
        }),
    ),
  )
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(cpu)
  for (const socket of sockets) socket.removeAllListeners('close').destroy()
  const sorted = Float64Array.from(latencies).sort()
  return {
    count: sorted.length,
    seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    failures,
    generator: (user + system) / 1e6 / seconds,
  }
}

process.on('message', (load: Load) => {
  run(load).then(
    sample => process.send?.({ sample }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
