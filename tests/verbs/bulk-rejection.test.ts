import { describe, expect, it } from 'vitest'
import { mostAtOnce } from '../../src/domain/limits.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { readBulkFilter } from '../../src/moderation/bulk-rejection/bulk-filter.ts'
import { readShownRequests, writeShownRequests } from '../../src/moderation/bulk-rejection/bulk-form.ts'
import { previewBulk, previewShown } from '../../src/moderation/bulk-rejection/preview-bulk.ts'
import { rejectAll } from '../../src/moderation/bulk-rejection/reject-bulk.ts'
import { approve, reject, returnForChanges, undo, withdraw } from '../../src/moderation/request/decide.ts'
import { connect } from '../../src/storage/client.ts'
import { askAndConfirm, asking, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const spam = readBulkFilter({ q: 'spam' }, 'UTC', null)
const given = async (name: string) => (await askAndConfirm(scene, asking({ name }))).id
const why = { code: 'abuse', text: 'Not in good faith.' }
const statusOf = async (id: string) =>
  (await scene.sql<{ status: string }[]>`SELECT status FROM endorsements WHERE id = ${id}`)[0]?.status

/** What a moderator is shown, and then does with it after something else happened. */
async function rejectingAfter(meanwhile: () => Promise<unknown>) {
  const shown = writeShownRequests((await previewBulk(scene.deps, spam)).targets)
  await meanwhile()
  const { targets, changed } = await previewShown(scene.deps, readShownRequests(shown), spam)
  const texts = { en: why.text }
  const outcome = await rejectAll(scene.deps, targets, {
    moderator: { id: moderator, sight: null },
    code: 'abuse',
    texts,
  })
  return { done: outcome.done.map(({ id }) => id), left: changed }
}

const amendment = (name: string) => {
  const names = {}
  return { organisation: { name, names, country: 'LT', website: null }, comment: null, nameWithheld: false }
}

const noNames = {}

describe('rejecting many', () => {
  it('leaves out what changed, names it, and rejects the others', async () => {
    const ids = new Map<string, string>()
    for (const name of ['steady', 'amended', 'renamed', 'undone', 'returned', 'approved', 'rejected'])
      ids.set(name, await given(`Spam ${name}`))
    const id = (name: string) => ids.get(name) ?? ''
    const newcomer = { id: '' }
    const { done, left } = await rejectingAfter(async () => {
      newcomer.id = await given('Spam newcomer')
      const change = async (name: string, to: string) =>
        amend(scene.deps, await privateToken(scene, id(name)), 1, amendment(to))
      await change('amended', 'Spam amended again')
      await change('renamed', 'Perfectly Honest')
      await reject(scene.deps, { id: id('undone'), revision: 2, moderator, ...why })
      await undo(scene.deps, { id: id('undone'), revision: 3, moderator })
      await returnForChanges(scene.deps, { id: id('returned'), revision: 2, moderator, ...why })
      await approve(scene.deps, { id: id('approved'), revision: 2, moderator })
      await reject(scene.deps, { id: id('rejected'), revision: 2, moderator, ...why })
    })
    expect(done).toEqual([id('steady')])
    expect(left.map(({ name }) => name).sort()).toEqual(
      [
        'Perfectly Honest',
        'Spam amended again',
        'Spam approved',
        'Spam rejected',
        'Spam returned',
        'Spam undone',
      ].sort(),
    )
    expect(await statusOf(newcomer.id)).toBe('confirmed')
    for (const name of ['amended', 'renamed', 'undone']) expect(await statusOf(id(name))).toBe('confirmed')
    expect(await statusOf(id('approved'))).toBe('approved')
  })

  it('leaves out what was being changed at the very moment of looking, with an earlier time', async () => {
    const [changing, steady] = [await given('Spam changing'), await given('Spam steady')]
    const slow = connect(scene.database.app, 1)
    let stored = () => {}
    const held = new Promise<void>(resolve => {
      stored = resolve
    })
    const token = await privateToken(scene, changing)
    let begun = () => {}
    const amended = new Promise<void>(resolve => {
      begun = resolve
    })
    const work = slow.db.transaction(async tx => {
      // Amended, and its time taken, before the look; stored after it.
      const amended = await amend({ ...scene.deps, db: tx }, token, 1, amendment('Spam unseen'))
      expect(amended.ok).toBe(true)
      begun()
      await held
    })
    await amended
    scene.moveClock(minute)
    const { done, left } = await rejectingAfter(async () => {
      stored()
      await work
    })
    await slow.end()
    expect(done).toEqual([steady])
    expect(left).toEqual([{ id: changing, name: 'Spam unseen', names: noNames, why: 'changed' }])
    expect(await statusOf(changing)).toBe('confirmed')
  })

  it('picks by what is known now: a rival that came later, and one that has gone', async () => {
    const against = readBulkFilter({ q: 'кветка', evidence: 'against' }, 'UTC', null)
    const picked = async () => (await previewBulk(scene.deps, against)).targets.map(({ id }) => id)
    const id = await given('Кветка')
    expect(await picked()).toEqual([])
    const rival = await given('КВЕТКА')
    expect((await picked()).sort()).toEqual([id, rival].sort())
    await withdraw(scene.deps, { id: rival, revision: 2, moderator, ...why })
    expect(await picked()).toEqual([])
    expect(
      (await previewBulk(scene.deps, readBulkFilter({ evidence: 'nothing-for' }, 'UTC', null))).targets,
    ).toMatchObject([{ id }])
  })

  it('leaves out what was picked by evidence that is different now', async () => {
    const filter = readBulkFilter({ evidence: 'against' }, 'UTC', null)
    const id = await given('Кветка')
    const rival = await given('КВЕТКА')
    const { targets } = await previewBulk(scene.deps, filter)
    expect(targets.map(target => target.id).sort()).toEqual([id, rival].sort())
    await withdraw(scene.deps, { id: rival, revision: 2, moderator, ...why })
    const { targets: left, changed } = await previewShown(scene.deps, targets, filter)
    expect(left).toEqual([])
    expect(changed.map(({ id: out }) => out).sort()).toEqual([id, rival].sort())
  })

  it('says so where too many are to be weighed for one look, and takes none of the others', async () => {
    for (let i = 0; i < 3; i++) await given(`Кветка ${i}`)
    const lots = Array.from({ length: 60 }, (_, i) => ({ i }))
    await scene.sql`
      INSERT INTO endorsements (id, statement, version, status, revision, language, name, organisation_key, email_lookup,
        requested_at, confirmed_at, waiting_since, skeletons, search_text)
      SELECT gen_random_uuid(), 'forcible-expulsion', 1, 'confirmed', 2, 'be', 'Лотаць ' || i, 'лотаць ' || i,
        sha256(i::text::bytea), now(), now(), now(), ARRAY['lot' || i], 'лотаць ' || i
      FROM jsonb_to_recordset(${scene.sql.json(lots)}) AS r (i int)`
    const filter = readBulkFilter({ evidence: 'nothing-for' }, 'UTC', null)
    const { targets, someDue } = await previewBulk(scene.deps, filter)
    expect([targets.length, someDue]).toEqual([50, true])
    const again = await previewBulk(scene.deps, filter)
    expect([again.targets.length, again.someDue]).toEqual([63, false])
  })

  it('names by their new name those that change while it works', async () => {
    const id = await given('Spam racing')
    const { targets } = await previewBulk(scene.deps, spam)
    await amend(scene.deps, await privateToken(scene, id), 1, amendment('Spam no more'))
    const outcome = await rejectAll(scene.deps, targets, {
      moderator: { id: moderator, sight: null },
      code: 'abuse',
      texts: { en: 'No.' },
    })
    expect(outcome).toEqual({
      done: [],
      refused: [{ id, name: 'Spam no more', names: noNames, why: 'changed' }],
    })
  })
})

describe('what was shown, as one field', () => {
  it('leaves room for the words in three languages, and reads back as it was', () => {
    const shown = Array.from({ length: mostAtOnce }, (_, i) => ({
      id: crypto.randomUUID(),
      revision: i + 100,
    }))
    const field = writeShownRequests(shown)
    expect(readShownRequests(field)).toEqual(shown)
    const form = new URLSearchParams({ targets: field, words_en: 'x'.repeat(2000) })
    for (const language of ['be', 'ru']) form.set(`words_${language}`, 'я'.repeat(2000))
    expect(form.toString().length).toBeLessThan(62 * 1024)
  })

  it.each([
    '',
    '.',
    'x',
    'A'.repeat(22),
    `${'A'.repeat(22)}0`,
    `${'A'.repeat(22)}zzzzzz`,
    `${'A'.repeat(23)}-1`,
  ])('is nothing where it cannot be read: %s', typed => {
    expect(readShownRequests(typed)).toEqual([])
  })
})
