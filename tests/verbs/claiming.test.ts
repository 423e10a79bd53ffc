import { describe, expect, it } from 'vitest'
import { suspend } from '../../src/auth/team/suspend.ts'
import { claimPeriod } from '../../src/domain/durations.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { claim, release } from '../../src/moderation/claim/claim.ts'
import { loadClaimants } from '../../src/moderation/claim/load-claimants.ts'
import { approve, reject, returnForChanges, undo } from '../../src/moderation/request/decide.ts'
import { findHistory } from '../../src/storage/history.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { addModerator, ask, askAndConfirm, minute, useScene } from '../support/scene.ts'

const vera = crypto.randomUUID()
const nina = crypto.randomUUID()
const scene = useScene({ moderators: [vera, nina] })
const why = { code: 'not-an-organisation', text: 'The site does not name you.' }

const claims = (id: string, moderator = vera, takenFrom: string | null = null) =>
  claim(scene.deps, { id, moderator, takenFrom })
/** Whose claim the database has, whether it counts or not. */
const keptClaim = async (id: string) =>
  (await scene.sql`SELECT moderator_id AS by FROM claims WHERE endorsement_id = ${id}`)[0]?.by
/** Whether a row of the queue says that somebody looks at it. */
const isClaimed = async (id: string) => {
  const { status } = await scene.row(id)
  return (await loadClaimants(scene.deps, [{ id, status: status as 'confirmed' }])).has(id)
}
const historyOf = async (id: string) =>
  (await findHistory(scene.deps.db, scene.deps.sealing, id)).entries.map(({ kind, moderatorId }) => [
    kind,
    moderatorId,
  ])

describe('a claim', () => {
  it('is kept and logged, and changes nothing of the request', async () => {
    const { id } = await askAndConfirm(scene)
    const before = await scene.row(id)
    expect(await scene.changesFrom(() => claims(id))).toEqual({ claims: '+1 -0', log: '+1 -0' })
    expect(await scene.row(id)).toEqual(before)
    expect(await isClaimed(id)).toBe(true)
    expect((await historyOf(id)).at(-1)).toEqual(['claim', vera])
    expect(await scene.changesFrom(() => claims(id)), 'a second press').toEqual({})
  })

  it('is given back by its owner, and by nobody else', async () => {
    const { id } = await askAndConfirm(scene)
    await claims(id)
    expect(await scene.changesFrom(() => release(scene.deps, { id, moderator: nina }))).toEqual({})
    scene.moveClock(minute)
    await release(scene.deps, { id, moderator: vera })
    expect(await isClaimed(id)).toBe(false)
    expect((await historyOf(id)).slice(-2)).toEqual([
      ['claim', vera],
      ['release', vera],
    ])
  })

  it('is taken over by whoever saw it, which the log says of both', async () => {
    const { id } = await askAndConfirm(scene)
    await claims(id)
    expect(await claims(id, nina)).toEqual({ ok: false, error: { reason: 'claimed' } })
    expect(await keptClaim(id)).toBe(vera)
    expect(await claims(id, nina, vera)).toMatchObject({ ok: true })
    expect(await keptClaim(id)).toBe(nina)
    const [entry] = await scene.sql`SELECT moderator_id, subject_id FROM log WHERE kind = 'take-over'`
    expect(entry).toEqual({ moderator_id: nina, subject_id: vera })
  })

  it('is one moderator’s, however many press at once', async () => {
    const { id } = await askAndConfirm(scene)
    const answers = await Promise.all([vera, nina, vera, nina].map(moderator => claims(id, moderator)))
    const owner = await keptClaim(id)
    expect(answers.map(({ ok }) => ok)).toEqual([vera, nina, vera, nina].map(one => one === owner))
    expect(await scene.count('log', `kind = 'claim'`)).toBe(1)
  })

  it('keeps nobody from deciding, and ends with the decision, also where that is undone', async () => {
    const { id } = await askAndConfirm(scene)
    await claims(id)
    expect(await reject(scene.deps, { id, revision: 2, moderator: nina, ...why })).toMatchObject({ ok: true })
    expect(await keptClaim(id)).toBeUndefined()
    expect(await undo(scene.deps, { id, revision: 3, moderator: nina })).toMatchObject({ ok: true })
    expect(await isClaimed(id)).toBe(false)
  })

  it('ends with a first approval and a question too: somebody else is to look now', async () => {
    await scene.sql`UPDATE statements SET second_moderator = 'always'`
    const [first, second] = [await askAndConfirm(scene), await askAndConfirm(scene)]
    for (const { id } of [first, second]) await claims(id)
    await approve(scene.deps, { id: first.id, revision: 2, moderator: vera })
    await returnForChanges(scene.deps, { id: second.id, revision: 2, moderator: vera, ...why })
    for (const { id } of [first, second]) expect(await isClaimed(id)).toBe(false)
  })

  it('does not outlive a request that its owner stops', async () => {
    const { id, token } = await askAndConfirm(scene)
    await claims(id)
    await disown(scene.deps, token)
    expect(await isClaimed(id)).toBe(false)
    expect(await claims(id)).toMatchObject({ error: { reason: 'wrong_status' } })
  })

  it('ends by itself, for whoever looks and then in the database', async () => {
    const { id } = await ask(scene)
    await claims(id)
    scene.moveClock(claimPeriod - 1)
    expect(await isClaimed(id)).toBe(true)
    scene.moveClock(1)
    expect(await isClaimed(id)).toBe(false)
    await sweep(scene.deps)
    expect(await keptClaim(id)).toBeUndefined()
  })

  it('counts for nothing once its owner is suspended, who claims nothing more', async () => {
    const administrator = await addModerator(scene, { role: 'administrator' })
    const { id } = await askAndConfirm(scene)
    await claims(id)
    expect(await suspend(scene.deps, { by: administrator, id: vera })).toMatchObject({ ok: true })
    expect(await isClaimed(id)).toBe(false)
    expect(await claims(id)).toEqual({ ok: false, error: { reason: 'not_moderator' } })
    expect(await claims(id, nina), 'without taking anything over').toMatchObject({ ok: true })
  })
})
