import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { commitment } from '../../src/domain/record.ts'
import { refusalOf } from '../../src/endorsements/ask/make-request.ts'
import { approve, restore, withdraw } from '../../src/moderation/request/decide.ts'
import { changeTimes, type TimesCommand } from '../../src/moderation/statements/change-times.ts'
import { eachFinalEntry, findCanonical } from '../../src/storage/final-lists.ts'
import { constraintOf } from '../../src/storage/pg-errors.ts'
import { readStatement } from '../../src/storage/public-statements.ts'
import { freezeDue } from '../../src/sweep/freeze-due.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { addStatement, changeText, quiet, setDeadline } from '../support/private-round.ts'
import { askAndConfirm, asking, day, hour, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const inHours = (hours: number) => new Date(scene.deps.now().getTime() + hours * hour)
let closesAt: Date
beforeEach(async () => {
  await addStatement(scene.deps, scene.sql, 'public')
  closesAt = inHours(24)
  await setDeadline(scene.sql, closesAt)
})

async function asked(changes = {}) {
  const about = asking({ statement: quiet, ...changes })
  const { id } = await askAndConfirm(scene, about)
  return { id, name: about.organisation.name }
}
async function signed(changes = {}) {
  const one = await asked(changes)
  await approve(scene.deps, { id: one.id, revision: 2, moderator })
  return one
}
const leave = (id: string, revision = 3) =>
  withdraw(scene.deps, { id, revision, moderator, code: 'abuse', text: 'Gone.' })

const change = async (command: TimesCommand) => {
  const done = await changeTimes(scene.deps, { slug: quiet, moderatorId: moderator }, command)
  return done.ok ? 'ok' : done.error.reason
}
const extend = (to: Date, shown = closesAt) =>
  change({ action: 'extend', to, shownClosesAt: shown.toISOString() })

const read = async () => {
  const statement = await readStatement(scene.deps.publicDb, quiet)
  if (!statement) throw new Error('not public')
  return statement
}
async function entries() {
  const all = []
  for await (const batch of eachFinalEntry(scene.deps.publicDb, quiet)) all.push(...batch)
  return all
}
const canonical = async () => (await findCanonical(scene.deps.publicDb, quiet)) ?? ''
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const close = async () => {
  scene.moveClock(day)
  await sweep(scene.deps)
}

describe('an extension', () => {
  it('moves the deadline later, is logged, and shown from when to when', async () => {
    const to = inHours(72)
    const at = scene.deps.now().toISOString()
    expect(await extend(to)).toBe('ok')
    const { extensions, closesAt: moved } = await read()
    expect(moved).toBe(to.toISOString())
    expect(extensions).toEqual([{ at, from: closesAt.toISOString(), to: to.toISOString() }])
    expect(await scene.count('log', `statement = '${quiet}' AND code = 'deadline-extended'`)).toBe(1)
  })

  it('is refused where it is none, or where the page showed another deadline', async () => {
    expect(await extend(inHours(23))).toBe('not_later')
    expect(await extend(closesAt)).toBe('not_later')
    expect(await extend(inHours(-1))).toBe('in_the_past')
    expect(await extend(inHours(48), inHours(1))).toBe('changed_meanwhile')
    expect(await scene.count('extensions')).toBe(0)
  })

  it('opens again what has closed, but not once the list is frozen', async () => {
    scene.moveClock(day)
    const refusal = () =>
      scene.deps.db.transaction(tx => refusalOf(tx, asking({ statement: quiet }), scene.deps.now()))
    expect(await refusal()).toEqual({ reason: 'statement_closed' })
    const to = inHours(24)
    expect(await extend(to)).toBe('ok')
    expect(await refusal()).toBeNull()
    await close()
    expect(await extend(inHours(24), to)).toBe('list_frozen')
    expect((await read()).extensions).toHaveLength(1)
  })
})

it('a deadline is moved by its extensions alone, and by nothing once the list is frozen', async () => {
  const moved = (to: string) =>
    scene.deps.db
      .execute(`UPDATE statements SET closes_at = '${to}' WHERE slug = '${quiet}'`)
      .then(() => null, constraintOf)
  expect(await moved('2040-01-01')).toBe('statements_extended_openly')
  expect(await moved('2030-03-01T13:00:00Z')).toBe('statements_extended_openly')
  await close()
  expect(await moved('2040-01-01')).toBe('statements_list_is_frozen')
})

describe('the final list', () => {
  it('is frozen once by all sweeps at once, numbered, and proves every entry', async () => {
    const one = await signed()
    const two = await signed()
    await signed({ nameWithheld: true })
    scene.moveClock(day)
    await Promise.all(Array.from({ length: 5 }, () => freezeDue(scene.deps, 5)))
    expect(await scene.count('final_lists')).toBe(1)
    const { final } = await read()
    const text = await canonical()
    expect(final).toMatchObject({ count: 2, withheld: 1, version: 1, sha256: sha256(text) })
    const list = JSON.parse(text)
    expect(list).toMatchObject({ v: 1, statement: quiet, version: 1, count: 2, withheld: 1 })
    expect(list.closedAt).toBe(closesAt.toISOString())
    const named = await entries()
    expect(named.map(({ number, signatory }) => [number, signatory.name])).toEqual([
      [1, one.name],
      [2, two.name],
    ])
    for (const { number, salt, fields } of named)
      expect(list.signatories[number - 1]).toEqual({ number, commitment: commitment(salt, fields) })
    expect(text).not.toContain(one.name)
    expect(await scene.changesFrom(() => freezeDue(scene.deps, 5))).toEqual({})
  })

  it('has who was approved at the close, however late it is frozen; the others stand apart', async () => {
    const inTime = await signed()
    const waited = await asked()
    // Nobody swept for a day after the close.
    scene.moveClock(day + hour)
    await approve(scene.deps, { id: waited.id, revision: 2, moderator })
    scene.moveClock(day)
    await sweep(scene.deps)
    expect((await entries()).map(({ signatory }) => signatory.name)).toEqual([inTime.name])
    const late = async () =>
      Object.fromEntries((await read()).signatories.map(signatory => [signatory.name, signatory.late]))
    expect(await late()).toEqual({ [inTime.name]: false, [waited.name]: true })
  })

  it('keeps apart who comes after it, and takes requests then only where the statement allows it', async () => {
    const inTime = await signed()
    const waited = await asked()
    await close()
    const refusal = () =>
      scene.deps.db.transaction(tx => refusalOf(tx, asking({ statement: quiet }), scene.deps.now()))
    expect(await refusal()).toEqual({ reason: 'statement_closed' })
    await approve(scene.deps, { id: waited.id, revision: 2, moderator })
    expect(await change({ action: 'late', allowed: true })).toBe('ok')
    expect(await refusal()).toBeNull()
    const later = await signed()
    const { signatories, final } = await read()
    expect(signatories.map(({ name, late }) => [name, late])).toEqual([
      [inTime.name, false],
      [waited.name, true],
      [later.name, true],
    ])
    expect(final?.count).toBe(1)
  })

  it('loses the name of who leaves or is withheld, and still proves what it proved', async () => {
    const goes = await signed()
    const stays = await signed()
    await close()
    const before = await canonical()
    const { final } = await read()
    await leave(goes.id)
    expect((await entries()).map(({ number, signatory }) => [number, signatory.name])).toEqual([
      [2, stays.name],
    ])
    expect(await canonical()).toBe(before)
    expect((await read()).final).toEqual(final)
    expect(await scene.count('final_openings')).toBe(1)
    // Back on the list it is a signatory in time; its entry stays without a name.
    await restore(scene.deps, { id: goes.id, revision: 4, moderator })
    expect((await read()).signatories.map(({ name, late }) => [name, late])).toContainEqual([
      goes.name,
      false,
    ])
    expect(await entries()).toHaveLength(1)
    await scene.sql`UPDATE endorsements SET name_withheld = true WHERE id = ${stays.id}`
    expect(await entries()).toEqual([])
  })

  it('is not opened by who leaves in the moment in which it is frozen', async () => {
    const all = []
    for (let i = 0; i < 6; i++) all.push(await signed())
    scene.moveClock(day)
    await Promise.all([...all.map(({ id }) => leave(id)), freezeDue(scene.deps, 5)])
    expect(await scene.count('public_signatories', `statement = '${quiet}'`)).toBe(0)
    expect(await entries()).toEqual([])
  })

  it('leaves out who signed another text', async () => {
    await signed()
    await changeText(scene.deps, scene.sql, { texts: { en: '# Quiet words\n\nSomething else.\n' } })
    const newer = await signed({ version: 2 })
    await close()
    expect((await entries()).map(({ signatory }) => signatory.name)).toEqual([newer.name])
    expect((await read()).final).toMatchObject({ version: 2, count: 1, earlier: 1 })
    expect(JSON.parse(await canonical())).toMatchObject({ count: 1, earlier: 1 })
  })
})
