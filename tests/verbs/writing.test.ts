import { beforeEach, describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/config.ts'
import { type Draft, newDraft } from '../../src/domain/draft.ts'
import { keptWritingLifetime } from '../../src/domain/durations.ts'
import { mostKeptWritings } from '../../src/domain/limits.ts'
import { digestOf, type PublishChoice } from '../../src/domain/publishing.ts'
import { stampOf } from '../../src/moderation/shown-stamp.ts'
import { beginDraft } from '../../src/moderation/statements/begin-draft.ts'
import { changeTimes } from '../../src/moderation/statements/change-times.ts'
import { removeDraft } from '../../src/moderation/statements/delete-draft.ts'
import { agree, decline, publish } from '../../src/moderation/statements/publish.ts'
import { saveDraft } from '../../src/moderation/statements/save-draft.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { findDraft } from '../../src/storage/drafts.ts'
import { findKeptWritings, keepWriting } from '../../src/storage/kept-writings.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { dumpTables } from '../support/dump.ts'
import { askAndConfirm, slug as fileSlug, useScene } from '../support/scene.ts'

const by = '00000000-0000-4000-8000-000000000001'
const colleague = '00000000-0000-4000-8000-000000000002'
const scene = useScene({ moderators: [by, colleague] })
beforeEach(() => scene.sql`UPDATE moderators SET role = 'administrator'`)
const slug = 'a-letter'
const choice: PublishChoice = { to: 'public', change: 'editorial', kept: [] }
const founder = {
  key: 'desk-1',
  name: 'Home Again',
  country: 'LT',
  names: {},
  knownNames: '',
  knownDomains: '',
}

async function begin(change: (draft: Draft) => Draft = one => one): Promise<Draft> {
  const empty = newDraft('en', 'A letter')
  const draft = change({ ...empty, texts: empty.texts.map(text => ({ ...text, body: 'We ask.' })) })
  expect(
    await beginDraft(scene.deps, {
      slug,
      title: 'A letter',
      language: 'en',
      by,
      timeZone: 'UTC',
      kept: null,
    }),
  ).toMatchObject({ ok: true })
  await save(1, draft)
  return draft
}
const save = (revision: number, draft: Draft) =>
  saveDraft(scene.deps, { slug, revision, draft, by, kept: null, removed: null })
async function look() {
  const stored = await findDraft(scene.deps.db, slug)
  if (!stored) throw new Error('no draft')
  return { revision: stored.revision, digest: digestOf(stored.draft) }
}
const publishNow = async (change: Partial<PublishChoice> = {}, shown?: Awaited<ReturnType<typeof look>>) =>
  publish(scene.deps, { slug, by, ...(shown ?? (await look())), choice: { ...choice, ...change } })
const listed = () => scene.sql`SELECT name, founding FROM public_signatories WHERE statement = ${slug}`
const body = (words: string) => (draft: Draft) => ({
  ...draft,
  texts: draft.texts.map(one => ({ ...one, body: words })),
})

describe('publishing at the desk', () => {
  it('stores statement, version, text, founders, settings and the log in one transaction', async () => {
    await begin(draft => ({
      ...draft,
      founders: [founder],
      settings: { ...draft.settings, timeZone: 'Europe/Vilnius', order: 'name' },
    }))
    expect(await publishNow()).toEqual({ ok: true, value: 'published' })
    const [statement] = await scene.sql`SELECT * FROM statements WHERE slug = ${slug}`
    expect(statement).toMatchObject({
      origin: 'desk',
      state: 'public',
      position: 1000,
      time_zone: 'Europe/Vilnius',
      list_order: 'name',
    })
    expect(await listed()).toEqual([{ name: 'Home Again', founding: true }])
    const types =
      await scene.sql`SELECT entry::json->>'type' AS type FROM record_entries WHERE statement = ${slug} ORDER BY seq`
    expect(types).toEqual([{ type: 'statement' }, { type: 'found' }])
  })

  it('lists founding signatories in the draft’s order, each as what it signs as', async () => {
    await begin(draft => ({
      ...draft,
      founders: [
        { ...founder, key: 'desk-2', name: 'Network of Homes', kind: 'network' },
        { ...founder, key: 'desk-1' },
      ],
    }))
    await publishNow()
    const rows = await scene.sql`
      SELECT name, kind, founding FROM public_signatories WHERE statement = ${slug} ORDER BY place`
    expect(rows).toEqual([
      { name: 'Network of Homes', kind: 'network', founding: true },
      { name: 'Home Again', kind: 'organisation', founding: true },
    ])
  })

  it('begins on the clocks of whoever begins it', async () => {
    const begun = { slug, title: 'A letter', language: 'en', by, timeZone: 'Asia/Tbilisi', kept: null }
    expect(await beginDraft(scene.deps, begun)).toMatchObject({ ok: true })
    expect((await findDraft(scene.deps.db, slug))?.draft.settings.timeZone).toBe('Asia/Tbilisi')
  })

  it('lists nobody of a private round, until it is public with all of them', async () => {
    await begin(draft => ({ ...draft, founders: [founder] }))
    await publishNow({ to: 'private' })
    expect(await listed()).toEqual([])
    expect(
      await scene.deps.publicDb.transaction(tx => tx.execute('SELECT slug FROM public_statements')),
    ).toHaveLength(1)
    expect(await scene.count('private_addresses')).toBe(1)
    await publishNow()
    expect(await listed(), 'a private round ends by its own rules').toEqual([])
    const command = { action: 'publish' as const, shownVersion: 1 }
    expect(await changeTimes(scene.deps, { slug, moderatorId: by }, command)).toMatchObject({ ok: true })
    expect(await listed()).toHaveLength(1)
    expect(await scene.sql`SELECT number FROM statement_versions WHERE statement = ${slug}`).toHaveLength(1)
  })

  it('of two at once publishes one', async () => {
    await begin()
    const shown = await look()
    const answers = await Promise.all([publishNow({}, shown), publishNow({}, shown)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter(({ ok }) => !ok)).toEqual([{ ok: false, error: { reason: 'changed_meanwhile' } }])
  })

  it('refuses a founder whose name another one has, and stores nothing', async () => {
    await begin(draft => ({ ...draft, founders: [founder] }))
    await publishNow()
    await scene.sql`UPDATE endorsements SET founding_key = 'desk-0' WHERE statement = ${slug}`
    const stored = await findDraft(scene.deps.db, slug)
    if (!stored) throw new Error('no draft')
    await save(stored.revision, body('Another text.')(stored.draft))
    expect(await publishNow()).toEqual({ ok: false, error: { reason: 'name_taken', key: 'desk-1' } })
    expect(await scene.sql`SELECT number FROM statement_versions WHERE statement = ${slug}`).toHaveLength(1)
  })

  it.each(['private', 'public'] as const)(
    'moves no deadline of a statement that is %s, and sets no second moderator',
    async to => {
      const draft = await begin(one => ({
        ...one,
        settings: { ...one.settings, closes: '2030-01-01T00:00' },
      }))
      await publishNow({ to })
      await scene.sql`UPDATE statements SET second_moderator = 'always' WHERE slug = ${slug}`
      await save(3, { ...draft, settings: { ...draft.settings, closes: '2031-01-01T00:00', inDanger: true } })
      await publishNow({ to })
      const [row] =
        await scene.sql`SELECT closes_at, second_moderator, readers_in_danger FROM statements WHERE slug = ${slug}`
      expect(row).toEqual({
        closes_at: new Date('2030-01-01T00:00:00Z'),
        second_moderator: 'always',
        readers_in_danger: true,
      })
    },
  )

  it('keeps the main language of what is published, whatever a form kept from before says', async () => {
    const draft = await begin()
    await publishNow()
    await save(3, { ...draft, defaultLanguage: 'be' })
    expect((await findDraft(scene.deps.db, slug))?.draft.defaultLanguage).toBe('en')
  })

  it('is agreed on or declined as the page showed it: a later proposal of the same draft stays', async () => {
    await begin()
    await scene.sql`UPDATE site_settings SET publishing_needs_second = true`
    const propose = async (to: 'public' | 'private') => {
      expect(await publishNow({ to })).toEqual({ ok: true, value: 'proposed' })
      const stored = await findDraft(scene.deps.db, slug)
      return stampOf(stored?.proposal ?? null)
    }
    const earlier = await propose('private')
    await decline(scene.deps, { slug, by, proposal: earlier })
    scene.moveClock(1000)
    const later = await propose('public')
    expect(later).not.toBe(earlier)
    await decline(scene.deps, { slug, by: colleague, proposal: earlier })
    const command = { slug, by: colleague, ...(await look()) }
    expect(await agree(scene.deps, { ...command, proposal: earlier })).toEqual({
      ok: false,
      error: { reason: 'changed_meanwhile' },
    })
    expect(await agree(scene.deps, { ...command, proposal: later })).toEqual({ ok: true, value: 'published' })
  })

  it('is done by the app’s own role, which can rewrite no version', async () => {
    await begin()
    await publishNow()
    const rewrite = scene.deps.db.execute(
      `UPDATE statement_texts SET markdown = '# x' WHERE statement = '${slug}'`,
    )
    await expect(rewrite).rejects.toThrow()
  })
})

describe('a draft', () => {
  it('is deleted while it was never published, at the revision that was shown', async () => {
    await begin()
    expect(await removeDraft(scene.deps, { slug, revision: 1, by })).toBe(false)
    expect(await removeDraft(scene.deps, { slug, revision: 2, by })).toBe(true)
    expect(
      await scene.sql`SELECT kind, code FROM log WHERE statement = ${slug} AND kind = 'draft-delete'`,
    ).toHaveLength(1)
    await begin()
    await publishNow()
    const stored = await findDraft(scene.deps.db, slug)
    expect(await removeDraft(scene.deps, { slug, revision: stored?.revision ?? 0, by })).toBe(false)
  })

  it('has a slug that neither a draft nor a statement has', async () => {
    await begin()
    for (const taken of [slug, fileSlug]) {
      const begun = await beginDraft(scene.deps, {
        slug: taken,
        title: 'T',
        language: 'en',
        by,
        timeZone: 'UTC',
        kept: null,
      })
      expect(begun).toEqual({ ok: false, error: 'taken' })
    }
  })

  it('of two who save at once has one, and the other is told', async () => {
    const draft = await begin()
    const saved = await Promise.all([save(2, body('One.')(draft)), save(2, body('Two.')(draft))])
    expect(saved.map(({ ok }) => ok).sort()).toEqual([false, true])
  })
})

describe('a deploy', () => {
  const sync = () => syncStatements(scene.deps, statementFiles)

  it('leaves the statements of the desk alone, and their places', async () => {
    await begin(draft => ({ ...draft, founders: [founder] }))
    await publishNow()
    const before = await dumpTables(scene.sql)
    await sync()
    expect(await dumpTables(scene.sql)).toEqual(before)
  })

  it.each(['draft', 'statement'])(
    'refuses files with the slug of a %s of the desk, and says what to do',
    async kind => {
      const [real] = statementFiles
      if (!real) throw new Error('no statement')
      await begin()
      if (kind === 'statement') await publishNow()
      const before = await dumpTables(scene.sql)
      const refused = syncStatements(scene.deps, [real, { ...real, slug }])
      await expect(refused).rejects.toThrow(ConfigError)
      await expect(refused).rejects.toThrow(
        /a-letter: a statement of the desk has this slug already\. Give the one in the files/,
      )
      expect(await dumpTables(scene.sql)).toEqual(before)
    },
  )
})

describe('what an administrator wrote and could not save', () => {
  it('is kept a week, as much as one can read through, and pushes out nobody else’s', async () => {
    const { deps } = scene
    const other = await askAndConfirm(scene).then(() => by)
    for (let n = 0; n < mostKeptWritings + 3; n++) {
      await deps.db.transaction(tx => keepWriting(tx, deps, { moderatorId: other, slug, content: { n } }))
      scene.moveClock(1000)
    }
    expect(await findKeptWritings(deps.db, by, deps.now())).toHaveLength(mostKeptWritings)
    scene.moveClock(keptWritingLifetime)
    expect(await findKeptWritings(deps.db, by, deps.now())).toEqual([])
    await sweep(deps)
    expect(await scene.count('kept_writings')).toBe(0)
  })
})
