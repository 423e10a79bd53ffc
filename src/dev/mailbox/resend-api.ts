import { createHash, randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readEmail } from './email.ts'
import type { MailboxStore } from './store.ts'

export type MailboxEnv = { Bindings: HttpBindings }

/** What the next `count` sends come to. */
export type Failure = { status: 429 | 500 | 'timeout' | 'lost'; count: number }

const keyLife = 24 * 60 * 60 * 1000

/** Resend's error shape; `statusCode` is also the answer's status. */
export function problem(c: Context, statusCode: ContentfulStatusCode, name: string, message: string) {
  return c.json({ statusCode, name, message }, statusCode)
}

/** `POST /emails` and `GET /emails/{id}` as Resend has them; counts `failure` down. */
export function resendApi(store: MailboxStore, failure: Failure, now: () => Date): Hono<MailboxEnv> {
  const api = new Hono<MailboxEnv>()

  api.use(async (c, next) => {
    if (/^Bearer \S+/.test(c.req.header('authorization') ?? '')) return next()
    return problem(c, 401, 'missing_api_key', 'Missing API key in the authorization header.')
  })

  api.post('/', async c => {
    const text = await c.req.text()
    const body: unknown = JSON.parse(text)
    const failing = failure.count > 0 ? failure.status : undefined
    if (failing) failure.count -= 1
    if (failing && failing !== 'lost') return fail(c, failing)

    const key = c.req.header('idempotency-key')
    if (key !== undefined && (key.length < 1 || key.length > 256))
      return problem(c, 400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
    const read = readEmail(body)
    if ('problem' in read) return problem(c, 422, read.problem.name, read.problem.message)
    const digest = createHash('sha256').update(text).digest('base64url')
    const known = key === undefined ? undefined : store.findKey(key)
    const earlier = known && now().getTime() - Date.parse(known.sentAt) < keyLife ? known : undefined
    if (earlier && earlier.digest !== digest)
      return problem(
        c,
        409,
        'invalid_idempotent_request',
        'The key belongs to a request with another payload.',
      )
    const id = earlier?.id ?? randomUUID()
    if (!earlier) store.add({ id, sentAt: now().toISOString(), key, digest, email: read.email })
    return failing ? hangUp(c) : c.json({ id })
  })

  api.get('/:id?', c => {
    const message = store.messages().find(({ id }) => id === c.req.param('id'))
    if (!message) return problem(c, 404, 'not_found', 'Email not found')
    const { id, sentAt, email } = message
    const { replyTo: reply_to, ...rest } = email
    return c.json({ object: 'email', id, created_at: sentAt, ...rest, reply_to, last_event: 'delivered' })
  })
  return api
}

function fail(c: Context<MailboxEnv>, status: 429 | 500 | 'timeout'): Response | Promise<Response> {
  if (status === 'timeout') return new Promise(() => {})
  if (status === 500) return problem(c, 500, 'internal_server_error', 'An unexpected error occurred.')
  c.header('retry-after', '1')
  return problem(c, 429, 'rate_limit_exceeded', 'Too many requests a second.')
}

function hangUp(c: Context<MailboxEnv>): Response {
  c.env.outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}
