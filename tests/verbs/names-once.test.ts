import { describe, expect, it } from 'vitest'
import type { Names } from '../../src/domain/organisation.ts'
import { approve, correct, restore, withdraw } from '../../src/moderation/request/decide.ts'
import { findEndorsement } from '../../src/storage/endorsements.ts'
import { findNameHolders } from '../../src/storage/listed-names.ts'
import { askAndConfirm, asking, useScene } from '../support/scene.ts'

// Each name of a list stands for one signatory, whichever field it came from.

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })
const none: Names = {}
const taken = { ok: false, error: { reason: 'already_signatory' } }
const done = { ok: true }
const why = { code: 'other', text: 'A reason.' }

const waits = async (name: string, names: Names = {}) =>
  (await askAndConfirm(scene, asking({ organisation: { name, names: { ...none, ...names } } }))).id
const publish = (id: string, revision = 2) => approve(scene.deps, { id, revision, moderator })
const listed = async (name: string, names: Names = {}) => {
  const id = await waits(name, names)
  expect(await publish(id)).toMatchObject(done)
  return id
}
const holdersFor = async (id: string) => {
  const endorsement = await findEndorsement(scene.deps.db, id)
  if (!endorsement) throw new Error('no endorsement')
  return (await findNameHolders(scene.deps.db, endorsement)).map(({ name }) => name)
}

describe('a name that is on the list', () => {
  it.each([
    ['another apostrophe', 'Сямʼя і права', {}],
    ['no apostrophe', 'СЯМЯ І ПРАВА', {}],
    ['the name for other readers', 'Family and Rights', {}],
    ['the name for other readers, otherwise spelled', '«family and rights».', {}],
    ['the main name as a name for other readers', 'Another', { be: "Сям'я і права" }],
    ['a name for some readers as that for others', 'Another', { ru: 'Family and Rights' }],
    ['a founding signatory’s as a name for other readers', 'Another', { en: 'LAWTREND.' }],
  ])('is refused, and the desk knows whose it is: %s', async (_, name, names) => {
    await listed('Сям’я і права', { en: 'Family and Rights' })
    const id = await waits(name, names)
    expect(await holdersFor(id)).toHaveLength(1)
    expect(await publish(id)).toEqual(taken)
  })

  it('may be given twice by the same signatory', async () => {
    await listed('Zebra', { en: 'Zebra', be: 'zebra.' })
    expect(await holdersFor(await waits('Zebra'))).toEqual(['Zebra'])
  })

  it('is free on the list once its signatory has left, and not before', async () => {
    const first = await listed('First', { en: 'The First' })
    const second = await waits('Second', { ru: 'The First' })
    expect(await publish(second)).toEqual(taken)
    expect(await withdraw(scene.deps, { id: first, revision: 3, moderator, ...why })).toMatchObject(done)
    expect(await publish(second)).toMatchObject(done)
    expect(await holdersFor(first)).toEqual(['Second'])
    expect(await restore(scene.deps, { id: first, revision: 4, moderator })).toEqual(taken)
  })

  it('cannot come in by a correction, and one that a correction leaves is free', async () => {
    const first = await listed('First', { en: 'The First' })
    const second = await listed('Second')
    const to = (name: string, names: Names = {}) => ({
      organisation: { name, names: { ...none, ...names }, country: null, website: null },
      comment: null,
    })
    const corrected = (id: string, revision: number, amendment: ReturnType<typeof to>) =>
      correct(scene.deps, { id, revision, moderator, amendment })
    expect(await corrected(second, 3, to('Second', { be: 'the first' }))).toEqual(taken)
    expect(await corrected(first, 3, to('First', { en: 'Number One' }))).toMatchObject(done)
    expect(await corrected(second, 3, to('Second', { be: 'the first' }))).toMatchObject(done)
    expect(await corrected(first, 4, to('First, the', { ru: 'SECOND' }))).toEqual(taken)
  })

  it('is got by one of many who are published with it at once', async () => {
    const ids = [await waits('One', { en: 'Both' }), await waits('Two', { ru: 'Both' }), await waits('Both')]
    const answers = await Promise.all(ids.map(id => publish(id)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    for (const answer of answers) if (!answer.ok) expect(answer).toEqual(taken)
  })
})
