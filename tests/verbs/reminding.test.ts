import { expect, it } from 'vitest'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { remindDue } from '../../src/endorsements/remind/remind-due.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { returnForChanges } from '../../src/moderation/request/decide.ts'
import { insertUnreachable } from '../../src/storage/unreachable.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { addStatement, quiet, setDeadline } from '../support/private-round.ts'
import { ask, askAndConfirm, asking, day, hour, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const sweepAndDeliver = async () => {
  await sweep(scene.deps)
  await deliverDue(scene.deps, 50)
}
const remindersTo = (email: string) =>
  scene.mail.accepted.filter(
    ({ message }) => message.to === email && /not confirmed yet|waits for you/.test(message.subject),
  )

it('whoever has not confirmed is reminded once, a day before the request lapses, by a link that confirms it', async () => {
  const asked = asking()
  const { email } = asked.contact
  await ask(scene, asked)
  scene.moveClock(6 * day - 1)
  await sweepAndDeliver()
  expect(remindersTo(email)).toEqual([])
  scene.moveClock(1)
  for (let i = 0; i < 3; i++) await sweepAndDeliver()
  const [reminder, ...more] = remindersTo(email)
  expect(more).toEqual([])
  expect(reminder?.message.text).toContain('The request waits until 8 March 2030')
  expect(reminder?.message.headers).not.toHaveProperty('List-Unsubscribe')
  const token = scene.mail.tokensTo(email).at(-1) ?? ''
  expect(await confirm(scene.deps, token, 1)).toMatchObject({ ok: true })
})

it('a reminder does not prolong the request: its link ends with it', async () => {
  const asked = asking()
  const { id } = await ask(scene, asked)
  scene.moveClock(6 * day)
  await sweepAndDeliver()
  const token = scene.mail.tokensTo(asked.contact.email).at(-1) ?? ''
  scene.moveClock(day)
  await sweepAndDeliver()
  expect((await scene.row(id)).status).toBe('expired')
  expect(await confirm(scene.deps, token, 1)).toMatchObject({ ok: false, error: { reason: 'link_expired' } })
})

it('nobody is reminded whom no mail reaches', async () => {
  const asked = asking()
  const { email } = asked.contact
  await ask(scene, asked)
  const { db, sealing, now } = scene.deps
  await db.transaction(tx => insertUnreachable(tx, sealing.lookup(email), 'bounced', now()))
  scene.moveClock(6 * day + hour)
  await sweepAndDeliver()
  expect(await scene.count('outbox', `kind = 'confirm-reminder'`)).toBe(0)
  expect(remindersTo(email)).toEqual([])
})

it('nobody is reminded who confirmed, or said that it was not them', async () => {
  const confirmed = asking()
  await askAndConfirm(scene, confirmed)
  const stranger = asking()
  const { token } = await ask(scene, stranger)
  await disown(scene.deps, token)
  scene.moveClock(6 * day + hour)
  await sweepAndDeliver()
  expect(remindersTo(confirmed.contact.email)).toEqual([])
  expect(remindersTo(stranger.contact.email)).toEqual([])
})

it('an address is reminded once a day, of its newest request, however often strangers typed it', async () => {
  const contact = { email: 'victim@example.org' }
  for (const name of ['Oldest Forum', 'Newer Forum', 'Newest Forum']) {
    await ask(scene, asking({ name, contact }))
    scene.moveClock(1)
  }
  scene.moveClock(6 * day)
  for (let i = 0; i < 5; i++) {
    await sweepAndDeliver()
    scene.moveClock(hour)
  }
  const reminders = remindersTo(contact.email)
  expect(reminders).toHaveLength(1)
  expect(reminders[0]?.message.text).toContain('Newest Forum')
})

it('ten sweeps at once remind once', async () => {
  const { id } = await ask(scene)
  scene.moveClock(6 * day)
  await Promise.all(Array.from({ length: 10 }, () => remindDue(scene.deps, 50)))
  expect(await scene.count('outbox', `endorsement_id = '${id}' AND kind = 'confirm-reminder'`)).toBe(1)
  expect(await scene.changesFrom(() => remindDue(scene.deps, 50))).toEqual({})
})

it('before a deadline whoever has not confirmed and whoever owes an answer are reminded, once; whom a moderator keeps waiting is not', async () => {
  await addStatement(scene.deps, scene.sql, 'public')
  await setDeadline(scene.sql, new Date(scene.deps.now().getTime() + 5 * day))
  const [unconfirmed, owing, waiting] = [1, 2, 3].map(() => asking({ statement: quiet }))
  if (!unconfirmed || !owing || !waiting) throw new Error('three')
  await ask(scene, unconfirmed)
  await askAndConfirm(scene, waiting)
  const { id } = await askAndConfirm(scene, owing)
  await returnForChanges(scene.deps, { id, revision: 2, moderator, code: 'unclear', text: 'Which one?' })
  scene.moveClock(2 * day - 1)
  await sweepAndDeliver()
  expect(remindersTo(owing.contact.email)).toEqual([])
  scene.moveClock(1)
  for (let i = 0; i < 3; i++) await sweepAndDeliver()
  expect(remindersTo(unconfirmed.contact.email)).toHaveLength(1)
  const [toAnswer, ...more] = remindersTo(owing.contact.email)
  expect(more).toEqual([])
  expect(toAnswer?.message.text).toMatch(/Deadline: .*2030/)
  expect(toAnswer?.message.text).toMatch(/\/endorsement\/[\w-]{43}$/m)
  expect(remindersTo(waiting.contact.email)).toEqual([])
  // The request of the unconfirmed one lapses later: it is not reminded a second time.
  scene.moveClock(2 * day)
  await sweepAndDeliver()
  expect(remindersTo(unconfirmed.contact.email)).toHaveLength(1)
})

it('nobody is reminded of what cannot be signed any more', async () => {
  await addStatement(scene.deps, scene.sql, 'public')
  await setDeadline(scene.sql, new Date(scene.deps.now().getTime() + hour))
  const asked = asking({ statement: quiet })
  await ask(scene, asked)
  await scene.sql`UPDATE statements SET late_signatories = false WHERE slug = ${quiet}`
  scene.moveClock(6 * day + hour)
  await sweepAndDeliver()
  expect(remindersTo(asked.contact.email)).toEqual([])
})
