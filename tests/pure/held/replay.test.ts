import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { Deps } from '../../../src/deps.ts'
import type { AppEnv } from '../../../src/env.ts'
import { noAnswers } from '../../../src/held/answers.ts'
import { answerAgain, replay } from '../../../src/held/replay.ts'
import type { HeldStatement } from '../../../src/held/snapshot.ts'

const closing = Date.parse('2026-03-01T00:00:00Z')

/** One page that is the same for everybody, made while the clock goes from one moment to another. */
async function made(from: number, to: number, headers: Record<string, string> = {}) {
  const statement = { opensAt: null, closesAt: new Date(closing).toISOString() } as HeldStatement['statement']
  const held: HeldStatement = {
    statement,
    answers: noAnswers(),
    searchTexts: new Map(),
    asOf: null,
    readersInDanger: false,
  }
  const keys: string[] = []
  const snapshots = {
    own: (key: string) => void keys.push(key),
    ownerOf: (key: string) => (keys.includes(key) ? held : null),
  }
  let clock = from
  const now = () => new Date(clock)
  const app = new Hono<AppEnv>()
    .use(async (c, next) => {
      c.set('deps', { now, snapshots } as unknown as Deps)
      await next()
    })
    .use(answerAgain)
    .get('/page', c => {
      clock = to
      const body = new TextEncoder().encode('open')
      c.set('finished', { owner: held, body, etag: '"tag"' })
      return c.body(body, 200, { etag: '"tag"', 'content-type': 'text/plain' })
    })
  const first = await app.request('http://countersign.test/page', { headers })
  const again = (at: number, address = '/page', header?: string) => {
    clock = at
    return replay({ method: 'GET', address, header: () => header }, snapshots, now)
  }
  return { first, again }
}

describe('a page that changes with the time alone', () => {
  it('is answered again until that time, and not from it on', async () => {
    const { again } = await made(closing - 5000, closing - 4000)
    expect(new TextDecoder().decode(again(closing - 1)?.body ?? undefined)).toBe('open')
    expect(again(closing)).toBeNull()
  })

  it('is not kept where it was made in that very moment', async () => {
    const { again } = await made(closing - 1, closing + 5)
    expect(again(closing + 3_600_000)).toBeNull()
  })

  it('is answered again for its own address alone', async () => {
    const { again } = await made(closing - 5000, closing - 4000)
    for (const like of ['/page?', '/page/', '//page', '/pag%65', '/Page'])
      expect(again(closing - 1, like)).toBeNull()
  })
})

describe('whoever asks first and has the page already', () => {
  it('gets a 304 with what a 304 says, and leaves the page to all who come', async () => {
    const { first, again } = await made(closing - 5000, closing - 4000, { 'if-none-match': '"tag"' })
    expect(first.status).toBe(304)
    expect(await first.text()).toBe('')
    expect(first.headers.get('content-type')).toBeNull()
    expect(again(closing - 1)?.status).toBe(200)
    const unchanged = again(closing - 1, '/page', '"tag"')
    expect(unchanged?.status).toBe(304)
    expect(Object.fromEntries(first.headers)).toEqual(unchanged?.headers)
  })
})
