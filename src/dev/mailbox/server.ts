import { createServer, type Server } from 'node:http'
import { isIP } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { type EventTarget, isDeliveryEvent, tellApplication } from './events.ts'
import { framedHtml, framePolicy, listPage, messagePage, missingPage, style } from './pages.ts'
import { type Failure, type MailboxEnv, problem, resendApi } from './resend-api.ts'
import { openStore } from './store.ts'

export type MailboxOptions = {
  /** Where the messages are kept over a restart; absent: in memory. */
  file?: string
  /** Answer under any host name, as when it listens for other machines on purpose. */
  anyHost?: boolean
  /** Who is told what became of a message; absent: nobody can be. */
  events?: EventTarget | undefined
  now?: () => Date
}

const bodyLimit = 1_000_000

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

const FailureOrder = z.object({ status: z.literal([429, 500, 'timeout', 'lost']), count: z.int().min(0) })

/**
 * A stand-in for Resend's HTTP API that keeps what it is sent and shows it:
 * - `POST /emails`, `GET /emails/{id}`: as Resend, any bearer key is good; honours `Idempotency-Key` for 24 h
 * - `GET /`, `/messages/{id}`: for people; `GET /messages.json`: `{ messages: [{ id, to, subject, text, html, sentAt }]
 *   }`, newest first; `?to=` gives those to one address
 * - `POST /messages/{id}/{event}`, by the buttons at a message: tells the application that it was delivered, came back
 *   or was complained of
 * - `DELETE /messages`: empties it
 * - `POST /failures` with `{ "status": 429 | 500 | "timeout" | "lost", "count": n }`: the next n sends fail so.
 *   "timeout" takes nothing and never answers; "lost" takes the message and hangs up without an answer.
 */
export function createMailbox({
  file,
  anyHost,
  events,
  now = () => new Date(),
}: MailboxOptions = {}): Server {
  const store = openStore(file)
  const failure: Failure = { status: 500, count: 0 }
  const app = new Hono<MailboxEnv>()

  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    if (anyHost || isLocal(c.req.header('host'))) return next()
    return problem(c, 421, 'validation_error', 'Use localhost or an IP address as the host.')
  })
  app.use(async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) <= bodyLimit) return next()
    return problem(c, 413, 'validation_error', 'The body is over 1 MB.')
  })
  app.route('/emails', resendApi(store, failure, now))

  app.post('/failures', async c => {
    const order = FailureOrder.safeParse(await c.req.json())
    // Only as JSON: another site's page cannot send that type here without asking first.
    if (!order.success || !/^application\/json\b/.test(c.req.header('content-type') ?? '')) {
      const form = 'Send JSON: { "status": 429 | 500 | "timeout" | "lost", "count": n }.'
      return problem(c, 422, 'validation_error', form)
    }
    return c.json(Object.assign(failure, order.data))
  })
  app.delete('/messages', c => {
    store.empty()
    return c.json({ messages: [] })
  })
  app.get('/messages.json', c => {
    const address = c.req.query('to')
    const messages = store
      .messages()
      .filter(({ email }) => address === undefined || email.to.includes(address))
      .map(({ id, sentAt, email: { to, subject, text, html } }) => ({ id, to, subject, text, html, sentAt }))
    return c.json({ messages })
  })

  app.get('/style.css', c => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/', c => c.html(listPage(store.messages(), c.req.query('before'))))
  app.get('/messages/:id/:part{html}?', c => {
    const message = store.messages().find(({ id }) => id === c.req.param('id'))
    if (!message) return c.notFound()
    if (!c.req.param('part'))
      return c.html(messagePage(message, { canTell: events !== undefined, answer: c.req.query('answer') }))
    c.header('content-security-policy', framePolicy)
    return c.html(framedHtml(message.email.html))
  })

  app.post('/messages/:id/:event', csrf(), async c => {
    const message = store.messages().find(({ id }) => id === c.req.param('id'))
    const event = c.req.param('event')
    if (!message || !events || !isDeliveryEvent(event)) return c.notFound()
    const answer = await tellApplication(events, message, event)
    return c.redirect(`/messages/${message.id}?answer=${answer}`, 303)
  })

  app.notFound(c => {
    if (c.req.method === 'GET') return c.html(missingPage(), 404)
    return problem(c, 405, 'method_not_allowed', 'Method is not allowed for the requested path.')
  })
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    if (error instanceof SyntaxError)
      return problem(c, 422, 'validation_error', 'The body is not valid JSON.')
    console.error('mailbox:', error)
    return problem(c, 500, 'internal_server_error', 'The local mailbox failed; its console says why.')
  })
  return createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }))
}

/** A name that anybody can register could be pointed at this machine, and its pages could then read the mail. */
function isLocal(host = ''): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? ''
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0
}
