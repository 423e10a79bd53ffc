import { beforeAll, describe, expect, it } from 'vitest'
import { confirm, disown } from '../../src/endorsements/confirm.ts'
import { request } from '../../src/endorsements/request.ts'
import { resendByLink } from '../../src/endorsements/resend.ts'
import { approve, reject } from '../../src/moderation/decide.ts'
import { changesIn } from '../support/dump.ts'
import { ask, askAndConfirm, asking, openScene, type Scene } from '../support/verbs.ts'

// One database for all: every case must leave it as it was, and asks under a name and an address of its own.
let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  return () => scene.close()
})

const moderator = 'moderator@example.org'
const reason = 'The site does not name you.'
const changesOf = (work: () => Promise<unknown>) => changesIn(scene.database.sql, work)

type Verb = 'request' | 'again' | 'confirm' | 'disown' | 'resend' | 'approve' | 'reject'
type Late = [verb: Verb, privilege: string, table: string]

/** Each verb fails at each of the writes that come after its first. */
const late: Late[] = [
  ['request', 'INSERT', 'contacts'],
  ['request', 'INSERT', 'events'],
  ['request', 'INSERT', 'tokens'],
  ['request', 'INSERT', 'outbox'],
  ['again', 'INSERT', 'events'],
  ['again', 'INSERT', 'tokens'],
  ['again', 'INSERT', 'outbox'],
  ['confirm', 'INSERT', 'events'],
  ['confirm', 'UPDATE', 'tokens'],
  ['confirm', 'INSERT', 'outbox'],
  ['disown', 'INSERT', 'events'],
  ['disown', 'DELETE', 'contacts'],
  ['disown', 'UPDATE', 'outbox'],
  ['disown', 'UPDATE', 'tokens'],
  ['resend', 'UPDATE', 'endorsements'],
  ['resend', 'INSERT', 'tokens'],
  ['resend', 'INSERT', 'outbox'],
  ['approve', 'INSERT', 'events'],
  ['approve', 'UPDATE (revision)', 'statements'],
  ['approve', 'UPDATE (size)', 'record_head'],
  ['approve', 'INSERT', 'record_entries'],
  ['approve', 'INSERT', 'record_openings'],
  ['approve', 'INSERT', 'decisions'],
  ['approve', 'INSERT', 'outbox'],
  ['reject', 'INSERT', 'decisions'],
  ['reject', 'INSERT', 'remarks'],
  ['reject', 'INSERT', 'outbox'],
]

describe('one transaction', () => {
  it.each(late)('%s leaves nothing when it may not %s %s', async (verb, privilege, table) => {
    const asked = asking()
    const { email } = asked.contact
    const open = await ask(scene, asked)
    const waiting = await askAndConfirm(scene)
    const run: Record<Verb, () => Promise<unknown>> = {
      request: () => request(scene.deps, asking()),
      again: () => request(scene.deps, asking({ contact: { email } })),
      confirm: () => confirm(scene.deps, open.token, 1),
      disown: () => disown(scene.deps, open.token),
      resend: () => resendByLink(scene.deps, open.token),
      approve: () => approve(scene.deps, { id: waiting.id, revision: 2, moderator }),
      reject: () => reject(scene.deps, { id: waiting.id, revision: 2, moderator, reason }),
    }
    const { sql } = scene.database
    await sql.unsafe(`REVOKE ${privilege} ON ${table} FROM countersign_app`)
    try {
      expect(await changesOf(() => expect(run[verb]()).rejects.toThrow('Failed query'))).toEqual({})
    } finally {
      await sql.unsafe(`GRANT ${privilege} ON ${table} TO countersign_app`)
    }
    expect(await changesOf(run[verb]), 'the same call goes through afterwards').toMatchObject({
      events: '+1 -0',
    })
  })
})
