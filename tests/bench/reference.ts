import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// What the product is compared with: the same bytes and headers for one address, by a minimal Hono app on the same
// server, and by node:http alone. A process of its own, started with PORT, as the product is.

/** An answer as the product gave it. */
export type Answer = {
  path: string
  status: number
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer>
}
export type Kind = 'hono' | 'plain' | 'http'

/** The two ways to answer with headers that Hono offers: through its context, and with a Response of one's own. */
function honoApp(answer: Answer, kind: 'hono' | 'plain') {
  const { path, headers, body } = answer
  return kind === 'hono'
    ? new Hono().get(path, c => c.body(body, 200, headers))
    : new Hono().get(path, () => new Response(body, { headers }))
}

function bareServer({ path, status, headers, body }: Answer) {
  return createServer((request, response) => {
    if (request.url !== path) return response.writeHead(404).end()
    if (status === 304) return response.writeHead(status, headers).end()
    return response.writeHead(status, { ...headers, 'content-length': body.length }).end(body)
  })
}

const port = Number(process.env.PORT)
const kind = process.env.KIND as Kind
process.once('message', (sent: Omit<Answer, 'body'> & { body: string }) => {
  const answer: Answer = { ...sent, body: new Uint8Array(Buffer.from(sent.body, 'base64')) }
  const server =
    kind === 'http'
      ? bareServer(answer).listen(port, '127.0.0.1')
      : serve({ fetch: honoApp(answer, kind).fetch, port, hostname: '127.0.0.1' })
  server.once('listening', () => process.send?.('listening'))
})
process.once('disconnect', () => process.exit())
