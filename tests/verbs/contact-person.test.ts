import { describe, expect, it } from 'vitest'
import { changeContact } from '../../src/domain/contact-change.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { keepContact } from '../../src/endorsements/contact-person/keep-contact.ts'
import { openContactLink } from '../../src/endorsements/contact-person/open-contact-link.ts'
import { proposeContact } from '../../src/endorsements/contact-person/propose-contact.ts'
import { storeContact } from '../../src/endorsements/contact-person/store-contact.ts'
import { takeOver } from '../../src/endorsements/contact-person/take-over.ts'
import { useOneHourLink } from '../../src/endorsements/one-hour/use-one-hour-link.ts'
import { amendPerson } from '../../src/endorsements/private-page/amend-person.ts'
import { loadData } from '../../src/endorsements/private-page/data/load-data.ts'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { write } from '../../src/moderation/reach/write.ts'
import { approve, reject, returnForChanges } from '../../src/moderation/request/decide.ts'
import { type Contact, findContact } from '../../src/storage/contacts.ts'
import { lockEndorsement } from '../../src/storage/endorsements.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askForLinks } from '../support/ask-for-links.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { linkIn, newContactToken, somebodyElse } from '../support/contact-person.ts'
import { dumpTables, readable } from '../support/dump.ts'
import { rounds } from '../support/exhaustive.ts'
import { oneHourToken } from '../support/one-hour.ts'
import { ask, askAndConfirm, asking, day, hour, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

type Answer = { ok: boolean; error?: { reason: string } }
const reasonOf = (answer: Answer) => (answer.ok ? 'ok' : answer.error?.reason)

async function given() {
  const asked = asking()
  const { id } = await askAndConfirm(scene, asked)
  await deliverDue(scene.deps, 50)
  return { id, asked, token: await privateToken(scene, id) }
}
async function givenListed() {
  const waiting = await given()
  await approve(scene.deps, { id: waiting.id, revision: 2, moderator })
  await deliverDue(scene.deps, 50)
  return waiting
}
const contactOf = (id: string) => findContact(scene.deps.db, scene.deps.sealing, id)
const kinds = async (id: string) => (await scene.events(id)).map(({ kind, actor }) => `${kind} by ${actor}`)
const lookupOf = (email: string) => Buffer.from(scene.deps.sealing.lookup(email)[0]).toString('hex')
const mailTo = (email: string) =>
  scene.mail.accepted.filter(({ message }) => message.to === email).map(({ message }) => message)

describe('the contact person', () => {
  it.each(['waiting', 'listed'])(
    'is another once the new address says yes, of a %s endorsement',
    async how => {
      const { id, asked, token } = await (how === 'listed' ? givenListed() : given())
      const old = asked.contact.email
      const nasta = somebodyElse()
      const link = await newContactToken(scene, id, nasta)
      expect(await contactOf(id)).toEqual(asked.contact)
      expect((await kinds(id)).at(-1)).toBe('contact_proposed by representative')
      const before = scene.mail.accepted.length

      expect(reasonOf(await takeOver(scene.deps, link))).toBe('ok')
      expect(await contactOf(id)).toEqual(nasta)
      const row = await scene.row(id)
      for (const column of ['typed_lookup', 'email_lookup'])
        expect(Buffer.from(row[column] as Uint8Array).toString('hex'), column).toBe(lookupOf(nasta.email))
      expect((await kinds(id)).at(-1)).toBe('contact_changed by representative')
      expect(await scene.count('contact_changes')).toBe(0)
      await deliverDue(scene.deps, 50)
      const mails = scene.mail.accepted.slice(before).map(({ message }) => message)
      expect(mails.map(({ to }) => to).sort()).toEqual([old, nasta.email].sort())
      const farewell = mails.find(({ to }) => to === old)
      expect(farewell?.subject).toBe('You are no longer the contact person')
      for (const part of [farewell?.text, farewell?.html, farewell?.subject])
        expect(part).not.toContain(nasta.email)
      expect(farewell?.text).toContain(scene.deps.config.address)
      expect(await viewPrivately(scene.deps, token)).toMatchObject({ error: { reason: 'link_unknown' } })
      expect(await viewPrivately(scene.deps, linkIn(scene, nasta.email))).toMatchObject({
        ok: true,
        value: { contact: nasta },
      })
      expect(readable(await dumpTables(scene.sql))).not.toContain(old)
    },
  )

  it('is not changed by looking, by the private page’s link, or by the link to name somebody', async () => {
    const { id, token } = await givenListed()
    const nasta = somebodyElse()
    const naming = await oneHourToken(scene, id, 'contact')
    const changes = await scene.changesFrom(async () => {
      expect(reasonOf(await proposeContact(scene.deps, token, nasta))).toBe('link_unknown')
      for (let i = 0; i < 10; i++) await openContactLink(scene.deps, naming)
      expect(reasonOf(await takeOver(scene.deps, naming))).toBe('link_unknown')
      expect(reasonOf(await useOneHourLink(scene.deps, 'withdraw', naming, 3))).toBe('link_unknown')
    })
    expect(changes).toEqual({})
    const link = await newContactToken(scene, id, nasta)
    const more = await scene.changesFrom(async () => {
      for (let i = 0; i < 10; i++) await openContactLink(scene.deps, link)
      expect(reasonOf(await proposeContact(scene.deps, link, nasta))).toBe('link_unknown')
      expect(await viewPrivately(scene.deps, link)).toMatchObject({ error: { reason: 'link_unknown' } })
    })
    expect(more).toEqual({})
  })

  it('20 at once say yes: one change, two mails', async () => {
    const { id } = await givenListed()
    const nasta = somebodyElse()
    const link = await newContactToken(scene, id, nasta)
    const before = await scene.count('outbox')
    const answers = await Promise.all(Array.from({ length: 20 }, () => takeOver(scene.deps, link)))
    expect(new Set(answers.map(reasonOf))).toEqual(new Set(['ok', 'link_used']))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await scene.count('outbox')).toBe(before + 2)
    expect(await openContactLink(scene.deps, link)).toMatchObject({ state: 'done' })
  })

  it('is named once by a link, and 20 presses mail one address once', async () => {
    const { id } = await given()
    const naming = await oneHourToken(scene, id, 'contact')
    const nasta = somebodyElse()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => proposeContact(scene.deps, naming, nasta)),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    await deliverDue(scene.deps, 50)
    expect(mailTo(nasta.email)).toHaveLength(1)
    expect(await openContactLink(scene.deps, naming)).toMatchObject({ state: 'done' })
    scene.moveClock(hour)
    expect(await openContactLink(scene.deps, naming)).toMatchObject({ state: 'done' })
    expect(reasonOf(await proposeContact(scene.deps, naming, nasta))).toBe('link_used')
  })

  it('is one at a time: who was named before can say yes no more', async () => {
    const { id } = await givenListed()
    const first = await newContactToken(scene, id, somebodyElse())
    scene.moveClock(11 * minute)
    const nasta = somebodyElse()
    const second = await newContactToken(scene, id, nasta)
    expect(await scene.count('contact_changes')).toBe(1)
    expect(reasonOf(await takeOver(scene.deps, first))).toBe('link_unknown')
    expect(reasonOf(await takeOver(scene.deps, second))).toBe('ok')
    expect(await contactOf(id)).toEqual(nasta)
  })

  it('stays where the change is taken back, and against a yes at the same moment one of them wins', async () => {
    for (let round = 0; round < rounds(4); round++) {
      const { id, asked, token } = await given()
      const nasta = somebodyElse()
      const link = await newContactToken(scene, id, nasta)
      const both = [() => takeOver(scene.deps, link), () => keepContact(scene.deps, token)] as const
      const [first, last] = round % 2 === 0 ? both : [both[1], both[0]]
      await Promise.all([first(), last()])
      const events = (await kinds(id)).slice(3)
      const changed = events.includes('contact_changed by representative')
      expect(events).toEqual([
        changed ? 'contact_changed by representative' : 'contact_stopped by representative',
      ])
      expect(await contactOf(id)).toEqual(changed ? nasta : asked.contact)
      expect(await scene.count('contact_changes')).toBe(0)
      expect(reasonOf(await takeOver(scene.deps, link))).toBe(changed ? 'link_used' : 'link_unknown')
    }
  })

  it('is refused where the address is the same', async () => {
    const { id, asked } = await givenListed()
    const naming = await oneHourToken(scene, id, 'contact')
    const same = { ...asked.contact, email: asked.contact.email.toUpperCase() }
    expect(reasonOf(await proposeContact(scene.deps, naming, same))).toBe('same_address')
  })

  it('is mailed three times a day by one endorsement, whatever else the address has asked for', async () => {
    const { id } = await givenListed()
    const nasta = somebodyElse()
    for (let i = 0; i < 3; i++) await ask(scene, asking({ contact: { email: nasta.email } }))
    for (let i = 0; i < 3; i++) {
      await newContactToken(scene, id, nasta)
      scene.moveClock(11 * minute)
    }
    const naming = await oneHourToken(scene, id, 'contact')
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await proposeContact(scene.deps, naming, nasta))).toBe('links_spent'),
    )
    expect(changes).toEqual({})
    expect(reasonOf(await proposeContact(scene.deps, naming, somebodyElse()))).toBe('ok')
  })

  /** Has a rival wait for the endorsement while another contact takes over, and gives what the rival came to. */
  async function whileTakingOver<T>(id: string, contact: Contact, rival: () => Promise<T>): Promise<T> {
    const { deps } = scene
    const [answer] = await deps.db.transaction(async tx => {
      const before = await lockEndorsement(tx, id)
      const old = await findContact(tx, deps.sealing, id)
      const decided = before && changeContact(before)
      if (!before || !old || !decided?.ok) throw new Error('nobody can take over')
      const waiting = rival()
      await expect
        .poll(() =>
          scene.count('pg_stat_activity', `datname = current_database() AND wait_event_type = 'Lock'`),
        )
        .toBe(1)
      const change = { contact, wantsUpdates: false }
      await storeContact(tx, deps, { present: before, decided: decided.value, old, change }, 'representative')
      return [waiting]
    })
    return answer
  }

  it.each(['waiting', 'listed'])(
    'no link is made for the old address that asks again at that moment: %s',
    async how => {
      const { id, asked } = await (how === 'listed' ? givenListed() : given())
      const nasta = somebodyElse()
      const again = { ...asking({ contact: asked.contact }), organisation: asked.organisation }
      await whileTakingOver(id, nasta, () => askToEndorse(scene.deps, again))
      const links = await scene.sql`
      SELECT purpose FROM tokens WHERE endorsement_id = ${id} AND purpose = 'private'`
      expect(links, 'the new contact’s own alone').toHaveLength(1)
      await deliverDue(scene.deps, 50)
      expect(
        mailTo(asked.contact.email)
          .map(({ text }) => text)
          .join(),
      ).not.toContain(nasta.email)
    },
  )

  it('fresh links that the old address asks for at that moment go to it alone, of what is still its own', async () => {
    const kept = await givenListed()
    scene.moveClock(minute)
    const asked = asking({ contact: kept.asked.contact })
    const { id } = await askAndConfirm(scene, asked)
    await deliverDue(scene.deps, 50)
    const nasta = somebodyElse()
    const before = scene.mail.accepted.length
    await whileTakingOver(id, nasta, () => askForLinks(scene.deps, asked.contact.email))
    await deliverDue(scene.deps, 50)
    const mails = scene.mail.accepted.slice(before).map(({ message }) => message)
    const fresh = mails.filter(({ subject }) => /[Ff]resh link/.test(subject))
    expect(fresh.map(({ to }) => to)).toEqual([asked.contact.email])
    expect(fresh[0]?.text).toContain(kept.asked.organisation.name)
    expect(fresh[0]?.text).not.toContain(asked.organisation.name)
  })

  it('no form of the old address changes the new person, nor withdraws', async () => {
    const { id, token } = await given()
    const nasta = somebodyElse()
    const renamed = { representative: 'Somebody Old', role: 'Gone' }
    const amended = await whileTakingOver(id, nasta, () => amendPerson(scene.deps, token, renamed))
    expect(reasonOf(amended)).toBe('link_unknown')
    expect(await contactOf(id)).toEqual(nasta)
  })

  it('reads nothing that was written to the person before', async () => {
    const { id } = await givenListed()
    const text = 'Dear Drahamira, is this your address?'
    await write(scene.deps, { id, revision: 3, moderator, text })
    scene.moveClock(minute)
    const nasta = somebodyElse()
    await takeOver(scene.deps, await newContactToken(scene, id, nasta))
    scene.moveClock(minute)
    await write(scene.deps, { id, revision: 4, moderator, text: 'Dear Nasta, welcome.' })
    await deliverDue(scene.deps, 50)
    const data = await loadData(scene.deps, linkIn(scene, nasta.email))
    expect(JSON.stringify(data)).not.toContain('Drahamira')
    expect(data.ok && data.value.messages.map(message => message.text)).toEqual(['Dear Nasta, welcome.'])
    expect(data.ok && data.value.mails.map(({ kind }) => kind)).not.toContain('request-received')
  })

  it('is nobody whose own request waits: the owner of the address alone learns so', async () => {
    const { id, asked } = await given()
    const other = await given()
    const nasta = somebodyElse({ email: other.asked.contact.email })
    const link = await newContactToken(scene, id, nasta)
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await takeOver(scene.deps, link))).toBe('already_waiting'),
    )
    expect(changes).toEqual({})
    expect(await contactOf(id)).toEqual(asked.contact)
  })

  it('against a request that the address confirms at the same moment: one of them waits', async () => {
    for (let round = 0; round < rounds(6); round++) {
      const { id } = await given()
      const nasta = somebodyElse()
      const link = await newContactToken(scene, id, nasta)
      const own = await ask(scene, asking({ contact: nasta }))
      const both = [() => takeOver(scene.deps, link), () => confirm(scene.deps, own.token, 1)] as const
      const [first, last] = round % 2 === 0 ? both : [both[1], both[0]]
      const answers = await Promise.all([first(), last()])
      expect(answers.map(reasonOf).sort()).toEqual(['already_waiting', 'ok'])
    }
  })

  it('two endorsements that wait do not get one address', async () => {
    const one = await given()
    const other = await given()
    const nasta = somebodyElse()
    const links = [await newContactToken(scene, one.id, nasta), await newContactToken(scene, other.id, nasta)]
    const answers = await Promise.all(links.map(link => takeOver(scene.deps, link)))
    expect(answers.map(reasonOf).sort()).toEqual(['already_waiting', 'ok'])
  })

  it('does not hear of a decision that was made for the old one', async () => {
    const { id, asked } = await given()
    const nasta = somebodyElse()
    const link = await newContactToken(scene, id, nasta)
    await returnForChanges(scene.deps, { id, revision: 2, moderator, code: 'own', text: 'Which body?' })
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await takeOver(scene.deps, link))).toBe('busy'),
    )
    expect(changes).toEqual({})
    scene.moveClock(minute)
    await deliverDue(scene.deps, 50)
    expect(mailTo(asked.contact.email).at(-1)?.subject).toBe('A question about your organisation’s request')
    expect(reasonOf(await takeOver(scene.deps, link))).toBe('ok')
    expect((await scene.row(id)).status).toBe('returned')
  })

  it('against a decision at the same moment: whoever is it then is told, and nobody else', async () => {
    for (let round = 0; round < rounds(4); round++) {
      const { id, asked } = await given()
      const nasta = somebodyElse()
      const link = await newContactToken(scene, id, nasta)
      const before = scene.mail.accepted.length
      const both = [
        () => takeOver(scene.deps, link),
        () => approve(scene.deps, { id, revision: 2, moderator }),
      ] as const
      const [first, last] = round % 2 === 0 ? both : [both[1], both[0]]
      await Promise.all([first(), last()])
      expect(await contactOf(id)).toEqual(nasta)
      await deliverDue(scene.deps, 50)
      const toOld = scene.mail.accepted
        .slice(before)
        .filter(({ message }) => message.to === asked.contact.email)
      expect(toOld.map(({ message }) => message.subject)).toEqual(['You are no longer the contact person'])
    }
  })

  it('counts for the evidence: an approval that was given before counts no more', async () => {
    await scene.sql`UPDATE statements SET second_moderator = 'always'`
    const { id } = await given()
    await approve(scene.deps, { id, revision: 2, moderator })
    expect((await scene.row(id)).first_approved_by).toBe(moderator)
    const link = await newContactToken(scene, id, somebodyElse())
    expect(reasonOf(await takeOver(scene.deps, link))).toBe('ok')
    expect((await scene.row(id)).first_approved_by).toBeNull()
    expect(await scene.count('evidence_due', `endorsement_id = '${id}'`)).toBeGreaterThan(0)
  })

  it('who says yes too late, or after the end, changes nothing; of them nothing is kept', async () => {
    const { id } = await givenListed()
    const nasta = somebodyElse()
    const link = await newContactToken(scene, id, nasta)
    scene.moveClock(7 * day)
    expect(reasonOf(await takeOver(scene.deps, link))).toBe('link_expired')
    expect(await openContactLink(scene.deps, link)).toMatchObject({ state: 'expired' })
    await sweep(scene.deps)
    expect(await scene.count('contact_changes')).toBe(0)

    const waiting = await given()
    const other = await newContactToken(scene, waiting.id, somebodyElse())
    await reject(scene.deps, { id: waiting.id, revision: 2, moderator, code: 'own', text: 'No.' })
    scene.moveClock(minute)
    expect(reasonOf(await takeOver(scene.deps, other))).toBe('wrong_status')
    expect(await openContactLink(scene.deps, other)).toMatchObject({ state: 'over' })
  })

  it('goes with the data of the old one: erasing ends the change', async () => {
    const { id } = await givenListed()
    const nasta = somebodyElse()
    const link = await newContactToken(scene, id, nasta)
    scene.moveClock(11 * minute)
    expect(
      reasonOf(await useOneHourLink(scene.deps, 'erase', await oneHourToken(scene, id, 'erase'), 3)),
    ).toBe('ok')
    expect(await scene.count('contact_changes')).toBe(0)
    expect(reasonOf(await takeOver(scene.deps, link))).toBe('link_unknown')
  })
})
