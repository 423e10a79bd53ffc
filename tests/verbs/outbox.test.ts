import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import type { MailKind } from '../../src/domain/endorsement.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import type { MailError, Mailer } from '../../src/mail/mailer.ts'
import { oweMail } from '../../src/mail/owe.ts'
import { randomBytes } from '../../src/random.ts'
import { findAccountRefusal } from '../../src/storage/mail-pace.ts'
import { outboxContext, takeDue } from '../../src/storage/outbox.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { isExhaustive } from '../support/exhaustive.ts'
import { addModerator, ask, asking, hour, minute, second, useScene } from '../support/scene.ts'

const scene = useScene()

const deliver = () => deliverDue(scene.deps, 50)
const deliverOneByOne = () => deliverDue(scene.deps, 50, { atOnce: 1 })
const owe = async (n: number) => {
  for (let i = 0; i < n; i++) {
    await askToEndorse(scene.deps, asking())
    // One after the other is due, so that their order is known.
    scene.moveClock(1)
  }
}
const rows = () => scene.sql`
  SELECT id, sealed IS NULL AS wiped, attempts, next_attempt_at AS next, first_attempt_at AS first, leased_until AS lease,
    sent_at AS sent, provider_id AS provider, parked_at AS parked, cancelled_at AS cancelled, last_error AS error
  FROM outbox ORDER BY created_at, id`
const row = async () => (await rows())[0] ?? {}
const later = (more: Partial<Extract<MailError, { reason: 'later' }>> = {}): MailError => ({
  reason: 'later',
  code: '503 down',
  after: null,
  slowDown: false,
  ...more,
})
const soon = (milliseconds: number) => new Date(scene.deps.now().getTime() + milliseconds)

describe('a message', () => {
  it('is sent once, under its id, and wiped', async () => {
    await owe(1)
    expect(await deliver()).toBe(1)
    const { id, ...sent } = await row()
    expect(sent).toMatchObject({
      wiped: true,
      attempts: 1,
      sent: scene.deps.now(),
      provider: `provider-${id}`,
      error: null,
      lease: null,
    })
    expect(scene.mail.attempts.map(({ key }) => key)).toEqual([id])
    scene.moveClock(24 * hour)
    expect(await deliver()).toBe(0)
    expect(scene.mail.attempts).toHaveLength(1)
  })

  it('says that a machine wrote it, beside what else it says of itself', async () => {
    await owe(1)
    const headers = { 'List-Unsubscribe': '<https://countersign.test/off>' }
    const message = { to: 'vera@example.org', subject: 'S', html: '', text: '', headers }
    const moderatorId = await addModerator(scene, { email: message.to })
    await scene.deps.db.transaction(tx => oweMail(tx, scene.deps, { moderatorId, kind: 'digest', message }))
    await deliver()
    const machine = { 'Auto-Submitted': 'auto-generated' }
    expect(scene.mail.accepted.map(one => one.message.headers)).toEqual([machine, { ...machine, ...headers }])
  })

  it('is the same bytes under the same key on every retry, whatever changed meanwhile', async () => {
    const asked = asking({ name: 'Before' })
    await askToEndorse(scene.deps, asked)
    scene.mail.fail(later(), later(), later())
    await deliver()
    await scene.sql`UPDATE endorsements SET name = 'After' WHERE name = 'Before'`
    for (const pause of [5, 15, 45]) {
      scene.moveClock(pause * second)
      await deliver()
    }
    const { id } = await row()
    expect(scene.mail.attempts.map(({ key }) => key)).toEqual([id, id, id, id])
    const bytes = new Set(scene.mail.attempts.map(({ message }) => JSON.stringify(message)))
    expect(bytes.size).toBe(1)
    expect([...bytes][0]).toContain('Before')
  })

  it('goes out in the order in which it was owed, oldest first', async () => {
    await owe(5)
    const due = (await rows()).map(({ id }) => id)
    await deliverDue(scene.deps, 3)
    expect(scene.mail.attempts.map(({ key }) => key).sort()).toEqual(due.slice(0, 3).sort())
  })

  it('is taken with no more others than were asked for, however the database reads', async () => {
    await owe(5)
    const ways = ['hashjoin', 'mergejoin', 'hashagg', 'sort', 'material'].map(way => [`enable_${way}`, 'off'])
    const sql = postgres(scene.database.app, { max: 1, connection: Object.fromEntries(ways) })
    const { messages } = await takeDue(drizzle(sql), scene.deps.now(), 0, 3)
    await sql.end()
    expect(messages).toHaveLength(3)
  })

  it('is tried until there is nothing more, also beyond what goes at once', async () => {
    await owe(120)
    expect(await deliverDue(scene.deps, 1000)).toBe(120)
    expect(new Set(scene.mail.accepted.map(({ key }) => key)).size).toBe(120)
    expect(scene.mail.attempts).toHaveLength(120)
  })
})

describe('a provider that asks to slow down (429)', () => {
  it('is asked nothing by anybody before the time it named, and then for this message first', async () => {
    await owe(3)
    const owed = (await rows()).map(({ id }) => id)
    scene.mail.fail(later({ code: '429 rate_limit_exceeded', after: 17, slowDown: true }))
    // The others are on their way as it answers.
    expect(await deliverOneByOne()).toBe(0)
    expect(scene.mail.attempts).toHaveLength(1)
    expect(await row()).toMatchObject({ next: soon(17 * second), lease: null, sent: null, attempts: 1 })
    scene.moveClock(17 * second - 1)
    expect(await deliver()).toBe(0)
    expect(scene.mail.attempts).toHaveLength(1)
    scene.moveClock(1)
    expect(await deliver()).toBe(3)
    expect(scene.mail.attempts.map(({ key }) => key)).toEqual([owed[0], ...owed])
  })

  it('loses the message no turn, however often', async () => {
    await owe(3)
    const owed = (await rows()).map(({ id }) => id)
    for (let i = 0; i < 30; i++) {
      scene.mail.fail(later({ after: 2, slowDown: true }))
      await deliverOneByOne()
      scene.moveClock(2 * second)
    }
    expect(new Set(scene.mail.attempts.map(({ key }) => key))).toEqual(new Set([owed[0]]))
    await deliverOneByOne()
    expect(scene.mail.accepted.map(({ key }) => key)).toEqual(owed)
  })

  it('without naming a time rests a second, and the message waits as after any failure', async () => {
    await owe(2)
    scene.mail.fail(later({ slowDown: true }))
    await deliverOneByOne()
    expect(scene.mail.attempts).toHaveLength(1)
    scene.moveClock(second)
    expect(await deliver()).toBe(1)
    scene.moveClock(4 * second)
    expect(await deliver()).toBe(1)
  })

  it('is heard also where it takes the message and says that it was the last for a while', async () => {
    await owe(2)
    scene.deps.mailer = async key => ({ ok: true, value: { providerId: key, rest: 30 } })
    expect(await deliverOneByOne()).toBe(1)
    scene.moveClock(30 * second - 1)
    expect(await deliver()).toBe(0)
    scene.moveClock(1)
    expect(await deliver()).toBe(1)
  })
})

describe('a provider that asks for more than a while', () => {
  it.each([
    ['a day (429)', later({ code: '429 rate_limit_exceeded', after: 86_400, slowDown: true })],
    ['a moment in place of a period (429)', later({ after: 1_900_000_000, slowDown: true })],
  ])('is tried again after ten minutes: %s', async (_, error) => {
    await owe(2)
    scene.mail.fail(error)
    expect(await deliverOneByOne()).toBe(0)
    scene.moveClock(10 * minute - 1)
    expect(await deliver()).toBe(0)
    scene.moveClock(1)
    expect(await deliver()).toBeGreaterThan(0)
    scene.moveClock(hour)
    await deliver()
    expect(scene.mail.accepted).toHaveLength(2)
  })
})

describe('an outage', () => {
  it('is over for whoever waits as soon as one mail goes, however long their pause had grown', async () => {
    await owe(3)
    scene.deps.random = length => new Uint8Array(length)
    for (const pause of [5, 15, 45, 135, 405]) {
      for (let i = 0; i < 3; i++) scene.mail.fail(later())
      await deliver()
      scene.moveClock(pause * second)
    }
    for (let i = 0; i < 3; i++) scene.mail.fail(later())
    await deliver()
    scene.moveClock(minute)
    expect(await deliver()).toBe(0)
    await owe(1)
    expect(await deliver()).toBe(4)
  })

  it('is none where others go: one message that fails waits as long as it would', async () => {
    await owe(1)
    for (const pause of [5, 15, 45]) {
      scene.mail.fail(later())
      await deliver()
      await owe(1)
      await deliver()
      scene.moveClock(pause * second)
    }
    scene.mail.fail(later())
    await deliver()
    await owe(1)
    expect(await deliver()).toBe(1)
  })
})

describe('a provider that fails (5xx)', () => {
  it('is given 5, 15, 45 seconds and so on, at most an hour', async () => {
    await owe(1)
    scene.deps.random = length => new Uint8Array(length)
    for (const pause of [5, 15, 45, 135, 405, 1215, 3600, 3600]) {
      scene.mail.fail(later())
      await deliver()
      expect(await row()).toMatchObject({
        next: soon(pause * second),
        error: '503 down',
        sent: null,
        lease: null,
      })
      const tried = scene.mail.attempts.length
      scene.moveClock(pause * second - 1)
      await deliver()
      expect(scene.mail.attempts, 'not a moment earlier').toHaveLength(tried)
      scene.moveClock(1)
    }
    expect(await deliver()).toBe(1)
  })

  it('is asked again after a part of that by chance, so that what failed together comes back apart', async () => {
    await owe(20)
    for (let i = 0; i < 20; i++) scene.mail.fail(later())
    await deliver()
    const pauses = (await rows()).map(({ next }) => next.getTime() - scene.deps.now().getTime())
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(2500)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(5000)
    expect(new Set(pauses).size).toBeGreaterThan(5)
  })

  it('holds up no other message', async () => {
    await owe(3)
    scene.mail.fail(later())
    expect(await deliver()).toBe(2)
  })

  it('is the same where the call itself throws', async () => {
    await owe(2)
    let calls = 0
    scene.mail.before(async () => {
      if (++calls === 1) throw new Error('socket closed with anna@example.org')
    })
    expect(await deliver()).toBe(1)
    expect((await rows()).map(({ error }) => error).sort()).toEqual(['fault', null])
    expect(scene.logged.join('\n')).not.toContain('anna@example.org')
  })
})

describe('an account that the provider refuses (401, 403, quota)', () => {
  const refusal: MailError = { reason: 'account', code: '403 invalid_api_key' }

  it('parks nothing: one message tries again each minute, and all goes once it is mended', async () => {
    await owe(3)
    // All three are on their way as the first is refused; after that one tries for all.
    scene.mail.fail(refusal, refusal, refusal)
    expect(await deliver()).toBe(0)
    for (let hours = 0; hours < 30; hours++) {
      scene.moveClock(hour)
      scene.mail.fail(refusal)
      expect(await deliver()).toBe(0)
    }
    expect(scene.mail.attempts, 'one of three').toHaveLength(33)
    const waiting = await rows()
    expect(waiting.filter(({ parked, wiped }) => parked !== null || wiped)).toEqual([])
    expect(await findAccountRefusal(scene.deps.db)).toBe('403 invalid_api_key')
    expect(scene.logged.join('\n')).toContain('mail_account_refused')

    scene.moveClock(minute)
    expect(await deliver()).toBe(3)
    expect(new Set(scene.mail.accepted.map(({ key }) => key)).size).toBe(3)
    expect((await rows()).map(({ error }) => error)).toEqual([null, null, null])
    expect(await findAccountRefusal(scene.deps.db)).toBeNull()
  })

  it('leaves nothing to be tried within the minute', async () => {
    await owe(2)
    scene.mail.fail(refusal)
    await deliverOneByOne()
    scene.moveClock(59 * second)
    expect(await deliver()).toBe(0)
    scene.moveClock(second)
    expect(await deliver()).toBe(2)
  })

  it('that may be one recipient’s lets others try, and is that recipient’s once these have gone', async () => {
    const perhaps: MailError = { reason: 'account', code: '554 policy', perhapsAddress: true }
    await owe(1)
    scene.mail.fail(perhaps)
    expect(await deliver()).toBe(0)
    await owe(1)
    scene.moveClock(minute)
    expect(await deliver(), 'the other one tries').toBe(1)
    scene.moveClock(minute)
    scene.mail.fail(perhaps)
    expect(await deliver()).toBe(0)
    const parked = (await rows()).filter(({ parked }) => parked)
    expect(parked).toMatchObject([{ error: '554 policy' }])
    expect(await findAccountRefusal(scene.deps.db)).toBeNull()
  })

  it('does not prolong the period of a key that the provider may know', async () => {
    await owe(1)
    scene.mail.fail(later({ after: 1 }))
    await deliver()
    scene.moveClock(second)
    scene.mail.fail(refusal)
    await deliver()
    scene.moveClock(23 * hour - second)
    expect(await deliver()).toBe(0)
    expect(await row()).toMatchObject({ error: 'past the idempotency period' })
  })
})

describe('a message that the provider refuses (422)', () => {
  it('is kept for a person and never tried again', async () => {
    await owe(2)
    scene.mail.fail({ reason: 'message', code: '422 validation_error' })
    await deliver()
    const parked = (await rows()).filter(({ parked }) => parked)
    expect(parked).toMatchObject([{ wiped: false, sent: null, error: '422 validation_error', lease: null }])
    scene.moveClock(48 * hour)
    expect(await deliver()).toBe(0)
    expect(scene.mail.attempts).toHaveLength(2)
    expect(scene.logged.join('\n')).toContain('mail_parked')
  })

  it('does not count as one that the provider accepted', async () => {
    await owe(2)
    scene.mail.fail({ reason: 'message', code: '422 validation_error' })
    expect(await deliver()).toBe(1)
  })
})

describe('the period in which a key protects', () => {
  it('ends 23 hours after the first attempt: then the message is kept for a person', async () => {
    await owe(1)
    scene.mail.fail(later({ after: 23 * 3600 - 1 }))
    await deliver()
    scene.moveClock(23 * hour - second)
    scene.mail.fail(later({ after: 1 }))
    await deliver()
    expect(scene.mail.attempts, 'a second before its end it is tried').toHaveLength(2)
    scene.moveClock(second)
    await deliver()
    expect(scene.mail.attempts).toHaveLength(2)
    expect(await row()).toMatchObject({
      parked: scene.deps.now(),
      wiped: false,
      error: 'past the idempotency period',
    })
    scene.moveClock(48 * hour)
    await deliver()
    expect(scene.mail.attempts).toHaveLength(2)
  })

  it('does not begin before a first attempt', async () => {
    await owe(1)
    scene.moveClock(100 * hour)
    expect(await deliver()).toBe(1)
  })
})

describe('two deliverers', () => {
  it('at once never send the same message twice', async () => {
    await owe(40)
    const sent = await Promise.all([1, 2, 3, 4].map(() => deliverDue(scene.deps, 15)))
    expect(sent.reduce((sum, n) => sum + n, 0)).toBe(40)
    expect(new Set(scene.mail.attempts.map(({ key }) => key)).size).toBe(40)
    expect(scene.mail.attempts).toHaveLength(40)
  })

  it('leave to one another what is claimed, for a minute', async () => {
    await owe(3)
    expect((await takeDue(scene.deps.db, scene.deps.now(), 0, 2)).messages).toHaveLength(2)
    expect(await deliver(), 'the crashed one holds two').toBe(1)
    scene.moveClock(minute - 1)
    expect(await deliver()).toBe(0)
    scene.moveClock(1)
    expect(await deliver(), 'and they come free').toBe(2)
    expect(new Set(scene.mail.accepted.map(({ key }) => key)).size).toBe(3)
  })

  const lateAnswers: MailError[] = [later(), { reason: 'message', code: '422 late' }]
  it.each(lateAnswers)(
    'do not undo one another: an answer after the lease ($reason) changes nothing',
    async late => {
      await owe(1)
      const answered = Promise.withResolvers<void>()
      const asked = Promise.withResolvers<void>()
      scene.mail.fail(late)
      scene.mail.before(() => {
        asked.resolve()
        return answered.promise
      })
      const slow = deliverDue(scene.deps, 1)
      await asked.promise
      scene.moveClock(minute)
      scene.mail.before(async () => {})
      expect(await deliver()).toBe(1)
      const before = await rows()
      answered.resolve()
      await expect(slow).resolves.toBe(0)
      expect(await rows()).toEqual(before)
    },
  )
})

describe('a provider that knows no keys', () => {
  const forgetful = () => ({
    ...scene.deps,
    mailer: Object.assign((...call: Parameters<Mailer>) => scene.mail.mailer(...call), {
      forgetsKeys: true as const,
    }),
  })

  it('is never asked again for what whoever sent it said nothing of', async () => {
    await owe(1)
    await takeDue(scene.deps.db, scene.deps.now(), 0, 1)
    scene.moveClock(minute)
    expect(await deliverDue(forgetful(), 50)).toBe(0)
    expect(scene.mail.attempts).toEqual([])
    expect(await row()).toMatchObject({
      parked: scene.deps.now(),
      wiped: false,
      error: 'whoever sent it has gone',
    })
  })

  it('is asked again for what it has not taken', async () => {
    await owe(1)
    scene.mail.fail(later({ after: 1 }))
    await deliverDue(forgetful(), 50)
    scene.moveClock(second)
    expect(await deliverDue(forgetful(), 50)).toBe(1)
  })

  it('is never asked again where its answer was lost', async () => {
    await owe(1)
    scene.mail.fail({ reason: 'unknown', code: 'network ECONNECTION' })
    await deliverDue(forgetful(), 50)
    scene.moveClock(48 * hour)
    expect(await deliverDue(forgetful(), 50)).toBe(0)
    expect(scene.mail.attempts).toHaveLength(1)
    expect(await scene.count('outbox', `parked_as = 'unknown'`)).toBe(1)
  })
})

describe('"this was not us"', () => {
  it('cancels and wipes what is still owed', async () => {
    const { token } = await ask(scene)
    scene.moveClock(1)
    await confirm(scene.deps, token, 1)
    await disown(scene.deps, token)
    expect((await rows()).map(({ wiped, cancelled }) => [wiped, cancelled !== null])).toEqual([
      [true, false],
      [true, true],
    ])
    expect(await deliver()).toBe(0)
    expect(scene.mail.attempts).toHaveLength(1)
  })

  const answers: [string, MailError | null][] = [
    ['accepted', null],
    ['put off', later()],
    ['refused', { reason: 'message', code: '422 x' }],
  ]
  it.each(answers)('holds also for a message that is on its way and then %s', async (_, error) => {
    const { token } = await ask(scene)
    scene.moveClock(1)
    await confirm(scene.deps, token, 1)
    scene.mail.before(async () => {
      await disown(scene.deps, token)
    })
    if (error) scene.mail.fail(error)
    await deliver()
    const [, received] = await rows()
    expect(received).toMatchObject({ wiped: true, sent: null, parked: null, cancelled: scene.deps.now() })
    scene.mail.before(async () => {})
    scene.moveClock(hour)
    expect(await deliver()).toBe(0)
    expect(scene.mail.attempts).toHaveLength(2)
  })

  it('cancels a message that was kept for a person too', async () => {
    const { token } = await ask(scene)
    scene.moveClock(1)
    await confirm(scene.deps, token, 1)
    scene.mail.fail({ reason: 'message', code: '422 x' })
    await deliver()
    expect(await disown(scene.deps, token)).toMatchObject({ ok: true })
    expect((await rows())[1]).toMatchObject({ wiped: true, parked: null, cancelled: scene.deps.now() })
  })
})

describe('a sealed message', () => {
  it('opens only as the message that it is', async () => {
    await owe(2)
    const [first, second] = await scene.sql<{ id: string; sealed: Uint8Array }[]>`
      SELECT id, sealed FROM outbox ORDER BY created_at`
    if (!first || !second) throw new Error('two were owed')
    const { sealing } = scene.deps
    expect(await sealing.open(outboxContext(first.id), first.sealed)).toContain('/confirm/')
    await expect(sealing.open(outboxContext(first.id), second.sealed)).rejects.toThrow()
  })

  it('that was put in another row is not sent', async () => {
    await owe(2)
    const { sql } = scene.database
    await sql`UPDATE outbox o SET sealed = p.sealed FROM outbox p WHERE p.id <> o.id`
    expect(await deliver()).toBe(0)
    expect(scene.mail.attempts).toHaveLength(0)
  })
})

describe('a batch', () => {
  it('goes out in the order in which its messages were owed', async () => {
    for (let i = 0; i < 20; i++) {
      await owe(1)
      scene.moveClock(1)
    }
    const owed = await scene.sql`SELECT id FROM outbox ORDER BY created_at`
    await scene.database
      .sql`UPDATE outbox SET next_attempt_at = '2000-01-01', kind = kind WHERE id = ${owed[0]?.id}`
    await deliver()
    expect(scene.mail.attempts.map(({ key }) => key)).toEqual(owed.map(({ id }) => id))
  })
})

describe('whose turn it is', () => {
  const subjects = () => scene.mail.accepted.map(({ message }) => message.subject)
  const oweOne = (subject: string, to: string, more: { kind?: MailKind; source?: Uint8Array } = {}) =>
    scene.deps.db.transaction(async tx => {
      const [row] = await scene.sql<{ id: string }[]>`SELECT id FROM endorsements LIMIT 1`
      const message = { to, subject, html: '', text: '' }
      await oweMail(tx, scene.deps, { endorsementId: row?.id ?? '', kind: 'approved', message, ...more })
    })

  it('is first that of who waits for it, then of news, then of what many get', async () => {
    await oweOne('many', 'a@a.example', { kind: 'reconfirm' })
    await oweOne('news', 'b@b.example', { kind: 'approved' })
    await oweOne('waits', 'c@c.example', { kind: 'confirm-endorsement' })
    await deliver()
    expect(subjects()).toEqual(['waits', 'news', 'many'])
  })

  it('is of whoever shares no domain with a flood, soon after they ask', async () => {
    for (let i = 0; i < 30; i++) await oweOne(`flood ${i}`, `${i}@www${i}.flood.example`)
    scene.moveClock(5 * second)
    await oweOne('honest', 'anna@forum.example')
    await deliver()
    expect(subjects().indexOf('honest')).toBeLessThanOrEqual(6)
    expect(subjects().filter(subject => subject !== 'honest')).toEqual(
      Array.from({ length: 30 }, (_, i) => `flood ${i}`),
    )
  })

  it('is of an honest ask within ten seconds, though one domain has asked 1,500 times before', async () => {
    const asks = isExhaustive ? 1500 : 150
    for (let i = 0; i < asks; i++)
      await oweOne(`flood ${i}`, `${i}@flood.example`, { kind: 'confirm-endorsement' })
    const deps = { ...scene.deps, config: { ...scene.deps.config, mailPerSecond: 2 } }
    // A minute of it goes, and then somebody else asks.
    for (let i = 0; i < 120; i++) {
      await deliverDue(deps, 50)
      scene.moveClock(500)
    }
    await oweOne('honest', 'anna@forum.example', { kind: 'confirm-endorsement' })
    const asked = scene.deps.now().getTime()
    while (!subjects().includes('honest')) {
      await deliverDue(deps, 50)
      scene.moveClock(500)
    }
    expect(scene.deps.now().getTime() - asked).toBeLessThan(10 * second)
  })

  it('is of whoever shares no source with it, whatever the addresses', async () => {
    const source = randomBytes(32)
    for (let i = 0; i < 30; i++) await oweOne(`flood ${i}`, `${i}@${i}-flood.example`, { source })
    await oweOne('honest', 'anna@gmail.com', { source: randomBytes(32) })
    await oweOne('honest too', 'berta@gmail.com')
    await deliver()
    expect(subjects().slice(0, 3).sort()).toEqual(['flood 0', 'honest', 'honest too'])
  })

  it('is forgotten with the message', async () => {
    await oweOne('news', 'a@a.example', { source: randomBytes(32) })
    expect(await scene.count('outbox', 'share IS NOT NULL AND source IS NOT NULL')).toBe(1)
    await deliver()
    expect(await scene.count('outbox', 'share IS NULL AND source IS NULL')).toBe(1)
  })
})

describe('the pace', () => {
  const atPace = (mailPerSecond: number) => ({
    ...scene.deps,
    config: { ...scene.deps.config, mailPerSecond },
  })

  it('is one of all processes: together they send what one may', async () => {
    await owe(30)
    for (let i = 0; i < 20; i++) {
      const sent = await Promise.all([1, 2, 3, 4].map(() => deliverDue(atPace(2), 50)))
      expect(sent.reduce((sum, n) => sum + n, 0)).toBe(1)
      scene.moveClock(500)
    }
  })

  it('is waited for by whoever has the patience', async () => {
    await owe(3)
    const began = Date.now()
    const deps = { ...atPace(4), now: () => new Date(Date.parse('2031-01-01') + Date.now() - began) }
    expect(await deliverDue(deps, 50)).toBe(1)
    expect(await deliverDue(deps, 50, { patience: 5000 })).toBe(2)
  })
})
