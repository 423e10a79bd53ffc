import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createFormLimit } from '../../src/http/flood/form-limit.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { paths } from '../../src/paths.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { proofOn } from '../support/flood.ts'
import { readFormTo } from '../support/page.ts'
import { day, hour, minute, slug, testEnv, useScene } from '../support/scene.ts'

const scene = useScene()

const form = paths.endorsement.ask('en', slug)
const lostLink = paths.endorsement.lostLink('en')

/** The app under limits of its own, asked from any network. */
function open(settings: Record<string, string> = {}, formLimit?: ReturnType<typeof createFormLimit>) {
  const config = readConfig({ ...testEnv, ...settings })
  const works: Promise<void>[] = []
  let from = '203.0.113.1'
  const deps = {
    ...scene.deps,
    config,
    formLimit: formLimit ?? null,
    remoteAddress: () => from,
    background: (work: Promise<void>) => void works.push(work),
  }
  const app = createApp(() => deps)
  const send = (path: string, fields: Record<string, string>) =>
    app.request(config.publicUrl + path, {
      method: 'POST',
      headers: { origin: config.publicUrl },
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
      nonce: proof.replace(/"nonce":"\w/, '"nonce":"f').replace(/"nonce":"f\w/, '"nonce":"f0'),
      number: proof.replace(/"counter":\d+/, '"counter":1'),
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

describe('a field that no person sees', () => {
  it.each([
    ['the ask', () => form, filled({ subject: 'Cheap pills', email: 'trap@example.org' })],
    ['a lost link', () => lostLink, { subject: 'Cheap pills', email: 'trap@example.org' }],
  ])('keeps what fills it in from becoming a mail, on the page of %s', async (_, path, fields) => {
    const visitor = open()
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
    const to = scene.mail.accepted.map(({ message }) => message.to)
    expect(to).not.toContain('trap@example.org')
    if (path() === form) expect(to).toContain('real@example.org')
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
