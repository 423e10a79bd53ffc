import { describe, expect, it } from 'vitest'
import type { MailOutcome } from '../../src/domain/mail-outcome.ts'
import { handleDueAsks } from '../../src/endorsements/ask/due-asks.ts'
import { receiveAsk } from '../../src/endorsements/ask/receive-ask.ts'
import { openChange } from '../../src/endorsements/contact-person/open-change.ts'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { noteOutcome } from '../../src/mail/note-outcome.ts'
import { oweMail } from '../../src/mail/owe.ts'
import { pollOutcomes } from '../../src/mail/poll-outcomes.ts'
import { sendAgain } from '../../src/moderation/mail/send-again.ts'
import { loadQueue } from '../../src/moderation/queue/load-queue.ts'
import { correctAddress, sendConfirmLink } from '../../src/moderation/reach/confirm-links.ts'
import { loadRequest } from '../../src/moderation/request/request-view.ts'
import { findReturnOfAsk, findUnreachedModerators } from '../../src/storage/deliveries.ts'
import { findEndorsement } from '../../src/storage/endorsements.ts'
import { findParkedMails } from '../../src/storage/parked-mail.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import {
  addModerator,
  ask,
  askAndConfirm,
  asking,
  day,
  hour,
  minute,
  privateToken,
  slug,
  useScene,
} from '../support/scene.ts'

const scene = useScene()

const deliver = () => deliverDue(scene.deps, 50)
/** What the provider calls the newest mail to an address. */
const lastTo = (address: string) => {
  const key = scene.mail.accepted.filter(({ message }) => message.to === address).at(-1)?.key
  if (key === undefined) throw new Error(`no mail to ${address}`)
  return `provider-${key}`
}
const comesBack = (address: string, delivery: MailOutcome = 'bounced') =>
  scene.deps.db.transaction(tx =>
    noteOutcome(tx, scene.deps, { providerId: lastTo(address), delivery, to: address }),
  )
const owe = (endorsementId: string, to: string, kind: 'amended' | 'contact-notice' | 'one-hour-link') =>
  scene.deps.db.transaction(tx =>
    oweMail(tx, scene.deps, { endorsementId, kind, message: { to, subject: kind, html: '', text: '' } }),
  )
const sentTo = (address: string) =>
  scene.mail.accepted.filter(({ message }) => message.to === address).map(({ message }) => message.subject)
const filter = {
  state: 'all',
  q: '',
  typed: '',
  address: null,
  statement: null,
  sight: null,
  position: null,
} as const

describe('an address at which no mail arrives', () => {
  it('gets no other: what is owed to it is parked with the reason', async () => {
    const of = asking()
    const { id } = await askAndConfirm(scene, of)
    await deliver()
    await comesBack(of.contact.email)
    const before = scene.mail.attempts.length
    await owe(id, of.contact.email.toUpperCase(), 'amended')
    await deliver()
    expect(scene.mail.attempts).toHaveLength(before)
    expect(await scene.count('outbox', "kind = 'amended' AND parked_at IS NOT NULL")).toBe(1)
    expect(await scene.count('outbox', "last_error = 'address unreachable'")).toBe(1)
  })

  it.each(['suppressed', 'failed'] as const)('is known where a mail is %s', async delivery => {
    const of = asking()
    await ask(scene, of)
    await comesBack(of.contact.email, delivery)
    expect(await scene.sql`SELECT reason FROM unreachable_addresses`).toEqual([{ reason: delivery }])
  })

  it.each(['delayed', 'delivered', 'complained', 'undelivered'] as const)(
    'is not one where a mail is %s',
    async delivery => {
      const of = asking()
      await ask(scene, of)
      await comesBack(of.contact.email, delivery)
      expect(await scene.count('unreachable_addresses')).toBe(0)
    },
  )

  it('is still told that another is to take its place, and gets the link that its owner asks for', async () => {
    const of = asking()
    const { id } = await askAndConfirm(scene, of)
    await deliver()
    await comesBack(of.contact.email)
    await owe(id, of.contact.email, 'contact-notice')
    await owe(id, of.contact.email, 'one-hour-link')
    await deliver()
    expect(sentTo(of.contact.email).slice(-2).sort()).toEqual(['contact-notice', 'one-hour-link'])
  })

  it('keeps no moderator from their mails', async () => {
    const person = { name: 'Vera', email: 'vera@example.org' }
    const moderatorId = await addModerator(scene, person)
    const of = asking({ contact: { email: person.email } })
    await ask(scene, of)
    await comesBack(person.email)
    await scene.deps.db.transaction(tx =>
      oweMail(tx, scene.deps, {
        moderatorId,
        kind: 'passkey-added',
        message: { to: person.email, subject: 'passkey', html: '', text: '' },
      }),
    )
    await deliver()
    expect(sentTo(person.email)).toContain('passkey')
  })

  it('is tried again once a mail that went later has arrived, and not for one that went before', async () => {
    const of = asking()
    const { id } = await askAndConfirm(scene, of)
    const first = lastTo(of.contact.email)
    await deliver()
    scene.moveClock(minute)
    await comesBack(of.contact.email)
    const arrived = (providerId: string) =>
      scene.deps.db.transaction(tx =>
        noteOutcome(tx, scene.deps, { providerId, delivery: 'delivered', to: of.contact.email }),
      )
    await arrived(first)
    expect(await scene.count('unreachable_addresses')).toBe(1)
    scene.moveClock(minute)
    await owe(id, of.contact.email, 'one-hour-link')
    await deliver()
    await arrived(lastTo(of.contact.email))
    expect(await scene.count('unreachable_addresses')).toBe(0)
  })

  it('is tried again after thirty days', async () => {
    const of = asking()
    await ask(scene, of)
    await comesBack(of.contact.email)
    scene.moveClock(30 * day)
    await sweep(scene.deps)
    expect(await scene.count('unreachable_addresses')).toBe(1)
    scene.moveClock(1)
    await sweep(scene.deps)
    expect(await scene.count('unreachable_addresses')).toBe(0)
  })
})

describe('the desk', () => {
  const view = async (id: string, moderator: string) => {
    const request = await loadRequest(scene.deps, id, { lang: 'en', moderator })
    const { rows } = await loadQueue(scene.deps, filter)
    return { notice: request?.unreached, row: rows.find(row => row.id === id)?.unreached }
  }

  it('is shown at the request and in the queue that the mail did not arrive, until there is another address', async () => {
    const moderator = await addModerator(scene)
    const of = asking()
    const { id } = await ask(scene, of)
    expect(await view(id, moderator)).toEqual({ notice: null, row: false })
    await comesBack(of.contact.email)
    const since = scene.deps.now()
    expect(await view(id, moderator)).toEqual({ notice: { reason: 'bounced', since }, row: true })
    const readdressed = { email: 'right@example.org', reason: 'A typing error.' }
    const answer = await correctAddress(scene.deps, { id, revision: 1, moderator, ...readdressed })
    expect(answer.ok).toBe(true)
    expect(await view(id, moderator)).toEqual({ notice: null, row: false })
    await deliver()
    expect(sentTo('right@example.org')).toHaveLength(1)
  })

  it('tries the address anew where a moderator sends the link again', async () => {
    const moderator = await addModerator(scene)
    const of = asking()
    const { id } = await ask(scene, of)
    await comesBack(of.contact.email)
    const answer = await sendConfirmLink(scene.deps, { id, revision: 1, moderator })
    expect(answer.ok).toBe(true)
    await deliver()
    expect(sentTo(of.contact.email)).toHaveLength(2)
    expect(await scene.count('unreachable_addresses')).toBe(0)
  })

  it('is told of a mail that did not arrive this time', async () => {
    const moderator = await addModerator(scene)
    const of = asking()
    const { id } = await ask(scene, of)
    await comesBack(of.contact.email, 'undelivered')
    expect(await view(id, moderator)).toEqual({ notice: { reason: 'undelivered', since: null }, row: false })
  })
})

describe('the address of who is to be the contact person', () => {
  /** A request whose representative, or a moderator, names somebody. */
  async function named(by: 'representative' | 'moderator' = 'representative') {
    const of = asking()
    const { id } = await askAndConfirm(scene, of)
    const token = await privateToken(scene, id)
    const moderator = await addModerator(scene)
    const contact = { ...of.contact, email: `next-${id}@example.org` }
    const endorsement = await findEndorsement(scene.deps.db, id)
    if (!endorsement) throw new Error('no request')
    const byModerator = by === 'moderator' ? { id: moderator, addressOnFile: of.contact.email } : null
    const name = (email = contact.email) =>
      scene.deps.db.transaction(tx =>
        openChange(tx, scene.deps, endorsement, { ...contact, email }, byModerator),
      )
    await name()
    await deliver()
    const isTold = async () => {
      const page = await viewPrivately(scene.deps, token)
      const desk = await loadRequest(scene.deps, id, { lang: 'en', moderator })
      return [page.ok && page.value.isNewContactUnreached, desk?.isNewContactUnreached]
    }
    return { email: contact.email, name, isTold }
  }

  it('is told as one at which no mail arrives to who named them and at the desk, until another is named', async () => {
    const { email, name, isTold } = await named()
    expect(await isTold()).toEqual([false, false])
    await comesBack(email)
    expect(await isTold()).toEqual([true, true])
    scene.moveClock(minute)
    await name('other@example.org')
    expect(await isTold()).toEqual([false, false])
  })

  it('is told at the desk alone where a moderator named them, or the provider had stopped it before', async () => {
    const ofModerator = await named('moderator')
    await comesBack(ofModerator.email)
    expect(await ofModerator.isTold()).toEqual([false, true])
    const stopped = await named()
    await comesBack(stopped.email, 'suppressed')
    expect(await stopped.isTold()).toEqual([false, true])
  })
})

it('a moderator is one whom no mail reaches by the newest that went to them', async () => {
  const moderatorId = await addModerator(scene, { name: 'Vera', email: 'vera@example.org' })
  const mail = async () => {
    const message = { to: 'vera@example.org', subject: 'digest', html: '', text: '' }
    await scene.deps.db.transaction(tx => oweMail(tx, scene.deps, { moderatorId, kind: 'digest', message }))
    await deliver()
  }
  const unreached = async () => [...(await findUnreachedModerators(scene.deps.db))]
  await mail()
  expect(await unreached()).toEqual([])
  await comesBack('vera@example.org', 'undelivered')
  expect(await unreached()).toEqual([moderatorId])
  scene.moveClock(minute)
  await mail()
  expect(await unreached()).toEqual([])
})

describe('the page of an ask', () => {
  const sent = { kind: 'asked', slug, typed: {}, faults: {} } as const
  /** Asks, has the mail sent, and gives what the page asks about its mail by. */
  async function asks(of: ReturnType<typeof asking>, once = '') {
    const before = new Set((await scene.sql`SELECT hash FROM sent_forms`).map(row => String(row.hash)))
    await receiveAsk(scene.deps, of, sent, { once })
    await handleDueAsks(scene.deps)
    await deliver()
    const rows = await scene.sql`SELECT hash, sealed FROM sent_forms`
    const row = rows.find(({ hash }) => !before.has(String(hash)))
    const context = `sent-form:${Buffer.from(row?.hash).toString('hex')}`
    const form: { askId: string } = JSON.parse(await scene.deps.sealing.open(context, row?.sealed))
    return form.askId
  }
  const known = (askId: string) => findReturnOfAsk(scene.deps.db, askId)

  it('knows of the mail that this ask caused, and of no other to the same address', async () => {
    const of = asking()
    const first = await asks(of)
    await comesBack(of.contact.email)
    expect(await known(first)).toBe('for good')
    // Somebody else types the address later: no mail goes there, and their page says what it says to everybody.
    const other = await asks(asking({ contact: { email: of.contact.email } }))
    expect(await known(other)).toBeNull()
  })

  it('knows of its own mail whatever that was: of an address that has a request too', async () => {
    const of = asking()
    await askAndConfirm(scene, of)
    await deliver()
    const again = await asks(asking({ contact: { email: of.contact.email } }))
    expect(sentTo(of.contact.email)).toHaveLength(3)
    await comesBack(of.contact.email)
    expect(await known(again)).toBe('for good')
  })

  it('knows of the mail that a moderator had sent once more, and of the refused one no more', async () => {
    const of = asking()
    scene.mail.fail({ reason: 'address', code: '422 validation_error' })
    const askId = await asks(of)
    expect(await known(askId)).toBe('for good')
    const [mail] = await findParkedMails(scene.deps.db, null, 50)
    await sendAgain(scene.deps, { mail: mail?.id ?? '', moderator: await addModerator(scene) })
    expect(await known(askId)).toBeNull()
    await deliver()
    expect(sentTo(of.contact.email)).toHaveLength(1)
    expect(await known(askId)).toBeNull()
    await comesBack(of.contact.email, 'undelivered')
    expect(await known(askId)).toBe('for now')
  })

  it('knows of the mail of the same ask within ten minutes, and of the newest that was sent again', async () => {
    const of = asking()
    const first = await asks(of)
    expect(await asks(of)).toBe(first)
    await comesBack(of.contact.email, 'undelivered')
    expect(await known(first)).toBe('for now')
    const second = await asks(of, 'again')
    expect(await known(second)).toBeNull()
    await comesBack(of.contact.email, 'delivered')
    expect(await known(second)).toBeNull()
  })
})

describe('asking the provider what became of a mail', () => {
  const poll = () => pollOutcomes(scene.deps)

  it('is done an hour, six hours and a day after it went, and then no more', async () => {
    await ask(scene)
    await poll()
    scene.moveClock(hour - 1)
    await poll()
    expect(scene.mail.polled).toHaveLength(0)
    scene.moveClock(1)
    await poll()
    await poll()
    expect(scene.mail.polled).toHaveLength(1)
    scene.moveClock(5 * hour)
    await poll()
    expect(scene.mail.polled).toHaveLength(2)
    scene.moveClock(18 * hour)
    await poll()
    expect(scene.mail.polled).toHaveLength(3)
    scene.moveClock(10 * day)
    await poll()
    expect(scene.mail.polled).toHaveLength(3)
  })

  it('notes the answer as an event would', async () => {
    const of = asking()
    await ask(scene, of)
    scene.mail.tellOutcome({
      providerId: lastTo(of.contact.email),
      delivery: 'bounced',
      to: of.contact.email,
    })
    scene.moveClock(hour)
    await sweep(scene.deps)
    await expect.poll(() => scene.count('unreachable_addresses')).toBe(1)
  })

  it('is not done for a mail of which something is known, but for one that was late', async () => {
    const [here, late] = [asking(), asking()]
    await ask(scene, here)
    await ask(scene, late)
    await comesBack(here.contact.email, 'delivered')
    await comesBack(late.contact.email, 'delayed')
    scene.moveClock(hour)
    await poll()
    expect(scene.mail.polled).toEqual([lastTo(late.contact.email)])
  })

  it('is done ten times a minute at most', async () => {
    for (let i = 0; i < 12; i++) await ask(scene)
    scene.moveClock(hour)
    await poll()
    await poll()
    expect(scene.mail.polled).toHaveLength(10)
    scene.moveClock(minute)
    await poll()
    expect(scene.mail.polled).toHaveLength(12)
  })

  it('ends for this time where the provider refuses or is silent, with a line in the log', async () => {
    await ask(scene)
    await ask(scene)
    scene.moveClock(hour)
    let questions = 0
    const findOutcome = async () => {
      questions++
      throw new Error('silent')
    }
    await pollOutcomes({ ...scene.deps, findOutcome })
    expect(questions).toBe(1)
    expect(await scene.count('outbox', 'polls > 0'), 'the other one has all its questions').toBe(1)
    expect(scene.logged.join('\n')).toContain('outcome_unknown')
  })
})

it('forgets with the provider’s id which ask a mail answered', async () => {
  const of = asking()
  await ask(scene, of)
  expect(await scene.count('outbox', 'ask_id IS NOT NULL')).toBe(1)
  scene.moveClock(31 * day)
  await sweep(scene.deps)
  expect(await scene.count('outbox', 'ask_id IS NOT NULL OR polled_at IS NOT NULL')).toBe(0)
})

it('shows a change of the contact its own address alone', async () => {
  const of = asking()
  const { id } = await askAndConfirm(scene, of)
  const endorsement = await findEndorsement(scene.deps.db, id)
  if (!endorsement) throw new Error('no request')
  const contact = { ...of.contact, email: 'next@example.org' }
  await scene.deps.db.transaction(tx => openChange(tx, scene.deps, endorsement, contact, null))
  await deliver()
  await comesBack('next@example.org')
  const request = await loadRequest(scene.deps, id, { lang: 'en', moderator: crypto.randomUUID() })
  expect(request).toMatchObject({ isNewContactUnreached: true, unreached: null })
})
