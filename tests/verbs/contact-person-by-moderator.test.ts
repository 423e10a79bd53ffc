import { describe, expect, it } from 'vitest'
import { renewAccess } from '../../src/auth/team/renew-access.ts'
import { suspend } from '../../src/auth/team/suspend.ts'
import { keepContact } from '../../src/endorsements/contact-person/keep-contact.ts'
import { objectToChange } from '../../src/endorsements/contact-person/object.ts'
import { openContactLink } from '../../src/endorsements/contact-person/open-contact-link.ts'
import { proposeContact } from '../../src/endorsements/contact-person/propose-contact.ts'
import { takeOver } from '../../src/endorsements/contact-person/take-over.ts'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { nameContact, stopContact } from '../../src/moderation/reach/name-contact.ts'
import { approve, withdraw } from '../../src/moderation/request/decide.ts'
import { loadRequest } from '../../src/moderation/request/request-view.ts'
import { stampOf } from '../../src/moderation/shown-stamp.ts'
import { findContactChange } from '../../src/storage/contact-changes.ts'
import { findContact } from '../../src/storage/contacts.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { linkIn, newContactToken, somebodyElse } from '../support/contact-person.ts'
import { dumpTables, readable } from '../support/dump.ts'
import { rounds } from '../support/exhaustive.ts'
import { oneHourToken } from '../support/one-hour.ts'
import {
  addModerator,
  ask,
  askAndConfirm,
  asking,
  day,
  hour,
  privateToken,
  useScene,
} from '../support/scene.ts'

const [moderator, colleague] = [crypto.randomUUID(), crypto.randomUUID()]
const scene = useScene({ moderators: [moderator, colleague] })
const evidence = 'The director wrote from the office and rang back.'

type Answer = { ok: boolean; error?: { reason: string } }
const reasonOf = (answer: Answer) => (answer.ok ? 'ok' : answer.error?.reason)

async function givenListed() {
  const asked = asking()
  const { id } = await askAndConfirm(scene, asked)
  await deliverDue(scene.deps, 50)
  await approve(scene.deps, { id, revision: 2, moderator })
  await deliverDue(scene.deps, 50)
  return { id, asked, token: await privateToken(scene, id) }
}
const name = (id: string, contact = somebodyElse(), by = moderator, revision = 3) =>
  nameContact(scene.deps, { id, revision, moderator: by, contact, evidence })

/** Named by a moderator: the tokens of the two links that were mailed. */
async function givenNamed() {
  const listed = await givenListed()
  const nasta = somebodyElse()
  expect(reasonOf(await name(listed.id, nasta))).toBe('ok')
  await deliverDue(scene.deps, 50)
  const objection = linkIn(scene, listed.asked.contact.email)
  return { ...listed, nasta, link: linkIn(scene, nasta.email), objection }
}
const contactOf = (id: string) => findContact(scene.deps.db, scene.deps.sealing, id)
const kinds = async (id: string) => (await scene.events(id)).map(({ kind, actor }) => `${kind} by ${actor}`)
const stampFor = async (id: string) => stampOf(await findContactChange(scene.deps.db, scene.deps.sealing, id))
const newestTo = (email: string) =>
  scene.mail.accepted.filter(({ message }) => message.to === email).at(-1)?.message

describe('a contact whom a moderator puts forward for somebody who has left', () => {
  it('takes over 72 hours later, once they have said yes', async () => {
    const { id, asked, nasta, link, token } = await givenNamed()
    const notice = newestTo(asked.contact.email)
    expect(notice?.subject).toBe('A moderator wants to change the contact person')
    for (const part of [notice?.text, notice?.html])
      for (const secret of [nasta.email, nasta.representative, evidence]) expect(part).not.toContain(secret)

    expect(reasonOf(await takeOver(scene.deps, link))).toBe('ok')
    expect(await contactOf(id)).toEqual(asked.contact)
    expect(await openContactLink(scene.deps, link)).toMatchObject({ state: 'done' })
    scene.moveClock(72 * hour - 1)
    await sweep(scene.deps)
    expect(await contactOf(id)).toEqual(asked.contact)

    scene.moveClock(1)
    await sweep(scene.deps)
    expect(await contactOf(id)).toEqual(nasta)
    expect((await kinds(id)).slice(-3)).toEqual([
      'contact_proposed by moderator',
      'contact_accepted by representative',
      'contact_changed by clock',
    ])
    await deliverDue(scene.deps, 50)
    expect(newestTo(asked.contact.email)?.subject).toBe('You are no longer the contact person')
    expect(newestTo(nasta.email)?.subject).toBe('You are the contact person now')
    expect(await viewPrivately(scene.deps, token)).toMatchObject({ error: { reason: 'link_unknown' } })
    expect(await viewPrivately(scene.deps, linkIn(scene, nasta.email))).toMatchObject({
      value: { contact: nasta },
    })
    expect(await openContactLink(scene.deps, link)).toMatchObject({ state: 'done', change: null })
    expect(await scene.count('contact_changes')).toBe(0)
    expect(readable(await dumpTables(scene.sql))).not.toContain(asked.contact.email)
  })

  it('takes over at once where they say yes after the 72 hours', async () => {
    const { id, nasta, link } = await givenNamed()
    scene.moveClock(72 * hour)
    await sweep(scene.deps)
    expect(await scene.count('contact_changes')).toBe(1)
    expect(reasonOf(await takeOver(scene.deps, link))).toBe('ok')
    expect(await contactOf(id)).toEqual(nasta)
    expect((await kinds(id)).at(-1)).toBe('contact_changed by representative')
  })

  it.each([true, false])('is stopped by the address on file, having said yes: %s', async agreed => {
    const { id, asked, link, objection, token } = await givenNamed()
    if (agreed) await takeOver(scene.deps, link)
    const untouched = await scene.changesFrom(async () => {
      for (let i = 0; i < 10; i++) await openContactLink(scene.deps, objection)
    })
    expect(untouched).toEqual({})
    const answers = await Promise.all(Array.from({ length: 20 }, () => objectToChange(scene.deps, objection)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await kinds(id)).at(-1)).toBe('contact_stopped by representative')
    expect(await openContactLink(scene.deps, objection)).toMatchObject({ state: 'done' })
    expect(reasonOf(await takeOver(scene.deps, link))).toBe('link_unknown')
    scene.moveClock(4 * day)
    await sweep(scene.deps)
    expect(await contactOf(id)).toEqual(asked.contact)
    expect((await viewPrivately(scene.deps, token)).ok).toBe(true)
  })

  it('is stopped on the private page too, and gives way to whom the representative names', async () => {
    const stopped = await givenNamed()
    expect(reasonOf(await keepContact(scene.deps, stopped.token))).toBe('ok')
    expect(reasonOf(await takeOver(scene.deps, stopped.link))).toBe('link_unknown')
    expect(await openContactLink(scene.deps, stopped.objection)).toBeNull()

    const replaced = await givenNamed()
    const own = somebodyElse()
    const naming = await oneHourToken(scene, replaced.id, 'contact')
    expect(reasonOf(await proposeContact(scene.deps, naming, own))).toBe('ok')
    expect(reasonOf(await takeOver(scene.deps, replaced.link))).toBe('link_unknown')
    expect(reasonOf(await objectToChange(scene.deps, replaced.objection))).toBe('link_unknown')
    await deliverDue(scene.deps, 50)
    expect(reasonOf(await takeOver(scene.deps, linkIn(scene, own.email)))).toBe('ok')
    expect(await contactOf(replaced.id)).toEqual(own)
  })

  it('is taken back by any moderator, once, and both links end', async () => {
    const { id, link, objection } = await givenNamed()
    const contactChange = await stampFor(id)
    for (let i = 0; i < 2; i++)
      expect(reasonOf(await stopContact(scene.deps, { id, moderator: colleague, contactChange }))).toBe('ok')
    expect((await kinds(id)).filter(kind => kind === 'contact_stopped by moderator')).toHaveLength(1)
    for (const token of [link, objection]) expect(await openContactLink(scene.deps, token)).toBeNull()
    const [entry] = await scene.sql`SELECT kind, moderator_id FROM log WHERE kind = 'contact-stop'`
    expect(entry).toEqual({ kind: 'contact-stop', moderator_id: colleague })
  })

  it('is no moderator’s to take back where the representative named them', async () => {
    const { id } = await givenListed()
    const nasta = somebodyElse()
    const link = await newContactToken(scene, id, nasta)
    expect(reasonOf(await name(id))).toBe('contact_change_waits')
    const contactChange = await stampFor(id)
    expect(reasonOf(await stopContact(scene.deps, { id, moderator, contactChange }))).toBe(
      'changed_meanwhile',
    )
    expect(reasonOf(await takeOver(scene.deps, link))).toBe('ok')
    expect(await contactOf(id)).toEqual(nasta)
  })

  it('is one: of 20 presses by two moderators one is stored, with how the moderator knows, sealed', async () => {
    const { id } = await givenListed()
    const [nasta, other] = [somebodyElse(), somebodyElse()]
    const before = await scene.count('outbox')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? name(id, nasta) : name(id, other, colleague))),
    )
    expect(new Set(answers.map(reasonOf))).toEqual(new Set(['ok', 'contact_change_waits']))
    expect(await scene.count('outbox')).toBe(before + 2)
    expect(await scene.count('log', "kind = 'contact-propose'")).toBe(1)
    expect(readable(await dumpTables(scene.sql))).not.toContain(evidence)
    const view = await loadRequest(scene.deps, id, { lang: 'en', moderator })
    const entry = view?.history.find(({ kind }) => kind === 'contact-propose')
    expect(entry?.words).toBe(evidence)
    expect(view?.reach.nameContact).toBe(false)
    expect([nasta.email, other.email]).toContain(view?.change?.contact.email)
  })

  it('spends nothing and sends nothing where it is refused', async () => {
    const { id, asked } = await givenListed()
    const unproved = await ask(scene)
    const spent = somebodyElse()
    for (let n = 0; n < scene.deps.config.asksPerAddress; n++) {
      await name(id, spent)
      await stopContact(scene.deps, { id, moderator, contactChange: await stampFor(id) })
    }
    const changes = await scene.changesFrom(async () => {
      expect(reasonOf(await name(id, asked.contact))).toBe('same_address')
      expect(reasonOf(await name(id, somebodyElse(), moderator, 2))).toBe('changed_meanwhile')
      expect(reasonOf(await name(id, somebodyElse(), crypto.randomUUID()))).toBe('not_moderator')
      expect(reasonOf(await name(crypto.randomUUID()))).toBe('endorsement_unknown')
      expect(reasonOf(await name(unproved.id, somebodyElse(), moderator, 1))).toBe('wrong_status')
      expect(reasonOf(await name(id, spent))).toBe('links_spent')
    })
    expect(changes).toEqual({})
  })

  it('is not stopped by a page that is out of date', async () => {
    const { id, link } = await givenNamed()
    const shown = await stampFor(id)
    await stopContact(scene.deps, { id, moderator, contactChange: shown })
    scene.moveClock(hour)
    const nasta = somebodyElse()
    await name(id, nasta, colleague)
    const late = { id, moderator, contactChange: shown }
    expect(reasonOf(await stopContact(scene.deps, late))).toBe('changed_meanwhile')
    await deliverDue(scene.deps, 50)
    scene.moveClock(72 * hour)
    expect(reasonOf(await takeOver(scene.deps, link))).toBe('link_unknown')
    expect(reasonOf(await takeOver(scene.deps, linkIn(scene, nasta.email)))).toBe('ok')
    expect(reasonOf(await stopContact(scene.deps, { ...late, contactChange: await stampFor(id) }))).toBe(
      'changed_meanwhile',
    )
  })

  it('waits until the notice has gone, and the desk says where no provider takes it', async () => {
    const { id, asked } = await givenListed()
    const nasta = somebodyElse()
    await name(id, nasta)
    const toOld = await scene.sql`SELECT id FROM outbox WHERE kind = 'contact-notice'`
    await scene.sql`UPDATE outbox SET next_attempt_at = next_attempt_at + interval '9 days' WHERE kind = 'contact-notice'`
    await deliverDue(scene.deps, 50)
    expect(reasonOf(await takeOver(scene.deps, linkIn(scene, nasta.email)))).toBe('ok')
    scene.moveClock(72 * hour)
    await sweep(scene.deps)
    expect(await contactOf(id)).toEqual(asked.contact)

    await scene.sql`UPDATE outbox SET parked_at = ${scene.deps.now()} WHERE id = ${String(toOld[0]?.id)}`
    const view = await loadRequest(scene.deps, id, { lang: 'en', moderator })
    expect(view?.isNoticeParked).toBe(true)
    await sweep(scene.deps)
    expect(await contactOf(id)).toEqual(nasta)
  })

  it.each(['suspended', 'given new passkeys'])(
    'takes nobody’s place where the moderator is %s',
    async how => {
      const { id, asked, link } = await givenNamed()
      await takeOver(scene.deps, link)
      const by = { by: await addModerator(scene, { role: 'administrator' }), id: moderator }
      if (how === 'suspended') await suspend(scene.deps, by)
      else await renewAccess(scene.deps, by)
      expect((await kinds(id)).at(-1)).toBe('contact_stopped by moderator')
      scene.moveClock(72 * hour)
      await sweep(scene.deps)
      expect(await contactOf(id)).toEqual(asked.contact)
      expect(await scene.count('contact_changes')).toBe(0)
    },
  )

  it('is told by the stopping link to whoever presses too late', async () => {
    const { link, objection } = await givenNamed()
    await takeOver(scene.deps, link)
    scene.moveClock(72 * hour)
    await sweep(scene.deps)
    expect(await openContactLink(scene.deps, objection)).toMatchObject({ state: 'over' })
    expect(reasonOf(await objectToChange(scene.deps, objection))).toBe('link_unknown')
  })

  it('is forgotten where the version before erased the contact and knew of no change', async () => {
    const { id, link } = await givenNamed()
    await takeOver(scene.deps, link)
    await scene.sql`DELETE FROM contacts WHERE endorsement_id = ${id}`
    scene.moveClock(72 * hour)
    await sweep(scene.deps)
    expect(await scene.count('contact_changes')).toBe(0)
  })

  it('comes to nothing where the organisation has left meanwhile, and nobody is kept', async () => {
    const { id, link, asked } = await givenNamed()
    expect(reasonOf(await takeOver(scene.deps, link))).toBe('ok')
    await withdraw(scene.deps, { id, revision: 3, moderator, code: 'own', text: 'They asked for it.' })
    scene.moveClock(72 * hour)
    await sweep(scene.deps)
    expect(await contactOf(id)).toEqual(asked.contact)
    expect(await scene.count('contact_changes')).toBe(0)
    expect(await openContactLink(scene.deps, link)).toBeNull()
  })

  it('waits while a request of the new address does', async () => {
    const asked = asking()
    const { id } = await askAndConfirm(scene, asked)
    await deliverDue(scene.deps, 50)
    const nasta = somebodyElse()
    expect(reasonOf(await name(id, nasta, moderator, 2))).toBe('ok')
    await deliverDue(scene.deps, 50)
    const accepted = linkIn(scene, nasta.email)
    expect(reasonOf(await takeOver(scene.deps, accepted))).toBe('ok')
    const own = await askAndConfirm(scene, asking({ contact: nasta }))
    scene.moveClock(72 * hour)
    scene.moveClock(5 * day)
    await sweep(scene.deps)
    expect(await contactOf(id)).toEqual(asked.contact)
    expect(await scene.count('contact_changes')).toBe(1)
    const objection = linkIn(scene, asked.contact.email)
    expect(await openContactLink(scene.deps, objection)).toMatchObject({ state: 'open' })
    expect(await openContactLink(scene.deps, accepted)).toMatchObject({ state: 'done', isBlocked: true })
    await withdraw(scene.deps, { id: own.id, revision: 2, moderator, code: 'own', text: 'Twice.' })
    await sweep(scene.deps)
    expect(await contactOf(id)).toEqual(nasta)
  })

  it('against a stop at the moment when it is due: one of the two happens', async () => {
    for (let round = 0; round < rounds(4); round++) {
      const { id, asked, nasta, link, objection } = await givenNamed()
      await takeOver(scene.deps, link)
      scene.moveClock(72 * hour)
      const both = [() => sweep(scene.deps), () => objectToChange(scene.deps, objection)] as const
      const [first, last] = round % 2 === 0 ? both : [both[1], both[0]]
      await Promise.all([first(), last()])
      const events = (await kinds(id)).slice(-1)
      const changed = events[0] === 'contact_changed by clock'
      expect(events).toEqual([changed ? 'contact_changed by clock' : 'contact_stopped by representative'])
      expect(await contactOf(id)).toEqual(changed ? nasta : asked.contact)
    }
  })
})
