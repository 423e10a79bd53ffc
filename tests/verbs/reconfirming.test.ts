import { describe, expect, it } from 'vitest'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { reconfirm } from '../../src/endorsements/reconfirm/reconfirm.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve, correct, withdraw } from '../../src/moderation/request/decide.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { forgetRepresentative } from '../../src/storage/erase.ts'
import { findHistory } from '../../src/storage/history.ts'
import { askToReconfirm } from '../../src/sweep/ask-to-reconfirm.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askAndConfirm, asking, day, privateToken, slug, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })
const [real] = statementFiles
if (!real) throw new Error('no statement')

let edition = 1
/** A deploy with another text: of version 2, then 3. */
const publish = (change: 'editorial' | 'substantive') =>
  syncStatements(scene.deps, [
    { ...real, change, texts: { en: `${real.texts.en}\n\nEdition ${++edition}.` } },
  ])

async function listed(changes = {}) {
  const asked = asking(changes)
  const { id } = await askAndConfirm(scene, asked)
  await approve(scene.deps, { id, revision: 2, moderator })
  await deliverDue(scene.deps, 50)
  return { id, email: asked.contact.email, token: await privateToken(scene, id) }
}

const reasonOf = (answer: { ok: true } | { ok: false; error: { reason: string } }) =>
  answer.ok ? 'ok' : answer.error.reason
const press = (token: string, shown = {}) =>
  reconfirm(scene.deps, token, { shownRevision: 3, shownVersion: 2, textLanguage: 'en', ...shown })
const asks = (id: string) => scene.count('outbox', `endorsement_id = '${id}' AND kind = 'reconfirm'`)
const newerFor = async (token: string) => {
  const view = await viewPrivately(scene.deps, token)
  return view.ok && view.value.newer && [view.value.newer.signed.version, view.value.newer.newest.version]
}

describe('a version that says something else', () => {
  it('is asked about once, by a mail that leads to the private page', async () => {
    const { id, email } = await listed()
    await publish('substantive')
    for (let i = 0; i < 3; i++) await sweep(scene.deps)
    await deliverDue(scene.deps, 50)
    expect(await asks(id)).toBe(1)
    expect(await scene.row(id)).toMatchObject({ version: 1, revision: 3, reconfirm_asked: 2 })
    const { to, subject, text } = scene.mail.accepted.at(-1)?.message ?? {}
    expect([to, subject]).toEqual([email, 'Will your organisation sign the changed statement?'])
    expect(text?.replaceAll('\n', ' ')).toContain('signed version 1; now version 2 stands')
    expect(await newerFor(/\/endorsement\/([\w-]{43})$/m.exec(text ?? '')?.[1] ?? '')).toEqual([1, 2])
  })

  it('is asked about once by sweeps at the same time, each signatory by one of them', async () => {
    const ids = [(await listed()).id, (await listed()).id, (await listed()).id]
    await publish('substantive')
    await Promise.all(Array.from({ length: 10 }, () => askToReconfirm(scene.deps, 2)))
    await askToReconfirm(scene.deps, 2)
    for (const id of ids) expect(await asks(id)).toBe(1)
    expect(await scene.changesFrom(() => askToReconfirm(scene.deps, 50))).toEqual({})
  })

  it('is asked about anew by the next one, and an editorial one between asks nobody', async () => {
    const { id, token } = await listed()
    await publish('editorial')
    await sweep(scene.deps)
    expect([await asks(id), await newerFor(token)]).toEqual([0, null])
    await publish('substantive')
    await sweep(scene.deps)
    await publish('editorial')
    await sweep(scene.deps)
    expect([await asks(id), await newerFor(token)]).toEqual([1, [1, 4]])
    await publish('substantive')
    await sweep(scene.deps)
    expect([await asks(id), await newerFor(token)]).toEqual([2, [1, 5]])
  })

  it('is asked about of who is listed and can be written to, founding signatories left out', async () => {
    const gone = await listed()
    const erased = await listed()
    const waiting = await askAndConfirm(scene)
    await withdraw(scene.deps, { id: gone.id, revision: 3, moderator, code: 'abuse', text: 'Gone.' })
    await scene.deps.db.transaction(tx => forgetRepresentative(tx, [erased.id], scene.deps.now()))
    await publish('substantive')
    await sweep(scene.deps)
    expect(await scene.count('outbox', `kind = 'reconfirm'`)).toBe(0)
    expect(await scene.count('endorsements', 'reconfirm_asked IS NOT NULL')).toBe(0)
    // What was asked of the earlier text comes onto the list with the version that it saw, and is asked then.
    await approve(scene.deps, { id: waiting.id, revision: 2, moderator })
    await sweep(scene.deps)
    expect(await asks(waiting.id)).toBe(1)
  })
})

it('nobody is asked any more who left or signed before the mail went', async () => {
  const left = await listed()
  const signed = await listed()
  await publish('substantive')
  await askToReconfirm(scene.deps, 50)
  await withdraw(scene.deps, { id: left.id, revision: 3, moderator, code: 'abuse', text: 'Gone.' })
  await press(signed.token)
  expect(await scene.count('outbox', `kind = 'reconfirm' AND sealed IS NOT NULL`)).toBe(0)
  expect(await scene.count('outbox', `kind = 'reconfirm' AND cancelled_at IS NOT NULL`)).toBe(2)
})

describe('signing it', () => {
  it('changes version and day, keeps the place, enters the record and the history, and mails nothing', async () => {
    const { id, token } = await listed()
    const before = await scene.row(id)
    await publish('substantive')
    scene.moveClock(40 * day)
    const changes = await scene.changesFrom(async () => expect(reasonOf(await press(token))).toBe('ok'))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      public_signatories: '+1 -1',
      events: '+1 -0',
      statements: '+1 -1',
      record_entries: '+1 -0',
      public_changes: '+1 -1',
      record_head: '+1 -1',
      record_openings: '+1 -0',
    })
    const { position, approved_at } = before
    expect(await scene.row(id)).toMatchObject({
      status: 'approved',
      version: 2,
      revision: 4,
      position,
      approved_at,
    })
    const [shown] = await scene.sql`SELECT version, signed_on::text FROM public_signatories WHERE id = ${id}`
    expect(shown).toEqual({ version: 2, signed_on: '2030-04-10' })
    const [last] = await scene.sql`SELECT entry FROM record_entries ORDER BY seq DESC LIMIT 1`
    expect(JSON.parse(last?.entry)).toMatchObject({ type: 'endorse', version: 2, id, date: '2030-04-10' })
    const { entries } = await findHistory(scene.deps.db, scene.deps.sealing, id)
    expect(entries.at(-1)).toMatchObject({ kind: 'reconfirmed', actor: 'representative' })
    expect(await newerFor(token)).toBeNull()
    await sweep(scene.deps)
    expect(await asks(id)).toBe(0)
  })

  it('100 presses at once: one signature, one entry of the record', async () => {
    const { id, token } = await listed()
    await publish('substantive')
    const before = await scene.count('record_entries')
    const answers = await Promise.all(Array.from({ length: 100 }, () => press(token)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(answers.map(reasonOf))).toEqual(new Set(['ok', 'signed_already']))
    expect(await scene.count('record_entries')).toBe(before + 1)
    expect((await scene.row(id)).revision).toBe(4)
  })

  it('is refused where another version, or another name, came between page and press', async () => {
    const { id, token } = await listed()
    await publish('substantive')
    await publish('editorial')
    const refused = await scene.changesFrom(async () => {
      expect(reasonOf(await press(token))).toBe('version_changed')
      expect(reasonOf(await press(token, { shownVersion: 4 }))).toBe('version_changed')
    })
    expect(refused).toEqual({})
    const { organisation } = asking({ name: 'Another Name' })
    await correct(scene.deps, { id, revision: 3, moderator, amendment: { organisation, comment: null } })
    expect(reasonOf(await press(token, { shownVersion: 3 }))).toBe('changed_meanwhile')
    expect(reasonOf(await press(token, { shownVersion: 3, shownRevision: 4 }))).toBe('ok')
  })

  it('is nobody’s who is not listed, nor without a link', async () => {
    const { id, token } = await listed()
    await publish('substantive')
    expect(reasonOf(await press('A'.repeat(43)))).toBe('link_unknown')
    await withdraw(scene.deps, { id, revision: 3, moderator, code: 'abuse', text: 'Gone.' })
    expect(reasonOf(await press(token))).toBe('wrong_status')
    scene.moveClock(366 * day)
    expect(reasonOf(await press(token))).toBe('link_expired')
    expect(await scene.count('record_entries', `statement = '${slug}' AND entry LIKE '%"version":2%'`)).toBe(
      1,
    )
  })
})
