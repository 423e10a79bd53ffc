import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

// What Node answers by itself, before the app hears of a request, has the headers that every answer of ours has.

/** Nothing to read, and nothing to run in it. */
export const bareHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'content-length': '0',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Answers what is no request, as Node does, and what expects something that we do not do. */
export function answerBarely(server: Server): void {
  const answers = new WeakMap<Socket, ServerResponse>()
  server.prependListener('request', (incoming, outgoing) => answers.set(incoming.socket, outgoing))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const last = answers.get(socket)
    // Into an answer that has begun nothing else is written.
    const isFree = last === undefined || !last.headersSent || last.writableFinished
    if (isFree && socket.writable && error.code !== 'ECONNRESET')
      socket.write(bareAnswer(statuses[error.code ?? ''] ?? 400))
    socket.destroy(error)
  })
  server.on('checkExpectation', (_: IncomingMessage, outgoing: ServerResponse) => {
    outgoing.writeHead(417, bareHeaders).end()
  })
}

/** True of what no page has: no host, which HTTP/1.1 demands, or the server as a whole (`OPTIONS *`). */
export const isBare = ({ headers, httpVersion, url }: IncomingMessage): boolean =>
  url === '*' || (headers.host === undefined && httpVersion === '1.1')

function bareAnswer(status: number): string {
  const lines = Object.entries({ ...bareHeaders, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', ''].join('\r\n')
}
