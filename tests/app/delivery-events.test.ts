import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { paths } from '../../src/paths.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import {
  addModerator,
  ask,
  askAndConfirm,
  asking,
  day,
  privateToken,
  second,
  useScene,
} from '../support/scene.ts'

const scene = useScene()
const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`

let app: ReturnType<typeof createApp>
beforeEach(() => {
  const config = { ...scene.deps.config, resendWebhookSecret: secret }
  app = createApp(() => ({ ...scene.deps, config }))
})

type Call = {
  id?: string
  seconds?: number
  secret?: string
  body?: string
  headers?: Record<string, string>
}

/** What the provider sends, signed as the specification says, at a time that is some seconds from ours. */
function send({ id = crypto.randomUUID(), seconds = 0, secret: by = secret, body = '{}', headers }: Call) {
  const timestamp = String(Math.floor(scene.deps.now().getTime() / second) + seconds)
  const key = Buffer.from(by.slice('whsec_'.length), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return app.request(paths.webhooks.resend, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${mac}`,
      ...headers,
    },
    body,
  })
}

const bounce = { bounce: { type: 'Permanent', subType: 'General', message: 'no such user' } }
const event = (type: string, email_id: string, to: string, more: object = {}) =>
  JSON.stringify({ type, created_at: scene.deps.now(), data: { email_id, to: [to], ...more } })

/** The newest mail to an address that went: what the provider calls it, and what is known of it. */
async function lastMail() {
  const [row] =
    await scene.sql`SELECT * FROM outbox WHERE sent_at IS NOT NULL ORDER BY sent_at DESC, created_at DESC`
  return row as { id: string; provider_id: string; delivery: string | null }
}

/** A request whose mail went. */
async function asked() {
  const of = asking()
  const { id } = await ask(scene, of)
  return { id, email: of.contact.email, mail: (await lastMail()).provider_id }
}

describe('an event of the provider', () => {
  it.each([-299, 299])('is taken %i seconds from its time', async seconds => {
    const { mail, email } = await asked()
    const answer = await send({ seconds, body: event('email.delivered', mail, email) })
    expect(answer.status).toBe(204)
    expect((await lastMail()).delivery).toBe('delivered')
  })

  it.each([
    ['301 seconds old', { seconds: -301 }],
    ['301 seconds early', { seconds: 301 }],
    ['signed by another', { secret: `whsec_${Buffer.alloc(24, 6).toString('base64')}` }],
    ['with another id than was signed', { headers: { 'svix-id': 'another' } }],
    ['without a signature', { headers: { 'svix-signature': '' } }],
  ])('is refused without a hint: %s', async (_, change: Call) => {
    const { mail, email } = await asked()
    const answer = await send({ body: event('email.bounced', mail, email, bounce), ...change })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toBe('')
    expect((await lastMail()).delivery).toBeNull()
    expect(await scene.count('unreachable_addresses')).toBe(0)
    expect(await scene.count('delivery_events')).toBe(0)
  })

  it('is judged by the clock of the product, wherever that stands', async () => {
    const { mail, email } = await asked()
    scene.moveClock(400 * day)
    expect((await send({ body: event('email.delivered', mail, email) })).status).toBe(204)
  })

  it('is taken once, however often it comes', async () => {
    const { mail, email } = await asked()
    const body = event('email.bounced', mail, email, bounce)
    expect((await send({ id: 'msg_1', body })).status).toBe(204)
    await scene.sql`DELETE FROM unreachable_addresses`
    await scene.sql`UPDATE outbox SET delivery = NULL, delivery_at = NULL`
    expect((await send({ id: 'msg_1', body })).status).toBe(204)
    expect(await scene.count('unreachable_addresses')).toBe(0)
    expect(await scene.count('delivery_events')).toBe(1)
    scene.moveClock(7 * day + 1)
    await sweep(scene.deps)
    expect(await scene.count('delivery_events')).toBe(0)
  })

  it('counts in any order: what is weaker and comes later changes nothing', async () => {
    const { mail, email } = await asked()
    for (const [type, known] of [
      ['email.delivery_delayed', 'delayed'],
      ['email.delivered', 'delivered'],
      ['email.delivery_delayed', 'delivered'],
      ['email.bounced', 'bounced'],
      ['email.delivered', 'bounced'],
    ] as const) {
      await send({ body: event(type, mail, email, type === 'email.bounced' ? bounce : {}) })
      expect((await lastMail()).delivery).toBe(known)
    }
    expect(await scene.count('unreachable_addresses')).toBe(1)
  })

  it.each([
    ['of a mail that is none of ours', () => event('email.bounced', 'unknown', 'a@example.org', bounce)],
    ['of a kind that we do not know', () => event('email.vanished', 'unknown', 'a@example.org')],
    ['of another shape', () => '{"type":7}'],
    ['that is no JSON', () => 'no JSON'],
  ])('is passed over %s', async (_, body) => {
    await asked()
    expect((await send({ body: body() })).status).toBe(204)
    expect((await lastMail()).delivery).toBeNull()
    expect(await scene.count('unreachable_addresses')).toBe(0)
  })

  it('has 64 KB at most', async () => {
    expect((await send({ body: ' '.repeat(64 * 1024) })).status).toBe(204)
    expect((await send({ body: ' '.repeat(64 * 1024 + 1) })).status).toBe(413)
  })

  it('changes no request: it confirms, approves and publishes nothing', async () => {
    const { id } = await askAndConfirm(scene)
    const { mail, email } = await asked()
    const before = [await scene.row(id), await scene.count('events'), await scene.count('public_signatories')]
    const types = ['delivered', 'opened', 'complained', 'failed', 'suppressed', 'bounced', 'delivery_delayed']
    const changes = await scene.changesFrom(async () => {
      for (const type of types) await send({ body: event(`email.${type}`, mail, email) })
    })
    expect(Object.keys(changes).sort()).toEqual(['delivery_events', 'outbox', 'unreachable_addresses'])
    expect([
      await scene.row(id),
      await scene.count('events'),
      await scene.count('public_signatories'),
    ]).toEqual(before)
  })

  it('finds nobody there where no secret is set', async () => {
    app = createApp(() => scene.deps)
    expect((await send({})).status).toBe(404)
  })

  it('comes from no browser: one of another site is refused', async () => {
    const answer = await send({
      headers: { origin: 'https://elsewhere.example', 'content-type': 'text/plain' },
    })
    expect(answer.status).toBe(403)
  })

  it('leaves no address in the log', async () => {
    const { mail, email } = await asked()
    await send({ body: event('email.bounced', mail, email, bounce) })
    expect(scene.logged.join('\n')).toContain('mail_not_delivered')
    expect(scene.logged.join('\n')).not.toContain(email)
  })
})

describe('the private page of somebody whose mail came back', () => {
  it('says so, with the ways on, until a mail arrives', async () => {
    await addModerator(scene)
    const of = asking()
    const { id } = await askAndConfirm(scene, of)
    const token = await privateToken(scene, id)
    const page = async () => (await app.request(paths.endorsement.privatePage('en', token))).text()
    expect(await page()).not.toContain('We could not reach you')
    await deliverDue(scene.deps, 50)
    const { provider_id: mail } = await lastMail()
    await send({ body: event('email.bounced', mail, of.contact.email, bounce) })
    const told = await page()
    expect(told).toContain('We could not reach you')
    expect(told).toContain(scene.deps.config.address)

    scene.moveClock(second)
    const origin = scene.deps.config.publicUrl
    await app.request(paths.endorsement.action('en', token, 'send-link'), {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({ purpose: 'contact' }),
    })
    await deliverDue(scene.deps, 50)
    const again = await lastMail()
    expect(again.provider_id).not.toBe(mail)
    await send({ body: event('email.delivered', again.provider_id, of.contact.email) })
    expect(await page()).not.toContain('We could not reach you')
  })
})
