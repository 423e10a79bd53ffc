import { describe, expect, it } from 'vitest'
import { handleDueAsks } from '../../src/endorsements/ask/due-asks.ts'
import { receiveAsk } from '../../src/endorsements/ask/receive-ask.ts'
import { askProved } from '../../src/endorsements/confirm/ask-proved.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { resendByLink } from '../../src/endorsements/confirm/resend.ts'
import { revise } from '../../src/endorsements/confirm/revise.ts'
import type { AskedForm } from '../../src/endorsements/sent-form.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { returnForChanges } from '../../src/moderation/request/decide.ts'
import { findContact } from '../../src/storage/contacts.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { ask, askAndConfirm, asking, day, hour, minute, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const email = 'owner@example.org'
const strangers = () => asking({ contact: { email } })
const statuses = () =>
  scene.sql`SELECT status FROM endorsements WHERE requested_at IS NOT NULL ORDER BY requested_at, status`
const revision = ({ organisation, contact }: ReturnType<typeof asking>) => ({
  organisation,
  comment: 'Corrected.',
  nameWithheld: false,
  representative: contact.representative,
  role: contact.role,
})
const times = <T>(n: number, work: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => work(i)))

describe('several asks from one address', () => {
  it('end with the one that is confirmed: their contacts go, and their links open nothing', async () => {
    const [first, second, third] = [
      await ask(scene, strangers()),
      await ask(scene, strangers()),
      await ask(scene, strangers()),
    ]
    expect(await confirm(scene.deps, second.token, 1)).toMatchObject({ ok: true })
    expect(await statuses()).toEqual([
      { status: 'confirmed' },
      { status: 'withdrawn' },
      { status: 'withdrawn' },
    ])
    expect(await scene.sql`SELECT endorsement_id AS id FROM contacts`).toEqual([{ id: second.id }])
    for (const { id, token } of [first, third]) {
      expect((await scene.events(id)).at(-1)).toMatchObject({ kind: 'superseded', revision: 2 })
      expect(await confirm(scene.deps, token, 1)).toMatchObject({ error: { reason: 'link_used' } })
      expect(await resendByLink(scene.deps, token)).toMatchObject({ ok: false })
      expect(await scene.row(id)).toMatchObject({ typed_lookup: null, email_lookup: null })
    }
  })

  it('of which all are confirmed at once: one is, nothing dead-locks', async () => {
    const asked = [
      await ask(scene, strangers()),
      await ask(scene, strangers()),
      await ask(scene, strangers()),
    ]
    const answers = await times(30, i => confirm(scene.deps, asked[i % 3]?.token ?? '', 1))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await statuses()).map(({ status }) => status)).toEqual(['confirmed', 'withdrawn', 'withdrawn'])
    expect(await scene.count('outbox', `kind = 'request-received'`)).toBe(1)
  })

  it('where one came in between: its link ends it, as the address has a request that waits', async () => {
    const { id } = await askAndConfirm(scene, strangers())
    // Read before the other was confirmed, written after.
    await scene.sql`UPDATE endorsements SET email_lookup = NULL, typed_lookup = NULL, status = 'withdrawn',
      withdrawn_at = now(), waiting_since = NULL WHERE id = ${id}`
    const late = await ask(scene, strangers())
    await scene.sql`UPDATE endorsements SET status = 'confirmed', withdrawn_at = NULL, waiting_since = now(),
      typed_lookup = (SELECT typed_lookup FROM endorsements WHERE id = ${late.id}) WHERE id = ${id}`
    expect(await confirm(scene.deps, late.token, 1)).toMatchObject({ error: { reason: 'already_waiting' } })
    expect(await scene.row(late.id)).toMatchObject({ status: 'withdrawn' })
    expect(await scene.row(id)).toMatchObject({ status: 'confirmed' })
  })

  it('beyond the allowance leave the owner every way through the links that came', async () => {
    const asked = [
      await ask(scene, strangers()),
      await ask(scene, strangers()),
      await ask(scene, strangers()),
    ]
    expect(await scene.changesFrom(() => askToEndorse(scene.deps, strangers()))).toEqual({})
    const token = asked[1]?.token ?? ''
    const own = asking({ name: 'The Owner’s Own', contact: { email } })
    expect(await revise(scene.deps, token, 1, revision(own))).toMatchObject({ ok: true })
    expect(await confirm(scene.deps, token, 2)).toMatchObject({
      value: { organisation: { name: 'The Owner’s Own' }, status: 'confirmed' },
    })
  })
})

describe('details that are put right before they are confirmed', () => {
  it('are stored with the representative, raise the revision, and are confirmed as they then stand', async () => {
    const { id, token } = await ask(scene)
    const right = revision(asking({ name: 'Right' }))
    const changes = await scene.changesFrom(() => revise(scene.deps, token, 1, right))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      contacts: '+1 -1',
      details: '+1 -0',
      events: '+1 -0',
    })
    expect(await scene.row(id)).toMatchObject({ name: 'Right', revision: 2, status: 'requested' })
    const contact = await findContact(scene.deps.db, scene.deps.sealing, id)
    expect(contact).toMatchObject({ representative: right.representative, role: right.role })
    expect(contact?.email).not.toBe('')
    expect(await confirm(scene.deps, token, 1)).toMatchObject({ error: { reason: 'changed_meanwhile' } })
    expect(await confirm(scene.deps, token, 2)).toMatchObject({ ok: true })
  })

  it('are stored once where the button is pressed twice', async () => {
    const { id, token } = await ask(scene)
    const right = revision(asking({ name: 'Right' }))
    const answers = await times(10, () => revise(scene.deps, token, 1, right))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10)
    expect(await scene.row(id)).toMatchObject({ revision: 2 })
  })

  it('are refused: on an old revision, once confirmed, a week later, and after twenty times', async () => {
    const { token } = await ask(scene)
    const right = () => revision(asking())
    expect(await revise(scene.deps, token, 7, right())).toMatchObject({
      error: { reason: 'changed_meanwhile' },
    })
    for (let i = 1; i <= 20; i++)
      expect(await revise(scene.deps, token, i, right())).toMatchObject({ ok: true })
    expect(await revise(scene.deps, token, 21, right())).toEqual({ ok: false, error: { reason: 'spent' } })
    const used = await askAndConfirm(scene)
    expect(await revise(scene.deps, used.token, 2, right())).toMatchObject({
      error: { reason: 'link_used' },
    })
    const late = await ask(scene)
    scene.moveClock(7 * day)
    expect(await revise(scene.deps, late.token, 1, right())).toMatchObject({
      error: { reason: 'link_expired' },
    })
  })
})

describe('“this was not us”', () => {
  const stopped = async (token: string) => {
    const answer = await disown(scene.deps, token)
    if (!answer.ok || answer.value === null) throw new Error('not stopped')
    return answer.value
  }

  it('frees the address at once, and once a day: whatever presses the button causes no endless mails', async () => {
    const sent = async () => (await scene.sql`SELECT 1 FROM outbox WHERE kind = 'confirm-endorsement'`).length
    for (let i = 0; i < 10; i++) {
      await askToEndorse(scene.deps, strangers())
      await deliverDue(scene.deps, 9)
      for (const token of scene.mail.tokensTo(email)) await disown(scene.deps, token)
    }
    // Stopped after the first mail, its allowances begin anew: three more, and that is all.
    expect(await sent()).toBe(1 + 3)
    scene.moveClock(day)
    await askToEndorse(scene.deps, strangers())
    expect(await sent()).toBe(1 + 3 + 1)
  })

  it('leads to a request of one’s own: no mail, no allowance, and one, however often it is sent', async () => {
    const { token } = await ask(scene, strangers())
    const form = await stopped(token)
    await scene.sql`UPDATE mail_allowances SET used = 3`
    const own = asking({ name: 'The Owner’s Own', contact: { email } })
    const answers = await times(5, () => askProved(scene.deps, form, own))
    const tokens = new Set(answers.map(answer => (answer.ok ? answer.value : answer.error.reason)))
    expect(tokens.size).toBe(1)
    expect(await scene.count('outbox', 'sent_at IS NULL AND cancelled_at IS NULL')).toBe(0)
    expect(await scene.count('endorsements', `name = 'The Owner’s Own'`)).toBe(1)
    expect(await scene.count('sent_forms')).toBe(0)
    const [confirmToken = ''] = tokens
    expect(await confirm(scene.deps, confirmToken, 1)).toMatchObject({ ok: true })
  })

  it('keeps the address for that for an hour', async () => {
    const { token } = await ask(scene, strangers())
    const form = await stopped(token)
    scene.moveClock(hour)
    const own = asking({ contact: { email } })
    expect(await askProved(scene.deps, form, own)).toEqual({ ok: false, error: { reason: 'gone' } })
    await sweep(scene.deps)
    expect(await scene.count('sent_forms')).toBe(0)
  })
})

describe('an ask that is received', () => {
  const sent: AskedForm = { kind: 'asked', slug: 'x', typed: {}, faults: {} }
  const receive = (asked: ReturnType<typeof asking>, once?: string) =>
    receiveAsk(scene.deps, asked, sent, { once })

  it('does the same for an address that is known, unknown or may be mailed no more', async () => {
    await askAndConfirm(scene, asking({ contact: { email: 'known@example.org' } }))
    for (let i = 0; i < 3; i++) await ask(scene, asking({ contact: { email: 'capped@example.org' } }))
    for (const to of ['known', 'unknown', 'capped']) {
      const asked = asking({ contact: { email: `${to}@example.org` } })
      expect(await scene.changesFrom(() => receive(asked)), to).toEqual({
        asks: '+1 -0',
        sent_forms: '+1 -0',
      })
    }
  })

  it('again within ten minutes is the same ask: one mail, one allowance; after that it is another', async () => {
    const asked = strangers()
    await times(5, () => receive(asked))
    await times(3, () => handleDueAsks(scene.deps))
    await receive(asked)
    await handleDueAsks(scene.deps)
    expect(await scene.count('outbox')).toBe(1)
    expect(await scene.sql`SELECT used FROM mail_allowances`).toEqual([{ used: 1 }])
    await receive(asked, 'again')
    await handleDueAsks(scene.deps)
    expect(await scene.count('outbox')).toBe(2)
    scene.moveClock(10 * minute)
    await receive(asked)
    await handleDueAsks(scene.deps)
    expect(await scene.count('outbox')).toBe(3)
    expect(await scene.count('endorsements', 'requested_at IS NOT NULL')).toBe(1)
  })

  it('is the same ask where the address is typed in capitals', async () => {
    const asked = strangers()
    await receive(asked)
    await receive({ ...asked, contact: { ...asked.contact, email: asked.contact.email.toUpperCase() } })
    await handleDueAsks(scene.deps)
    await handleDueAsks(scene.deps)
    expect(await scene.count('outbox')).toBe(1)
  })

  it('is handled by the sweep where the process that received it has gone, and forgotten', async () => {
    await receive(strangers())
    await sweep(scene.deps)
    await deliverDue(scene.deps, 50)
    expect(scene.mail.accepted).toHaveLength(1)
    expect(await scene.count('asks', 'sealed IS NOT NULL')).toBe(0)
    scene.moveClock(10 * minute)
    await sweep(scene.deps)
    expect(await scene.count('asks')).toBe(0)
  })

  it('that cannot be handled waits a minute, keeps nobody else waiting, and ends after a day', async () => {
    await receive(strangers())
    await scene.sql`UPDATE asks SET sealed = '\\x00'`
    scene.moveClock(1)
    await receive(strangers())
    await handleDueAsks(scene.deps)
    expect(await scene.count('outbox')).toBe(1)
    expect(scene.logged.join()).toContain('ask_failed')
    expect(await scene.count('asks', 'sealed IS NOT NULL')).toBe(1)
    scene.moveClock(day)
    await sweep(scene.deps)
    expect(await scene.count('asks')).toBe(0)
  })
})

it('a returned request that lapsed can be confirmed once more by another link', async () => {
  const { id, token } = await askAndConfirm(scene)
  await returnForChanges(scene.deps, { id, revision: 2, moderator, code: 'own', text: 'Who are you?' })
  scene.moveClock(31 * day)
  await sweep(scene.deps)
  expect(await scene.row(id)).toMatchObject({ status: 'expired' })
  expect(await resendByLink(scene.deps, token)).toEqual({ ok: true, value: 'sent' })
  expect(await scene.row(id)).toMatchObject({ status: 'requested', confirmed_at: null })
})
