import { describe, expect, it } from 'vitest'
import { deliverDue } from '../../src/mail/deliver.ts'
import { noteQueueSeen } from '../../src/storage/moderator-notices.ts'
import { insertModerator, setModeratorStatus, setPreferences } from '../../src/storage/moderators.ts'
import type { ModeratorStatus } from '../../src/storage/schema/moderators.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { tellModerators } from '../../src/sweep/tell-moderators.ts'
import { askAndConfirm, asking, day, hour, useScene } from '../support/scene.ts'

/** The scene's clock begins on Friday, 1 March 2030, 12:00 UTC. */
const scene = useScene()

const digestAt = Date.parse('2030-03-04T07:00:00Z')
const choices = { language: 'en', timeZone: 'UTC', tellWaiting: true, tellDigest: true } as const

let people = 0
async function member(
  preferences: Partial<{ language: 'en' | 'be' | 'ru'; tellWaiting: boolean; tellDigest: boolean }> = {},
  status: ModeratorStatus = 'active',
) {
  const { db, sealing, now } = scene.deps
  const id = crypto.randomUUID()
  const email = `desk-${++people}@example.org`
  await db.transaction(async tx => {
    const person = { name: `Person ${people}`, email }
    await insertModerator(tx, sealing, { id, person, role: 'moderator', language: 'en' }, now())
    await setModeratorStatus(tx, id, status)
    await setPreferences(tx, id, { ...choices, ...preferences })
  })
  return { id, email }
}

/** Sweeps until nothing is due, and gives what came to an address since it was last looked at. */
async function received(to: string) {
  await sweep(scene.deps)
  await deliverDue(scene.deps, 50)
  const all = scene.mail.accepted.splice(0).map(({ message }) => message)
  return all.filter(message => message.to === to)
}

const waiting = () => askAndConfirm(scene)
const jumpTo = (time: number) => scene.moveClock(time - scene.deps.now().getTime())

describe('that something waits', () => {
  it('is told at once, and again no earlier than in an hour, only for something new', async () => {
    const { email } = await member()
    await waiting()
    expect(await received(email)).toMatchObject([{ subject: 'Requests wait at the moderation desk' }])
    scene.moveClock(1)
    await waiting()
    await waiting()
    scene.moveClock(hour - 2)
    expect(await received(email)).toEqual([])
    scene.moveClock(1)
    const [again, ...more] = await received(email)
    expect(again?.text).toContain('3 requests wait for a decision.')
    expect(more).toEqual([])
    scene.moveClock(10 * hour)
    expect(await received(email)).toEqual([])
  })

  it('is no news to a moderator who looked at the queue since; what comes later is', async () => {
    const { id, email } = await member()
    await waiting()
    await noteQueueSeen(scene.deps.db, id, scene.deps.now())
    // A slower answer of an earlier moment takes nothing back.
    await noteQueueSeen(scene.deps.db, id, new Date(0))
    expect(await received(email)).toEqual([])
    scene.moveClock(1)
    await waiting()
    expect(await received(email)).toHaveLength(1)
  })

  it('is told of a request that waits anew', async () => {
    const { email } = await member()
    const { id } = await waiting()
    await received(email)
    scene.moveClock(2 * hour)
    await scene.sql`UPDATE endorsements SET waiting_since = ${scene.deps.now()} WHERE id = ${id}`
    expect(await received(email)).toHaveLength(1)
  })

  it('is told to those who want it and can sign in', async () => {
    const off = await member({ tellWaiting: false })
    const out = await member({}, 'suspended')
    const invited = await member({}, 'invited')
    const be = await member({ language: 'be' })
    await waiting()
    await sweep(scene.deps)
    await deliverDue(scene.deps, 50)
    const to = scene.mail.accepted.map(({ message }) => message.to)
    for (const { email } of [off, out, invited]) expect(to).not.toContain(email)
    const mail = scene.mail.accepted.find(({ message }) => message.to === be.email)?.message
    expect(mail?.text).toContain('1 запыт чакае рашэння.')
  })

  it('is told once by two sweeps at once, and by ten', async () => {
    const members = [await member(), await member(), await member()]
    await waiting()
    await Promise.all(Array.from({ length: 10 }, () => tellModerators(scene.deps)))
    // A sweep passes over a row that another one holds, and the next one finds it.
    await tellModerators(scene.deps)
    const owed = await scene.database
      .sql`SELECT moderator_id, kind FROM outbox WHERE moderator_id IS NOT NULL`
    expect(owed).toHaveLength(members.length)
    expect(new Set(owed.map(row => row.moderator_id)).size).toBe(members.length)
  })

  it('is not told while nothing does', async () => {
    const { email } = await member()
    expect(await received(email)).toEqual([])
  })

  it('names nobody and no organisation, and leads to the desk', async () => {
    const { email } = await member()
    const asked = asking({ name: 'Canary Rights Forum', contact: { representative: 'Canary Person' } })
    await askAndConfirm(scene, asked)
    const [mail] = await received(email)
    scene.moveClock(day)
    jumpTo(digestAt)
    const [digest] = await received(email)
    for (const message of [mail, digest]) {
      expect(message?.text).toContain('https://countersign.test/moderation\n')
      for (const part of [message?.subject, message?.text, message?.html]) {
        expect(part).not.toMatch(/canary|organisation-\d|person-\d/i)
      }
    }
  })
})

describe('the weekly digest', () => {
  it('comes on Monday at 07:00 UTC, once, with the week’s figures', async () => {
    const { id, email } = await member()
    await waiting()
    const { id: decided } = await waiting()
    await noteQueueSeen(scene.deps.db, id, scene.deps.now())
    await scene.sql`
      UPDATE endorsements SET status = 'rejected', rejected_at = ${scene.deps.now()}, waiting_since = NULL
      WHERE id = ${decided}`
    jumpTo(digestAt - 1)
    expect(await received(email)).toEqual([])
    jumpTo(digestAt)
    const [digest, ...more] = await received(email)
    expect(more).toEqual([])
    expect(digest?.subject).toBe('The moderation desk this week')
    expect(digest?.text).toContain('1 request waits for a decision.')
    expect(digest?.text).toContain('The oldest has waited for 2 days.')
    expect(digest?.text).toContain('1 request was decided in the last seven days.')
    scene.moveClock(7 * day - 1)
    expect(await received(email)).toEqual([])
    scene.moveClock(1)
    expect((await received(email))[0]?.text).toContain('No request was decided in the last seven days.')
  })

  it('does not come where nothing waits and nothing was decided, nor later in that week', async () => {
    const { id, email } = await member()
    jumpTo(digestAt)
    expect(await received(email)).toEqual([])
    scene.moveClock(day)
    await waiting()
    await noteQueueSeen(scene.deps.db, id, scene.deps.now())
    expect(await received(email)).toEqual([])
  })

  it('comes to those who want it and can sign in; turned on in midweek, from the next Monday', async () => {
    const off = await member({ tellDigest: false, tellWaiting: false })
    const out = await member({}, 'suspended')
    await waiting()
    jumpTo(digestAt)
    await received(off.email)
    expect(await received(out.email)).toEqual([])
    await scene.deps.db.transaction(tx => setPreferences(tx, off.id, { ...choices, tellWaiting: false }))
    scene.moveClock(day)
    expect(await received(off.email)).toEqual([])
    jumpTo(digestAt + 7 * day)
    expect(await received(off.email)).toHaveLength(1)
  })

  it('comes late when no sweep ran on Monday, and the next one is not later for it', async () => {
    const { email } = await member({ tellWaiting: false })
    await waiting()
    jumpTo(digestAt + 3 * day)
    expect(await received(email)).toHaveLength(1)
    jumpTo(digestAt + 7 * day)
    expect(await received(email)).toHaveLength(1)
  })

  it('comes once from ten sweeps at once', async () => {
    await member({ tellWaiting: false })
    await waiting()
    jumpTo(digestAt)
    await Promise.all(Array.from({ length: 10 }, () => tellModerators(scene.deps)))
    const owed = await scene.sql`SELECT kind FROM outbox WHERE moderator_id IS NOT NULL`
    expect(owed).toEqual([{ kind: 'digest' }])
  })
})

it('costs one query while nobody is to be told', async () => {
  const { id } = await member()
  await waiting()
  await noteQueueSeen(scene.deps.db, id, scene.deps.now())
  const calls: PropertyKey[] = []
  const db = new Proxy(scene.deps.db, {
    get(target, name) {
      if (name === 'select' || name === 'transaction') calls.push(name)
      return Reflect.get(target, name)
    },
  })
  await tellModerators({ ...scene.deps, db })
  expect(calls).toEqual(['select'])
  scene.moveClock(1)
  await waiting()
  await tellModerators({ ...scene.deps, db })
  expect(calls).toEqual(['select', 'select', 'transaction'])
})
