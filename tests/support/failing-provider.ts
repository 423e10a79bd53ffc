import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** In every way in which a call can fail. `lost`: it takes the message, and its answer has no body that can be read. */
const failures = ['refuse', 'slow-down', 'error', 'hang', 'reset', 'lost', 'at-work'] as const
type Failure = (typeof failures)[number]

export type FailingProvider = {
  url: string
  /** When each call came, in milliseconds of the machine's clock, under which key. */
  calls: { at: number; key: string; failure: Failure | null }[]
  /** How often each key was taken for a new message. */
  accepted: Map<string, number>
  stop: () => Promise<void>
}

/** For how many seconds it asks for rest. */
export const restAsked = 0.2

/** Resend's API, of whose calls a `share` fails by chance, in one way after the other; without `ways` it knows all. */
export async function openFailingProvider(
  share: number,
  ways: readonly Failure[] = failures,
): Promise<FailingProvider> {
  const calls: FailingProvider['calls'] = []
  const accepted = new Map<string, number>()
  let failed = 0
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    for await (const _ of request);
    const key = String(request.headers['idempotency-key'])
    const chosen = Math.random() < share ? (ways[failed++ % ways.length] ?? null) : null
    // Under a key that it knows it judges nothing anew.
    const failure = chosen === 'refuse' && accepted.has(key) ? null : chosen
    calls.push({ at: Date.now(), key, failure })
    const refuse = (statusCode: number, name: string, headers: Record<string, string> = {}) => {
      response.writeHead(statusCode, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify({ statusCode, name, message: '' }))
    }
    const take = () => accepted.set(key, accepted.get(key) ?? 1)
    switch (failure) {
      case 'refuse':
        return refuse(422, 'validation_error')
      case 'slow-down':
        return refuse(429, 'rate_limit_exceeded', { 'retry-after': String(restAsked) })
      case 'error':
        return refuse(500, 'internal_server_error')
      case 'at-work':
        return refuse(409, 'concurrent_idempotent_requests')
      case 'reset':
        return request.socket.destroy()
      case 'hang':
        return undefined
      case 'lost':
        take()
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
        response.flushHeaders()
        return request.socket.destroySoon()
      default:
        take()
        response.writeHead(200, { 'content-type': 'application/json' })
        return response.end(JSON.stringify({ id: `provider-${key}` }))
    }
  }
  const server = createServer((request, response) => {
    // Whoever asked may be killed in the middle of it.
    answer(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    calls,
    accepted,
    stop() {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
