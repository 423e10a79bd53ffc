import { describe, expect, it } from 'vitest'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { resendByLink } from '../../src/endorsements/confirm/resend.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { correctAddress, sendConfirmLink } from '../../src/moderation/reach/confirm-links.ts'
import { write } from '../../src/moderation/reach/write.ts'
import { reject, returnForChanges } from '../../src/moderation/request/decide.ts'
import { findContact } from '../../src/storage/contacts.ts'
import { findEndorsement } from '../../src/storage/endorsements.ts'
import { gatherEvidence } from '../../src/storage/evidence.ts'
import { findHistory } from '../../src/storage/history.ts'
import { findAllowance } from '../../src/storage/mail-allowances.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askForLinks } from '../support/ask-for-links.ts'
import { ask, askAndConfirm, asking, day, minute, useScene } from '../support/scene.ts'

const vera = crypto.randomUUID()
const scene = useScene({ moderators: [vera] })

const on = (id: string, revision: number) => ({ id, revision, moderator: vera })
const refused = (reason: string) => ({ ok: false, error: { reason } })
const deliver = () => deliverDue(scene.deps, 50)
const mailsTo = (email: string) =>
  scene.mail.accepted.map(({ message }) => message).filter(({ to }) => to === email)
const lastEntry = async (id: string) =>
  (await findHistory(scene.deps.db, scene.deps.sealing, id)).entries.at(-1)
const contactOf = (id: string) => findContact(scene.deps.db, scene.deps.sealing, id)
const linksLeft = async (email: string) => {
  const { db, sealing, now } = scene.deps
  return (await findAllowance(db, sealing.lookup(email), 'fresh-link', 3, now())).left
}
const reason = 'Told by telephone, at the number on their website.'

describe('writing without deciding', () => {
  const text = 'Which of your two names is the registered one?'
  const writes = (id: string, words = text, revision = 2) =>
    write(scene.deps, { ...on(id, revision), text: words })

  it('mails the words in the representative’s language, keeps them sealed, and changes no state', async () => {
    const asked = asking({ language: 'ru', name: 'Форум' })
    const { id } = await askAndConfirm(scene, asked)
    await deliver()
    const before = await scene.row(id)
    expect(await scene.changesFrom(() => writes(id))).toEqual({
      log: '+1 -0',
      remarks: '+1 -0',
      tokens: '+1 -0',
      outbox: '+1 -0',
    })
    expect(await scene.row(id)).toEqual(before)
    await deliver()
    const mail = mailsTo(asked.contact.email).at(-1)
    expect(mail?.subject).toBe('Письмо о запросе вашей организации')
    for (const part of [text, 'Форум', 'Ответьте на это письмо']) expect(mail?.text).toContain(part)
    expect(await lastEntry(id)).toMatchObject({ kind: 'write', moderatorId: vera, words: text })
    expect(await scene.count('record_entries', `endorsement_id = '${id}'`)).toBe(0)
  })

  it('goes once for two presses', async () => {
    const { id } = await askAndConfirm(scene)
    const answers = await Promise.all([writes(id), writes(id), writes(id)])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(await scene.count('outbox', `kind = 'message'`)).toBe(1)
  })

  it('ends after five within a day, whoever writes, and goes on a day later', async () => {
    const { id } = await askAndConfirm(scene)
    const all = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(n => writes(id, `No. ${n}`)))
    expect(all.filter(({ ok }) => ok)).toHaveLength(5)
    expect(all.find(({ ok }) => !ok)).toEqual(refused('messages_spent'))
    const other = await askAndConfirm(scene)
    expect(await writes(other.id)).toMatchObject({ ok: true })
    scene.moveClock(day)
    expect(await writes(id, 'No. 8')).toMatchObject({ ok: true })
  })

  it('is for a proved address that is kept, on the revision that was shown', async () => {
    const asked = await ask(scene)
    const waiting = await askAndConfirm(scene)
    const [founder] = await scene.sql`SELECT id FROM endorsements WHERE founding_key IS NOT NULL LIMIT 1`
    expect(
      await scene.changesFrom(async () => {
        expect(await writes(asked.id, text, 1)).toEqual(refused('address_unproved'))
        expect(await writes(waiting.id, text, 1)).toMatchObject(refused('changed_meanwhile'))
        expect(await writes(String(founder?.id), text, 1)).toEqual(refused('contact_erased'))
        expect(await write(scene.deps, { ...on(waiting.id, 2), moderator: asked.id, text })).toEqual(
          refused('not_moderator'),
        )
      }),
    ).toEqual({})
    await reject(scene.deps, { ...on(waiting.id, 2), code: 'own', text: 'No.' })
    expect(await writes(waiting.id, text, 3), 'of what was decided too').toMatchObject({ ok: true })
  })
})

describe('a confirm link from the desk', () => {
  it('prolongs the request and says in its history who sent it', async () => {
    const asked = asking()
    const { id } = await ask(scene, asked)
    scene.moveClock(3 * day)
    expect(await sendConfirmLink(scene.deps, on(id, 1))).toMatchObject({ value: { revision: 2 } })
    await deliver()
    const [, token = ''] = scene.mail.tokensTo(asked.contact.email)
    expect(await lastEntry(id)).toMatchObject({ kind: 'send-link', moderatorId: vera, words: null })
    expect((await scene.events(id)).at(-1)).toEqual({ kind: 'link_resent', revision: 2, actor: 'moderator' })
    scene.moveClock(6 * day)
    expect(await confirm(scene.deps, token, 2)).toMatchObject({ ok: true })
  })

  it('counts with those that the address asks for itself, and is refused when they are spent', async () => {
    const asked = asking()
    const { id, token } = await ask(scene, asked)
    await resendByLink(scene.deps, token)
    await askForLinks(scene.deps, asked.contact.email)
    expect(await linksLeft(asked.contact.email)).toBe(1)
    expect(await sendConfirmLink(scene.deps, on(id, 3))).toMatchObject({ ok: true })
    await deliver()
    const sentCount = mailsTo(asked.contact.email).length
    expect(await scene.changesFrom(() => sendConfirmLink(scene.deps, on(id, 4)))).toEqual({})
    expect(await sendConfirmLink(scene.deps, on(id, 4))).toEqual(refused('links_spent'))
    await deliver()
    expect(mailsTo(asked.contact.email)).toHaveLength(sentCount)
    scene.moveClock(day)
    expect(await sendConfirmLink(scene.deps, on(id, 4))).toMatchObject({ ok: true })
  })

  it('spends nothing where nothing is sent: pressed twice, or no longer possible', async () => {
    const asked = asking()
    const { id, token } = await ask(scene, asked)
    const answers = await Promise.all([1, 2, 3].map(() => sendConfirmLink(scene.deps, on(id, 1))))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await linksLeft(asked.contact.email)).toBe(2)
    await confirm(scene.deps, token, 2)
    expect(await scene.changesFrom(() => sendConfirmLink(scene.deps, on(id, 3)))).toEqual({})
    expect(await sendConfirmLink(scene.deps, on(id, 3))).toEqual({
      ok: false,
      error: { reason: 'wrong_status', status: 'confirmed' },
    })
  })

  it('is none for an address whose other request waits: it could only be refused', async () => {
    const email = 'both@example.org'
    const first = await ask(scene, asking({ contact: { email } }))
    const second = await ask(scene, asking({ contact: { email } }))
    await scene.sql`UPDATE endorsements SET status = 'confirmed', confirmed_at = requested_at,
      waiting_since = requested_at WHERE id = ${first.id}`
    expect(await sendConfirmLink(scene.deps, on(second.id, 1))).toEqual(refused('already_waiting'))
  })
})

describe('another address', () => {
  const corrects = (id: string, email: string, revision = 1) =>
    correctAddress(scene.deps, { ...on(id, revision), email, reason })

  /** Asked for with a typo, which the organisation's own address is told of. */
  async function mistyped() {
    const website = 'https://forum.example'
    const asked = asking({
      language: 'be',
      organisation: { website },
      contact: { email: 'jo@fourm.example' },
    })
    return { ...(await ask(scene, asked)), old: asked.contact.email, right: 'jo@forum.example' }
  }

  it('takes the place of the old one everywhere, for a reason that stands in the history', async () => {
    const { id, old, right } = await mistyped()
    const { sealing } = scene.deps
    const before = await contactOf(id)
    expect(await corrects(id, right)).toMatchObject({ value: { status: 'requested', revision: 2 } })
    expect(await contactOf(id)).toEqual({ ...before, email: right })
    const row = await scene.row(id)
    expect(Buffer.from(row.typed_lookup as Uint8Array)).toEqual(Buffer.from(sealing.lookup(right)[0]))
    expect(row.email_lookup).toBeNull()
    expect(await scene.count('endorsements', `typed_lookup = '\\x${hex(sealing.lookup(old)[0])}'`)).toBe(0)
    expect(await lastEntry(id)).toMatchObject({ kind: 'readdress', moderatorId: vera, words: reason })
    expect((await scene.events(id)).at(-1)).toEqual({ kind: 'readdressed', revision: 2, actor: 'moderator' })
    scene.mail.breakOnce()
    await deliver()
    expect(scene.logged.join()).toContain('mail_failed')
    expect(scene.logged.join()).not.toMatch(/forum\.example|fourm\.example/)
  })

  it('gets the link, in the request’s language, which confirms; the old one’s open nothing', async () => {
    const { id, token, old, right } = await mistyped()
    await corrects(id, right)
    await deliver()
    expect(mailsTo(old)).toHaveLength(1)
    expect(mailsTo(right).map(({ subject }) => subject)).toEqual(['Пацвердзіце далучэнне вашай арганізацыі'])
    for (const revision of [1, 2]) {
      expect(await confirm(scene.deps, token, revision)).toEqual(refused('link_unknown'))
    }
    expect(await disown(scene.deps, token)).toEqual(refused('link_unknown'))
    expect(await resendByLink(scene.deps, token)).toEqual(refused('link_unknown'))
    expect(await scene.changesFrom(() => askForLinks(scene.deps, old))).toEqual({})

    const [fresh = ''] = scene.mail.tokensTo(right)
    expect(await confirm(scene.deps, fresh, 2)).toMatchObject({ ok: true })
    expect(await scene.row(id)).toMatchObject({ status: 'confirmed' })
    const row = await scene.row(id)
    expect(row.email_lookup).toEqual(row.typed_lookup)
  })

  it('is what the evidence is weighed on', async () => {
    const { id, right } = await mistyped()
    const { db, sealing } = scene.deps
    const kinds = async () => {
      const endorsement = await findEndorsement(db, id)
      if (!endorsement) throw new Error('gone')
      return (await gatherEvidence(db, sealing, endorsement)).reasons.map(({ kind }) => kind)
    }
    expect(await kinds()).toContain('address_elsewhere')
    await corrects(id, right)
    await deliver()
    await confirm(scene.deps, scene.mail.tokensTo(right).at(-1) ?? '', 2)
    await sweep(scene.deps)
    expect(await kinds()).toContain('address_at_website')
    expect(await scene.row(id)).toMatchObject({ speaks_for: 1, speaks_against: 0 })
  })

  it('leaves no mail to the old one that is still owed, be it parked or tried', async () => {
    const asked = asking({ contact: { email: 'jo@fourm.example' } })
    scene.mail.fail({ reason: 'message', code: '422 no' })
    const { id } = await ask(scene, asked)
    expect(await scene.count('outbox', 'parked_at IS NOT NULL')).toBe(1)
    await corrects(id, 'jo@forum.example')
    expect(await scene.count('outbox', 'sealed IS NOT NULL')).toBe(1)
    await deliver()
    expect(mailsTo('jo@fourm.example')).toEqual([])
    expect(mailsTo('jo@forum.example')).toHaveLength(1)
  })

  it('has its own allowance, which a correction spends; nothing changes where it is spent', async () => {
    const right = 'jo@forum.example'
    for (const left of [2, 1, 0]) {
      const { id } = await ask(scene)
      expect(await corrects(id, right)).toMatchObject({ ok: true })
      expect(await linksLeft(right)).toBe(left)
    }
    const { id } = await ask(scene)
    expect(await scene.changesFrom(() => corrects(id, right))).toEqual({})
    expect(await corrects(id, right)).toEqual(refused('links_spent'))
  })

  it('is another, and has no request that waits already', async () => {
    const { id, old } = await mistyped()
    const other = asking()
    await askAndConfirm(scene, other)
    expect(
      await scene.changesFrom(async () => {
        for (const same of [old, old.toUpperCase()])
          expect(await corrects(id, same)).toEqual(refused('same_address'))
        expect(await corrects(id, other.contact.email)).toEqual(refused('already_waiting'))
        expect(await corrects(id, 'jo@forum.example', 7)).toMatchObject(refused('changed_meanwhile'))
      }),
    ).toEqual({})
  })

  it('comes too late once a link has proved the address, whatever became of the request', async () => {
    const asked = asking()
    const { id } = await askAndConfirm(scene, asked)
    const late = async (revision: number) => outcomeOf(await corrects(id, 'jo@forum.example', revision))
    expect(await late(2)).toBe('wrong_status')
    await returnForChanges(scene.deps, { ...on(id, 2), code: 'own', text: 'Who are you?' })
    expect(await late(3)).toBe('wrong_status')
    scene.moveClock(31 * day)
    await sweep(scene.deps)
    expect(await scene.row(id)).toMatchObject({ status: 'expired', revision: 4 })
    expect(await late(4)).toBe('address_proved')
    expect(await sendConfirmLink(scene.deps, on(id, 4))).toMatchObject({ ok: true })
    expect(await scene.row(id)).toMatchObject({ status: 'requested', email_lookup: null })
    expect(await late(5)).toBe('address_proved')
  })

  it('is put there after the request lapsed too, until the contact is erased', async () => {
    const { id } = await mistyped()
    scene.moveClock(8 * day)
    await sweep(scene.deps)
    expect(await scene.row(id)).toMatchObject({ status: 'expired' })
    expect(await corrects(id, 'jo@forum.example', 2)).toMatchObject({ value: { status: 'requested' } })
    scene.moveClock(8 * day)
    await sweep(scene.deps)
    scene.moveClock(31 * day)
    await sweep(scene.deps)
    expect(await corrects(id, 'jo@other.example', 4)).toEqual(refused('contact_erased'))
  })

  it('leaves the old one no link that it asks for at this very moment', async () => {
    for (const _ of [1, 2, 3, 4, 5]) {
      const asked = asking()
      const { id, token } = await ask(scene, asked)
      const resends = [1, 2, 3].map(() => resendByLink(scene.deps, token))
      const corrections = [1, 2, 3, 4].map(revision => corrects(id, `right-${asked.contact.email}`, revision))
      await Promise.all([...resends, ...corrections])
      await corrects(id, `right-${asked.contact.email}`, (await scene.row(id)).revision as number)
      await deliver()
      for (const mailed of scene.mail.tokensTo(asked.contact.email)) {
        const { revision } = await scene.row(id)
        expect(await confirm(scene.deps, mailed, revision as number)).toEqual(refused('link_unknown'))
      }
      scene.moveClock(minute)
    }
  })

  it('ends a link that is being looked up, too: it neither confirms the right address nor disowns it', async () => {
    for (const use of [
      (token: string) => confirm(scene.deps, token, 2),
      (token: string) => disown(scene.deps, token),
    ]) {
      const { id, token } = await ask(scene)
      const right = asking().contact
      let used: ReturnType<typeof use> | undefined
      await scene.sql.begin(async sql => {
        // Whoever uses the link has read that it is there, and waits before reading whose it is.
        await sql`LOCK TABLE endorsements IN ACCESS EXCLUSIVE MODE`
        used = use(token)
        await expect.poll(() => scene.count('pg_stat_activity', isBlocked)).toBe(1)
        // What a correction stores.
        const { sealing } = scene.deps
        const contact = await sealing.seal(`contact:${id}`, JSON.stringify(right))
        await sql`UPDATE contacts SET sealed = ${contact} WHERE endorsement_id = ${id}`
        await sql`UPDATE endorsements SET revision = 2, typed_lookup = ${sealing.lookup(right.email)[0]} WHERE id = ${id}`
        await sql`DELETE FROM tokens WHERE endorsement_id = ${id}`
      })
      expect(await used).toEqual(refused('link_unknown'))
      expect(await scene.row(id)).toMatchObject({ status: 'requested', revision: 2 })
      expect(await contactOf(id)).toEqual(right)
    }
  })

  it('or a confirmation: of both at once one happens', async () => {
    for (const _ of [1, 2, 3, 4, 5]) {
      const asked = asking()
      const right = `right-${asked.contact.email}`
      const { id, token } = await ask(scene, asked)
      // As somebody would who wants to confirm what the correction has just made.
      const confirms = [1, 2, 2, 2].map(revision => confirm(scene.deps, token, revision))
      const [corrected, ...confirmed] = await Promise.all([corrects(id, right), ...confirms])
      expect([corrected, ...confirmed].filter(answer => answer?.ok)).toHaveLength(1)
      expect((await contactOf(id))?.email).toBe(corrected?.ok ? right : asked.contact.email)
      expect((await scene.row(id)).status).toBe(corrected?.ok ? 'requested' : 'confirmed')
      scene.moveClock(minute)
    }
  })
})

const isBlocked = `datname = current_database() AND wait_event_type = 'Lock'`
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const outcomeOf = (answer: Awaited<ReturnType<typeof correctAddress>>) =>
  answer.ok ? 'corrected' : answer.error.reason
