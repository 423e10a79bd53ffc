import { beforeEach, describe, expect, it } from 'vitest'
import { limitModerator } from '../../src/auth/team/limit-moderator.ts'
import { claim } from '../../src/moderation/claim/claim.ts'
import { sendConfirmLink } from '../../src/moderation/reach/confirm-links.ts'
import { approve } from '../../src/moderation/request/decide.ts'
import { note } from '../../src/moderation/request/note.ts'
import { moveStatement } from '../../src/moderation/statements/move-statement.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { sightOf } from '../../src/storage/sight.ts'
import { findOrder } from '../../src/storage/statement-order.ts'
import { readChangeNumber } from '../../src/storage/statement-summaries.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { addModerator, ask, askAndConfirm, asking, slug, useScene } from '../support/scene.ts'
import { anotherStatement } from '../support/several-statements.ts'

const scene = useScene()
const press = anotherStatement('press')
const law = anotherStatement('law')
const deploy = (...files: typeof statementFiles) => syncStatements(scene.deps, files)
const order = async () => (await findOrder(scene.deps.db)).map(one => one.slug)
const entries = () =>
  scene.sql`SELECT kind, statement, code FROM log WHERE kind = 'setting' ORDER BY at, statement, code`

let administrator = ''
let moderator = ''
beforeEach(async () => {
  await deploy(...statementFiles, press, law)
  administrator = await addModerator(scene, { role: 'administrator', email: 'a@desk.example.org' })
  moderator = await addModerator(scene, { email: 'm@desk.example.org' })
})

describe('the order of statements', () => {
  const move = (statement: string, how: 'up' | 'down' | 'first', shownPlace: number) =>
    moveStatement(scene.deps, { slug: statement, move: how, shownPlace, moderatorId: administrator })

  it('is that of the files among themselves, and a deploy leaves it beside the desk’s', async () => {
    expect(await order()).toEqual([slug, 'press', 'law'])
    await scene.sql`UPDATE statements SET origin = 'desk' WHERE slug = 'law'`
    expect(await move('law', 'first', 2)).toEqual({ ok: true, value: null })
    expect(await order()).toEqual(['law', slug, 'press'])
    await deploy(...statementFiles, press)
    expect(await order()).toEqual(['law', slug, 'press'])
    await deploy(press, ...statementFiles)
    expect(await order()).toEqual(['law', 'press', slug])
    expect(await entries()).toEqual([{ kind: 'setting', statement: 'law', code: 'featured' }])
  })

  it('refuses what is not to be done here, and a page that shows another order', async () => {
    expect(await move('law', 'up', 2)).toEqual({ ok: false, error: { reason: 'not_possible' } })
    await scene.sql`UPDATE statements SET origin = 'desk' WHERE slug = 'law'`
    expect(await move('law', 'up', 1)).toEqual({ ok: false, error: { reason: 'changed_meanwhile' } })
    const both = await Promise.all([move('law', 'up', 2), move('law', 'up', 2)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await order()).toEqual([slug, 'law', 'press'])
    expect(await entries()).toHaveLength(1)
  })

  it('is a change of what is public, and an order of drafts is none', async () => {
    await scene.sql`UPDATE statements SET origin = 'desk' WHERE slug IN ('law', 'press')`
    const number = () => readChangeNumber(scene.deps.publicDb)
    const before = await number()
    await move('law', 'up', 2)
    expect(await number()).toBeGreaterThan(before)
    await scene.sql`UPDATE statements SET state = 'draft' WHERE slug IN ('law', 'press')`
    const drafts = await number()
    await move('press', 'up', 2)
    expect(await number()).toBe(drafts)
  })
})

describe('limiting a moderator', () => {
  const limit = (statements: string[], id = moderator) =>
    limitModerator(scene.deps, { by: administrator, id, statements })

  it('holds at once, is logged, and can be taken back', async () => {
    expect(await limit(['press', 'law', 'nothing'])).toMatchObject({ ok: true, value: ['press', 'law'] })
    expect(await sightOf(scene.deps.db, moderator)).toEqual(['law', 'press'])
    await limit(['law'])
    expect(await sightOf(scene.deps.db, moderator)).toEqual(['law'])
    await limit([])
    expect(await sightOf(scene.deps.db, moderator)).toBeNull()
    expect((await entries()).map(({ statement, code }) => [statement, code])).toEqual([
      ['law', 'sees'],
      ['press', 'sees'],
      ['press', 'sees-no-more'],
      [null, 'sees-all'],
    ])
    expect(await scene.changesFrom(() => limit([]))).toEqual({})
  })

  it('to what has gone meanwhile leaves nothing to see, and not all', async () => {
    expect(await limit(['nothing'])).toMatchObject({ ok: true, value: [] })
    expect(await sightOf(scene.deps.db, moderator)).toEqual([])
  })

  it('is for administrators to do, to moderators alone', async () => {
    expect(await limit(['law'], administrator)).toMatchObject({ error: { reason: 'administrator' } })
    expect(await limit(['law'], crypto.randomUUID())).toMatchObject({ error: { reason: 'unknown' } })
    const byOther = limitModerator(scene.deps, { by: moderator, id: moderator, statements: [] })
    expect(await byOther).toMatchObject({ error: { reason: 'not_administrator' } })
  })

  it('ends claims on what they see no more', async () => {
    const { id } = await askAndConfirm(scene)
    await claim(scene.deps, { id, moderator, takenFrom: null })
    expect(await scene.count('claims')).toBe(1)
    await limit(['law'])
    expect(await scene.count('claims')).toBe(0)
  })

  it('is asked after by each verb, in its own transaction: a page may have been opened before', async () => {
    const confirmed = await askAndConfirm(scene)
    const waiting = await ask(scene, asking())
    const of = { id: confirmed.id, revision: 2, moderator }
    const unproved = { id: waiting.id, revision: 1, moderator }
    await limit(['law'])
    const refused = { ok: false, error: { reason: 'not_moderator' } }
    const changes = await scene.changesFrom(async () => {
      expect(await approve(scene.deps, of)).toEqual(refused)
      expect(await note(scene.deps, { ...of, text: 'Seen' })).toEqual(refused)
      expect(await sendConfirmLink(scene.deps, unproved)).toEqual(refused)
    })
    expect(changes).toEqual({})
    await limit([slug])
    expect(await approve(scene.deps, of)).toMatchObject({ ok: true })
    expect(await sendConfirmLink(scene.deps, unproved)).toMatchObject({ ok: true })
  })

  it('keeps news of other statements out of their mails', async () => {
    await limit(['law'])
    await askAndConfirm(scene, asking({ name: 'Only of the first statement' }))
    await sweep(scene.deps)
    const told = () => scene.sql`SELECT moderator_id FROM outbox WHERE kind = 'waiting'`
    expect((await told()).map(row => row.moderator_id)).toEqual([administrator])
    await scene.sql`UPDATE endorsements SET statement = 'law' WHERE status = 'confirmed'`
    scene.moveClock(2 * 60 * 60 * 1000)
    await sweep(scene.deps)
    expect((await told()).map(row => row.moderator_id)).toContain(moderator)
  })
})
