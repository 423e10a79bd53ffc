import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { digestOfMails } from '../../src/domain/updates.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { takeOver } from '../../src/endorsements/contact-person/take-over.ts'
import { loadData } from '../../src/endorsements/private-page/data/load-data.ts'
import { chooseUpdates } from '../../src/endorsements/updates/choose-updates.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { noteOutcome } from '../../src/mail/note-outcome.ts'
import { nameContact } from '../../src/moderation/reach/name-contact.ts'
import { approve, withdraw } from '../../src/moderation/request/decide.ts'
import { sendUpdate } from '../../src/moderation/updates/send-update.ts'
import { stopUpdate } from '../../src/moderation/updates/stop-update.ts'
import { previewUpdate } from '../../src/moderation/updates/update-previews.ts'
import { beginUpdate, deleteUpdate, saveUpdate } from '../../src/moderation/updates/write-update.ts'
import { findContact } from '../../src/storage/contacts.ts'
import { forgetRepresentative } from '../../src/storage/erase.ts'
import { insertUnreachable } from '../../src/storage/unreachable.ts'
import { findSubscribedSince, setSubscribed } from '../../src/storage/update-subscriptions.ts'
import { countMailsOf, findFinalHash, findUpdate } from '../../src/storage/updates.ts'
import { sendUpdates } from '../../src/sweep/send-updates.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { linkIn, newContactToken, somebodyElse } from '../support/contact-person.ts'
import { addStatement, changeText, quiet, setDeadline } from '../support/private-round.ts'
import { addModerator, ask, asking, day, hour, privateToken, slug, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

let writer = ''
let sender = ''
beforeEach(async () => {
  writer = await addModerator(scene, { role: 'administrator' })
  sender = await addModerator(scene, { role: 'administrator' })
})

const words = { kind: 'delivered', texts: { en: 'We handed it over.\nThey took it.' } } as const

/** A signatory, who ticked the box or did not. */
async function signed(changes: Parameters<typeof asking>[0] & { updates?: boolean } = {}) {
  const asked = { ...asking(changes), updates: changes.updates ?? true }
  const { id, token } = await ask(scene, asked)
  await confirm(scene.deps, token, 1)
  await approve(scene.deps, { id, revision: 2, moderator })
  return { id, email: asked.contact.email }
}

async function written(of = slug) {
  const begun = await beginUpdate(scene.deps, of, { ...words, by: writer })
  if (!begun.ok) throw new Error(begun.error.reason)
  return begun.value
}

/** Presses the button under the mails as they stand now. */
async function send(
  id: string,
  changes: { by?: string; revision?: number; digest?: string } = {},
  of = slug,
) {
  const { db } = scene.deps
  const update = await findUpdate(db, of, id)
  if (!update) return 'gone'
  const digest = digestOfMails(await previewUpdate(db, scene.deps, update))
  const command = { slug: of, id, by: sender, revision: update.revision, digest, ...changes }
  const sent = await sendUpdate(scene.deps, command)
  return sent.ok ? 'sent' : sent.error.reason
}

async function deliver() {
  for (let i = 0; i < 3; i++) {
    await sweep(scene.deps)
    await deliverDue(scene.deps, 50)
  }
}
const updatesTo = (email: string) =>
  scene.mail.accepted.filter(({ message }) => message.to === email && message.text.includes('news of this'))

describe('the wish for news', () => {
  it('is kept with the contact from a ticked box on, and is nothing without one', async () => {
    const one = await signed()
    const other = await signed({ updates: false })
    const { db } = scene.deps
    expect(await findSubscribedSince(db, one.id)).toEqual(scene.deps.now())
    expect(await findSubscribedSince(db, other.id)).toBeNull()
  })

  it('is changed on the private page, and stands in the file that is downloaded there', async () => {
    const { id } = await signed({ updates: false })
    const token = await privateToken(scene, id)
    const inFile = async () => {
      const data = await loadData(scene.deps, token)
      return data.ok && data.value.updates
    }
    expect(await inFile()).toBeNull()
    for (let i = 0; i < 2; i++)
      expect(await chooseUpdates(scene.deps, token, true)).toMatchObject({ ok: true })
    expect(await inFile()).toEqual({ since: scene.deps.now().toISOString() })
    await chooseUpdates(scene.deps, token, false)
    expect(await inFile()).toBeNull()
  })

  it('is not the next contact person’s, who decides anew; the old one’s way out ends nothing of theirs', async () => {
    const { id, email } = await signed()
    await send(await written())
    await deliver()
    const [, url = ''] =
      /^<(.+)>$/.exec(updatesTo(email)[0]?.message.headers?.['List-Unsubscribe'] ?? '') ?? []
    const nasta = somebodyElse()
    expect(await takeOver(scene.deps, await newContactToken(scene, id, nasta))).toMatchObject({ ok: true })
    const { db } = scene.deps
    expect(await findSubscribedSince(db, id)).toBeNull()
    await chooseUpdates(scene.deps, await privateToken(scene, id), true)
    const press = (to: string) =>
      createApp(() => scene.deps).request(to, {
        method: 'POST',
        body: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    expect((await press(url)).status).toBe(200)
    expect(await findSubscribedSince(db, id)).not.toBeNull()
    const second = await written()
    await send(second)
    await deliver()
    const own = updatesTo(nasta.email)[0]?.message.headers?.['List-Unsubscribe'] ?? ''
    expect((await press(own.slice(1, -1))).status).toBe(200)
    expect(await findSubscribedSince(db, id)).toBeNull()
  })

  it('is the next contact person’s where they ticked the box as they said yes', async () => {
    const { id } = await signed({ updates: false })
    const { db } = scene.deps
    const link = await newContactToken(scene, id, somebodyElse())
    expect(await takeOver(scene.deps, link, { wantsUpdates: true })).toMatchObject({ ok: true })
    expect(await findSubscribedSince(db, id)).toEqual(scene.deps.now())
  })

  it('is kept until the change is made where the address on file has its time yet', async () => {
    const { id } = await signed({ updates: false })
    const { db, sealing } = scene.deps
    const nasta = somebodyElse()
    const named = { id, revision: 3, moderator, contact: nasta, evidence: 'The director rang back.' }
    expect(await nameContact(scene.deps, named)).toMatchObject({ ok: true })
    await deliverDue(scene.deps, 50)
    await takeOver(scene.deps, linkIn(scene, nasta.email), { wantsUpdates: true })
    expect(await findSubscribedSince(db, id)).toBeNull()
    scene.moveClock(72 * hour)
    await sweep(scene.deps)
    expect(await findContact(db, sealing, id)).toEqual(nasta)
    expect(await findSubscribedSince(db, id)).toEqual(scene.deps.now())
  })

  it('ends where somebody complains of news, and not of a mail about their own request', async () => {
    const { id, email } = await signed()
    const { db } = scene.deps
    const complains = (providerId: string) =>
      db.transaction(tx => noteOutcome(tx, scene.deps, { providerId, delivery: 'complained', to: email }))
    await deliver()
    await complains(`provider-${scene.mail.accepted.at(-1)?.key}`)
    expect(await findSubscribedSince(db, id)).not.toBeNull()
    await send(await written())
    await deliver()
    await complains(`provider-${updatesTo(email)[0]?.key}`)
    expect(await findSubscribedSince(db, id)).toBeNull()
    expect((await scene.row(id)).status).toBe('approved')
  })

  it('is not ended by a complaint of the contact person before', async () => {
    const { id, email } = await signed()
    const { db } = scene.deps
    await send(await written())
    await deliver()
    await takeOver(scene.deps, await newContactToken(scene, id, somebodyElse()), { wantsUpdates: true })
    const providerId = `provider-${updatesTo(email)[0]?.key}`
    await db.transaction(tx => noteOutcome(tx, scene.deps, { providerId, delivery: 'complained', to: email }))
    expect(await findSubscribedSince(db, id)).not.toBeNull()
  })

  it('goes with the contact', async () => {
    const { id } = await signed()
    await scene.deps.db.transaction(tx => forgetRepresentative(tx, [id], scene.deps.now()))
    expect(await scene.count('contacts', 'updates_id IS NOT NULL')).toBe(0)
  })
})

describe('an update', () => {
  it('goes to the listed signatories that asked for it, each once, with a way out', async () => {
    const yes = await signed()
    const no = await signed({ updates: false })
    const left = await signed()
    await withdraw(scene.deps, { id: left.id, revision: 3, moderator, code: 'abuse', text: 'Gone.' })
    const unlisted = asking()
    await ask(scene, { ...unlisted, updates: true })
    expect(await send(await written())).toBe('sent')
    for (let i = 0; i < 3; i++) await deliver()
    const [mail, ...more] = updatesTo(yes.email)
    expect(more).toEqual([])
    expect(mail?.message.subject).toBe('News: the statement was delivered')
    expect(mail?.message.text).toContain('> We handed it over.\n> They took it.')
    expect(mail?.message.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    for (const email of [no.email, left.email, unlisted.contact.email]) expect(updatesTo(email)).toEqual([])
  })

  it('that is owed and has not gone reaches nobody who leaves, or is taken off, meanwhile', async () => {
    const [stays, leaves] = [await signed(), await signed()]
    await send(await written())
    await sendUpdates(scene.deps, 50)
    expect(await scene.count('outbox', "kind = 'update' AND sealed IS NOT NULL")).toBe(2)
    await withdraw(scene.deps, { id: leaves.id, revision: 3, moderator, code: 'abuse', text: 'Gone.' })
    await deliver()
    expect([updatesTo(stays.email).length, updatesTo(leaves.email).length]).toEqual([1, 0])
  })

  it('is owed to nobody at whose address nothing arrives, and to all others where one contact does not open', async () => {
    const [one, two, three] = [await signed(), await signed(), await signed()]
    const { db, sealing, now } = scene.deps
    await db.transaction(tx => insertUnreachable(tx, sealing.lookup(one.email), 'bounced', now()))
    await scene.sql`UPDATE contacts SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE endorsement_id = ${two.id}`
    await send(await written())
    await deliver()
    expect([one, two, three].map(({ email }) => updatesTo(email).length)).toEqual([0, 0, 1])
    expect(await scene.count('outbox', 'parked_at IS NOT NULL')).toBe(0)
    expect(scene.logged.join('\n')).toContain('contact_unreadable')
  })

  it('is sent in batches, by sweeps at once too, to each once', async () => {
    const all = []
    for (let i = 0; i < 5; i++) all.push(await signed())
    const id = await written()
    await send(id)
    await Promise.all(Array.from({ length: 6 }, () => sendUpdates(scene.deps, 2)))
    for (let i = 0; i < 4; i++) await sendUpdates(scene.deps, 2)
    expect(await scene.count('outbox', `update_id = '${id}'`)).toBe(5)
    expect(await scene.count('outbox', `update_id = '${id}' AND kind = 'update'`)).toBe(5)
    expect((await findUpdate(scene.deps.db, slug, id))?.finishedAt).not.toBeNull()
    // Who asks for news once it has gone gets the next.
    const late = await signed()
    await deliver()
    expect(updatesTo(late.email)).toEqual([])
    for (const { email } of all) expect(updatesTo(email)).toHaveLength(1)
  })

  it('is counted as it goes: what waits, and what is parked, is not sent', async () => {
    for (let i = 0; i < 3; i++) await signed()
    const id = await written()
    const mails = async () => (await countMailsOf(scene.deps.db, [id])).get(id)
    expect(await mails()).toBeUndefined()
    await send(id)
    await sendUpdates(scene.deps, 50)
    expect(await mails()).toEqual({ all: 3, sent: 0, waiting: 3 })
    await scene.sql`UPDATE outbox SET parked_at = now(), parked_as = 'address', last_error = 'unreachable'
      WHERE id IN (SELECT id FROM outbox WHERE update_id = ${id} LIMIT 1)`
    await deliver()
    expect(await mails()).toEqual({ all: 3, sent: 2, waiting: 0 })
  })

  it('does not reach who says no between its sending and its going', async () => {
    const { id, email } = await signed()
    await send(await written())
    await sendUpdates(scene.deps, 50)
    await scene.deps.db.transaction(tx => setSubscribed(tx, id, false, scene.deps.now()))
    await deliver()
    expect(updatesTo(email)).toEqual([])
  })

  it('is read in the reader’s language, and its words where there are none in it in the statement’s', async () => {
    const { email } = await signed({ language: 'be' })
    await send(await written())
    await deliver()
    const mail = scene.mail.accepted.find(
      ({ message }) => message.to === email && message.headers?.['List-Unsubscribe'] !== undefined,
    )
    expect(mail?.message.subject).toBe('Навіна: заява перададзена адрасатам')
    expect(mail?.message.html).toContain('<bdi lang="en">We handed it over.</bdi>')
  })
})

describe('sending', () => {
  it('takes a second administrator, who is not of today', async () => {
    await signed()
    const id = await written()
    expect(await send(id, { by: writer })).toBe('same_administrator')
    const suspended = await addModerator(scene, { role: 'administrator' })
    await scene.sql`UPDATE moderators SET status = 'suspended' WHERE id = ${suspended}`
    expect(await send(id, { by: suspended })).toBe('unknown')
    expect(await send(id, { by: moderator })).toBe('unknown')
    await scene.sql`INSERT INTO log (id, at, kind, moderator_id) VALUES (gen_random_uuid(), ${scene.deps.now()}, 'join', ${sender})`
    expect(await send(id)).toBe('newcomer')
    scene.moveClock(day)
    expect(await send(id)).toBe('sent')
    expect(await send(id)).toBe('sent_already')
    expect(await scene.count('log', `kind = 'update-send' AND moderator_id = '${sender}'`)).toBe(1)
  })

  it('is of the very mails that the page showed: not of other words, nor of a later revision', async () => {
    const id = await written()
    const { db } = scene.deps
    const shown = await findUpdate(db, slug, id)
    if (!shown) throw new Error('gone')
    const digest = digestOfMails(await previewUpdate(db, scene.deps, shown))
    const other = { ...words, texts: { en: 'Something else.' }, by: writer }
    expect(await saveUpdate(scene.deps, { slug, id, revision: 1 }, other)).toMatchObject({ ok: true })
    expect(await send(id, { digest, revision: 1 })).toBe('changed_meanwhile')
    expect(await send(id, { digest })).toBe('changed_meanwhile')
    expect(await saveUpdate(scene.deps, { slug, id, revision: 1 }, other)).toMatchObject({
      ok: false,
      error: { reason: 'changed_meanwhile' },
    })
  })

  it('makes whoever saved last its writer: the one before may send it then', async () => {
    const id = await written()
    await saveUpdate(scene.deps, { slug, id, revision: 1 }, { ...words, by: sender })
    expect(await send(id)).toBe('same_administrator')
    expect(await send(id, { by: writer })).toBe('sent')
  })

  it('is refused of a statement that is not public, where none can be begun either', async () => {
    await addStatement(scene.deps, scene.sql, 'private')
    expect(await beginUpdate(scene.deps, quiet, { ...words, by: writer })).toMatchObject({
      ok: false,
      error: { reason: 'not_public' },
    })
  })

  it('leaves what was sent as it was, in the database too', async () => {
    const id = await written()
    await send(id)
    expect(await deleteUpdate(scene.deps, { slug, id, revision: 1 }, writer)).toMatchObject({ ok: false })
    expect(await saveUpdate(scene.deps, { slug, id, revision: 1 }, { ...words, by: writer })).toMatchObject({
      ok: false,
      error: { reason: 'sent_already' },
    })
    for (const change of [`UPDATE updates SET texts = '{}'`, 'DELETE FROM updates'])
      await expect(scene.sql.unsafe(change)).rejects.toThrow('an update that was sent stays')
    await expect(
      scene.sql`INSERT INTO updates (id, statement, kind, written_by, written_at, sent_by, sent_at)
        VALUES (gen_random_uuid(), ${slug}, 'news', ${writer}, now(), ${writer}, now())`,
    ).rejects.toThrow('updates_two_people')
  })
})

describe('stopping', () => {
  const stop = async (id: string, by = writer) => {
    const stopped = await stopUpdate(scene.deps, { slug, id, by })
    return stopped.ok ? 'stopped' : stopped.error.reason
  }

  it('ends it for whoever has not got it, and leaves it with who has', async () => {
    const all = []
    for (let i = 0; i < 5; i++) all.push(await signed())
    await deliver()
    const id = await written()
    await send(id)
    // Three of five have a mail by now, and two of these have got it.
    await sendUpdates(scene.deps, 3)
    await deliverDue(scene.deps, 2)
    expect(await stop(id)).toBe('stopped')
    const at = scene.deps.now()
    expect(await findUpdate(scene.deps.db, slug, id)).toMatchObject({
      stoppedAt: at,
      stoppedBy: writer,
      stoppedOf: 5,
      finishedAt: at,
    })
    expect(await scene.count('outbox', `update_id = '${id}' AND sealed IS NOT NULL`)).toBe(0)
    for (let i = 0; i < 3; i++) await deliver()
    expect(all.filter(({ email }) => updatesTo(email).length > 0)).toHaveLength(2)
    expect((await countMailsOf(scene.deps.db, [id])).get(id)).toEqual({ all: 2, sent: 2, waiting: 0 })
    expect(await scene.count('log', `kind = 'update-stop' AND moderator_id = '${writer}'`)).toBe(1)
    // The others' mails are none of it.
    const next = await written()
    await send(next)
    await deliver()
    for (const { email } of all) expect(updatesTo(email).length).toBeGreaterThan(0)
  })

  it('wipes what a person would have to look at too, and what a sweep owes beside it', async () => {
    for (let i = 0; i < 4; i++) await signed()
    await deliver()
    const id = await written()
    await send(id)
    await sendUpdates(scene.deps, 1)
    await scene.sql`UPDATE outbox SET parked_at = now(), parked_as = 'address' WHERE update_id = ${id}`
    await Promise.all([stop(id), sendUpdates(scene.deps, 1), sendUpdates(scene.deps, 1)])
    await sendUpdates(scene.deps, 50)
    expect(await scene.count('outbox', `update_id = '${id}' AND cancelled_at IS NULL`)).toBe(0)
  })

  it('is of what is going out, by an administrator, and for good', async () => {
    await signed()
    const id = await written()
    expect(await stop(id)).toBe('not_going')
    await send(id)
    expect(await stop(id, moderator)).toBe('unknown')
    expect(await stop(crypto.randomUUID())).toBe('unknown')
    expect(await stop(id)).toBe('stopped')
    expect(await stop(id)).toBe('not_going')
    for (const change of [
      'stopped_of = 7',
      'finished_at = NULL',
      'stopped_at = NULL, stopped_by = NULL, stopped_of = NULL',
    ])
      await expect(scene.sql.unsafe(`UPDATE updates SET ${change}`)).rejects.toThrow('stays stopped')
    const gone = await written()
    await send(gone)
    for (let i = 0; i < 3; i++) await deliver()
    expect(await stop(gone)).toBe('not_going')
    expect(await scene.count('log', "kind = 'update-stop'")).toBe(1)
  })
})

it('the final list goes to nobody whom it leaves out: who signed an earlier text', async () => {
  await addStatement(scene.deps, scene.sql, 'public')
  await setDeadline(scene.sql, new Date(scene.deps.now().getTime() + hour))
  const earlier = await signed({ statement: quiet })
  await changeText(scene.deps, scene.sql, { texts: { en: '# Quiet words\n\nSomething else.\n' } })
  const newer = await signed({ statement: quiet, version: 2 })
  scene.moveClock(2 * hour)
  for (let i = 0; i < 4; i++) await deliver()
  expect(updatesTo(newer.email)).toHaveLength(1)
  expect(updatesTo(earlier.email)).toEqual([])
})

it('the final list goes to who asked for news, once, by its hash and its permanent address', async () => {
  await addStatement(scene.deps, scene.sql, 'public')
  await setDeadline(scene.sql, new Date(scene.deps.now().getTime() + hour))
  const { email } = await signed({ statement: quiet })
  const other = await signed()
  scene.moveClock(2 * hour)
  for (let i = 0; i < 4; i++) await deliver()
  const [mail, ...more] = updatesTo(email)
  expect(more).toEqual([])
  const sha256 = await findFinalHash(scene.deps.db, quiet)
  expect(mail?.message.text).toContain(`> ${sha256}`)
  expect(mail?.message.text).toContain(`https://countersign.test/en/${quiet}/final`)
  expect(updatesTo(other.email)).toEqual([])
})
