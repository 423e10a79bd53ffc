import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { loadData } from '../../src/endorsements/private-page/data/load-data.ts'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { reconfirm } from '../../src/endorsements/reconfirm/reconfirm.ts'
import { translator } from '../../src/i18n/index.ts'
import { approve, withdraw } from '../../src/moderation/request/decide.ts'
import { changeTimes, type TimesCommand } from '../../src/moderation/statements/change-times.ts'
import { paths } from '../../src/paths.ts'
import { findAtPrivateAddress, openPrivateAddress } from '../../src/storage/private-addresses.ts'
import { readStatement } from '../../src/storage/public-statements.ts'
import { changeState } from '../../src/storage/statement-state.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { addStatement, changeText, quiet } from '../support/private-round.ts'
import { askAndConfirm, asking, hour, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const founder = (key: string) => ({
  key,
  name: `Founder ${key}`,
  country: null,
  names: {},
  knownAs: { names: [], domains: [] },
})

/** A signatory of the private statement. */
async function signed(changes = {}) {
  const asked = asking({ statement: quiet, ...changes })
  const { id } = await askAndConfirm(scene, asked)
  await approve(scene.deps, { id, revision: 2, moderator })
  return { id, name: asked.organisation.name, token: await privateToken(scene, id) }
}

const change = async (command: TimesCommand) => {
  const done = await changeTimes(scene.deps, { slug: quiet, moderatorId: moderator }, command)
  return done.ok ? 'ok' : done.error.reason
}
const stateOf = async () => (await scene.sql`SELECT state FROM statements WHERE slug = ${quiet}`)[0]?.state
const listed = async () => {
  const rows = await scene.sql`SELECT name FROM public_signatories WHERE statement = ${quiet} ORDER BY name`
  return rows.map(({ name }) => name)
}
const inMinutes = (minutes: number) => new Date(scene.deps.now().getTime() + minutes * minute)
const codes = async () => {
  const rows =
    await scene.sql`SELECT code FROM log WHERE statement = ${quiet} AND kind = 'setting' ORDER BY at, id`
  return rows.map(({ code }) => code)
}

describe('a private round', () => {
  it('goes public at its hour with all who signed its text, founding ones too, once', async () => {
    await addStatement(scene.deps, scene.sql, 'private', { foundingSignatories: [founder('one')] })
    const { name } = await signed()
    expect(await listed()).toEqual([])
    expect(await readStatement(scene.deps.publicDb, quiet)).toBeNull()
    expect(await change({ action: 'schedule', publishAt: inMinutes(60) })).toBe('ok')
    scene.moveClock(hour - 1)
    await sweep(scene.deps)
    expect(await stateOf()).toBe('private')
    scene.moveClock(1)
    await Promise.all([sweep(scene.deps), sweep(scene.deps), sweep(scene.deps)])
    expect(await stateOf()).toBe('public')
    expect(await listed()).toEqual(['Founder one', name].sort())
    expect(await codes()).toEqual(['publish-hour', 'public-by-hour'])
    const statement = await readStatement(scene.deps.publicDb, quiet)
    expect(statement?.publicSince).toBe(scene.deps.now().toISOString())
    // Not when it was written: that was nobody's to know.
    expect(statement?.publishedAt).toBe(scene.deps.now().toISOString())
  })

  it('goes public at an administrator’s word, of the text that they saw, and not twice', async () => {
    await addStatement(scene.deps, scene.sql, 'private')
    const { name } = await signed()
    await changeText(scene.deps, scene.sql, {
      change: 'editorial',
      texts: { en: '# Quiet words\n\nWith a comma.\n' },
    })
    expect(await change({ action: 'publish', shownVersion: 1 })).toBe('changed_meanwhile')
    expect(await change({ action: 'publish', shownVersion: 2 })).toBe('ok')
    expect(await listed()).toEqual([name])
    expect(await change({ action: 'publish', shownVersion: 2 })).toBe('not_private')
    expect(await codes()).toEqual(['public-by-hand'])
  })

  it('does not go public at an hour that was taken away', async () => {
    await addStatement(scene.deps, scene.sql, 'private')
    await change({ action: 'schedule', publishAt: inMinutes(60) })
    await change({ action: 'schedule', publishAt: null })
    scene.moveClock(2 * hour)
    await sweep(scene.deps)
    expect(await stateOf()).toBe('private')
    expect(await change({ action: 'schedule', publishAt: inMinutes(-1) })).toBe('in_the_past')
  })

  it('has one address: a new one ends the old one, and neither stands in the database', async () => {
    const { address } = await addStatement(scene.deps, scene.sql, 'private')
    expect(await change({ action: 'new-address' })).toBe('ok')
    const present = await openPrivateAddress(scene.deps.db, scene.deps.sealing, quiet)
    expect(present).not.toBe(address)
    expect(await findAtPrivateAddress(scene.deps.db, address)).toBeNull()
    expect(await findAtPrivateAddress(scene.deps.db, present ?? '')).toMatchObject({ slug: quiet })
    const [row] = await scene.sql`SELECT * FROM private_addresses`
    expect(JSON.stringify(row)).not.toContain(present)
    expect(Buffer.from(row?.sealed).includes(present ?? '')).toBe(false)
  })
})

describe('a substantive change in a private round', () => {
  const edited = { texts: { en: '# Quiet words\n\nIt says something else now.\n' } }

  it('asks each again; who has not signed stays out until they do, then comes onto the list', async () => {
    await addStatement(scene.deps, scene.sql, 'private', { foundingSignatories: [founder('one')] })
    const stays = await signed()
    const follows = await signed()
    await changeText(scene.deps, scene.sql, { ...edited, foundingSignatories: [founder('one')] })
    const whileIn = await viewPrivately(scene.deps, stays.token)
    expect(whileIn.ok && whileIn.value.isTextGone).toBe(false)
    await sweep(scene.deps)
    expect(await scene.count('outbox', "kind = 'reconfirm'")).toBe(2)
    const signs = (token: string, shownRevision = 3) =>
      reconfirm(scene.deps, token, { shownRevision, shownVersion: 2, textLanguage: 'en' })
    expect((await signs(follows.token)).ok).toBe(true)
    const read = async (token: string) => {
      const path = paths.endorsement.privatePage('en', token)
      return (await createApp(() => scene.deps).request(path)).text()
    }
    const says = translator('en')
    const [onTheList, heldBack] = [says('private.approved.title'), says('round.heldBack.title')]
    await change({ action: 'publish', shownVersion: 2 })
    expect(await listed()).toEqual([follows.name])
    expect(await read(follows.token)).toContain(onTheList)
    const outside = await read(stays.token)
    expect(outside).toContain(heldBack)
    for (const untrue of [
      onTheList,
      says('private.newer.lead', { signed: 1 }),
      says('private.preview.listed'),
    ])
      expect(outside).not.toContain(untrue)
    expect(outside).not.toContain(paths.statement.version('en', quiet, 1))
    const view = await viewPrivately(scene.deps, stays.token)
    expect(view.ok && view.value.newer?.newest.version).toBe(2)
    // No link leads to the text that it signed: nobody reads that in public.
    expect(view.ok && view.value.isTextGone).toBe(true)
    const data = await loadData(scene.deps, stays.token)
    expect(data.ok && data.value.signed).toMatchObject({ version: 1, page: null })
    expect((await signs(stays.token)).ok).toBe(true)
    expect(await read(stays.token)).toContain(onTheList)
    expect(await listed()).toEqual([follows.name, stays.name].sort())
  })

  it('shows nothing of the text that was only read in private, nor who left before', async () => {
    await addStatement(scene.deps, scene.sql, 'private')
    const left = await signed()
    const hidden = await signed({ nameWithheld: true })
    await changeText(scene.deps, scene.sql, edited)
    await withdraw(scene.deps, { id: left.id, revision: 3, moderator, code: 'abuse', text: 'Gone.' })
    scene.moveClock(minute)
    await change({ action: 'publish', shownVersion: 2 })
    const statement = await readStatement(scene.deps.publicDb, quiet)
    expect(statement).toMatchObject({ version: 2, earlier: [], count: 0, withheld: 0, withdrawals: [] })
    expect(JSON.stringify(statement)).not.toContain('Nobody has read this yet')
    expect(hidden.id).toBeTruthy()
  })

  it('is signed for founding signatories on an administrator’s word, in the record', async () => {
    const founders = { foundingSignatories: [founder('one'), founder('two')] }
    await addStatement(scene.deps, scene.sql, 'private', founders)
    await changeText(scene.deps, scene.sql, { ...edited, ...founders })
    expect(await change({ action: 'sign-for-founders', shownVersion: 1 })).toBe('changed_meanwhile')
    expect(await change({ action: 'sign-for-founders', shownVersion: 2 })).toBe('ok')
    expect(await scene.count('record_entries', `statement = '${quiet}' AND entry LIKE '%"endorse"%'`)).toBe(2)
    await change({ action: 'publish', shownVersion: 2 })
    expect(await listed()).toEqual(['Founder one', 'Founder two'])
  })

  it('is signed for those of a public one too, once its text says something else', async () => {
    const founders = { foundingSignatories: [founder('one')] }
    await addStatement(scene.deps, scene.sql, 'public', founders)
    await changeText(scene.deps, scene.sql, { ...edited, ...founders })
    const before = await readStatement(scene.deps.publicDb, quiet)
    expect(before?.signedEarlier).toMatchObject([{ version: 1, count: 1 }])
    expect(await change({ action: 'sign-for-founders', shownVersion: 2 })).toBe('ok')
    const after = await readStatement(scene.deps.publicDb, quiet)
    expect(after?.signedEarlier).toEqual([])
    expect(after?.revision).toBeGreaterThan(before?.revision ?? 0)
    expect(await scene.count('log', "kind = 'setting' AND code = 'founders-agreed'")).toBe(1)
    await scene.sql`UPDATE statements SET origin = 'files' WHERE slug = ${quiet}`
    expect(await change({ action: 'sign-for-founders', shownVersion: 2 })).toBe('of_the_files')
  })
})

describe('a state', () => {
  it('is changed from the one that is expected alone', async () => {
    await addStatement(scene.deps, scene.sql, 'private')
    const changed = (from: 'draft' | 'private' | 'public', to: 'draft' | 'private' | 'public') =>
      scene.deps.db.transaction(tx => changeState(tx, quiet, from, to))
    expect(await scene.changesFrom(async () => expect(await changed('draft', 'public')).toBe(false))).toEqual(
      {},
    )
    expect(await changed('private', 'draft')).toBe(true)
    expect(await changed('private', 'draft')).toBe(false)
  })

  it('lists who is approved while it goes public, whichever comes first', async () => {
    await addStatement(scene.deps, scene.sql, 'private')
    const names: string[] = []
    const waiting: string[] = []
    for (let i = 0; i < 8; i++) {
      const asked = asking({ statement: quiet })
      names.push(asked.organisation.name)
      waiting.push((await askAndConfirm(scene, asked)).id)
    }
    await Promise.all([
      ...waiting.slice(0, 4).map(id => approve(scene.deps, { id, revision: 2, moderator })),
      change({ action: 'publish', shownVersion: 1 }),
      ...waiting.slice(4).map(id => approve(scene.deps, { id, revision: 2, moderator })),
    ])
    expect(await listed()).toEqual(names.sort())
  })
})
