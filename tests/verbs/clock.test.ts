import { expect, it } from 'vitest'
import { withdrawWaiting } from '../../src/endorsements/leaving/withdraw-waiting.ts'
import { askForLink } from '../../src/endorsements/one-hour/ask-for-link.ts'
import { useOneHourLink } from '../../src/endorsements/one-hour/use-one-hour-link.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { write } from '../../src/moderation/reach/write.ts'
import { approve, reject, returnForChanges, withdraw } from '../../src/moderation/request/decide.ts'
import { note } from '../../src/moderation/request/note.ts'
import { askContext, insertAsk } from '../../src/storage/asks.ts'
import { insertSentForm } from '../../src/storage/sent-forms.ts'
import { insertUnreachable } from '../../src/storage/unreachable.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { dumpTables, formsOf, openEveryEnvelope, readable } from '../support/dump.ts'
import { oneHourToken } from '../support/one-hour.ts'
import { ask, askAndConfirm, asking, day, hour, privateToken, useScene } from '../support/scene.ts'

// A person leaves traces everywhere that there are any, and the clock is moved through each end of a request.

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })
const canaries = {
  representative: 'Canary Representativova',
  role: 'Canary of roles',
  email: 'canary.person@example.org',
}
const words = ['Canary among the reasons', 'Canary among the notes', 'Canary among the messages']
const [reason = '', noted = '', message = ''] = words
const refusal = { reason: 'message', code: '422 x' } as const
const why = { code: 'not-an-organisation', text: reason }
const canary = () => asking({ name: 'Public name', contact: canaries })
let copy = ''
const lastGood = {
  read: async () => null,
  write: async (_: string, json: string) => {
    copy += json
  },
  remove: async () => {},
}
const sweeps = async () => {
  for (let i = 0; i < 2; i++) await sweep({ ...scene.deps, lastGood })
}

/** Where the person still is: in a table, under the key, by the look-up, in the log or in the last good list. */
async function traces(): Promise<string[]> {
  const dump = readable(await dumpTables(scene.sql))
  const opened = await openEveryEnvelope(scene.sql, scene.deps.sealing)
  const beside = [scene.logged.join('\n'), copy].join('\n')
  const lookup = Buffer.from(scene.deps.sealing.lookup(canaries.email)[0]).toString('hex')
  const secrets = [...Object.values(canaries), ...words]
  return [
    ...secrets.filter(secret => formsOf(secret).some(form => dump.includes(form) || beside.includes(form))),
    ...secrets.filter(secret => opened.includes(secret)).map(secret => `sealed: ${secret}`),
    ...(dump.includes(lookup) ? ['look-up'] : []),
  ]
}

/** A form, an ask that cannot be handled, and, where moderators may, a note and a message. */
async function leaveTraces(id: string) {
  const { deps } = scene
  // Some mail does not go, and waits for somebody to look.
  scene.mail.fail(refusal, refusal)
  await note(deps, { id, moderator, text: noted })
  const { revision } = await scene.row(id)
  await write(deps, { id, revision: Number(revision), moderator, text: message })
  await deps.db.transaction(async tx => {
    await insertSentForm(tx, deps, { kind: 'lost', email: canaries.email, fault: null })
    const askId = crypto.randomUUID()
    const sealed = await deps.sealing.seal(askContext(askId), JSON.stringify({ broken: canary() }))
    await insertAsk(tx, { keys: [new Uint8Array(32)], id: askId, sealed }, deps.now())
  })
}
/** A mail has come back. Later than the rest, as it keeps further mail from going. */
const comesBack = () =>
  scene.deps.db.transaction(tx =>
    insertUnreachable(tx, scene.deps.sealing.lookup(canaries.email), 'bounced', scene.deps.now()),
  )
async function confirmed() {
  const { id } = await askAndConfirm(scene, canary())
  const token = await privateToken(scene, id)
  await amend(scene.deps, token, 2, { ...canary(), comment: 'Another line' })
  await leaveTraces(id)
  return { id, token }
}
async function listed() {
  const one = await confirmed()
  await approve(scene.deps, { id: one.id, revision: 3, moderator })
  await askForLink(scene.deps, one.token, 'erase')
  return one
}

/** Each end, and how long after it something of the person is still held; 0 where it goes with the day's counts. */
const ends: Record<string, { reach: () => Promise<string>; kept: number }> = {
  'nobody confirmed it for seven days': {
    kept: 30,
    reach: async () => {
      const { id } = await ask(scene, canary())
      await leaveTraces(id)
      scene.moveClock(7 * day)
      return id
    },
  },
  'nobody answered the question for thirty days': {
    kept: 30,
    reach: async () => {
      const { id } = await confirmed()
      await returnForChanges(scene.deps, { id, revision: 3, moderator, ...why })
      scene.moveClock(30 * day)
      return id
    },
  },
  'it was rejected': {
    kept: 30,
    reach: async () => {
      const { id } = await confirmed()
      await comesBack()
      await reject(scene.deps, { id, revision: 3, moderator, ...why })
      return id
    },
  },
  'a moderator withdrew it from the list': {
    kept: 30,
    reach: async () => {
      const { id } = await listed()
      await withdraw(scene.deps, { id, revision: 4, moderator, ...why })
      return id
    },
  },
  'its representative withdrew it while it waited': {
    kept: 30,
    reach: async () => {
      const { id, token } = await confirmed()
      await withdrawWaiting(scene.deps, token)
      return id
    },
  },
  'its representative withdrew it from the list': {
    kept: 30,
    reach: async () => {
      const { id } = await listed()
      scene.moveClock(hour)
      await useOneHourLink(scene.deps, 'withdraw', await oneHourToken(scene, id, 'withdraw'), 3)
      return id
    },
  },
  'its representative had their data erased': {
    kept: 0,
    reach: async () => {
      const { id } = await listed()
      scene.moveClock(hour)
      const token = await oneHourToken(scene, id, 'erase')
      await comesBack()
      await useOneHourLink(scene.deps, 'erase', token, 3)
      return id
    },
  },
}

it.each(Object.entries(ends))('%s: nothing of the person outlives its time', async (_, { reach, kept }) => {
  const id = await reach()
  await sweeps()
  if (kept > 0) {
    scene.moveClock(kept * day - 1)
    await sweeps()
    expect(await traces(), 'so that this search can find something').toContain(`sealed: ${canaries.email}`)
    scene.moveClock(1)
  } else scene.moveClock(day + 1)
  await sweeps()
  expect(await traces()).toEqual([])
  for (const table of ['contacts', 'remarks', 'details', 'mail_allowances', 'asks', 'sent_forms', 'claims'])
    expect(await scene.count(table), table).toBe(0)
  expect(await scene.count('tokens', `endorsement_id = '${id}' AND purpose = 'private'`)).toBe(0)
  expect(await scene.count('outbox', 'sealed IS NOT NULL')).toBe(0)
  // What is left goes with its links.
  scene.moveClock(40 * day)
  await sweeps()
  expect(await scene.count('tokens')).toBe(0)
  expect(await scene.count('outbox', 'provider_id IS NOT NULL')).toBe(0)
})

it('while it is listed the contact stays, and nothing else that had its day', async () => {
  const { id } = await listed()
  scene.mail.fail(...Array(10).fill(refusal))
  await sweeps()
  expect(await scene.count('outbox', 'sealed IS NOT NULL')).toBeGreaterThan(0)
  scene.moveClock(30 * day - 1)
  await sweeps()
  expect(await scene.count('outbox', 'sealed IS NOT NULL')).toBeGreaterThan(0)
  scene.moveClock(1)
  await sweeps()
  for (const table of ['mail_allowances', 'asks', 'sent_forms', 'claims'])
    expect(await scene.count(table), table).toBe(0)
  expect(await scene.count('outbox', 'sealed IS NOT NULL OR provider_id IS NOT NULL')).toBe(0)
  expect(await scene.count('contacts', `endorsement_id = '${id}'`)).toBe(1)
  scene.moveClock(400 * day)
  await sweeps()
  expect(await scene.count('contacts', `endorsement_id = '${id}'`)).toBe(1)
  expect(await scene.count('tokens')).toBe(0)
})
