import { describe, expect, it } from 'vitest'
import { withdrawWaiting } from '../../src/endorsements/leaving/withdraw-waiting.ts'
import { askForLink } from '../../src/endorsements/one-hour/ask-for-link.ts'
import type { LinkPurpose } from '../../src/endorsements/one-hour/one-hour-actions.ts'
import { openOneHourLink } from '../../src/endorsements/one-hour/open-one-hour-link.ts'
import { useOneHourLink } from '../../src/endorsements/one-hour/use-one-hour-link.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { write } from '../../src/moderation/reach/write.ts'
import {
  approve,
  correct,
  reject,
  reopen,
  restore,
  returnForChanges,
  undo,
  withdraw,
} from '../../src/moderation/request/decide.ts'
import { note } from '../../src/moderation/request/note.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { dumpTables, formsOf, openEnvelopes, readable } from '../support/dump.ts'
import { rounds } from '../support/exhaustive.ts'
import { oneHourToken } from '../support/one-hour.ts'
import { askAndConfirm, asking, day, hour, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })
const reason = { code: 'abuse', text: 'Drahamira Kanarkava could not be reached.' }

/** A confirmed request at revision 2, with canaries in all that is private. */
async function given() {
  const asked = asking({
    contact: { representative: 'Drahamira Kanarkava', role: 'Vartaŭnica kanareek' },
  })
  const { id } = await askAndConfirm(scene, asked)
  await deliverDue(scene.deps, 50)
  return { id, asked, token: await privateToken(scene, id) }
}
async function givenListed() {
  const one = await given()
  await approve(scene.deps, { id: one.id, revision: 2, moderator })
  await deliverDue(scene.deps, 50)
  return one
}

const reasonOf = (answer: { ok: true } | { ok: false; error: { reason: string } }) =>
  answer.ok ? 'ok' : answer.error.reason
const use = (purpose: LinkPurpose, token: string) => useOneHourLink(scene.deps, purpose, token, 0)
const kinds = async (id: string) => (await scene.events(id)).map(({ kind, actor }) => `${kind} by ${actor}`)
const mailsOf = async (id: string, kind: string) =>
  scene.count('outbox', `endorsement_id = '${id}' AND kind = '${kind}' AND cancelled_at IS NULL`)
const canariesIn = async (...words: string[]) => {
  const plain = readable(await dumpTables(scene.sql))
  const opened = await openEnvelopes(scene.sql, scene.deps.sealing)
  return words.flatMap(formsOf).filter(form => plain.includes(form) || opened.includes(form))
}

describe('withdrawing what waits', () => {
  it('is done at once from the private page, with a mail and no entry of the record', async () => {
    const { id, token } = await given()
    await scene.sql`INSERT INTO claims VALUES (${id}, ${moderator}, ${scene.deps.now()})`
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await withdrawWaiting(scene.deps, token))).toBe('ok'),
    )
    expect(changes).toEqual({
      endorsements: '+1 -1',
      events: '+1 -0',
      claims: '+0 -1',
      tokens: '+1 -0',
      outbox: '+1 -0',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'withdrawn',
      withdrawn_by_representative: true,
      approved_at: null,
      revision: 3,
    })
    expect((await kinds(id)).at(-1)).toBe('withdrawn by representative')
    await deliverDue(scene.deps, 50)
    expect(scene.mail.accepted.at(-1)?.message.subject).toBe('Your organisation’s request is withdrawn')
    expect(reasonOf(await amend(scene.deps, token, 2, asking()))).toBe('changed_meanwhile')
  })

  it('answers a question by leaving, and the question is not mailed any more', async () => {
    const { id, token } = await given()
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...reason })
    expect(reasonOf(await withdrawWaiting(scene.deps, token))).toBe('ok')
    expect(await mailsOf(id, 'changes-requested')).toBe(0)
  })

  it('100 at once: one transition, one mail', async () => {
    const { id, token } = await given()
    const answers = await Promise.all(Array.from({ length: 100 }, () => withdrawWaiting(scene.deps, token)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await scene.row(id)).revision).toBe(3)
    expect(await mailsOf(id, 'withdrawn')).toBe(1)
  })

  it('betrays no decision that is not told yet', async () => {
    const { id, token } = await given()
    await reject(scene.deps, { id, revision: 2, moderator, ...reason })
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await withdrawWaiting(scene.deps, token))).toBe('busy'),
    )
    expect(changes).toEqual({})
    scene.moveClock(minute)
    expect(reasonOf(await withdrawWaiting(scene.deps, token))).toBe('wrong_status')
  })

  it('never takes a listed organisation off the list', async () => {
    const { id, token } = await givenListed()
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await withdrawWaiting(scene.deps, token))).toBe('one_hour_link_needed'),
    )
    expect(changes).toEqual({})
    expect((await scene.row(id)).status).toBe('approved')
  })
})

describe('withdrawing what is listed', () => {
  it('is done by the one-hour link: off the list, in the record without its openings, mailed', async () => {
    const { id } = await givenListed()
    const link = await oneHourToken(scene, id, 'withdraw')
    expect(reasonOf(await use('withdraw', link))).toBe('ok')
    expect(await scene.row(id)).toMatchObject({ status: 'withdrawn', withdrawn_by_representative: true })
    expect(await scene.count('public_signatories', `id = '${id}'`)).toBe(0)
    expect(await scene.count('record_openings', `endorsement_id = '${id}'`)).toBe(0)
    const [entry] = await scene.sql`
      SELECT entry FROM record_entries WHERE endorsement_id = ${id} ORDER BY seq DESC LIMIT 1`
    expect(JSON.parse(entry?.entry)).toMatchObject({ type: 'withdraw', commitment: null })
    expect((await kinds(id)).at(-1)).toBe('withdrawn by representative')
    await deliverDue(scene.deps, 50)
    const { subject, text } = scene.mail.accepted.at(-1)?.message ?? { subject: '', text: '' }
    expect(subject).toBe('Your organisation has left the list')
    expect(text).toMatch(/archives, mirrors/)
  })

  it('100 at once, by two links: one transition, one mail, one entry of the record', async () => {
    const { id } = await givenListed()
    const first = await oneHourToken(scene, id, 'withdraw')
    scene.moveClock(11 * minute)
    const links = [first, await oneHourToken(scene, id, 'withdraw')]
    expect(new Set(links).size).toBe(2)
    const before = await scene.count('record_entries')
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => use('withdraw', links[i % 2] ?? '')),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(answers.map(reasonOf))).toEqual(new Set(['ok', 'link_used', 'wrong_status']))
    expect(await scene.count('record_entries')).toBe(before + 1)
    expect(await mailsOf(id, 'withdrawn')).toBe(1)
  })

  it('has the evidence of who is like it weighed anew', async () => {
    const { id, asked } = await givenListed()
    const rival = await askAndConfirm(scene, asking({ name: asked.organisation.name }))
    await scene.sql`DELETE FROM evidence_due`
    await use('withdraw', await oneHourToken(scene, id, 'withdraw'))
    expect(await scene.count('evidence_due', `endorsement_id = '${rival.id}'`)).toBe(1)
  })

  it('is final: no moderator restores it, the database lets nobody, and the desk offers no such thing', async () => {
    const { id } = await givenListed()
    await use('withdraw', await oneHourToken(scene, id, 'withdraw'))
    expect(reasonOf(await restore(scene.deps, { id, revision: 4, moderator }))).toBe(
      'withdrawn_by_representative',
    )
    await expect(
      scene.sql`UPDATE endorsements SET status = 'approved', withdrawn_at = NULL WHERE id = ${id}`,
    ).rejects.toThrow('endorsements_withdrawn_by_representative')
  })

  it('a moderator’s own withdrawal is restored as before', async () => {
    const { id } = await givenListed()
    await withdraw(scene.deps, { id, revision: 3, moderator, ...reason })
    expect(reasonOf(await restore(scene.deps, { id, revision: 4, moderator }))).toBe('ok')
  })
})

describe('a one-hour link', () => {
  it('works for an hour and once, is for one thing, and looking at it changes nothing', async () => {
    const { id } = await givenListed()
    const link = await oneHourToken(scene, id, 'withdraw')
    const changes = await scene.changesFrom(async () => {
      for (let i = 0; i < 20; i++) await openOneHourLink(scene.deps, link)
      expect(reasonOf(await use('erase', link))).toBe('link_unknown')
      expect(await viewPrivately(scene.deps, link)).toMatchObject({ error: { reason: 'link_unknown' } })
      expect(reasonOf(await withdrawWaiting(scene.deps, link))).toBe('link_unknown')
    })
    expect(changes).toEqual({})
    scene.moveClock(hour)
    expect(await openOneHourLink(scene.deps, link)).toMatchObject({ state: 'expired' })
    expect(reasonOf(await use('withdraw', link))).toBe('link_expired')
    const fresh = await oneHourToken(scene, id, 'withdraw')
    scene.moveClock(hour - 1)
    expect(reasonOf(await use('withdraw', fresh))).toBe('ok')
    expect(reasonOf(await use('withdraw', fresh))).toBe('link_used')
    expect(await openOneHourLink(scene.deps, fresh)).toMatchObject({ state: 'done' })
  })

  it('is none of the private page’s, however old or new that is', async () => {
    const { token, id } = await givenListed()
    for (const purpose of ['withdraw', 'erase'] as const) {
      expect(reasonOf(await use(purpose, token))).toBe('link_unknown')
    }
    expect(await openOneHourLink(scene.deps, token)).toBeNull()
    expect(await scene.row(id)).toMatchObject({ status: 'approved', erased_at: null })
  })

  it('goes to the address on file alone: five a day, and one for twenty presses at once', async () => {
    const { token, asked } = await givenListed()
    const sentBefore = scene.mail.accepted.length
    const press = (purpose: LinkPurpose) => askForLink(scene.deps, token, purpose)
    const presses = await Promise.all(Array.from({ length: 20 }, () => press('withdraw')))
    expect(presses).toEqual(Array(20).fill({ ok: true, value: 'sent' }))
    for (let i = 0; i < 4; i++) {
      scene.moveClock(11 * minute)
      expect(await press('erase')).toEqual({ ok: true, value: 'sent' })
    }
    scene.moveClock(11 * minute)
    expect(await press('withdraw')).toEqual({ ok: true, value: 'capped' })
    await deliverDue(scene.deps, 50)
    const sent = scene.mail.accepted.slice(sentBefore)
    expect(sent.map(({ message }) => message.to)).toEqual(Array(5).fill(asked.contact.email))
    scene.moveClock(day)
    expect(await press('withdraw')).toEqual({ ok: true, value: 'sent' })
  })

  it('is counted for each endorsement: another of the same address has its own', async () => {
    const one = await givenListed()
    for (let i = 0; i < 5; i++) {
      await askForLink(scene.deps, one.token, 'erase')
      scene.moveClock(11 * minute)
    }
    const other = await given()
    expect(await askForLink(scene.deps, one.token, 'erase')).toEqual({ ok: true, value: 'capped' })
    expect(await askForLink(scene.deps, other.token, 'erase')).toEqual({ ok: true, value: 'sent' })
  })
})

describe('erasing one’s contact data', () => {
  const words = (email: string) => ['Drahamira', 'Kanarkava', 'Vartaŭnica', email]

  it('leaves nothing of the person once the last mail is delivered, and the organisation on the list', async () => {
    const { id, asked, token } = await givenListed()
    await write(scene.deps, { id, revision: 3, moderator, text: 'Dear Drahamira Kanarkava' })
    await note(scene.deps, { id, moderator, text: 'Kanarkava called.' })
    scene.mail.breakOnce()
    await deliverDue(scene.deps, 50)
    scene.moveClock(minute)
    await askForLink(scene.deps, token, 'withdraw')
    const link = await oneHourToken(scene, id, 'erase')
    expect(await canariesIn(asked.contact.email)).not.toEqual([])
    expect(reasonOf(await use('erase', link))).toBe('ok')

    expect(await scene.row(id)).toMatchObject({
      status: 'approved',
      revision: 4,
      typed_lookup: null,
      email_lookup: null,
      erased_at: scene.deps.now(),
    })
    expect(await scene.count('public_signatories', `id = '${id}'`)).toBe(1)
    expect((await kinds(id)).at(-1)).toBe('erased by representative')
    await deliverDue(scene.deps, 50)
    const last = scene.mail.accepted.at(-1)?.message
    expect([last?.to, last?.subject]).toEqual([asked.contact.email, 'Your contact data is erased'])
    expect(await canariesIn(...words(asked.contact.email))).toEqual([])
    for (const table of ['contacts', 'remarks', 'details']) {
      expect(await scene.count(table, `endorsement_id = '${id}'`), table).toBe(0)
    }
    const left = await scene.sql`SELECT purpose FROM tokens WHERE endorsement_id = ${id} ORDER BY purpose`
    expect(left.map(({ purpose }) => purpose)).toEqual(['confirm', 'erase'])
    expect(await viewPrivately(scene.deps, token)).toMatchObject({ error: { reason: 'link_unknown' } })
    expect(await openOneHourLink(scene.deps, link)).toMatchObject({ state: 'done' })
    expect(scene.logged.join('\n')).toContain('mail_failed')
    expect(scene.logged.join('\n')).not.toMatch(/Drahamira|Kanarkava/)
  })

  it('ends a request that waits', async () => {
    const { id, asked } = await given()
    expect(reasonOf(await use('erase', await oneHourToken(scene, id, 'erase')))).toBe('ok')
    expect(await scene.row(id)).toMatchObject({
      status: 'withdrawn',
      withdrawn_by_representative: true,
      approved_at: null,
    })
    expect((await kinds(id)).slice(-2)).toEqual(['withdrawn by representative', 'erased by representative'])
    await deliverDue(scene.deps, 50)
    expect(scene.mail.accepted.at(-1)?.message.text).toContain('has ended with it')
    expect(await mailsOf(id, 'withdrawn')).toBe(0)
    expect(await canariesIn(...words(asked.contact.email))).toEqual([])
  })

  it('erases what has ended before its time, and does so once', async () => {
    const { id, asked, token } = await given()
    await reject(scene.deps, { id, revision: 2, moderator, ...reason })
    scene.moveClock(day)
    await deliverDue(scene.deps, 50)
    const link = await oneHourToken(scene, id, 'erase')
    const answers = await Promise.all(Array.from({ length: 50 }, () => use('erase', link)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await mailsOf(id, 'erased')).toBe(1)
    await deliverDue(scene.deps, 50)
    expect(await canariesIn(...words(asked.contact.email))).toEqual([])
    expect(reasonOf(await askForLink(scene.deps, token, 'erase'))).toBe('link_unknown')
    expect(reasonOf(await reopen(scene.deps, { id, revision: 4, moderator }))).toBe('contact_erased')
  })

  it('comes before a rejection that could be taken back: nobody is put back who could not be told', async () => {
    const { id } = await given()
    const link = await oneHourToken(scene, id, 'erase')
    await reject(scene.deps, { id, revision: 2, moderator, ...reason })
    expect(reasonOf(await use('erase', link))).toBe('ok')
    expect(reasonOf(await undo(scene.deps, { id, revision: 3, moderator }))).toBe('changed_meanwhile')
    expect(reasonOf(await undo(scene.deps, { id, revision: 4, moderator }))).toBe('contact_erased')
    expect(await mailsOf(id, 'rejected')).toBe(0)
  })

  it('against a decision at the same moment: nothing is mailed to whoever is erased, and nothing of them stays', async () => {
    const { sql } = scene
    await sql`UPDATE statements SET second_moderator = 'never'`
    for (let round = 0; round < rounds(6); round++) {
      const { id, asked } = await givenListed()
      const link = await oneHourToken(scene, id, 'erase')
      const { organisation } = asking({ name: `Corrected ${round} ${id}` })
      const both = [
        () => use('erase', link),
        () => correct(scene.deps, { id, revision: 3, moderator, amendment: { organisation, comment: null } }),
      ] as const
      const [first, last] = round % 2 === 0 ? both : [both[1], both[0]]
      await Promise.all([first(), last()])
      const owed = await sql`
        SELECT kind FROM outbox WHERE endorsement_id = ${id} AND sealed IS NOT NULL`
      expect(owed.map(({ kind }) => kind)).toEqual(['erased'])
      await deliverDue(scene.deps, 50)
      expect(await canariesIn(asked.contact.email)).toEqual([])
    }
  })

  it('what moderators write of it later goes thirty days after its end', async () => {
    const { id } = await givenListed()
    await use('erase', await oneHourToken(scene, id, 'erase'))
    expect(reasonOf(await note(scene.deps, { id, moderator, text: 'Who was it?' }))).toBe('contact_erased')
    scene.moveClock(10 * day)
    expect(reasonOf(await withdraw(scene.deps, { id, revision: 4, moderator, ...reason }))).toBe('ok')
    expect(await scene.count('remarks', `endorsement_id = '${id}'`)).toBe(1)
    scene.moveClock(30 * day - 1)
    await sweep(scene.deps)
    expect(await scene.count('remarks', `endorsement_id = '${id}'`)).toBe(1)
    scene.moveClock(1)
    await sweep(scene.deps)
    expect(await scene.count('remarks', `endorsement_id = '${id}'`)).toBe(0)
    const before = await scene.events(id)
    await sweep(scene.deps)
    expect(await scene.events(id)).toEqual(before)
  })

  it('a last mail that no provider takes is wiped after a day', async () => {
    const { id, asked } = await givenListed()
    const link = await oneHourToken(scene, id, 'erase')
    await use('erase', link)
    scene.mail.fail({ reason: 'message', code: '422 no' })
    await deliverDue(scene.deps, 50)
    expect(await canariesIn(asked.contact.email)).not.toEqual([])
    scene.moveClock(day)
    await sweep(scene.deps)
    expect(await canariesIn(asked.contact.email)).toEqual([])
    expect(await scene.count('outbox', 'sealed IS NOT NULL')).toBe(0)
  })

  it('leaves the way off the list to moderators', async () => {
    const { id, token } = await givenListed()
    const withdrawal = await oneHourToken(scene, id, 'withdraw')
    await use('erase', await oneHourToken(scene, id, 'erase'))
    expect(reasonOf(await use('withdraw', withdrawal))).toBe('link_unknown')
    expect(reasonOf(await askForLink(scene.deps, token, 'withdraw'))).toBe('link_unknown')
    expect(reasonOf(await withdraw(scene.deps, { id, revision: 4, moderator, ...reason }))).toBe('ok')
  })
})
