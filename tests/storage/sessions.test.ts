import { beforeEach, describe, expect, it } from 'vitest'
import { makeChallenge, readChallenge } from '../../src/auth/ceremony/challenge.ts'
import { issueInvitation } from '../../src/auth/issue-invitation.ts'
import { join, joinOptions } from '../../src/auth/join/join.ts'
import { openInvitation } from '../../src/auth/join/open-invitation.ts'
import { challengePeriod, longestSession, sessionIdleLimit } from '../../src/domain/durations.ts'
import { deleteOldChallenges, spendChallenge } from '../../src/storage/challenges.ts'
import type { Transaction } from '../../src/storage/client.ts'
import { insertModerator, setModeratorStatus } from '../../src/storage/moderators.ts'
import {
  deletePasskey,
  findPasskey,
  findPasskeysOf,
  insertPasskey,
  noteUse,
} from '../../src/storage/passkeys.ts'
import {
  deleteOldSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  markVerified,
  touchSession,
} from '../../src/storage/sessions.ts'
import { makeToken } from '../../src/storage/tokens.ts'
import { createAuthenticator } from '../support/authenticator.ts'
import { minute, second, useScene } from '../support/scene.ts'

const scene = useScene()
let id: string
beforeEach(async () => {
  id = await moderator()
})

const inOne = <T>(work: (tx: Transaction) => Promise<T>) => scene.deps.db.transaction(work)
const now = () => scene.deps.now()

async function moderator(): Promise<string> {
  const person = { name: 'Somebody', email: `${crypto.randomUUID()}@desk.example.org` }
  const made = crypto.randomUUID()
  await inOne(async tx => {
    await insertModerator(
      tx,
      scene.deps.sealing,
      { id: made, person, role: 'moderator', language: 'be' },
      now(),
    )
    await setModeratorStatus(tx, made, 'active')
  })
  return made
}

async function session(moderatorId = id) {
  const { token, hash } = makeToken(scene.deps.random)
  await inOne(tx => insertSession(tx, { hash, moderatorId }, now()))
  const find = () => findSession(scene.deps.db, token, now())
  return { token, hash, find }
}

describe('a session', () => {
  it('is found by its token, with its moderator, and by nothing else', async () => {
    const { hash, find } = await session()
    expect(await find()).toEqual({
      session: { hash: Buffer.from(hash), seenAt: now(), verifiedAt: now() },
      moderator: { id, role: 'moderator', language: 'be', timeZone: 'UTC', sight: null },
    })
    const other = makeToken(scene.deps.random).token
    for (const token of [other, '', 'x', Buffer.from(hash).toString('base64url')]) {
      expect(await findSession(scene.deps.db, token, now())).toBeNull()
    }
  })

  it('ends at its idle limit, and not a millisecond earlier', async () => {
    const { find } = await session()
    scene.moveClock(sessionIdleLimit - 1)
    expect(await find()).not.toBeNull()
    scene.moveClock(1)
    expect(await find()).toBeNull()
  })

  it('lasts no longer than the longest session, however often it was seen and verified', async () => {
    const { hash } = await session()
    let current = hash
    for (let passed = 0; passed < longestSession; passed += 20 * minute) {
      const next = makeToken(scene.deps.random)
      expect(await inOne(tx => markVerified(tx, current, next.hash, now()))).toBe(true)
      expect(await findSession(scene.deps.db, next.token, now()), `after ${passed} ms`).not.toBeNull()
      current = next.hash
      scene.moveClock(20 * minute)
    }
    const last = makeToken(scene.deps.random)
    await inOne(tx => markVerified(tx, current, last.hash, now()))
    expect(await findSession(scene.deps.db, last.token, now())).toBeNull()
  })

  it('is written to at most once a minute', async () => {
    const { find } = await session()
    const seen = async () => {
      const found = await find()
      if (!found) throw new Error('it ended')
      await touchSession(scene.deps.db, found.session, now())
      return (await find())?.session.seenAt
    }
    const began = now()
    scene.moveClock(minute - 1)
    expect(await seen()).toEqual(began)
    scene.moveClock(1)
    expect(await seen()).toEqual(now())
    scene.moveClock(59 * second)
    expect(await seen()).toEqual(new Date(now().getTime() - 59 * second))
  })

  it.each(['invited', 'suspended'] as const)('opens nothing while its moderator is %s', async status => {
    const { find } = await session()
    await inOne(tx => setModeratorStatus(tx, id, status))
    expect(await find()).toBeNull()
  })

  it('gets one new token of fifty that ask for one at once', async () => {
    const { hash, find } = await session()
    const marked = await Promise.all(
      Array.from({ length: 50 }, () =>
        inOne(tx => markVerified(tx, hash, makeToken(scene.deps.random).hash, now())),
      ),
    )
    expect(marked.filter(Boolean)).toHaveLength(1)
    expect(await find()).toBeNull()
    expect(await scene.count('sessions')).toBe(1)
  })

  it('ends alone, or with all of its moderator’s', async () => {
    const [one, two, three, other] = [
      await session(),
      await session(),
      await session(),
      await session(await moderator()),
    ]
    await inOne(tx => deleteSession(tx, one.hash))
    expect([await one.find(), await two.find()]).toEqual([null, expect.anything()])
    await inOne(tx => deleteSessionsOf(tx, id))
    expect([await two.find(), await three.find()]).toEqual([null, null])
    expect(await other.find()).not.toBeNull()
  })

  it('is forgotten after its twelve hours, and not earlier, though it rested too long', async () => {
    await session()
    scene.moveClock(longestSession - 1)
    await session()
    await inOne(tx => deleteOldSessions(tx, now()))
    expect(await scene.count('sessions')).toBe(2)
    scene.moveClock(1)
    await inOne(tx => deleteOldSessions(tx, now()))
    expect(await scene.count('sessions')).toBe(1)
  })
})

describe('a passkey', () => {
  const bytes = Uint8Array.from({ length: 77 }, (_, i) => i)
  const passkey = (changes = {}) => ({
    id: 'cred-1_A',
    moderatorId: id,
    publicKey: bytes,
    counter: 4,
    transports: ['internal', 'hybrid'],
    backedUp: false,
    ...changes,
  })
  const use = (counter: number) => inOne(tx => noteUse(tx, 'cred-1_A', { counter, backedUp: true }, now()))

  it('is found as it was made', async () => {
    await inOne(tx => insertPasskey(tx, passkey(), now()))
    await inOne(tx => insertPasskey(tx, passkey({ id: 'cred-2', transports: [] }), now()))
    const found = await findPasskey(scene.deps.db, 'cred-1_A')
    expect(found).toEqual({ ...passkey(), publicKey: Buffer.from(bytes), createdAt: now(), lastUsedAt: null })
    expect((await findPasskeysOf(scene.deps.db, id)).map(({ transports }) => transports)).toEqual([
      ['internal', 'hybrid'],
      [],
    ])
    expect(await findPasskeysOf(scene.deps.db, await moderator())).toEqual([])
  })

  it('is used while its counter grows: a copy of it is refused', async () => {
    await inOne(tx => insertPasskey(tx, passkey(), now()))
    expect([await use(4), await use(3), await use(0)]).toEqual([false, false, false])
    expect(await use(5)).toBe(true)
    expect(await findPasskey(scene.deps.db, 'cred-1_A')).toMatchObject({
      counter: 5,
      backedUp: true,
      lastUsedAt: now(),
    })
    expect(await use(5)).toBe(false)
  })

  it('may have no counter', async () => {
    await inOne(tx => insertPasskey(tx, passkey({ counter: 0 }), now()))
    expect([await use(0), await use(0)]).toEqual([true, true])
    expect([await use(1), await use(0)]).toEqual([true, false])
  })

  it('is refused when its owner is not active, and when it is gone', async () => {
    await inOne(tx => insertPasskey(tx, passkey(), now()))
    await inOne(tx => setModeratorStatus(tx, id, 'suspended'))
    expect(await use(5)).toBe(false)
    await inOne(tx => setModeratorStatus(tx, id, 'active'))
    const stranger = await moderator()
    expect(await inOne(tx => deletePasskey(tx, stranger, 'cred-1_A'))).toBe(false)
    expect(await inOne(tx => deletePasskey(tx, id, 'cred-1_A'))).toBe(true)
    expect(await use(5)).toBe(false)
  })
})

describe('a challenge', () => {
  const make = () => Buffer.from(makeChallenge(scene.deps, 'sign-in')).toString('base64url')
  const read = (text: string, purpose: Parameters<typeof readChallenge>[1] = 'sign-in') =>
    readChallenge(scene.deps, purpose, text)

  it('is read for what it was made for, for five minutes', () => {
    const text = make()
    expect(read(text)).toMatchObject({ expiresAt: new Date(now().getTime() + challengePeriod) })
    for (const purpose of ['register:x', 'verify:x', 'register:sign-in'] as const) {
      expect(read(text, purpose)).toBeNull()
    }
    scene.moveClock(challengePeriod - 1)
    expect(read(text)).not.toBeNull()
    scene.moveClock(1)
    expect(read(text)).toBeNull()
  })

  it('is of these very bytes, under this very secret', () => {
    const bytes = Buffer.from(make(), 'base64url')
    for (const [at, byte] of bytes.entries()) {
      const changed = Buffer.from(bytes)
      changed[at] = byte ^ 1
      expect(read(changed.toString('base64url')), `byte ${at}`).toBeNull()
    }
    const text = bytes.toString('base64url')
    for (const junk of ['', text.slice(0, -4), `${text}AAAA`, `${text}=`, `${text} `, 'A'.repeat(75)]) {
      expect(read(junk), junk).toBeNull()
    }
    const config = { ...scene.deps.config, sessionSecret: new Uint8Array(32).fill(9) }
    expect(readChallenge({ ...scene.deps, config }, 'sign-in', text)).toBeNull()
  })

  it('is taken once of fifty times at once, and remembered until it expires', async () => {
    const challenge = read(make())
    if (!challenge) throw new Error('not read')
    const spent = await Promise.all(
      Array.from({ length: 50 }, () => inOne(tx => spendChallenge(tx, challenge))),
    )
    expect(spent.filter(Boolean)).toHaveLength(1)
    scene.moveClock(challengePeriod - 1)
    await inOne(tx => deleteOldChallenges(tx, now()))
    expect(await inOne(tx => spendChallenge(tx, challenge))).toBe(false)
    scene.moveClock(1)
    await inOne(tx => deleteOldChallenges(tx, now()))
    expect(await scene.count('used_challenges')).toBe(0)
  })
})

it('an invitation that was opened does nothing for somebody suspended before it is answered', async () => {
  const { url } = await inOne(tx => issueInvitation(tx, scene.deps, { moderatorId: id, purpose: 'device' }))
  const opened = await openInvitation(scene.deps, url.slice(url.lastIndexOf('/') + 1))
  if (!opened.ok) throw new Error(opened.error.reason)
  const options = await joinOptions(scene.deps, opened.value, 'Countersign')
  const made = createAuthenticator(scene.deps.config.publicUrl).make(options)
  await inOne(tx => setModeratorStatus(tx, id, 'suspended'))
  expect(await join(scene.deps, opened.value, made, undefined)).toEqual({
    ok: false,
    error: { reason: 'used' },
  })
  expect([await scene.count('passkeys'), await scene.count('sessions')]).toEqual([0, 0])
  await inOne(tx => setModeratorStatus(tx, id, 'active'))
  expect(await join(scene.deps, opened.value, made, undefined)).toMatchObject({ ok: true })
})
