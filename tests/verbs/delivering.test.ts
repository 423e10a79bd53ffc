import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import type { MailKind } from '../../src/domain/endorsement.ts'
import { priorityOf } from '../../src/domain/mail-order.ts'
import { oweMail } from '../../src/mail/owe.ts'
import { findParkedMails, oweAgain } from '../../src/storage/parked-mail.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { isExhaustive, sampled } from '../support/exhaustive.ts'
import { openFailingProvider, restAsked } from '../support/failing-provider.ts'
import { asking, minute, testEnv, useScene } from '../support/scene.ts'

const scene = useScene()

const perSecond = 20
const processCount = isExhaustive ? 4 : 2
const mailCount = isExhaustive ? 1000 : 60
const killCount = isExhaustive ? 20 : 2
const kinds = ['confirm-endorsement', 'approved', 'reconfirm'] as const satisfies readonly MailKind[]

const seconds = (count: number) => new Promise(resolve => setTimeout(resolve, count * 1000))

it(
  `${mailCount} mails by ${processCount} processes, of which one is killed each second, to a provider that fails in every way: each goes once${sampled}`,
  async () => {
    await askToEndorse(scene.deps, asking())
    await scene.sql`DELETE FROM outbox`
    const [row] = await scene.sql<{ id: string }[]>`SELECT id FROM endorsements WHERE status = 'requested'`
    const { db, sealing, now } = scene.deps
    await db.transaction(async tx => {
      for (let i = 0; i < mailCount; i++) {
        const kind = kinds[i % kinds.length] ?? 'approved'
        const message = { to: `anna@organisation-${i}.example`, subject: `${i}`, html: 'h', text: 't' }
        await oweMail(
          tx,
          { sealing, now: () => new Date(now().getTime() + i) },
          { endorsementId: row?.id ?? '', kind, message },
        )
      }
    })
    const owed = await scene.sql<{ id: string; priority: number }[]>`
      SELECT id, priority FROM outbox ORDER BY priority, turn, created_at`
    // A call that hangs does so for the 20 seconds that the mailer has patience.
    const ways = ['refuse', 'slow-down', 'error', 'reset', 'lost', 'at-work'] as const
    const provider = await openFailingProvider(0.3, isExhaustive ? [...ways, 'hang'] : ways)
    scene.moveClock(mailCount)
    const env = {
      ...process.env,
      ...testEnv,
      MAIL_PER_SECOND: String(perSecond),
      RESEND_BASE_URL: provider.url,
      DATABASE_URL: scene.database.app,
      CLOCK: String(now().getTime()),
      BEGAN: String(Date.now()),
    }
    let moved = 0
    const start = () => {
      const child = fork('tests/support/deliver-process.ts', {
        env,
        execArgv: ['--import', './src/build/import-texts.ts'],
        stdio: 'ignore',
      })
      if (moved > 0) child.send(moved)
      return child
    }
    const children: ChildProcess[] = Array.from({ length: processCount }, start)
    const began = Date.now()

    for (let i = 0; i < killCount; i++) {
      await seconds(1)
      const [victim] = children.splice(0, 1)
      if (!victim) throw new Error('nobody delivers')
      const ended = once(victim, 'exit')
      victim.kill('SIGKILL')
      await ended
      children.push(start())
    }
    // Everything has been tried once, before the clock moves: what is put off waits for its time.
    await expect
      .poll(() => scene.count('outbox', 'attempts = 0 AND sealed IS NOT NULL'), {
        timeout: 200_000,
        interval: 200,
      })
      .toBe(0)
    const busyUntil = Date.now()

    // Leases end, pauses pass, and a person sends again what was refused.
    const sendAgain = async () => {
      for (const { id } of await findParkedMails(db, null, mailCount))
        await db.transaction(tx =>
          oweAgain(tx, sealing, id, new Date(now().getTime() + Date.now() - began + moved)),
        )
    }
    await expect
      .poll(
        async () => {
          await sendAgain()
          moved += minute
          for (const child of children) child.send(moved)
          return scene.count('outbox', 'sealed IS NOT NULL')
        },
        { timeout: 200_000, interval: 1000 },
      )
      .toBe(0)
    for (const child of children) {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }
    await provider.stop()

    // Exactly so many keys were taken, and each of them is marked, whatever was parked before it.
    expect(provider.accepted.size).toBe(mailCount)
    expect(await scene.count('outbox', 'sent_at IS NOT NULL')).toBe(mailCount)
    const marked = await scene.sql<{ id: string }[]>`SELECT id FROM outbox WHERE sent_at IS NOT NULL`
    expect(new Set(marked.map(({ id }) => id))).toEqual(new Set(provider.accepted.keys()))

    // The pace, but for the rests that the provider asked for.
    const busy = provider.calls.filter(({ at }) => at <= busyUntil)
    const first = busy[0]?.at ?? 0
    let rested = 0
    let restsUntil = 0
    for (const { at, failure } of busy) {
      if (failure !== 'slow-down') continue
      const until = at + restAsked * 1000
      rested += until - Math.max(at, restsUntil)
      restsUntil = Math.max(until, restsUntil)
    }
    const open = ((busy.at(-1)?.at ?? 0) - first - rested) / 1000
    // From the first to the last there is one pause fewer than calls.
    const pauses = busy.length - 1
    // Of a few mails the first may have come late, on a busy machine.
    expect(pauses).toBeLessThanOrEqual(perSecond * Math.max(open * 1.1, open + 1))
    if (isExhaustive) expect(pauses / open).toBeGreaterThanOrEqual(perSecond * 0.9)

    // In order: a first try comes where its turn is, but for those that were in the hands of who was killed.
    const firstTries = [...new Set(provider.calls.map(({ key }) => key))]
    const place = new Map(owed.map(({ id }, index) => [id, index]))
    const tries = firstTries.flatMap(key => place.get(key) ?? [])
    const outOfPlace = tries.filter((at, index) =>
      tries.slice(0, index).some(before => before > at + processCount * 2),
    )
    expect(outOfPlace.length).toBeLessThanOrEqual(killCount * 3)
    expect(owed.every(({ priority }) => priority <= priorityOf('reconfirm'))).toBe(true)
  },
  isExhaustive ? 500_000 : 120_000,
)
