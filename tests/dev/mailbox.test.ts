import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { join } from 'node:path'
import { Resend } from 'resend'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createMailbox, type MailboxOptions } from '../../src/dev/mailbox/server.ts'
import { outcomeIn } from '../../src/mail/outcome.ts'
import { isSigned } from '../../src/webhooks/signature.ts'
import { emptyFolder } from './scene.ts'

const letter = {
  from: 'Countersign <countersign@localhost>',
  to: 'Rep <rep@example.org>',
  subject: 'Confirm your request',
  text: 'Open http://localhost:3000/en/confirm/abc. Thank you',
  html: '<!doctype html><p><a href="http://localhost:3000/en/confirm/abc">Confirm</a></p>',
}

// The client logs each refusal outside production.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))

async function openMailbox(options?: MailboxOptions) {
  const server = createMailbox(options)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => close(server))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(url + path, init)
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return {
    url,
    get,
    resend: new Resend('re_any', { baseUrl: url }),
    messages: async () => JSON.parse((await get('/messages.json')).text).messages,
    post: (path: string, body: string, headers: Record<string, string> = {}) =>
      get(path, {
        method: 'POST',
        body,
        headers: { authorization: 'Bearer re_any', 'content-type': 'application/json', ...headers },
      }),
    close: () => close(server),
  }
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(done => void server.close(() => done()))
}

describe('the mailbox as Resend', () => {
  it('takes what the real client sends and shows it in the agreed shape, newest first', async () => {
    const { resend, messages, get } = await openMailbox()
    const first = await resend.emails.send(letter)
    const second = await resend.emails.send({
      ...letter,
      to: ['a@example.org', 'b@example.org'],
      subject: 'Two',
    })
    expect(await messages()).toEqual([
      {
        ...pick(letter),
        id: second.data?.id,
        to: ['a@example.org', 'b@example.org'],
        subject: 'Two',
        sentAt: expect.any(String),
      },
      { ...pick(letter), id: first.data?.id, to: ['Rep <rep@example.org>'], sentAt: expect.any(String) },
    ])
    const toA = JSON.parse((await get('/messages.json?to=a@example.org')).text).messages
    expect(toA.map(({ id }: { id: string }) => id)).toEqual([second.data?.id])
    const { data } = await resend.emails.get(first.data?.id ?? '')
    expect(data).toMatchObject({ id: first.data?.id, subject: letter.subject, to: ['Rep <rep@example.org>'] })
  })

  it('sends once for one key, and refuses the key for another message', async () => {
    const { resend, messages } = await openMailbox()
    const options = { idempotencyKey: 'outbox-1' }
    const answers = await Promise.all([1, 2, 3].map(() => resend.emails.send(letter, options)))
    expect(new Set(answers.map(({ data }) => data?.id)).size).toBe(1)
    expect(await messages()).toHaveLength(1)

    const other = await resend.emails.send({ ...letter, subject: 'Changed' }, options)
    expect(other.error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
    expect(await messages()).toHaveLength(1)
  })

  it('forgets a key after 24 hours, but not when it is emptied', async () => {
    let now = new Date('2026-03-01T00:00:00Z')
    const { resend, messages, get } = await openMailbox({ now: () => now })
    const send = async () => (await resend.emails.send(letter, { idempotencyKey: 'outbox-1' })).data?.id
    const first = await send()
    await get('/messages', { method: 'DELETE' })
    expect(await messages()).toEqual([])
    now = new Date('2026-03-01T23:59:59Z')
    expect(await send()).toBe(first)
    now = new Date('2026-03-02T00:00:00Z')
    expect(await send()).not.toBe(first)
    expect(await messages()).toHaveLength(1)
  })

  it.each([
    [{ ...letter, to: undefined }, 'missing_required_field', 'to'],
    [{ ...letter, subject: '' }, 'missing_required_field', 'subject'],
    [{ ...letter, text: undefined, html: undefined }, 'missing_required_field', 'html'],
    [{ ...letter, subject: 'a\nBcc: b@example.org' }, 'validation_error', 'subject'],
    [{ ...letter, to: 'a@example.org\r\nBcc: b@example.org' }, 'validation_error', 'to'],
    [{ ...letter, to: 'nobody' }, 'validation_error', 'to'],
    [{ ...letter, cc: ['a@b', 'c'] }, 'validation_error', 'cc'],
    [[letter], 'validation_error', 'object'],
    [null, 'validation_error', 'object'],
  ])('refuses %j as %s', async (body, name, field) => {
    const { post, messages } = await openMailbox()
    const { status, text } = await post('/emails', JSON.stringify(body))
    expect({ status, ...JSON.parse(text) }).toEqual({
      status: 422,
      statusCode: 422,
      name,
      message: expect.stringContaining(field),
    })
    expect(await messages()).toEqual([])
  })

  it('refuses a call without a key, a broken body and a huge one, and goes on', async () => {
    const { post, resend } = await openMailbox()
    const noKey = await post('/emails', JSON.stringify(letter), { authorization: '' })
    expect({ status: noKey.status, name: JSON.parse(noKey.text).name }).toEqual({
      status: 401,
      name: 'missing_api_key',
    })
    expect((await post('/emails', '{"to":')).status).toBe(422)
    expect((await post('/emails', JSON.stringify({ ...letter, text: 'x'.repeat(1_000_000) }))).status).toBe(
      413,
    )
    expect((await resend.emails.send(letter)).error).toBeNull()
  })
})

describe('the failure switch', () => {
  it.each([
    [429, 'rate_limit_exceeded'],
    [500, 'internal_server_error'],
  ])('answers the next sends with %i, then works again', async (status, name) => {
    const { post, resend, messages } = await openMailbox()
    await post('/failures', JSON.stringify({ status, count: 2 }))
    for (const _ of [1, 2]) {
      const { error, headers } = await resend.emails.send(letter)
      expect(error).toMatchObject({ statusCode: status, name })
      expect(headers?.['retry-after']).toBe(status === 429 ? '1' : undefined)
    }
    expect(await messages()).toEqual([])
    expect((await resend.emails.send(letter)).error).toBeNull()
  })

  it('"timeout" never answers and takes nothing', async () => {
    const { post, url, messages } = await openMailbox()
    await post('/failures', '{"status":"timeout","count":1}')
    const headers = { authorization: 'Bearer re_any' }
    const call = fetch(`${url}/emails`, {
      method: 'POST',
      body: JSON.stringify(letter),
      headers,
      signal: AbortSignal.timeout(200),
    })
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(await messages()).toEqual([])
  })

  it('"lost" takes the message and hangs up; the retry under its key is not a second one', async () => {
    const { post, resend, messages } = await openMailbox()
    await post('/failures', '{"status":"lost","count":1}')
    const options = { idempotencyKey: 'outbox-1' }
    expect((await resend.emails.send(letter, options)).error).not.toBeNull()
    expect((await resend.emails.send(letter, options)).data?.id).toBe((await messages())[0].id)
    expect(await messages()).toHaveLength(1)
  })

  it('cannot be set by a form on another site, nor to nonsense', async () => {
    const { post } = await openMailbox()
    expect(
      (await post('/failures', '{"status":500,"count":1}', { 'content-type': 'text/plain' })).status,
    ).toBe(422)
    expect((await post('/failures', '{"status":200,"count":1}')).status).toBe(422)
  })
})

describe('the mailbox for people', () => {
  it('shows a hostile message as text, and its HTML in a frame that can run nothing', async () => {
    const { resend, get } = await openMailbox()
    const attack = '"><script>alert(1)</script>\u202e<img src=x onerror=alert(2)>'
    const { data } = await resend.emails.send({
      ...letter,
      subject: attack,
      text: attack,
      html: attack,
      to: `${attack.replace(/[<>]/g, '')}<x@y.z>`,
    })
    for (const path of ['/', `/messages/${data?.id}`]) {
      const { text, headers } = await get(path)
      expect(text).not.toMatch(/<script|<img/i)
      expect(text).toContain('<bdi>&quot;&gt;&lt;script&gt;')
      expect(text).toContain('Local mailbox. Nothing here was really sent.')
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
    }
    const { headers } = await get(`/messages/${data?.id}/html`)
    const policy = headers.get('content-security-policy')?.split('; ') ?? []
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "style-src 'unsafe-inline'", "form-action 'none'"]),
    )
    expect(policy.find(part => part.startsWith('sandbox'))).not.toMatch(/allow-(scripts|same-origin|forms)/)
  })

  it('makes links clickable: in the text part, and out of the frame', async () => {
    const { resend, get } = await openMailbox()
    const { data } = await resend.emails.send(letter)
    const page = (await get(`/messages/${data?.id}`)).text
    expect(page).toContain(
      '<a href="http://localhost:3000/en/confirm/abc">http://localhost:3000/en/confirm/abc</a>. Thank',
    )
    expect((await get(`/messages/${data?.id}/html`)).text).toMatch(/^<!doctype html><base target="_top"><p>/)
  })

  it('tells the application by a button what became of a message, as the provider would', async () => {
    const calls: { body: string; headers: IncomingHttpHeaders }[] = []
    const application = createServer(async (request, answer) => {
      let body = ''
      for await (const part of request) body += part
      calls.push({ body, headers: request.headers })
      answer.writeHead(204).end()
    }).listen(0, '127.0.0.1')
    await once(application, 'listening')
    onTestFinished(() => close(application))
    const address = application.address()
    const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
    const target = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/webhooks/resend`
    const { url, resend, get } = await openMailbox({ events: { url: target, secret } })
    const { data } = await resend.emails.send(letter)
    const press = (event: string, origin: string) =>
      get(`/messages/${data?.id}/${event}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      })
    expect((await get(`/messages/${data?.id}`)).text).toContain(`action="/messages/${data?.id}/bounced"`)
    const pressed = await press('bounced', url)
    expect(pressed.headers.get('location')).toBe(`/messages/${data?.id}?answer=204`)
    const [call] = calls
    const { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature } = call?.headers ?? {}
    const signed = { id: String(id), timestamp: String(timestamp), signature: String(signature) }
    expect(isSigned(secret, call?.body ?? '', signed, new Date())).toBe(true)
    expect(outcomeIn(JSON.parse(call?.body ?? ''))).toEqual({
      providerId: data?.id,
      delivery: 'bounced',
      to: letter.to,
    })
    expect((await press('bounced', 'http://elsewhere.example')).status).toBe(403)
    expect((await press('vanished', url)).status).toBe(405)
    expect(calls).toHaveLength(1)
  })

  it('says 404 for what it does not have, and serves no name that others can own', async () => {
    const { get, url } = await openMailbox()
    expect((await get('/messages/none')).status).toBe(404)
    expect((await get('/messages/%ff/html')).status).toBe(404)
    expect(await statusUnderHost(url, 'attacker.example')).toBe(421)
    expect(await statusUnderHost(url, 'localhost:3001')).toBe(200)
  })
})

describe('the mailbox file', () => {
  it('keeps messages and keys over a restart, privately, and survives half a line', async () => {
    const file = join(emptyFolder(), 'mailbox.jsonl')
    const before = await openMailbox({ file })
    const sent = await before.resend.emails.send(letter, { idempotencyKey: 'outbox-1' })
    await before.close()
    writeFileSync(file, '{"id":"torn', { flag: 'a' })

    const after = await openMailbox({ file })
    expect((await after.resend.emails.send(letter, { idempotencyKey: 'outbox-1' })).data?.id).toBe(
      sent.data?.id,
    )
    await after.resend.emails.send({ ...letter, subject: 'After' })
    expect((await after.messages()).map(({ subject }: { subject: string }) => subject)).toEqual([
      'After',
      letter.subject,
    ])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('keeps the newest 5,000 and does not grow without end', async () => {
    const file = join(emptyFolder(), 'mailbox.jsonl')
    const email = { ...letter, to: ['a@example.org'], cc: [], bcc: [], replyTo: [], html: '' }
    const line = (i: number) => JSON.stringify({ id: `m${i}`, sentAt: '2026-03-01T00:00:00.000Z', email })
    writeFileSync(file, Array.from({ length: 10_000 }, (_, i) => `${line(i)}\n`).join(''))
    const { resend, messages, get } = await openMailbox({ file })
    const { data } = await resend.emails.send(letter)
    const ids = (await messages()).map(({ id }: { id: string }) => id)
    expect([ids.length, ids[0], ids[1], ids.at(-1)]).toEqual([5_000, data?.id, 'm9999', 'm5001'])
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(5_000)
    expect((await get('/')).text).toContain(`<a href="/?before=m9901">Older messages</a>`)
    expect((await get('/?before=m9901')).text).toContain('/messages/m9900"')
  })

  it('is shared by two mailboxes on one data folder', async () => {
    const file = join(emptyFolder(), 'mailbox.jsonl')
    const [one, two] = [await openMailbox({ file }), await openMailbox({ file })]
    await one.resend.emails.send(letter)
    expect(await two.messages()).toHaveLength(1)
    await two.get('/messages', { method: 'DELETE' })
    expect(await one.messages()).toEqual([])
    await two.resend.emails.send(letter)
    expect(await one.messages()).toHaveLength(1)
  })
})

function pick({ subject, text, html }: typeof letter) {
  return { subject, text, html }
}

async function statusUnderHost(url: string, host: string): Promise<number | undefined> {
  const { request } = await import('node:http')
  const call = request(url, { headers: { host } }).end()
  const [response] = await once(call, 'response')
  response.resume()
  return response.statusCode
}
