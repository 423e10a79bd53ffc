import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { type ApiError, readEmail } from './email.ts'
import { framedHtml, frameSandbox, listPage, messagePage, missingPage, style } from './pages.ts'
import { type MailboxStore, type Message, openStore } from './store.ts'

export type MailboxOptions = {
  /** Where the messages are kept over a restart; absent: in memory. */
  file?: string
  /** Answer under any host name, as when it listens for other machines on purpose. */
  anyHost?: boolean
  now?: () => Date
}

type Failure = { status: 429 | 500 | 'timeout' | 'lost'; count: number }
type Mailbox = { store: MailboxStore; now: () => Date; anyHost: boolean; failure: Failure }
type Answer = { status: number; type: string; body: string; headers?: Record<string, string> }

const bodyLimit = 1_000_000
const keyLife = 24 * 60 * 60 * 1000

/**
 * A stand-in for Resend's HTTP API that keeps what it is sent and shows it:
 * - `POST /emails`, `GET /emails/{id}`: as Resend, any bearer key is good; honours `Idempotency-Key` for 24 h
 * - `GET /`, `/messages/{id}`: for people; `GET /messages.json`: `{ messages: [{ id, to, subject, text, html, sentAt }] }`, newest first
 * - `DELETE /messages`: empties it
 * - `POST /failures` with `{ "status": 429 | 500 | "timeout" | "lost", "count": n }`: the next n sends fail so.
 *   "timeout" takes nothing and never answers; "lost" takes the message and hangs up without an answer.
 */
export function createMailbox({
  file,
  anyHost = false,
  now = () => new Date(),
}: MailboxOptions = {}): Server {
  const mailbox: Mailbox = { store: openStore(file), now, anyHost, failure: { status: 500, count: 0 } }
  return createServer((request, response) => {
    answer(mailbox, request)
      .catch((e: unknown) => {
        console.error('mailbox:', e)
        return problem(500, 'internal_server_error', 'The local mailbox failed; its console says why.')
      })
      .then(result => finish(request, response, result))
      .catch(() => response.destroy())
  })
}

async function answer(mailbox: Mailbox, request: IncomingMessage): Promise<Answer | 'timeout' | 'lost'> {
  if (!mailbox.anyHost && !isLocal(request.headers.host)) {
    return problem(421, 'validation_error', 'Use localhost or an IP address as the host.')
  }
  const url = URL.parse(request.url ?? '/', 'http://mailbox')
  if (!url) return problem(400, 'validation_error', 'The address is malformed.')
  const path = url.pathname
  const method = request.method === 'HEAD' ? 'GET' : request.method

  if (path === '/emails' || path.startsWith('/emails/')) return answerApi(mailbox, request, method, path)
  if (path === '/failures' && method === 'POST') return setFailure(mailbox, request)
  if (path === '/messages' && method === 'DELETE') {
    mailbox.store.empty()
    return json(200, { messages: [] })
  }
  if (method !== 'GET')
    return problem(405, 'method_not_allowed', 'Method is not allowed for the requested path.')
  if (path === '/style.css') return { status: 200, type: 'text/css; charset=utf-8', body: style }
  const messages = mailbox.store.messages()
  if (path === '/messages.json') return json(200, { messages: messages.map(brief) })
  if (path === '/') return page(200, listPage(messages, url.searchParams.get('before')))
  const [, id, part] = /^\/messages\/([\w-]+)(\/html)?$/.exec(path) ?? []
  const message = messages.find(candidate => candidate.id === id)
  if (!message) return page(404, missingPage())
  return part ? framed(message) : page(200, messagePage(message))
}

async function answerApi(
  mailbox: Mailbox,
  request: IncomingMessage,
  method: string | undefined,
  path: string,
) {
  if (!/^Bearer \S+/.test(request.headers.authorization ?? '')) {
    return problem(401, 'missing_api_key', 'Missing API key in the authorization header.')
  }
  if (method === 'POST' && path === '/emails') return send(mailbox, request)
  if (method !== 'GET')
    return problem(405, 'method_not_allowed', 'Method is not allowed for the requested path.')
  const message = mailbox.store.messages().find(({ id }) => `/emails/${id}` === path)
  if (!message) return problem(404, 'not_found', 'Email not found')
  const { id, sentAt, email } = message
  const { replyTo, ...rest } = email
  return json(200, {
    object: 'email',
    id,
    created_at: sentAt,
    ...rest,
    reply_to: replyTo,
    last_event: 'delivered',
  })
}

async function send(mailbox: Mailbox, request: IncomingMessage): Promise<Answer | 'timeout' | 'lost'> {
  const { store, failure } = mailbox
  const body = await readJson(request)
  if ('error' in body) return refuse(body.error)
  const failing = failure.count > 0
  if (failing) failure.count -= 1
  if (failing && failure.status !== 'lost') return fail(failure.status)

  const key = request.headers['idempotency-key']
  if (key !== undefined && (typeof key !== 'string' || key.length < 1 || key.length > 256)) {
    return problem(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
  }
  const read = readEmail(body.value)
  if ('error' in read) return refuse(read.error)
  const digest = createHash('sha256').update(body.text).digest('base64url')
  const earlier = key === undefined ? undefined : store.findKey(key)
  if (earlier && mailbox.now().getTime() - Date.parse(earlier.sentAt) < keyLife) {
    if (earlier.digest === digest) return failing ? 'lost' : json(200, { id: earlier.id })
    return problem(
      409,
      'invalid_idempotent_request',
      'Same idempotency key used with a different request payload.',
    )
  }
  const id = randomUUID()
  store.add({ id, sentAt: mailbox.now().toISOString(), key, digest, email: read.email })
  return failing ? 'lost' : json(200, { id })
}

function fail(status: 429 | 500 | 'timeout'): Answer | 'timeout' {
  if (status === 'timeout') return status
  if (status === 500) return problem(500, 'internal_server_error', 'An unexpected error occurred.')
  const slow = problem(
    429,
    'rate_limit_exceeded',
    'Too many requests. Please limit the number of requests per second.',
  )
  return { ...slow, headers: { 'retry-after': '1' } }
}

/** Only as JSON: another site's page cannot send that type here without asking first. */
async function setFailure(mailbox: Mailbox, request: IncomingMessage): Promise<Answer> {
  const body = await readJson(request)
  if ('error' in body) return refuse(body.error)
  const { status, count } = Object(body.value)
  const known = status === 429 || status === 500 || status === 'timeout' || status === 'lost'
  if (
    !known ||
    !Number.isSafeInteger(count) ||
    count < 0 ||
    !/^application\/json\b/.test(request.headers['content-type'] ?? '')
  ) {
    return problem(
      422,
      'validation_error',
      'Send JSON: { "status": 429 | 500 | "timeout" | "lost", "count": n }.',
    )
  }
  mailbox.failure = { status, count }
  return json(200, mailbox.failure)
}

async function readJson(
  request: IncomingMessage,
): Promise<{ value: unknown; text: string } | { error: ApiError }> {
  const chunks: Buffer[] = []
  let size = 0
  // What is over the limit is read and dropped, within reason: a client that still writes does not see the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size <= bodyLimit) chunks.push(chunk)
    if (size > 20 * bodyLimit) break
  }
  if (size > bodyLimit)
    return { error: { statusCode: 413, name: 'validation_error', message: 'The body is over 1 MB.' } }
  const text = Buffer.concat(chunks).toString()
  try {
    return { value: JSON.parse(text), text }
  } catch {
    return { error: { statusCode: 422, name: 'validation_error', message: 'The body is not valid JSON.' } }
  }
}

/** A name that anybody can register could be pointed at this machine, and its pages could then read the mail. */
function isLocal(host = ''): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? ''
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0
}

function brief({ id, sentAt, email: { to, subject, text, html } }: Message) {
  return { id, to, subject, text, html, sentAt }
}

function framed({ email }: Message): Answer {
  const csp = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox ${frameSandbox}`
  return { ...page(200, framedHtml(email.html)), headers: { 'content-security-policy': csp } }
}

function page(status: number, body: string): Answer {
  return { status, type: 'text/html; charset=utf-8', body }
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

function refuse(error: ApiError): Answer {
  return json(error.statusCode, error)
}

function problem(statusCode: number, name: string, message: string): Answer {
  return refuse({ statusCode, name, message })
}

function finish(
  request: IncomingMessage,
  response: ServerResponse,
  result: Answer | 'timeout' | 'lost',
): void {
  if (result === 'timeout') return
  if (result === 'lost') {
    response.destroy()
    return
  }
  response.writeHead(result.status, {
    'content-type': result.type,
    'content-length': Buffer.byteLength(result.body),
    'content-security-policy':
      "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    // The rest of a body that was too long is not read, so the connection cannot be used again.
    ...(request.complete ? {} : { connection: 'close' }),
    ...result.headers,
  })
  response.end(request.method === 'HEAD' ? undefined : result.body)
}
