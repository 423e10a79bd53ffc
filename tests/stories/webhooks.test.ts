import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'
import { testKey } from '../support/test-keys.ts'

const secretOf = (number: number) => `whsec_${testKey(number).subarray(0, 24).toString('base64')}`
const mac = (secret: string, text: string) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(text)
    .digest('base64')}`

/** A bridge to the moderators' chat, as somebody would run it beside the site. */
const calls: { body: string; signature: unknown; signed: string }[] = []
const bridge = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = request.headers
  calls.push({ body, signature, signed: `${id}.${timestamp}.${body}` })
  response.writeHead(204).end()
})
await new Promise<void>(resolve => bridge.listen(0, '127.0.0.1', resolve))
const address = bridge.address()
const port = typeof address === 'object' && address ? address.port : 0
afterAll(() => void bridge.close())

const { visitor, mail, sql, sweep } = useStage({
  RESEND_WEBHOOK_SECRET: secretOf(5),
  MODERATORS_WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
  MODERATORS_WEBHOOK_SECRET: secretOf(7),
})
const t = translator('en')

/** What the provider says of a mail; no browser sends it. */
function says(type: string, mailId: string, to: string, { by = secretOf(5), seconds = 0 } = {}) {
  const body = JSON.stringify({ type, data: { email_id: mailId, to: [to], bounce: { type: 'Permanent' } } })
  const [id, timestamp] = [crypto.randomUUID(), String(Math.floor(Date.now() / 1000) + seconds)]
  return visitor.send(paths.webhooks.resend, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': mac(by, `${id}.${timestamp}.${body}`),
    },
    body,
  })
}

describe(`webhooks, on ${target}`, () => {
  it('tell whoever asked that their mail came back, and lead to the form as it was filled in', async () => {
    const answer = await visitor.send(paths.endorsement.ask('en', slug), {
      method: 'POST',
      body: new URLSearchParams(sample),
    })
    const page = answer.headers.get('location') ?? ''
    const { id } = await mail.newest(sample.email, /confirm/i)
    const read = async () => (await visitor.get(page)).text()
    expect((await says('email.bounced', id, sample.email, { by: secretOf(6) })).status).toBe(401)
    expect((await says('email.bounced', id, sample.email, { seconds: -400 })).status).toBe(401)
    expect(await read()).toContain(t('form.sent.title'))
    // The provider's id is noted after the mail has gone.
    await expect.poll(async () => sql`SELECT 1 FROM outbox WHERE provider_id = ${id}`).toHaveLength(1)
    expect((await says('email.bounced', id, sample.email)).status).toBe(204)
    expect(await read()).toContain(t('form.sent.returned.title'))
    expect(await (await visitor.get(`${page}/correct`)).text()).toContain(sample.organisation)
  })

  it('tell the moderators’ bridge what waits', async () => {
    // Where it begins is noted by the first look.
    await sweep()
    await expect.poll(async () => sql`SELECT 1 FROM desk_call_cursor`).toHaveLength(1)
    await visitor.asks({ organisation: 'Waiting Forum', email: 'waiting@example.org' })
    await visitor.confirms(await mail.link('waiting@example.org'))
    const told = async () => {
      await sweep()
      return calls.find(({ body }) => body.includes('"request.confirmed"'))
    }
    await expect.poll(told, { timeout: 30_000, interval: 500 }).toBeDefined()
    const call = await told()
    expect(call?.signature).toBe(mac(secretOf(7), call?.signed ?? ''))
    const [row] = await sql`SELECT id FROM endorsements WHERE name = 'Waiting Forum'`
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ type: 'request.confirmed', id: row?.id })
    expect(calls.map(({ body }) => body).join()).not.toContain('Forum')
  })
})
