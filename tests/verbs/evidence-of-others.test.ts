import { describe, expect, it } from 'vitest'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { loadRows } from '../../src/moderation/queue/load-queue.ts'
import { everythingWaiting } from '../../src/moderation/queue/queue-filter.ts'
import {
  approve,
  correct,
  reject,
  reopen,
  restore,
  returnForChanges,
  undo,
  withdraw,
} from '../../src/moderation/request/decide.ts'
import { addKnown, removeKnown } from '../../src/moderation/request/know.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { findEndorsement } from '../../src/storage/endorsements.ts'
import { weighDue } from '../../src/storage/evidence-due.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { ask, askAndConfirm, asking, day, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const why = { code: 'own', text: 'As we said.' }
const noNames = {}
const named = (name: string, website: string | null = null) => ({
  organisation: { name, names: noNames, country: null, website },
  comment: null,
  nameWithheld: false,
})

/** Its address is at its website. Gives its id, and the token of its confirm link. */
const asks = (name: string, host: string) =>
  askAndConfirm(
    scene,
    asking({ name, organisation: { website: `https://${host}` }, contact: { email: `office@${host}` } }),
  )

/** Decides on an endorsement as it stands. */
async function on(id: string) {
  const { revision } = await scene.row(id)
  return { id, revision: Number(revision), moderator, ...why }
}
async function does(verb: typeof reject, id: string) {
  const decided = await verb(scene.deps, await on(id))
  if (!decided.ok) throw new Error(`refused: ${decided.error.reason}`)
}

/** What the queue says of a request that waits, as somebody looks now. */
async function shown(id: string) {
  const { rows } = await loadRows(scene.deps, everythingWaiting)
  return rows.find(row => row.id === id)?.evidence
}
const clear = { for: 1, against: 0 }
const oneAgainst = { for: 1, against: 1 }
/** A signatory's name, from a domain that is named like it: that speaks against too, and nothing for it. */
const takenFor = { for: 0, against: 2 }

describe('what the queue says of a request', () => {
  it('is nothing before its address is confirmed, and then what is known', async () => {
    const { id } = await ask(scene, asking({ name: 'Кветка' }))
    const all = await loadRows(scene.deps, { ...everythingWaiting, state: 'all' })
    expect(all.rows.find(row => row.id === id)?.evidence).toBeNull()
    expect(await shown((await asks('Лотаць', 'lotac.example')).id)).toEqual(clear)
  })

  it('changes with an amendment, and leaves the revision alone', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    expect(await shown(id)).toEqual(clear)
    const amended = await amend(scene.deps, await privateToken(scene, id), 2, named('Lаwtrend'))
    expect(amended.ok).toBe(true)
    // A word of two alphabets, the look of a founder's name, and mail from elsewhere than its domain; its website is
    // gone.
    expect(await shown(id)).toEqual({ for: 0, against: 3 })
    expect((await scene.row(id)).revision).toBe(3)
  })

  it('knows a rival that came later, and no more of it once it has gone', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    expect(await shown(id)).toEqual(clear)
    const rival = await asks('КВЕТКА', 'other.example')
    expect(await shown(id)).toEqual(oneAgainst)
    expect(await shown(rival.id)).toEqual(oneAgainst)
    expect((await disown(scene.deps, rival.token)).ok).toBe(true)
    expect(await shown(id)).toEqual(clear)
  })

  it('knows that another waits with its website, and no more of it once that one has gone', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    const organisation = { website: 'https://be.kvetka.example' }
    const contact = { email: 'press@kvetka.example' }
    const other = await askAndConfirm(scene, asking({ name: 'Лотаць', contact, organisation }))
    expect(await shown(id)).toEqual(oneAgainst)
    expect(await shown(other.id)).toEqual(oneAgainst)
    expect((await disown(scene.deps, other.token)).ok).toBe(true)
    expect(await shown(id)).toEqual(clear)
  })

  it('knows two rivals that are confirmed at the same moment, each of the other', async () => {
    const [one, other] = [
      await ask(scene, asking({ name: 'Кветка' })),
      await ask(scene, asking({ name: 'кветка' })),
    ]
    await Promise.all([one, other].map(({ token }) => confirm(scene.deps, token, 1)))
    for (const { id } of [one, other]) expect(await shown(id)).toEqual({ for: 0, against: 1 })
  })

  it('knows the rival’s amendments, to its name and away from it', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    const rival = await asks('Лотаць', 'other.example')
    expect(await shown(id)).toEqual(clear)
    await amend(scene.deps, await privateToken(scene, rival.id), 2, named('Кветка'))
    expect(await shown(id)).toEqual(oneAgainst)
    await amend(scene.deps, await privateToken(scene, rival.id), 3, named('Лотаць'))
    expect(await shown(id)).toEqual(clear)
  })

  it('knows what became of a rival: rejected, undone, rejected and reopened', async () => {
    const { id } = await asks('Rozavetskaja', 'krynica.example')
    // Near, and not the same: a rejection of it says nothing about others.
    const rival = await asks('Rozavetzkaja', 'other.example')
    expect(await shown(id)).toEqual(oneAgainst)
    const counts: unknown[] = []
    for (const verb of [reject, undo, reject] as const) {
      await does(verb, rival.id)
      counts.push(await shown(id))
    }
    scene.moveClock(minute)
    await sweep(scene.deps)
    await does(reopen, rival.id)
    counts.push(await shown(id))
    expect(counts).toEqual([clear, oneAgainst, clear, oneAgainst])
  })

  it('knows a signatory that was added, corrected, withdrawn and restored', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    const signatory = (await asks('Лотаць', 'other.example')).id
    await does(approve, signatory)
    expect(await shown(id)).toEqual(clear)
    const rename = async (name: string, website: string | null = null) => {
      const corrected = await correct(scene.deps, {
        ...(await on(signatory)),
        amendment: named(name, website),
      })
      expect(corrected.ok).toBe(true)
    }
    await rename('Кветка')
    expect(await shown(id), 'by its new name').toEqual(takenFor)
    await does(withdraw, signatory)
    expect(await shown(id), 'withdrawn').toEqual(clear)
    await does(restore, signatory)
    expect(await shown(id), 'restored').toEqual(takenFor)
    await rename('Лотаць')
    expect(await shown(id), 'by another name').toEqual(clear)
    await rename('Лотаць', 'https://be.kvetka.example/about')
    expect(await shown(id), 'by its website').toEqual(oneAgainst)
  })

  it('knows a founding signatory that a deploy adds', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    expect(await shown(id)).toEqual(clear)
    const [files] = statementFiles
    if (!files) throw new Error('no statement')
    const founder = {
      key: 'kvetka',
      name: 'Кветка',
      country: null,
      names: {},
      knownAs: { names: [], domains: [] },
    }
    const more = { ...files, foundingSignatories: [...files.foundingSignatories, founder] }
    await syncStatements(scene.deps, [more])
    expect(await shown(id)).toEqual(takenFor)
  })

  it('knows by what moderators note that a signatory is known, and forgets what they take back', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    const signatory = (await asks('Лотаць', 'other.example')).id
    await does(approve, signatory)
    expect(await shown(id)).toEqual(clear)
    const known = { kind: 'name', value: 'Kvetka' } as const
    expect((await addKnown(scene.deps, await on(signatory), known)).ok).toBe(true)
    expect(await shown(id)).toEqual(takenFor)
    expect((await removeKnown(scene.deps, await on(signatory), known)).ok).toBe(true)
    expect(await shown(id)).toEqual(clear)
  })

  it('is the same while it is returned for changes, and knows what happens meanwhile', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    await does(returnForChanges, id)
    await asks('КВЕТКА', 'other.example')
    const { rows } = await loadRows(scene.deps, { ...everythingWaiting, state: 'returned' })
    expect(rows.find(row => row.id === id)?.evidence).toEqual(oneAgainst)
  })

  it('forgets what was known by an address that is forgotten', async () => {
    const contact = { email: 'office@kvetka.example' }
    // Its website would go on speaking.
    const earlier = await askAndConfirm(scene, asking({ name: 'Лотаць', contact }))
    await does(reject, earlier.id)
    scene.moveClock(29 * day)
    const { id } = await asks('Кветка', 'kvetka.example')
    expect(await shown(id)).toEqual(oneAgainst)
    scene.moveClock(2 * day)
    await sweep(scene.deps)
    expect((await findEndorsement(scene.deps.db, earlier.id))?.status).toBe('rejected')
    expect(await shown(id)).toEqual(clear)
  })

  it('is nothing of what is decided', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    await shown(id)
    await does(reject, id)
    const { rows } = await loadRows(scene.deps, { ...everythingWaiting, state: 'rejected' })
    expect(rows.find(row => row.id === id)?.evidence).toBeNull()
  })
})

describe('weighing', () => {
  const due = () => scene.count('evidence_due')

  it('is done by the sweep where nobody looks, also of what was there before there were notes', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    const { id: old } = await asks('Лотаць', 'lotac.example')
    await scene.sql`DELETE FROM evidence_due WHERE endorsement_id = ${old}`
    await sweep(scene.deps)
    expect(await due()).toBe(0)
    for (const each of [id, old])
      expect(await scene.row(each)).toMatchObject({ speaks_for: 1, speaks_against: 0 })
  })

  it('shows no number that may not be true: of more than a page can weigh, the rest says so', async () => {
    for (let i = 0; i < 9; i++)
      await asks(`${['А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З', 'К'][i]}кветачка`, `n${i}.example`)
    const { rows } = await loadRows(scene.deps, everythingWaiting)
    expect(rows.filter(({ evidence }) => evidence === 'due')).toHaveLength(1)
    const again = await loadRows(scene.deps, everythingWaiting)
    expect(again.rows.filter(({ evidence }) => evidence === 'due')).toEqual([])
  })

  it('leaves to the next time what somebody is just changing, and loses no note', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    const weigh = () => weighDue({ ...scene.deps, onFault: () => {} }, 9)
    await scene.sql.begin(async held => {
      await held`SELECT 1 FROM endorsements WHERE id = ${id} FOR UPDATE`
      await weigh()
      expect(await due()).toBe(1)
    })
    await weigh()
    expect(await due()).toBe(0)
    expect(await scene.row(id)).toMatchObject({ speaks_for: 1, speaks_against: 0 })
  })

  it('notes nothing where nothing changed that others could see', async () => {
    const { id } = await asks('Кветка', 'kvetka.example')
    await asks('КВЕТКА', 'other.example')
    await shown(id)
    expect(await due()).toBe(0)
    await does(returnForChanges, id)
    expect(await due()).toBe(0)
  })
})
