import { describe, expect, it } from 'vitest'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { approve, correct, reject, returnForChanges } from '../../src/moderation/request/decide.ts'
import { note } from '../../src/moderation/request/note.ts'
import { findDetails } from '../../src/storage/details.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askAndConfirm, asking, day, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const why = { code: 'other', text: 'A reason.' }
const named = (name: string) => ({
  organisation: asking({ name }).organisation,
  comment: `Of ${name}`,
  nameWithheld: false,
})
const nameAt = async (id: string, revision: number) =>
  (await findDetails(scene.deps.db, id, revision))?.organisation.name
const revisions = async (id: string) =>
  (await scene.sql`SELECT revision FROM details WHERE endorsement_id = ${id} ORDER BY 1`).map(
    ({ revision }) => revision,
  )

describe('the public details', () => {
  it('are kept from the asking on, every field of them', async () => {
    const names = { en: 'The Spring', be: 'Вясна', ru: 'Весна' }
    const asked = asking({ name: 'Viasna', comment: 'A line.', organisation: { names } })
    const { id } = await askAndConfirm(scene, asked)
    const kept = { organisation: asked.organisation, comment: 'A line.', nameWithheld: false }
    expect(await findDetails(scene.deps.db, id, 1)).toEqual(kept)
    expect(await findDetails(scene.deps.db, id, 2), 'confirming changed none').toEqual(kept)
    expect(await revisions(id)).toEqual([1])
  })

  it('are those of each revision, through amendments, decisions and a correction', async () => {
    const { id } = await askAndConfirm(scene, asking({ name: 'First' }))
    const token = await privateToken(scene, id)
    await amend(scene.deps, token, 2, named('Second'))
    await returnForChanges(scene.deps, { id, revision: 3, moderator, ...why })
    scene.moveClock(minute)
    await amend(scene.deps, token, 4, named('Third'))
    await note(scene.deps, { id, moderator, text: 'W' })
    await approve(scene.deps, { id, revision: 5, moderator })
    await correct(scene.deps, { id, revision: 6, moderator, amendment: named('Fourth') })
    expect(await Promise.all([1, 2, 3, 4, 5, 6, 7, 99].map(revision => nameAt(id, revision)))).toEqual([
      'First',
      'First',
      'Second',
      'Second',
      'Third',
      'Third',
      'Fourth',
      'Fourth',
    ])
    expect(await nameAt(id, 0)).toBeUndefined()
    expect(await revisions(id)).toEqual([1, 3, 5, 7])
  })

  it('are not written again by an answer that leaves them as they are', async () => {
    const asked = asking()
    const { id } = await askAndConfirm(scene, asked)
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...why })
    scene.moveClock(minute)
    const same = { organisation: asked.organisation, comment: asked.comment, nameWithheld: false }
    expect(await amend(scene.deps, await privateToken(scene, id), 3, same)).toMatchObject({ ok: true })
    expect(await nameAt(id, 4)).toBe(asked.organisation.name)
  })

  it('of one endorsement are not those of another', async () => {
    const one = await askAndConfirm(scene, asking({ name: 'One' }))
    const other = await askAndConfirm(scene, asking({ name: 'Other' }))
    expect([await nameAt(one.id, 9), await nameAt(other.id, 9)]).toEqual(['One', 'Other'])
  })

  it('go with the representative, and the organisation itself stays', async () => {
    const { id } = await askAndConfirm(scene, asking({ name: 'First' }))
    await amend(scene.deps, await privateToken(scene, id), 2, named('Second'))
    await reject(scene.deps, { id, revision: 3, moderator, ...why })
    scene.moveClock(30 * day)
    await sweep(scene.deps)
    expect(await revisions(id)).toEqual([])
    expect(await scene.sql`SELECT name FROM endorsements WHERE id = ${id}`).toEqual([{ name: 'Second' }])
  })

  it('go at once with "this was not us"', async () => {
    const { id, token } = await askAndConfirm(scene)
    expect(await scene.changesFrom(() => disown(scene.deps, token))).toMatchObject({
      details: '+0 -1',
    })
    expect(await findDetails(scene.deps.db, id, 9)).toBeNull()
  })
})
