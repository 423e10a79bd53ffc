import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/domain/result.ts'
import { revise } from '../../src/endorsements/confirm/revise.ts'
import { askForLink } from '../../src/endorsements/one-hour/ask-for-link.ts'
import { openOneHourLink } from '../../src/endorsements/one-hour/open-one-hour-link.ts'
import { useOneHourLink } from '../../src/endorsements/one-hour/use-one-hour-link.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve, correct, restore, withdraw } from '../../src/moderation/request/decide.ts'
import { findDetails } from '../../src/storage/details.ts'
import { lockEndorsement } from '../../src/storage/endorsements.ts'
import { gatherEvidence } from '../../src/storage/evidence.ts'
import { findNameHolders } from '../../src/storage/listed-names.ts'
import { readStatement } from '../../src/storage/public-statements.ts'
import { findListing, findStatementOf } from '../../src/storage/signatory-list.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { dumpTables, readable } from '../support/dump.ts'
import { oneHourToken } from '../support/one-hour.ts'
import {
  ask,
  askAndConfirm,
  asking,
  day,
  hour,
  minute,
  privateToken,
  slug,
  useScene,
} from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })
const why = { code: 'own', text: 'As they asked.' }

/** A signatory at revision 3, counted and not named unless the request says otherwise. */
async function listed(asked = asking({ nameWithheld: true })) {
  const { id } = await askAndConfirm(scene, asked)
  const approved = await approve(scene.deps, { id, revision: 2, moderator })
  if (!approved.ok) throw new Error(approved.error.reason)
  await deliverDue(scene.deps, 50)
  return { id, asked }
}

type Purpose = 'withhold' | 'reveal'
const revisionOf = async (id: string): Promise<number> => Number((await scene.row(id)).revision)
const use = async (id: string, purpose: Purpose, token: string) =>
  useOneHourLink(scene.deps, purpose, token, await revisionOf(id))
/** Has the link mailed that does it, and presses the button of its page. */
const change = async (id: string, purpose: Purpose) =>
  use(id, purpose, await oneHourToken(scene, id, purpose))
const stateOf = async (token: string) => (await openOneHourLink(scene.deps, token))?.state
const reasonOf = (answer: Result<unknown, { reason: string }>) => (answer.ok ? 'ok' : answer.error.reason)

const publicStatement = async () => {
  const statement = await readStatement(scene.deps.publicDb, slug)
  if (!statement) throw new Error('no statement')
  return statement
}
const isListed = async (id: string) => (await publicStatement()).signatories.some(one => one.id === id)
const tombstone = async (id: string) => (await publicStatement()).withdrawals.find(one => one.id === id)

type Entry = { type: string; commitment: string | null; salt: Uint8Array | null; fields: string | null }
/** What the record has of a signatory, oldest first. */
const entries = async (id: string): Promise<Entry[]> => {
  const rows = await scene.sql<{ entry: string; salt: Uint8Array | null; fields: string | null }[]>`
    SELECT e.entry, o.salt, o.fields FROM record_entries e LEFT JOIN record_openings o USING (seq)
    WHERE e.endorsement_id = ${id} ORDER BY e.seq`
  return rows.map(({ entry, salt, fields }) => ({ ...JSON.parse(entry), salt, fields }))
}
/** The mail to an address whose subject begins so, all that is due being delivered. */
async function mailTo(address: string, subject: string): Promise<string> {
  await deliverDue(scene.deps, 50)
  const mails = scene.mail.accepted.map(({ message }) => message).filter(({ to }) => to === address)
  return mails.find(mail => mail.subject === subject)?.text ?? ''
}

describe('an organisation that asked to be counted and not named', () => {
  it('is counted once it is approved, and is nowhere public', async () => {
    const before = await publicStatement()
    const { id, asked } = await listed()
    const after = await publicStatement()
    expect(after).toMatchObject({ count: before.count, withheld: 1, countries: before.countries })
    expect(after.revision).toBe(before.revision + 1)
    expect(JSON.stringify(after)).not.toContain(asked.organisation.name)
    expect(JSON.stringify(after)).not.toContain(id)
    expect(await findListing(scene.deps.publicDb, slug, id)).toBeNull()
    expect(await findStatementOf(scene.deps.publicDb, id)).toBeNull()
  })

  it('holds its names: nobody else comes onto the list under them', async () => {
    const { id, asked } = await listed()
    const rival = await askAndConfirm(scene, asking({ name: asked.organisation.name.toUpperCase() }))
    expect(reasonOf(await approve(scene.deps, { id: rival.id, revision: 2, moderator }))).toBe(
      'already_signatory',
    )
    const holders = await findNameHolders(scene.deps.db, { ...asked, id: rival.id })
    expect(holders).toEqual([{ id, name: asked.organisation.name, nameWithheld: true }])
  })

  it('is known to moderators by what speaks against others', async () => {
    const { id, asked } = await listed(asking({ name: 'Human Rights House Canary', nameWithheld: true }))
    const rival = await askAndConfirm(scene, asking({ name: asked.organisation.name }))
    const { reasons } = await scene.deps.db.transaction(async tx => {
      const endorsement = await lockEndorsement(tx, rival.id)
      if (!endorsement) throw new Error('nobody')
      return gatherEvidence(tx, scene.deps.sealing, endorsement)
    })
    expect(reasons).toContainEqual(
      expect.objectContaining({ kind: 'duplicate_of_signatory', id, nameWithheld: true }),
    )
  })

  it('learns at its own address that it is counted, and has no page to be led to', async () => {
    const { id, asked } = await listed()
    const { email } = asked.contact
    const approved = await mailTo(email, 'Your organisation is counted among the signatories')
    expect(approved).toContain('Its name is not shown')
    expect(approved).not.toContain(id)
    await askToEndorse(scene.deps, asked)
    expect(await mailTo(email, 'Your organisation is counted already')).toContain('its name withheld')
  })

  it('is in the record by a commitment that nothing stored anywhere opens', async () => {
    const salts: Uint8Array[] = []
    const random = (length: number) => {
      const bytes = scene.deps.random(length)
      salts.push(bytes)
      return bytes
    }
    const { id } = await askAndConfirm(scene, asking({ nameWithheld: true }))
    await approve({ ...scene.deps, random }, { id, revision: 2, moderator })
    const [entry, ...others] = await entries(id)
    expect(others).toEqual([])
    expect(entry).toMatchObject({ type: 'endorse', salt: null, fields: null })
    expect(entry?.commitment).toMatch(/^[0-9a-f]{64}$/)
    const stored = readable(await dumpTables(scene.sql))
    expect(salts.length).toBeGreaterThan(0)
    for (const salt of salts) expect(stored).not.toContain(Buffer.from(salt).toString('hex'))
  })
})

describe('before it is decided', () => {
  it('the representative has the name withheld by amending, and shown again', async () => {
    const asked = asking()
    const { id } = await askAndConfirm(scene, asked)
    const { organisation, comment, contact } = asked
    const token = await privateToken(scene, id)
    const amendTo = (revision: number, nameWithheld: boolean) =>
      amend(scene.deps, token, revision, { organisation, comment, nameWithheld })
    expect((await amendTo(2, true)).ok).toBe(true)
    expect(await scene.row(id)).toMatchObject({ name_withheld: true, hidden_at: null, revision: 3 })
    const told = await mailTo(contact.email, 'Your organisation’s request was changed')
    expect(told).toMatch(/count us only[\s\S]*Before: no[\s\S]*Now: yes/)
    expect((await findDetails(scene.deps.db, id, 2))?.nameWithheld).toBe(false)
    expect((await findDetails(scene.deps.db, id, 3))?.nameWithheld).toBe(true)
    expect((await amendTo(3, false)).ok).toBe(true)
    expect(await scene.row(id)).toMatchObject({ name_withheld: false })
  })

  it('and before it is confirmed, by putting it right', async () => {
    const asked = asking()
    const { id, token } = await ask(scene, asked)
    const { organisation, comment, contact } = asked
    const { representative, role } = contact
    const right = { organisation, comment, nameWithheld: true, representative, role }
    expect((await revise(scene.deps, token, 1, right)).ok).toBe(true)
    expect(await scene.row(id)).toMatchObject({ name_withheld: true })
  })

  it('the same ask with the box and without it are two', async () => {
    const asked = asking()
    await ask(scene, asked)
    await ask(scene, { ...asked, nameWithheld: true })
    expect(await scene.count('endorsements', 'name_withheld')).toBe(1)
    expect(await scene.count('endorsements', `name = '${asked.organisation.name}'`)).toBe(2)
  })

  it('nobody has a name withheld that is not on the list, or that the statement itself names', async () => {
    const { id } = await askAndConfirm(scene)
    const [founder] = await scene.sql`SELECT id FROM endorsements WHERE founding_key IS NOT NULL LIMIT 1`
    for (const one of [id, founder?.id]) {
      const answer = await askForLink(scene.deps, await privateToken(scene, one), 'withhold')
      expect(answer).toMatchObject({ error: { reason: 'wrong_status' } })
    }
  })
})

describe('a name that is withheld later', () => {
  it('leaves everything public, and a day stands at its place', async () => {
    const { id, asked } = await listed(asking())
    const before = await publicStatement()
    scene.moveClock(3 * day)
    expect(reasonOf(await change(id, 'withhold'))).toBe('ok')
    expect(await publicStatement()).toMatchObject({
      count: before.count - 1,
      withheld: 1,
      revision: before.revision + 1,
    })
    expect(JSON.stringify(await publicStatement())).not.toContain(asked.organisation.name)
    const hidden = { kind: 'withdrawn', withdrawnOn: '2030-03-04' }
    expect(await findListing(scene.deps.publicDb, slug, id)).toEqual(hidden)
    expect(await tombstone(id)).toEqual({ id, withdrawnOn: '2030-03-04' })
    expect((await scene.events(id)).at(-1)).toEqual({
      kind: 'name_withheld',
      revision: 4,
      actor: 'representative',
    })
  })

  it('leaves the record by its openings alone: no name is dropped unseen', async () => {
    const { id } = await listed(asking())
    expect((await entries(id)).map(({ salt }) => salt === null)).toEqual([false])
    await change(id, 'withhold')
    const all = await entries(id)
    expect(all.map(({ type }) => type)).toEqual(['endorse', 'amend'])
    expect(all.map(({ salt }) => salt)).toEqual([null, null])
    expect(new Set(all.map(({ commitment }) => commitment)).size).toBe(2)
  })

  it('comes back by a press of its own, in its old place, and the record opens it', async () => {
    const first = await listed()
    await listed(asking())
    expect(reasonOf(await change(first.id, 'reveal'))).toBe('ok')
    const endorsing = (await publicStatement()).signatories.filter(one => !one.founding)
    expect(endorsing.map(({ id }) => id)[0]).toBe(first.id)
    expect(await publicStatement()).toMatchObject({ withheld: 0, withdrawals: [] })
    const [hidden, shown] = await entries(first.id)
    expect(hidden).toMatchObject({ type: 'endorse', salt: null })
    expect(shown?.type).toBe('amend')
    const hash = createHash('sha256')
      .update(shown?.salt ?? '')
      .update(shown?.fields ?? '')
    expect(hash.digest('hex')).toBe(shown?.commitment)
    expect((await scene.events(first.id)).at(-1)).toMatchObject({
      kind: 'name_revealed',
      actor: 'representative',
    })
  })

  it.each([
    ['withhold', 'shown', 'Your organisation’s name is withheld'],
    ['reveal', 'withheld', 'Your organisation’s name is shown'],
  ] as const)(
    'of many presses of one link to %s one does it, and one mail says so',
    async (purpose, now, subject) => {
      const { id, asked } = await listed(asking({ nameWithheld: now === 'withheld' }))
      const token = await oneHourToken(scene, id, purpose)
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => useOneHourLink(scene.deps, purpose, token, 3)),
      )
      expect(answers.map(reasonOf).sort()).toEqual([...Array(19).fill('link_used'), 'ok'])
      expect((await entries(id)).map(({ type }) => type)).toEqual(['endorse', 'amend'])
      await deliverDue(scene.deps, 50)
      const told = scene.mail.accepted.filter(({ message }) => message.subject === subject)
      expect(told.map(({ message }) => message.to)).toEqual([asked.contact.email])
      expect(told[0]?.message.text).toMatch(/\/endorsement\/[\w-]{43}/)
      expect(await revisionOf(id)).toBe(4)
      expect(await stateOf(token)).toBe('done')
    },
  )

  it('is shown as the page showed it, or not at all', async () => {
    const { id, asked } = await listed()
    const token = await oneHourToken(scene, id, 'reveal')
    const amendment = { ...asked, comment: 'Put right meanwhile.' }
    expect(reasonOf(await correct(scene.deps, { id, revision: 3, moderator, amendment }))).toBe('ok')
    const changes = await scene.changesFrom(async () => {
      for (const shown of [3, Number.NaN, 5])
        expect(reasonOf(await useOneHourLink(scene.deps, 'reveal', token, shown))).toBe('changed_meanwhile')
    })
    expect(changes).toEqual({})
    expect(reasonOf(await useOneHourLink(scene.deps, 'reveal', token, 4))).toBe('ok')
  })

  it('and no link that waits in the inbox undoes what was decided since', async () => {
    const { id } = await listed()
    const early = await oneHourToken(scene, id, 'reveal')
    scene.moveClock(11 * minute)
    const late = await oneHourToken(scene, id, 'reveal')
    expect(late).not.toBe(early)
    expect(reasonOf(await use(id, 'reveal', late))).toBe('ok')
    expect(reasonOf(await change(id, 'withhold'))).toBe('ok')
    for (const token of [early, late]) {
      expect(await stateOf(token)).toBe('over')
      expect(reasonOf(await use(id, 'reveal', token))).toBe('link_used')
    }
    expect(await isListed(id)).toBe(false)
  })

  it('and a link does nothing after an hour, nor what another is for', async () => {
    const { id } = await listed()
    const token = await oneHourToken(scene, id, 'reveal')
    expect(reasonOf(await use(id, 'withhold', token))).toBe('link_unknown')
    scene.moveClock(hour)
    expect(reasonOf(await use(id, 'reveal', token))).toBe('link_expired')
    expect(reasonOf(await use(id, 'reveal', await privateToken(scene, id)))).toBe('link_unknown')
    expect(await isListed(id)).toBe(false)
  })
})

describe('what moderators do to it', () => {
  it('a correction leaves the name withheld, whatever was sent with it', async () => {
    const { id, asked } = await listed()
    const organisation = { ...asked.organisation, name: 'Its right name' }
    const amendment = { organisation, comment: null, nameWithheld: false }
    expect(reasonOf(await correct(scene.deps, { id, revision: 3, moderator, amendment }))).toBe('ok')
    expect(await scene.row(id)).toMatchObject({ name: 'Its right name', name_withheld: true })
    expect(await isListed(id)).toBe(false)
    expect((await entries(id)).map(({ type, salt }) => [type, salt])).toEqual([
      ['endorse', null],
      ['amend', null],
    ])
    const told = await mailTo(asked.contact.email, 'Your organisation’s entry was corrected')
    expect(told).toContain('nothing of this is published')
    expect(told).not.toMatch(/public list/)
  })

  it('a withdrawal of one that was never public leaves nothing public but the count', async () => {
    const { id, asked } = await listed()
    expect(reasonOf(await withdraw(scene.deps, { id, revision: 3, moderator, ...why }))).toBe('ok')
    expect(await publicStatement()).toMatchObject({ withheld: 0, withdrawals: [] })
    expect(await findListing(scene.deps.publicDb, slug, id)).toBeNull()
    expect((await entries(id)).at(-1)).toMatchObject({ type: 'withdraw', commitment: null, salt: null })
    const told = await mailTo(asked.contact.email, 'Your organisation’s endorsement was withdrawn')
    expect(told).toContain('no longer counted')

    expect(reasonOf(await restore(scene.deps, { id, revision: 4, moderator }))).toBe('ok')
    expect(await publicStatement()).toMatchObject({ withheld: 1, withdrawals: [] })
    expect((await entries(id)).at(-1)).toMatchObject({ type: 'restore', salt: null })
    expect(await mailTo(asked.contact.email, 'Your organisation is counted again')).not.toContain(id)
  })

  it('a withdrawal of one that was public once does not tell that it left', async () => {
    const { id } = await listed(asking())
    await change(id, 'withhold')
    const stone = await tombstone(id)
    scene.moveClock(5 * day)
    await withdraw(scene.deps, { id, revision: 4, moderator, ...why })
    expect(await tombstone(id)).toEqual(stone)
    await restore(scene.deps, { id, revision: 5, moderator })
    expect(await tombstone(id)).toEqual(stone)
    expect(await isListed(id)).toBe(false)
    await change(id, 'reveal')
    expect(await tombstone(id)).toBeUndefined()
    expect(await isListed(id)).toBe(true)
  })

  it('one that was withdrawn under its name comes back under it', async () => {
    const { id } = await listed(asking())
    await withdraw(scene.deps, { id, revision: 3, moderator, ...why })
    await restore(scene.deps, { id, revision: 4, moderator })
    expect(await isListed(id)).toBe(true)
    expect(await scene.row(id)).toMatchObject({ name_withheld: false, hidden_at: null })
  })
})

it('a withheld one that signed another text than the present one is counted under that', async () => {
  await listed()
  await listed()
  const hash = 'b'.repeat(64)
  await scene.sql`INSERT INTO statement_versions VALUES (${slug}, 2, 'substantive', ${hash}, now())`
  await scene.sql`INSERT INTO statement_texts VALUES (${slug}, 2, 'en', 'T', '# T', ${hash})`
  await listed(asking({ version: 2, nameWithheld: true }))
  expect(await publicStatement()).toMatchObject({
    withheld: 3,
    withheldEarlier: [{ version: 1, count: 2 }],
    saysSince: 2,
    signedEarlier: [{ version: 1, count: 11 }],
  })
})

it('no log line names it, of a mail about it that could not go either', async () => {
  const asked = asking({ nameWithheld: true })
  const { id } = await askAndConfirm(scene, asked)
  scene.mail.breakOnce()
  await approve(scene.deps, { id, revision: 2, moderator })
  await deliverDue(scene.deps, 50)
  expect(scene.logged.join('\n')).toContain('mail_failed')
  expect(scene.logged.join('\n')).not.toContain(asked.organisation.name)
})
