import { describe, expect, it } from 'vitest'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
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
import { findDetails } from '../../src/storage/details.ts'
import { remarkContext } from '../../src/storage/remarks.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { ask, askAndConfirm, asking, day, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const why = { code: 'not-an-organisation', text: 'The site does not name you.' }
const question = { code: 'name-differs', text: 'Is this the registered name?' }
const nothingFrom = async (work: () => Promise<unknown>) => expect(await scene.changesFrom(work)).toEqual({})
const refused = (reason: string) => ({ ok: false, error: { reason } })
const on = (id: string, revision: number) => ({ id, revision, moderator })
const deliver = () => deliverDue(scene.deps, 50)
const later = (milliseconds: number) => new Date(scene.deps.now().getTime() + milliseconds)

const lastEvent = async (id: string) => {
  const [row] = await scene.sql`
    SELECT kind, revision, actor, at FROM events WHERE endorsement_id = ${id} ORDER BY id DESC LIMIT 1`
  return row
}
/** The newest entry of the log, with its text. */
const lastLog = async () => {
  const [row] = await scene.sql<{ id: string; sealed: Uint8Array | null }[]>`
    SELECT l.*, r.sealed FROM log l LEFT JOIN remarks r ON r.log_id = l.id
    ORDER BY l.at DESC, l.revision DESC LIMIT 1`
  if (!row) throw new Error('the log is empty')
  const { id, sealed, ...entry } = row
  return { ...entry, text: sealed && (await scene.deps.sealing.open(remarkContext(id), sealed)) }
}
/** Mails of an endorsement that still go, beside those of asking and confirming. */
const owed = (id: string) => scene.sql`
  SELECT kind, next_attempt_at AS due FROM outbox
  WHERE endorsement_id = ${id} AND sent_at IS NULL AND cancelled_at IS NULL ORDER BY created_at`
const entries = async (id: string) => {
  const rows = await scene.sql<{ entry: string }[]>`
    SELECT entry FROM record_entries WHERE endorsement_id = ${id} ORDER BY seq`
  return rows.map(({ entry }) => JSON.parse(entry))
}
const openings = (id: string) => scene.sql<{ fields: string }[]>`
  SELECT fields FROM record_openings WHERE endorsement_id = ${id} ORDER BY seq`
const listRevision = async () => (await scene.sql`SELECT revision FROM statements`)[0]?.revision
const listed = async () =>
  (await scene.sql`SELECT name FROM public_signatories ORDER BY founding DESC, position`).map(
    ({ name }) => name,
  )
const lastMailTo = (email: string) =>
  scene.mail.accepted.filter(({ message }) => message.to === email).at(-1)?.message

/** Waits for a decision at revision 2, with the mails of the way there gone. */
async function waiting(asked = asking()) {
  const { id } = await askAndConfirm(scene, asked)
  await deliver()
  scene.moveClock(minute)
  return { id, email: asked.contact.email, name: asked.organisation.name }
}
/** Throws where a step of the way is refused. */
async function done(answer: Promise<{ ok: boolean; error?: { reason: string } }>) {
  const { ok, error } = await answer
  if (!ok) throw new Error(`refused: ${error?.reason}`)
}
async function approved(asked = asking()) {
  const one = await waiting(asked)
  await done(approve(scene.deps, on(one.id, 2)))
  await deliver()
  scene.moveClock(minute)
  return one
}
async function rejected(asked = asking()) {
  const one = await waiting(asked)
  await done(reject(scene.deps, { ...on(one.id, 2), ...why }))
  return one
}
async function returned() {
  const one = await waiting()
  await done(returnForChanges(scene.deps, { ...on(one.id, 2), ...question }))
  return one
}
const founder = async () => {
  const [row] = await scene.sql<{ id: string; name: string; position: number }[]>`
    SELECT id, name, position FROM endorsements WHERE founding_key = 'lawtrend'`
  if (!row) throw new Error('no founder')
  return row
}

describe('approving', () => {
  it('leaves the place on the list, event, log, record entry with its opening, revision and mail', async () => {
    const { id, email } = await waiting()
    const before = await listRevision()
    const changes = await scene.changesFrom(() => approve(scene.deps, on(id, 2)))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      log: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -0',
      tokens: '+1 -0',
      statements: '+1 -1',
      public_changes: '+1 -1',
      record_head: '+1 -1',
      record_entries: '+1 -0',
      record_openings: '+1 -0',
      public_signatories: '+1 -0',
      listed_names: '+1 -0',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'approved',
      revision: 3,
      approved_at: scene.deps.now(),
      waiting_since: null,
      signed_on: new Date('2030-03-01'),
      position: 12,
    })
    expect(await lastEvent(id)).toMatchObject({ kind: 'approved', revision: 3, actor: 'moderator' })
    expect(await lastLog()).toEqual({
      endorsement_id: id,
      kind: 'approve',
      revision: 3,
      at: scene.deps.now(),
      moderator_id: moderator,
      subject_id: null,
      statement: null,
      code: 'nothing-for',
      text: null,
    })
    expect(await listRevision()).toBe(before + 1)
    expect(await entries(id)).toMatchObject([{ type: 'endorse', id, version: 1, date: '2030-03-01' }])
    expect(await openings(id)).toHaveLength(1)
    expect(await owed(id)).toEqual([{ kind: 'approved', due: scene.deps.now() }])
    await deliver()
    expect(lastMailTo(email)?.text).toContain('/endorsement/')
  })

  it('is refused for a name on the list, whatever its case and spacing, and leaves nothing', async () => {
    const { id } = await waiting(asking({ name: '  LAWTREND. ' }))
    await nothingFrom(async () =>
      expect(await approve(scene.deps, on(id, 2))).toEqual(refused('already_signatory')),
    )
  })

  it('is refused on another revision, in another state, and for nobody, and leaves nothing', async () => {
    const { id } = await waiting()
    const unconfirmed = await ask(scene)
    await nothingFrom(async () => {
      expect(await approve(scene.deps, on(id, 1))).toEqual({
        ok: false,
        error: { reason: 'changed_meanwhile', revision: 2, status: 'confirmed' },
      })
      expect(await approve(scene.deps, on(unconfirmed.id, 1))).toMatchObject({
        error: { reason: 'wrong_status', status: 'requested' },
      })
      expect(await reject(scene.deps, { ...on(unconfirmed.id, 1), ...why })).toMatchObject({
        error: { reason: 'wrong_status', status: 'requested' },
      })
      expect(await approve(scene.deps, on(crypto.randomUUID(), 1))).toMatchObject(
        refused('endorsement_unknown'),
      )
    })
  })
})

describe('rejecting', () => {
  it('leaves event, log, sealed reason and a mail that waits a minute, and nothing on the list', async () => {
    const { id, email } = await waiting()
    const changes = await scene.changesFrom(() => reject(scene.deps, { ...on(id, 2), ...why }))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      log: '+1 -0',
      remarks: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -0',
      tokens: '+1 -0',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'rejected',
      revision: 3,
      rejected_at: scene.deps.now(),
      position: null,
      waiting_since: null,
      returned_at: null,
    })
    expect(await lastEvent(id)).toMatchObject({ kind: 'rejected', revision: 3, actor: 'moderator' })
    expect(await lastLog()).toMatchObject({ kind: 'reject', revision: 3, moderator_id: moderator, ...why })
    expect(await owed(id)).toEqual([{ kind: 'rejected', due: later(minute) }])
    scene.moveClock(minute - 1)
    expect(await deliver(), 'not a millisecond earlier').toBe(0)
    scene.moveClock(1)
    expect(await deliver()).toBe(1)
    expect(lastMailTo(email)?.text).toContain(why.text)
  })

  it('frees the address for another request', async () => {
    const { id, email } = await rejected()
    const again = await ask(scene, asking({ contact: { email } }))
    expect(again.id).not.toBe(id)
    expect(await scene.row(again.id)).toMatchObject({ status: 'requested', revision: 1 })
  })

  it('of a request whose question was not mailed takes the question back', async () => {
    const { id } = await returned()
    await done(reject(scene.deps, { ...on(id, 3), ...why }))
    expect(await owed(id)).toMatchObject([{ kind: 'rejected' }])
    expect(await scene.row(id)).toMatchObject({ status: 'rejected', returned_at: null })
  })

  it('of a request that was asked for changes remembers it', async () => {
    const { id } = await returned()
    const askedAt = scene.deps.now()
    scene.moveClock(minute)
    await deliver()
    await done(reject(scene.deps, { ...on(id, 3), ...why }))
    expect(await scene.row(id)).toMatchObject({ status: 'rejected', returned_at: askedAt })
  })
})

describe('returning for changes', () => {
  it('leaves event, log, sealed question and a mail that waits a minute', async () => {
    const { id, email } = await waiting()
    const changes = await scene.changesFrom(() => returnForChanges(scene.deps, { ...on(id, 2), ...question }))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      log: '+1 -0',
      remarks: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -0',
      tokens: '+1 -0',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'returned',
      revision: 3,
      returned_at: scene.deps.now(),
      waiting_since: null,
    })
    expect(await lastEvent(id)).toMatchObject({ kind: 'returned', revision: 3, actor: 'moderator' })
    expect(await lastLog()).toMatchObject({ kind: 'return', revision: 3, ...question })
    expect(await owed(id)).toEqual([{ kind: 'changes-requested', due: later(minute) }])
    scene.moveClock(minute)
    await deliver()
    expect(lastMailTo(email)?.text).toContain(question.text)
  })

  it('is refused for what is returned already', async () => {
    const { id } = await returned()
    await nothingFrom(async () =>
      expect(await returnForChanges(scene.deps, { ...on(id, 3), ...question })).toMatchObject({
        error: { reason: 'wrong_status', status: 'returned' },
      }),
    )
  })

  it('begins the wait anew once it is answered', async () => {
    const { id } = await returned()
    const token = await privateToken(scene, id)
    scene.moveClock(minute)
    await deliver()
    scene.moveClock(day)
    const { organisation } = asking({ name: 'The registered name' })
    await done(amend(scene.deps, token, 3, { organisation, comment: null, nameWithheld: false }))
    expect(await scene.row(id)).toMatchObject({
      status: 'confirmed',
      revision: 4,
      returned_at: null,
      name: 'The registered name',
      waiting_since: scene.deps.now(),
      queued_at: scene.deps.now(),
    })
    expect((await findDetails(scene.deps.db, id, 3))?.organisation.name).not.toBe('The registered name')
    expect((await findDetails(scene.deps.db, id, 4))?.organisation.name).toBe('The registered name')
  })

  it('takes the question back where an amendment came first', async () => {
    const { id } = await returned()
    await scene.sql`UPDATE outbox SET next_attempt_at = ${later(day)} WHERE sent_at IS NULL`
    const token = await privateToken(scene, id)
    scene.moveClock(minute)
    const { organisation } = asking()
    await done(amend(scene.deps, token, 3, { organisation, comment: null, nameWithheld: false }))
    const amended = { kind: 'amended', due: scene.deps.now() }
    expect(await owed(id)).toEqual([amended])
    scene.moveClock(2 * day)
    expect(await deliver()).toBe(1)
  })
})

describe('undoing', () => {
  it('a rejection puts the request back in its old place and mails nothing', async () => {
    const { id } = await rejected()
    const { confirmed_at } = await scene.row(id)
    scene.moveClock(minute - 1)
    const changes = await scene.changesFrom(() => undo(scene.deps, on(id, 3)))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      log: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -1',
      evidence_due: '+1 -0',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'confirmed',
      revision: 4,
      rejected_at: null,
      waiting_since: confirmed_at,
    })
    expect(await lastEvent(id)).toMatchObject({ kind: 'undone', revision: 4, actor: 'moderator' })
    expect(await lastLog()).toMatchObject({ kind: 'undo', revision: 4, moderator_id: moderator, code: null })
    scene.moveClock(day)
    expect(await deliver()).toBe(0)
    expect(await approve(scene.deps, on(id, 4)), 'it can be decided again').toMatchObject({ ok: true })
  })

  it('a return puts it back too', async () => {
    const { id } = await returned()
    await done(undo(scene.deps, on(id, 3)))
    expect(await scene.row(id)).toMatchObject({ status: 'confirmed', revision: 4, returned_at: null })
    expect(await owed(id)).toEqual([])
  })

  it('a rejection of a request that was asked for changes leads back to that, with its time', async () => {
    const { id } = await returned()
    const { returned_at } = await scene.row(id)
    scene.moveClock(day)
    await deliver()
    await done(reject(scene.deps, { ...on(id, 3), ...why }))
    await done(undo(scene.deps, on(id, 4)))
    expect(await scene.row(id)).toMatchObject({ status: 'returned', revision: 5, returned_at })
    expect(await owed(id)).toEqual([])
    expect(await undo(scene.deps, on(id, 5)), 'the question itself was mailed long ago').toEqual(
      refused('too_late'),
    )
  })

  it('a rejection that came before its question was mailed leads back to the queue, as nobody was asked', async () => {
    const { id } = await returned()
    await done(reject(scene.deps, { ...on(id, 3), ...why }))
    await done(undo(scene.deps, on(id, 4)))
    expect(await scene.row(id)).toMatchObject({ status: 'confirmed', revision: 5, returned_at: null })
    expect(await owed(id)).toEqual([])
  })

  it('after the minute is too late and changes nothing', async () => {
    for (const { id } of [await rejected(), await returned()]) {
      scene.moveClock(minute)
      await nothingFrom(async () => expect(await undo(scene.deps, on(id, 3))).toEqual(refused('too_late')))
    }
  })

  it('of a mail that is under way is too late, and what was begun is rolled back', async () => {
    const { id } = await rejected()
    // By a process whose clock runs ahead.
    await scene.sql`UPDATE outbox SET first_attempt_at = ${scene.deps.now()} WHERE kind = 'rejected'`
    await nothingFrom(async () => expect(await undo(scene.deps, on(id, 3))).toEqual(refused('too_late')))
    expect(await scene.row(id)).toMatchObject({ status: 'rejected', revision: 3 })
  })

  it('is refused where the address has asked again meanwhile', async () => {
    const { id, email } = await rejected()
    await askAndConfirm(scene, asking({ contact: { email } }))
    await nothingFrom(async () =>
      expect(await undo(scene.deps, on(id, 3))).toEqual(refused('already_waiting')),
    )
  })

  it('is refused for an approval, which ends only in the open', async () => {
    const { id } = await approved()
    await nothingFrom(async () =>
      expect(await undo(scene.deps, on(id, 3))).toMatchObject({ error: { reason: 'wrong_status' } }),
    )
  })
})

describe('reopening', () => {
  it('puts a rejected request at the end of the queue and says so', async () => {
    const { id, email } = await rejected()
    scene.moveClock(minute)
    await deliver()
    const changes = await scene.changesFrom(() => reopen(scene.deps, on(id, 3)))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      log: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -0',
      tokens: '+1 -0',
      evidence_due: '+1 -0',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'confirmed',
      revision: 4,
      rejected_at: null,
      waiting_since: scene.deps.now(),
    })
    expect(await lastEvent(id)).toMatchObject({ kind: 'reopened', revision: 4, actor: 'moderator' })
    expect(await lastLog()).toMatchObject({ kind: 'reopen', revision: 4 })
    expect(await owed(id)).toEqual([{ kind: 'reopened', due: scene.deps.now() }])
    await deliver()
    expect(lastMailTo(email)?.text).not.toContain(why.text)
  })

  it('within the minute takes the unsent rejection back and mails nothing', async () => {
    const { id } = await rejected()
    await done(reopen(scene.deps, on(id, 3)))
    expect(await owed(id)).toEqual([])
    scene.moveClock(day)
    expect(await deliver()).toBe(0)
  })

  it('is refused where the address has another request waiting', async () => {
    const { id, email } = await rejected()
    scene.moveClock(minute)
    await askAndConfirm(scene, asking({ contact: { email } }))
    await nothingFrom(async () =>
      expect(await reopen(scene.deps, on(id, 3))).toEqual(refused('already_waiting')),
    )
  })
})

describe('correcting', () => {
  it('puts the details right in the open: a new entry, a new opening, the same place and date', async () => {
    const { id } = await approved()
    const before = await scene.row(id)
    const list = await listRevision()
    const { organisation } = asking({ name: 'The right name', organisation: { country: 'PL' } })
    const amendment = { organisation, comment: 'A better line.' }
    const changes = await scene.changesFrom(() => correct(scene.deps, { ...on(id, 3), amendment }))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      details: '+1 -0',
      log: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -0',
      tokens: '+1 -0',
      statements: '+1 -1',
      public_changes: '+1 -1',
      record_head: '+1 -1',
      record_entries: '+1 -0',
      record_openings: '+1 -0',
      public_signatories: '+1 -1',
      listed_names: '+1 -1',
    })
    const { position, signed_on, approved_at } = before
    expect(await scene.row(id)).toMatchObject({
      status: 'approved',
      revision: 4,
      position,
      signed_on,
      approved_at,
      name: 'The right name',
      organisation_key: 'the right name',
      country: 'PL',
      comment: 'A better line.',
      search_text: expect.stringContaining('the right name'),
    })
    expect(await listRevision()).toBe(list + 1)
    expect(await lastEvent(id)).toMatchObject({ kind: 'corrected', revision: 4 })
    expect(await lastLog()).toMatchObject({ kind: 'correct', revision: 4, moderator_id: moderator })
    expect((await entries(id)).map(({ type }) => type)).toEqual(['endorse', 'amend'])
    expect((await openings(id)).at(-1)?.fields).toContain('The right name')
    expect((await findDetails(scene.deps.db, id, 3))?.comment).toBeNull()
    expect((await findDetails(scene.deps.db, id, 4))?.comment).toBe('A better line.')
    expect(await owed(id)).toEqual([{ kind: 'corrected', due: scene.deps.now() }])
  })

  it('is refused for a founding signatory', async () => {
    const { id } = await founder()
    const { organisation } = asking()
    await nothingFrom(async () =>
      expect(await correct(scene.deps, { ...on(id, 1), amendment: { organisation, comment: null } })).toEqual(
        refused('founding'),
      ),
    )
  })

  it('to a name that is on the list is refused', async () => {
    const { id } = await approved()
    const { organisation } = asking({ name: 'lawtrend' })
    await nothingFrom(async () =>
      expect(await correct(scene.deps, { ...on(id, 3), amendment: { organisation, comment: null } })).toEqual(
        refused('already_signatory'),
      ),
    )
  })
})

describe('withdrawing', () => {
  it('takes a name off the list, deletes its openings, and says so', async () => {
    const { id, email, name } = await approved()
    const { organisation } = asking({ name: `${name} renamed` })
    await done(correct(scene.deps, { ...on(id, 3), amendment: { organisation, comment: null } }))
    await deliver()
    scene.moveClock(minute)
    const before = await listRevision()
    const changes = await scene.changesFrom(() => withdraw(scene.deps, { ...on(id, 4), ...why }))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      log: '+1 -0',
      remarks: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -0',
      tokens: '+1 -0',
      statements: '+1 -1',
      public_changes: '+1 -1',
      record_head: '+1 -1',
      record_entries: '+1 -0',
      record_openings: '+0 -2',
      public_signatories: '+0 -1',
      listed_names: '+0 -1',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'withdrawn',
      revision: 5,
      withdrawn_at: scene.deps.now(),
      position: 12,
    })
    expect(await lastEvent(id)).toMatchObject({ kind: 'withdrawn', revision: 5, actor: 'moderator' })
    expect(await lastLog()).toMatchObject({ kind: 'withdraw', revision: 5, ...why })
    expect(await listRevision()).toBe(before + 1)
    expect(await listed()).not.toContain(`${name} renamed`)
    expect((await entries(id)).at(-1)).toMatchObject({ type: 'withdraw', commitment: null })
    expect(await owed(id)).toEqual([{ kind: 'withdrawn', due: scene.deps.now() }])
    await deliver()
    expect(lastMailTo(email)?.text).toContain(why.text)
  })

  it('takes a request out of the queue, of which the record never knew', async () => {
    const waits = await waiting()
    const asked = await returned()
    await done(withdraw(scene.deps, { ...on(waits.id, 2), ...why }))
    await done(withdraw(scene.deps, { ...on(asked.id, 3), ...why }))
    for (const { id } of [waits, asked]) {
      expect(await scene.row(id)).toMatchObject({ status: 'withdrawn', position: null, approved_at: null })
      expect(await entries(id)).toEqual([])
      expect(await owed(id)).toMatchObject([{ kind: 'withdrawn' }])
    }
    const [{ id }, revision] = [waits, 3]
    expect(await restore(scene.deps, on(id, revision))).toMatchObject({ error: { reason: 'wrong_status' } })
  })

  it('works on a founding signatory, whom no mail tells', async () => {
    const { id, name, position } = await founder()
    const changes = await scene.changesFrom(() => withdraw(scene.deps, { ...on(id, 1), ...why }))
    expect(changes).toMatchObject({ remarks: '+1 -0', record_entries: '+1 -0', record_openings: '+0 -1' })
    expect(changes).not.toHaveProperty('outbox')
    expect(await listed()).not.toContain(name)
    scene.moveClock(400 * day)
    await sweep(scene.deps)
    expect(await note(scene.deps, { id, moderator, text: 'They called.' })).toMatchObject({ ok: true })
    await done(restore(scene.deps, on(id, 2)))
    const [back] = await scene.database
      .sql`SELECT founding, position FROM public_signatories WHERE id = ${id}`
    expect(back).toEqual({ founding: true, position })
  })
})

describe('restoring', () => {
  it('brings a name back in its old place and with its old date, with a new opening', async () => {
    const first = await approved()
    await approved()
    const order = await listed()
    const [salt] = await scene.database
      .sql`SELECT salt FROM record_openings WHERE endorsement_id = ${first.id}`
    await done(withdraw(scene.deps, { ...on(first.id, 3), ...why }))
    await deliver()
    scene.moveClock(20 * day)
    const changes = await scene.changesFrom(() => restore(scene.deps, on(first.id, 4)))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      log: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -0',
      tokens: '+1 -0',
      statements: '+1 -1',
      public_changes: '+1 -1',
      record_head: '+1 -1',
      record_entries: '+1 -0',
      record_openings: '+1 -0',
      public_signatories: '+1 -0',
      listed_names: '+1 -0',
    })
    expect(await listed()).toEqual(order)
    expect(await scene.row(first.id)).toMatchObject({
      status: 'approved',
      revision: 5,
      withdrawn_at: null,
      signed_on: new Date('2030-03-01'),
    })
    expect(await lastEvent(first.id)).toMatchObject({ kind: 'restored', revision: 5, actor: 'moderator' })
    expect(await lastLog()).toMatchObject({ kind: 'restore', revision: 5 })
    expect((await entries(first.id)).map(({ type }) => type)).toEqual(['endorse', 'withdraw', 'restore'])
    expect(await openings(first.id)).toHaveLength(1)
    const [fresh] = await scene.database
      .sql`SELECT salt FROM record_openings WHERE endorsement_id = ${first.id}`
    expect(fresh).not.toEqual(salt)
    expect(await owed(first.id)).toEqual([{ kind: 'restored', due: scene.deps.now() }])
  })

  it('is refused where another has the name by now', async () => {
    const { id, name } = await approved()
    await done(withdraw(scene.deps, { ...on(id, 3), ...why }))
    await approved(asking({ name: name.toUpperCase() }))
    await nothingFrom(async () =>
      expect(await restore(scene.deps, on(id, 4))).toEqual(refused('already_signatory')),
    )
  })
})

describe('a note', () => {
  it('is kept sealed, on whatever revision, and changes nothing else', async () => {
    const { id } = await waiting()
    const changes = await scene.changesFrom(() =>
      note(scene.deps, { id, moderator, text: 'Called the office.' }),
    )
    expect(changes).toEqual({ log: '+1 -0', remarks: '+1 -0' })
    expect(await lastLog()).toMatchObject({
      kind: 'note',
      revision: 2,
      moderator_id: moderator,
      code: null,
      text: 'Called the office.',
    })
    expect(await approve(scene.deps, on(id, 2)), 'the revision stays').toMatchObject({ ok: true })
  })

  it('is refused for nobody', async () => {
    await nothingFrom(async () =>
      expect(await note(scene.deps, { id: crypto.randomUUID(), moderator, text: 'W' })).toEqual(
        refused('endorsement_unknown'),
      ),
    )
  })
})

describe('once the representative is forgotten', () => {
  const forget = async () => {
    await deliver()
    scene.moveClock(30 * day)
    await sweep(scene.deps)
  }

  it('a rejection is not reopened, and no new words are kept', async () => {
    const { id } = await rejected()
    scene.moveClock(minute)
    await forget()
    expect(await scene.row(id)).toMatchObject({ erased_at: scene.deps.now() })
    await nothingFrom(async () => {
      expect(await reopen(scene.deps, on(id, 3))).toEqual(refused('contact_erased'))
      expect(await note(scene.deps, { id, moderator, text: 'W' })).toEqual(refused('contact_erased'))
    })
  })

  it('a withdrawn name is not restored', async () => {
    const { id } = await approved()
    await done(withdraw(scene.deps, { ...on(id, 3), ...why }))
    await forget()
    await nothingFrom(async () =>
      expect(await restore(scene.deps, on(id, 4))).toEqual(refused('contact_erased')),
    )
  })

  it('the log still says who decided what, without a word of it', async () => {
    const { id } = await rejected()
    scene.moveClock(minute)
    await forget()
    expect(await lastLog()).toMatchObject({
      kind: 'reject',
      code: why.code,
      moderator_id: moderator,
      text: null,
    })
    expect(await findDetails(scene.deps.db, id, 3)).toBeNull()
  })
})
