import { describe, expect, it } from 'vitest'
import { renewFromCommandLine } from '../../src/auth/operator/renew-from-command-line.ts'
import { suspend } from '../../src/auth/team/suspend.ts'
import { newcomerPeriod } from '../../src/domain/durations.ts'
import type { SecondModeratorRule } from '../../src/domain/second-moderator.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { approve, correct, reject, restore, undo, withdraw } from '../../src/moderation/request/decide.ts'
import { note } from '../../src/moderation/request/note.ts'
import { findEndorsement } from '../../src/storage/endorsements.ts'
import { insertLog } from '../../src/storage/moderation-log.ts'
import { addModerator, askAndConfirm, asking, privateToken, useScene } from '../support/scene.ts'

const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]
const scene = useScene({ moderators: [first, second] })

const why = { code: 'not-an-organisation', text: 'The site does not name you.' }
const setting = (value: SecondModeratorRule) => scene.sql`UPDATE statements SET second_moderator = ${value}`
const nothingFrom = async (work: () => Promise<unknown>) => expect(await scene.changesFrom(work)).toEqual({})
const log = (id: string) =>
  scene.database
    .sql`SELECT kind, code, revision, moderator_id AS by FROM log WHERE endorsement_id = ${id} ORDER BY revision`

/** Its address is at its website, and nothing speaks against it. */
const clear = async () => {
  const contact = { email: 'office@forum.example' }
  const organisation = { website: 'https://www.forum.example/about' }
  const { id } = await askAndConfirm(scene, asking({ name: 'Vilnius Forum', contact, organisation }))
  return id
}
/** Looks like a signatory: the second letter is Cyrillic. */
const doubtful = async () => (await askAndConfirm(scene, asking({ name: 'Lаwtrend' }))).id
/** Nothing speaks for it, and nothing against. */
const unknown = async () =>
  (await askAndConfirm(scene, asking({ name: 'Кветка', organisation: noWebsite }))).id
const noWebsite = { website: null }
const by = (moderator: string, id: string, revision: number) =>
  approve(scene.deps, { id, revision, moderator })

describe('a statement that asks for a second moderator', () => {
  it('never: one is enough, also where something speaks against it', async () => {
    await setting('never')
    for (const make of [clear, doubtful]) {
      expect(await by(first, await make(), 2)).toMatchObject({ ok: true, value: { status: 'approved' } })
    }
  })

  it('always: the first approval is noted, and publishes and mails nothing', async () => {
    await setting('always')
    const id = await clear()
    const changes = await scene.changesFrom(() => by(first, id, 2))
    expect(changes).toEqual({ endorsements: '+1 -1', events: '+1 -0', log: '+1 -0' })
    expect(await scene.row(id)).toMatchObject({
      status: 'confirmed',
      revision: 3,
      position: null,
      waiting_since: scene.deps.now(),
      first_approved_by: first,
      first_approved_at: scene.deps.now(),
    })
    expect(await by(second, id, 3)).toMatchObject({ ok: true, value: { status: 'approved', revision: 4 } })
    expect(await scene.row(id)).toMatchObject({ first_approved_by: null, first_approved_at: null })
    expect(await log(id)).toEqual([
      { kind: 'first-approve', code: 'for', revision: 3, by: first },
      { kind: 'approve', code: 'for', revision: 4, by: second },
    ])
    expect(
      await scene.database
        .sql`SELECT kind FROM events WHERE endorsement_id = ${id} AND revision > 2 ORDER BY id`,
    ).toEqual([{ kind: 'first_approved' }, { kind: 'approved' }])
  })

  it('in doubt: then two are needed, and else one', async () => {
    await setting('doubt')
    expect(await by(first, await clear(), 2)).toMatchObject({ value: { status: 'approved' } })
    const id = await doubtful()
    expect(await by(first, id, 2)).toMatchObject({ value: { status: 'confirmed' } })
    expect(await by(second, id, 3)).toMatchObject({ value: { status: 'approved' } })
    expect(await log(id)).toMatchObject([
      { kind: 'first-approve', code: 'against' },
      { kind: 'approve', code: 'against' },
    ])
  })

  it('weighs anew, and trusts nothing that is stored', async () => {
    await setting('doubt')
    const id = await doubtful()
    await scene.sql`UPDATE endorsements SET speaks_for = 1, speaks_against = 0 WHERE id = ${id}`
    await scene.sql`DELETE FROM evidence_due`
    expect(await by(first, id, 2)).toMatchObject({ value: { status: 'confirmed' } })
  })

  it('in doubt, which is where nothing speaks for it, too', async () => {
    await setting('doubt')
    const id = await unknown()
    expect(await by(first, id, 2)).toMatchObject({ value: { status: 'confirmed' } })
    expect(await log(id)).toMatchObject([{ kind: 'first-approve', code: 'nothing-for' }])
  })

  it('in doubt: two approved it, and one alone does not rename it by adding the website that the mail is at', async () => {
    await setting('doubt')
    const contact = { email: 'office@quiet.example' }
    const asked = asking({ name: 'Quiet Forum', contact, organisation: noWebsite })
    const { id } = await askAndConfirm(scene, asked)
    await by(first, id, 2)
    expect(await by(second, id, 3)).toMatchObject({ value: { status: 'approved' } })
    const { organisation, comment } = await published(id)
    const named = { ...organisation, name: 'Another Forum', website: 'https://quiet.example' }
    const on = { id, revision: 4, moderator: first }
    await nothingFrom(async () =>
      expect(await correct(scene.deps, { ...on, amendment: { organisation: named, comment } })).toEqual({
        ok: false,
        error: { reason: 'second_needed' },
      }),
    )
  })

  it('counts no second approval of somebody who joined, or joined anew, less than a day ago', async () => {
    await setting('always')
    const id = await clear()
    await by(first, id, 2)
    await joins(second)
    scene.moveClock(newcomerPeriod - 1)
    const from = new Date(scene.deps.now().getTime() + 1)
    await nothingFrom(async () =>
      expect(await by(second, id, 3)).toEqual({ ok: false, error: { reason: 'newcomer', from } }),
    )
    scene.moveClock(1)
    expect(await by(second, id, 3)).toMatchObject({ value: { status: 'approved' } })
  })

  it('counts none on the first approval of such a one either, until the day is over', async () => {
    await setting('always')
    const id = await clear()
    await joins(first)
    expect(await by(first, id, 2)).toMatchObject({ value: { status: 'confirmed' } })
    expect(await by(second, id, 3)).toMatchObject({ error: { reason: 'newcomer' } })
    scene.moveClock(newcomerPeriod)
    expect(await by(second, id, 3)).toMatchObject({ value: { status: 'approved' } })
  })

  it('lets such a one restore nothing that somebody else withdrew', async () => {
    const id = await clear()
    await by(first, id, 2)
    await setting('always')
    await withdraw(scene.deps, { id, revision: 3, moderator: first, ...why })
    await joins(second)
    const restored = () => restore(scene.deps, { id, revision: 4, moderator: second })
    expect(await restored()).toMatchObject({ error: { reason: 'newcomer' } })
    scene.moveClock(newcomerPeriod)
    expect(await restored()).toMatchObject({ ok: true })
  })

  it('refuses the same person twice, and leaves nothing of the second time', async () => {
    await setting('always')
    const id = await clear()
    await by(first, id, 2)
    await nothingFrom(async () =>
      expect(await by(first, id, 3)).toEqual({ ok: false, error: { reason: 'same_moderator' } }),
    )
    expect(await by(second, id, 3)).toMatchObject({ ok: true })
  })

  it('takes one of two first approvals that come at once', async () => {
    await setting('always')
    const id = await clear()
    const answers = await Promise.all([by(first, id, 2), by(second, id, 2)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter(({ ok }) => !ok)).toEqual([
      { ok: false, error: { reason: 'changed_meanwhile', revision: 3, status: 'confirmed' } },
    ])
    expect(await log(id)).toMatchObject([{ kind: 'first-approve', by: answers[0]?.ok ? first : second }])
  })

  it('counts no approval of details that were amended after it', async () => {
    await setting('always')
    const id = await clear()
    await by(first, id, 2)
    const { organisation } = asking({ name: 'Another name' })
    const amended = await amend(scene.deps, await privateToken(scene, id), 2, {
      organisation,
      comment: null,
      nameWithheld: false,
    })
    expect(amended).toMatchObject({ ok: true, value: { revision: 4 } })
    expect(await scene.row(id)).toMatchObject({ first_approved_by: null, first_approved_at: null })
    await nothingFrom(async () =>
      expect(await by(second, id, 3)).toEqual({
        ok: false,
        error: { reason: 'changed_meanwhile', revision: 4, status: 'confirmed' },
      }),
    )
    expect(await by(second, id, 4), 'the first one again').toMatchObject({ value: { status: 'confirmed' } })
  })

  it('forgets a first approval when the request is rejected, also if that is undone', async () => {
    await setting('always')
    const id = await clear()
    await by(first, id, 2)
    expect(await reject(scene.deps, { id, revision: 3, moderator: second, ...why })).toMatchObject({
      ok: true,
    })
    expect(await undo(scene.deps, { id, revision: 4, moderator: second })).toMatchObject({ ok: true })
    expect(await scene.row(id)).toMatchObject({ status: 'confirmed', first_approved_by: null })
    expect(await by(first, id, 5)).toMatchObject({ value: { status: 'confirmed' } })
  })

  it('no longer: whoever approved first may publish', async () => {
    await setting('always')
    const id = await clear()
    await by(first, id, 2)
    await setting('never')
    expect(await by(first, id, 3)).toMatchObject({ value: { status: 'approved' } })
  })

  it('counts no approval of somebody who was suspended meanwhile', async () => {
    await setting('always')
    const id = await clear()
    await by(first, id, 2)
    await addModerator(scene, { role: 'administrator' })
    expect(await suspend(scene.deps, { by: null, id: first })).toMatchObject({ ok: true })
    expect(await by(second, id, 3)).toMatchObject({ value: { status: 'confirmed', revision: 4 } })
    expect(await scene.row(id)).toMatchObject({ first_approved_by: second })
  })

  it('counts no approval of somebody whose passkeys were lost meanwhile', async () => {
    await setting('always')
    const id = await clear()
    await by(first, id, 2)
    expect(await renewFromCommandLine(scene.deps, first)).toMatchObject({ ok: true })
    expect(await scene.row(id)).toMatchObject({ first_approved_by: null, first_approved_at: null })
  })

  it('lets nobody alone put another name in the place of an approved one, or restore what they withdrew', async () => {
    const id = await clear()
    await by(first, id, 2)
    await setting('always')
    const amendment = { ...(await published(id)), comment: 'Another line' }
    const on = { id, revision: 3, moderator: first }
    await nothingFrom(async () =>
      expect(await correct(scene.deps, { ...on, amendment })).toMatchObject({
        error: { reason: 'second_needed' },
      }),
    )
    expect(await withdraw(scene.deps, { ...on, ...why })).toMatchObject({ ok: true })
    await nothingFrom(async () =>
      expect(await restore(scene.deps, { ...on, revision: 4 })).toMatchObject({
        error: { reason: 'own_withdrawal' },
      }),
    )
    expect(await restore(scene.deps, { id, revision: 4, moderator: second })).toMatchObject({ ok: true })
  })

  it('in doubt: a correction to a name that looks like another’s is one', async () => {
    await setting('doubt')
    const id = await clear()
    await by(first, id, 2)
    const details = await published(id)
    const on = { id, revision: 3, moderator: first }
    const posing = { ...details, organisation: { ...details.organisation, name: 'Lаwtrend' } }
    expect(await correct(scene.deps, { ...on, amendment: posing })).toMatchObject({
      error: { reason: 'second_needed' },
    })
    const honest = { ...details, organisation: { ...details.organisation, name: 'The Vilnius Forum' } }
    expect(await correct(scene.deps, { ...on, amendment: honest })).toMatchObject({ ok: true })
  })
})

/** As the log says it when somebody uses an invitation, or a link in the place of lost passkeys. */
const joins = (moderatorId: string) =>
  scene.deps.db.transaction(tx => insertLog(tx, { kind: 'join', moderatorId }, scene.deps.now()))

const published = async (id: string) => {
  const found = await findEndorsement(scene.deps.db, id)
  if (!found) throw new Error('gone')
  return { organisation: found.organisation, comment: found.comment }
}

describe('somebody who was suspended since the page was opened', () => {
  it('decides nothing and notes nothing', async () => {
    const id = await clear()
    await setModeratorStatusOf(first)
    await nothingFrom(async () => {
      expect(await by(first, id, 2)).toEqual({ ok: false, error: { reason: 'not_moderator' } })
      expect(await note(scene.deps, { id, moderator: first, text: 'W' })).toEqual({
        ok: false,
        error: { reason: 'not_moderator' },
      })
    })
  })
})

const setModeratorStatusOf = (id: string) =>
  scene.sql`UPDATE moderators SET status = 'suspended' WHERE id = ${id}`
