import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { approve } from '../../src/moderation/request/decide.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import { addModerator, askAndConfirm, asking, slug, useScene } from '../support/scene.ts'

const scene = useScene({ once: true })
beforeAll(async () => {
  const moderator = await addModerator(scene)
  const organisations = [
    asking({ name: 'Plain' }),
    asking({ name: 'Without country', organisation: { country: null, website: null } }),
    asking({
      name: 'Праваабарончы цэнтр «Ўзаемнасць» "&" \\ 𝒳',
      organisation: { names: { be: 'Ўзаемнасць', ru: 'Взаимность' }, country: 'XK' },
      comment: 'A comment is not bound.',
    }),
  ]
  for (const organisation of organisations) {
    const { id } = await askAndConfirm(scene, organisation)
    const answer = await approve(scene.deps, { id, revision: 2, moderator })
    if (!answer.ok) throw new Error(answer.error.reason)
  }
  const [real] = statementFiles
  const app = connect(scene.database.app, 1)
  const files = real ? [{ ...real, texts: { en: `${real.texts.en}\nMore.\n` } }] : []
  await syncStatements({ ...scene.deps, db: app.db }, files)
  await app.end()
})

type Stored = { seq: number; entry: string; salt: Uint8Array | null; fields: string | null }
const stored = () => scene.database.sql<Stored[]>`
  SELECT e.seq::int, e.entry, o.salt, o.fields FROM record_entries e LEFT JOIN record_openings o USING (seq) ORDER BY e.seq`
/** By the letter of the architecture, not by the product's own function. */
const sha256 = (...parts: (Uint8Array | string)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
const openings = async () =>
  (await stored()).flatMap(({ salt, fields, entry }) => (salt && fields ? [{ salt, fields, entry }] : []))

describe('an entry of the record', () => {
  it('is canonical JSON of the seven members', async () => {
    const all = await stored()
    expect(all).toHaveLength(16)
    for (const { entry } of all) {
      const parsed = JSON.parse(entry)
      const members = ['commitment', 'date', 'id', 'statement', 'type', 'v', 'version']
      // RFC 8785: keys in order, no white space, ECMAScript's own form of strings and numbers.
      expect(entry).toBe(`{${members.map(key => `"${key}":${JSON.stringify(parsed[key])}`).join(',')}}`)
      expect(parsed).toMatchObject({ v: 1 + Number(parsed.type !== 'statement'), statement: slug })
      expect(parsed.commitment).toMatch(/^[0-9a-f]{64}$/)
      expect(parsed.date).toMatch(/^\d{4}-\d\d-\d\d$/)
    }
  })

  it('follows the last without a gap, in the order in which the list changed', async () => {
    const all = await stored()
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => i))
    const kinds = all.map(({ entry }) => JSON.parse(entry).type)
    expect(kinds).toEqual([
      'statement',
      ...Array(11).fill('found'),
      'endorse',
      'endorse',
      'endorse',
      'statement',
    ])
  })

  it('of a text commits to the hash of the text, and has no opening', async () => {
    const texts = (await stored()).filter(({ entry }) => JSON.parse(entry).type === 'statement')
    const versions = await scene.database.sql<{ number: number; sha256: string }[]>`
      SELECT number, sha256 FROM statement_versions ORDER BY number`
    expect(texts.map(({ entry, salt }) => ({ ...JSON.parse(entry), salt }))).toMatchObject(
      versions.map(({ number, sha256 }) => ({ version: number, commitment: sha256, id: null, salt: null })),
    )
  })
})

describe('an opening', () => {
  it('is there for every signatory and gives the commitment', async () => {
    const all = await openings()
    expect(all).toHaveLength(14)
    for (const { salt, fields, entry } of all) {
      expect(sha256(salt, fields)).toBe(JSON.parse(entry).commitment)
    }
  })

  it('binds what the list shows, in canonical JSON', async () => {
    const rows = await scene.database.sql`
      SELECT id, name, name_be, name_en, name_ru, country, website FROM endorsements WHERE status = 'approved'`
    const shown = new Map(
      rows.map(row => {
        const names = [
          ['be', row.name_be],
          ['en', row.name_en],
          ['ru', row.name_ru],
        ].filter(([, name]) => name)
        const fields = [
          '"affiliation":null',
          `"country":${JSON.stringify(row.country)}`,
          '"kind":"organisation"',
          `"name":${JSON.stringify(row.name)}`,
          `"names":{${names.map(([language, name]) => `"${language}":${JSON.stringify(name)}`).join(',')}}`,
          '"title":null',
          `"website":${JSON.stringify(row.website)}`,
        ]
        return [row.id, `{${fields.join(',')}}`]
      }),
    )
    for (const { fields, entry } of await openings()) expect(fields).toBe(shown.get(JSON.parse(entry).id))
  })

  it('has a salt of its own, of 32 bytes', async () => {
    const salts = (await openings()).map(({ salt }) => Buffer.from(salt).toString('hex'))
    expect(new Set(salts).size).toBe(14)
    for (const salt of salts) expect(salt).toHaveLength(64)
  })

  it('does not give the commitment once a field, a name, the salt or the entry is another', async () => {
    const all = await openings()
    for (const [i, { salt, fields, entry }] of all.entries()) {
      const { commitment } = JSON.parse(entry)
      const parsed = JSON.parse(fields)
      const changes = [
        ...Object.keys(parsed).map(key => ({ ...parsed, [key]: key === 'names' ? { be: 'Іншая' } : 'X' })),
        ...Object.keys(parsed.names).map(language => ({
          ...parsed,
          names: { ...parsed.names, [language]: 'X' },
        })),
        { ...parsed, country: parsed.country === null ? 'BY' : null },
        { ...parsed, added: null },
      ]
      expect(changes.length).toBeGreaterThanOrEqual(6)
      for (const changed of changes) expect(sha256(salt, JSON.stringify(changed))).not.toBe(commitment)
      const bitFlipped = Uint8Array.from(salt, (byte, at) => (at === 31 ? byte ^ 1 : byte))
      expect(sha256(bitFlipped, fields)).not.toBe(commitment)
      const other = all[(i + 1) % all.length]
      expect(sha256(salt, fields)).not.toBe(JSON.parse(other?.entry ?? '{}').commitment)
    }
  })

  it('shows an edit of the list by whoever holds the database', async () => {
    const { sql } = scene.database
    const [opening] = await openings()
    const { id, commitment } = JSON.parse(opening?.entry ?? '{}')
    await sql`UPDATE record_openings SET fields = replace(fields, 'Human Constanta', 'Forged') WHERE endorsement_id = ${id}`
    const [forged] = await sql`SELECT salt, fields FROM record_openings WHERE endorsement_id = ${id}`
    expect(sha256(forged?.salt, forged?.fields)).not.toBe(commitment)
    await sql`UPDATE record_openings SET fields = ${opening?.fields ?? ''} WHERE endorsement_id = ${id}`
  })
})
