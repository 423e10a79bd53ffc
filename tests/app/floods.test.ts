import { type Context, Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { AppEnv } from '../../src/env.ts'
import { formsOnly } from '../../src/http/bodies.ts'
import { answerError } from '../../src/http/faults.tsx'
import { createFormLimit } from '../../src/http/flood/form-limit.ts'
import { limitForms } from '../../src/http/flood/gate.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { paths } from '../../src/paths.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { proofOn } from '../support/flood.ts'
import { readFormTo } from '../support/page.ts'
import { askAndConfirm, asking, day, hour, minute, slug, testEnv, useScene } from '../support/scene.ts'

const scene = useScene()

const form = paths.endorsement.ask('en', slug)
const lostLink = paths.endorsement.lostLink('en')

/** The app under limits of its own, asked from any network. */
function open(settings: Record<string, string> = {}, formLimit?: ReturnType<typeof createFormLimit>) {
  const config = readConfig({ ...testEnv, ...settings })
  const works: Promise<void>[] = []
  let from = '203.0.113.1'
  let questions = 0
  const deps = {
    ...scene.deps,
    get db() {
      questions += 1
      return scene.deps.db
    },
    config,
    formLimit: formLimit ?? null,
    remoteAddress: (c: Context) => c.req.header('x-from') ?? from,
    background: (work: Promise<void>) => void works.push(work),
  }
  const app = createApp(() => deps)
  const send = (path: string, fields: Record<string, string>) =>
    app.request(config.publicUrl + path, {
      method: 'POST',
      headers: { origin: config.publicUrl, 'x-from': from },
      body: new URLSearchParams(fields),
    })
  let asks = 0
  return {
    send,
    from: (address: string) => {
      from = address
    },
    asks: (fields: Record<string, string> = {}) =>
      send(form, filled({ email: `p${++asks}@gmail.com`, ...fields })),
    get: (path: string) => app.request(config.publicUrl + path),
    app,
    /** How often the database was turned to. */
    questions: () => questions,
    settled: () => Promise.all(works),
  }
}

const filled = (fields: Record<string, string> = {}) => ({
  organisation: 'Whoever',
  representative: 'Somebody <Known>',
  role: 'Chair',
  authority: 'yes',
  version: '1',
  email: 'somebody@example.org',
  ...fields,
})

it('nobody who comes by this machine’s own address, as by an onion service, locks the others out', async () => {
  const visitor = open({}, async () => false)
  expect((await visitor.asks()).status).toBe(429)
  visitor.from('127.0.0.1')
  expect((await visitor.asks()).status).toBe(303)
})

describe('one network', () => {
  it('is asked for a proof after some mail forms; the page keeps what was typed and says when to come back', async () => {
    const visitor = open({ LIMIT_UNPROVED_BY_NETWORK: '2' })
    for (const { status } of [await visitor.asks(), await visitor.asks()]) expect(status).toBe(303)
    const held = await visitor.asks({ comment: 'Two\nlines "quoted"' })
    expect(held.status).toBe(429)
    expect(Number(held.headers.get('retry-after'))).toBe(hour / 1000)
    expect(held.headers.get('content-security-policy')).toContain("script-src 'self'")
    const page = await held.text()
    expect(page).toContain('<noscript>')
    expect(readFormTo(page, form)).toMatchObject({
      ...filled({ email: 'p3@gmail.com' }),
      comment: 'Two\nlines "quoted"',
      proof: '',
    })
    // In another network nothing has happened, in the same /24 all has.
    visitor.from('203.0.113.99')
    expect((await visitor.asks()).status).toBe(429)
    visitor.from('203.0.114.1')
    expect((await visitor.asks()).status).toBe(303)
    visitor.from('203.0.113.1')
    expect((await visitor.send(lostLink, { email: 'lost@gmail.com' })).status, 'the same gate').toBe(429)
    scene.moveClock(hour)
    expect((await visitor.asks()).status).toBe(303)
    await visitor.settled()
  })

  it('is let through by a proof, once', async () => {
    const visitor = open({ LIMIT_UNPROVED_BY_NETWORK: '1', LIMIT_PROVED_BY_NETWORK: '4' })
    await visitor.asks()
    const page = await (await visitor.asks()).text()
    const proof = await proofOn(page)
    expect((await visitor.asks({ proof })).status).toBe(303)
    expect((await visitor.asks({ proof })).status, 'the same solution twice').toBe(429)
    const other = await proofOn(await (await visitor.asks()).text())
    const [a, b] = await Promise.all([visitor.asks({ proof: other }), visitor.asks({ proof: other })])
    expect([a.status, b.status].toSorted()).toEqual([303, 429])

    const late = await proofOn(await (await visitor.asks()).text())
    scene.moveClock(31 * minute)
    expect((await visitor.asks({ proof: late })).status, 'an old challenge').toBe(429)
    await visitor.settled()
  })

  it('is not let through by a solution of its own making', async () => {
    const visitor = open({ LIMIT_UNPROVED_BY_NETWORK: '1' })
    await visitor.asks()
    const proof = await proofOn(await (await visitor.asks()).text())
    const forged = {
      cost: proof.replace(/"cost":1000/, '"cost":1'),
      prefix: proof.replace('"keyPrefix":"000"', '"keyPrefix":"0"'),
      lifetime: proof.replace(/"until":\d+/, '"until":9999999999999'),
      nonce: proof.replace(/"nonce":"\w/, digit => (digit.endsWith('f') ? '"nonce":"0' : '"nonce":"f')),
      // None below the one that was found solves it.
      number: proof.replace(/"counter":(\d+)/, (_, found) => `"counter":${Number(found) - 1}`),
      shape: '[]',
      text: '{',
    }
    for (const [what, text] of Object.entries(forged)) {
      expect(text, what).not.toBe(proof)
      expect((await visitor.asks({ proof: text })).status, what).toBe(429)
    }
    expect((await visitor.asks({ proof })).status).toBe(303)
    await visitor.settled()
  })

  it('waits where it has proved too much', async () => {
    const visitor = open({ LIMIT_UNPROVED_BY_NETWORK: '1', LIMIT_PROVED_BY_NETWORK: '1' })
    await visitor.asks()
    const proofs = [
      await proofOn(await (await visitor.asks()).text()),
      await proofOn(await (await visitor.asks()).text()),
    ]
    expect((await visitor.asks({ proof: proofs[0] ?? '' })).status).toBe(303)
    const held = await visitor.asks({ proof: proofs[1] ?? '' })
    expect(held.status).toBe(429)
    const page = await held.text()
    expect(page).not.toContain('data-challenge')
    expect(page).toContain('Many forms came from your network')
    await visitor.settled()
  })

  it('is kept from sending forms of any kind too fast, before the database is asked', async () => {
    const visitor = open(
      {},
      createFormLimit(2, minute, () => 0),
    )
    const faulty = { organisation: '', email: '' }
    expect([(await visitor.asks(faulty)).status, (await visitor.asks(faulty)).status]).toEqual([303, 303])
    const changes = await scene.changesFrom(async () => {
      const held = await visitor.asks({ comment: 'Kept.' })
      expect([held.status, held.headers.get('retry-after')]).toEqual([429, '60'])
      expect(readFormTo(await held.text(), form)).toMatchObject({ comment: 'Kept.' })
      for (const path of [paths.endorsement.confirm('en', 'a'), paths.endorsement.privatePage('en', 'a')])
        expect((await visitor.send(path, { action: 'confirm' })).status, path).toBe(429)
    })
    expect(changes).toEqual({})
    for (const path of [paths.site.help('en'), form, paths.statement.page('en', slug)])
      expect((await visitor.get(path)).status, 'reading is free').toBe(200)
  })
})

describe('a flood', () => {
  it('is told for half a minute what it was told before, without a question; a proof is looked at', async () => {
    const visitor = open({ LIMIT_UNPROVED_BY_NETWORK: '1' })
    await visitor.asks()
    await visitor.asks()
    await visitor.settled()
    const before = visitor.questions()
    scene.moveClock(29_000)
    const page = await (await visitor.asks({ comment: 'Kept <too>.' })).text()
    // What is wrong with the form is said once it has a proof.
    const faulty = await visitor.asks({ organisation: '', comment: 'Kept.' })
    expect(visitor.questions()).toBe(before)
    expect(readFormTo(page, form)).toMatchObject({ comment: 'Kept <too>.' })
    expect([faulty.status, readFormTo(await faulty.text(), form).comment]).toEqual([429, 'Kept.'])
    expect((await visitor.asks({ proof: await proofOn(page) })).status).toBe(303)
    visitor.from('203.0.114.1')
    expect((await visitor.asks()).status).toBe(303)
    visitor.from('203.0.113.1')
    const again = visitor.questions()
    scene.moveClock(2000)
    expect((await visitor.asks()).status).toBe(429)
    expect(visitor.questions(), 'after half a minute it is counted anew').toBeGreaterThan(again)
    await visitor.settled()
  })

  it('that is great asks the database nothing, however many networks it comes from', async () => {
    const visitor = open({ LIMIT_FLOOD: '1', LIMIT_GREAT_FLOOD: '2' })
    for (let network = 0; network < 4; network += 1) {
      visitor.from(`198.51.${network}.7`)
      expect((await visitor.asks()).status).toBe(network < 3 ? 303 : 429)
    }
    await visitor.settled()
    const before = visitor.questions()
    for (let network = 0; network < 20; network += 1) {
      visitor.from(`192.88.${network}.7`)
      expect((await visitor.asks()).status).toBe(429)
    }
    expect(visitor.questions()).toBe(before)
    await visitor.settled()
  })

  it('that comes at once is counted one by one', async () => {
    const visitor = open({ LIMIT_FLOOD: '1', LIMIT_GREAT_FLOOD: '2' })
    const answers = Array.from({ length: 12 }, (_, network) => {
      visitor.from(`198.51.${network}.7`)
      return visitor.asks()
    })
    const statuses = (await Promise.all(answers)).map(({ status }) => status)
    expect(statuses.filter(status => status === 303)).toHaveLength(3)
    await visitor.settled()
  })

  it('has its mails wait for each other, and a proved one of another network before them', async () => {
    const visitor = open({ LIMIT_FLOOD: '1', LIMIT_UNPROVED_IN_FLOOD: '1' })
    for (let network = 0; network < 6; network += 1) {
      visitor.from(`198.51.${network}.7`)
      expect((await visitor.asks({ email: `f@flood-${network}.example` })).status).toBe(303)
      await visitor.settled()
    }
    const page = await (await visitor.asks({ email: 'x@other.example' })).text()
    visitor.from('192.0.2.9')
    await visitor.asks({ email: 'honest@forum.example', proof: await proofOn(page) })
    await visitor.settled()
    scene.moveClock(minute)
    await deliverDue(scene.deps, 50)
    const order = scene.mail.accepted.map(({ message }) => message.to)
    expect(order).toHaveLength(7)
    expect(order.indexOf('honest@forum.example')).toBeLessThan(4)
    expect(order.slice(-2)).toEqual(['f@flood-4.example', 'f@flood-5.example'])
  })

  it('of one network has its own mails wait, and a lost link’s among them', async () => {
    const visitor = open()
    const known = await askAndConfirm(scene, asking({ contact: { email: 'known@forum.example' } }))
    expect(known.id).not.toBe('')
    await deliverDue(scene.deps, 50)
    for (let i = 0; i < 3; i += 1) {
      await visitor.asks({ email: `f@flood-${i}.example` })
      await visitor.settled()
    }
    await visitor.send(lostLink, { email: 'known@forum.example' })
    await visitor.settled()
    visitor.from('192.0.2.9')
    await visitor.asks({ email: 'honest@other.example' })
    await visitor.settled()
    const rows = await scene.sql`
      SELECT kind, extract(epoch FROM turn - created_at)::integer AS waits FROM outbox
      WHERE sealed IS NOT NULL AND kind IN ('confirm-endorsement', 'fresh-link') ORDER BY turn, kind DESC`
    expect(rows.map(({ waits }) => waits)).toEqual([0, 0, 1, 2, 3])
    expect(rows.at(-1)?.kind).toBe('fresh-link')
  })

  it('of many networks asks each for a proof after its first form, and lets an honest one through', async () => {
    const visitor = open({
      LIMIT_FLOOD: '5',
      LIMIT_UNPROVED_IN_FLOOD: '1',
      LIMIT_UNPROVED_BY_NETWORK: '3',
    })
    const answers: number[] = []
    for (let round = 0; round < 3; round += 1)
      for (let network = 0; network < 6; network += 1) {
        visitor.from(`198.51.${network}.7`)
        answers.push((await visitor.asks()).status)
      }
    expect(answers.filter(status => status === 303)).toHaveLength(6)
    visitor.from('2001:db8::1')
    expect((await visitor.asks()).status, 'without JavaScript').toBe(303)
    const page = await (await visitor.asks()).text()
    expect((await visitor.asks({ proof: await proofOn(page) })).status, 'with a proof').toBe(303)
    scene.moveClock(11 * minute)
    visitor.from('192.0.2.1')
    expect([(await visitor.asks()).status, (await visitor.asks()).status]).toEqual([303, 303])
    await visitor.settled()
  })

  it('of addresses at one domain needs proofs, and then waits; free mail is nobody’s domain', async () => {
    const visitor = open({ LIMIT_UNPROVED_BY_DOMAIN: '2', LIMIT_PROVED_BY_DOMAIN: '1' })
    const at = (host: string, proof = '') => visitor.asks({ email: `x${Math.random()}@${host}`, proof })
    const statuses = [await at('forum.example'), await at('mail.forum.example')].map(({ status }) => status)
    expect(statuses).toEqual([303, 303])
    const page = await (await at('forum.example')).text()
    const another = await (await at('other.forum.example')).text()
    expect((await at('forum.example', await proofOn(page))).status).toBe(303)
    const held = await at('forum.example', await proofOn(another))
    expect([held.status, held.headers.get('retry-after')]).toEqual([429, `${day / 1000}`])
    expect(await held.text()).toContain('named addresses of this organisation')
    for (let i = 0; i < 5; i += 1) expect((await at('gmail.com')).status).toBe(303)
    await visitor.settled()
  })
})

it('so many forms are worked at at once, half of them of one network, and the next is refused unread', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let working = 0
  const app = new Hono<AppEnv>()
    .use(async (c, next) => {
      c.set('deps', { ...scene.deps, formLimit: null, remoteAddress: () => c.req.header('x-from') ?? null })
      c.set('lang', 'en')
      await next()
    })
    .use(limitForms)
    .post(form, formsOnly, async c => {
      working += 1
      await promise
      return c.text('taken')
    })
    .get(form, c => c.text('read'))
    .onError(answerError)
  const send = (
    from: string,
    body: URLSearchParams | ReadableStream = new URLSearchParams({ organisation: 'Whoever' }),
  ) =>
    app.request(
      new Request(`http://countersign.test${form}`, {
        method: 'POST',
        headers: { 'x-from': from, 'content-type': 'application/x-www-form-urlencoded' },
        body,
        duplex: 'half',
      }),
    )
  const waiting = Array.from({ length: 128 }, () => send('203.0.113.1'))
  await expect.poll(() => working).toBe(128)
  const held = await send('203.0.113.9', new ReadableStream())
  expect([held.status, held.headers.get('retry-after')]).toEqual([429, '5'])
  expect(await held.text()).toContain('Many forms reach us just now')
  expect((await app.request(form, { headers: { 'x-from': '203.0.113.1' } })).status).toBe(200)
  const others = Array.from({ length: 128 }, () => send('192.0.2.9'))
  await expect.poll(() => working).toBe(256)
  expect((await send('198.51.100.1', new ReadableStream())).status).toBe(429)
  resolve()
  for (const { status } of await Promise.all([...waiting, ...others])) expect(status).toBe(200)
  expect((await send('203.0.113.1')).status).toBe(200)
})

describe('a field that no person sees', () => {
  it.each([
    ['the ask', () => form, filled({ subject: 'Cheap pills', email: 'trap@example.org' })],
    ['a lost link', () => lostLink, { subject: 'Cheap pills', email: 'trap@example.org' }],
  ])('keeps what fills it in from becoming a mail, on the page of %s', async (_, path, fields) => {
    const visitor = open()
    // Both have a request here: each would be mailed a link.
    if (path() === lostLink)
      for (const name of ['real', 'trap'])
        await askAndConfirm(scene, asking({ name, contact: { email: `${name}@example.org` } }))
    await deliverDue(scene.deps, 50)
    const mailed = scene.mail.accepted.length
    const empty = await visitor.send(path(), { ...fields, subject: '', email: 'real@example.org' })
    const caught = await visitor.send(path(), fields)
    const pages = await Promise.all(
      [empty, caught].map(async ({ headers }) => (await visitor.get(headers.get('location') ?? '')).text()),
    )
    const bare = (page = '') => page.replace(/[\w-]{43}/g, 'T').replaceAll(/\b(real|trap)@/g, 'E@')
    expect(bare(pages[1])).toBe(bare(pages[0]))
    await visitor.settled()
    // "Send again" on its page brings none either.
    await visitor.send(caught.headers.get('location') ?? '', {})
    await visitor.settled()
    await deliverDue(scene.deps, 50)
    const to = scene.mail.accepted.slice(mailed).map(({ message }) => message.to)
    expect(to).toEqual(['real@example.org'])
    expect(await scene.count('asks', 'sealed IS NOT NULL')).toBe(0)
  })
})

it('keeps no address and no network, and forgets the counts after their period', async () => {
  const visitor = open()
  visitor.from('203.0.113.77')
  await visitor.asks()
  await visitor.settled()
  const rows = await scene.sql`SELECT key, used FROM flood_counts`
  expect(rows.length).toBeGreaterThanOrEqual(2)
  const before = new Set(rows.map(({ key }) => String(key)))
  scene.moveClock(day)
  await visitor.asks()
  const after = await scene.sql`SELECT key FROM flood_counts`
  expect(
    after.filter(({ key }) => before.has(String(key))),
    'another key each day',
  ).toHaveLength(before.size)
  expect(after).toHaveLength(2 * before.size)
  await sweep(scene.deps)
  expect(await scene.count('flood_counts')).toBe(before.size)
  await visitor.settled()
})
