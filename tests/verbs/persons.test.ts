import { describe, expect, it } from 'vitest'
import { useOneHourLink } from '../../src/endorsements/one-hour/use-one-hour-link.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { loadData } from '../../src/endorsements/private-page/data/load-data.ts'
import { proposeCorrection } from '../../src/endorsements/private-page/propose-correction.ts'
import { answerSection } from '../../src/endorsements/section/answer-section.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve, correct, withdraw } from '../../src/moderation/request/decide.ts'
import { loadRequest } from '../../src/moderation/request/request-view.ts'
import { proposeSection, stopSection } from '../../src/moderation/section/propose-section.ts'
import { stampOf } from '../../src/moderation/shown-stamp.ts'
import { findEndorsement } from '../../src/storage/endorsements.ts'
import { gatherEvidence } from '../../src/storage/evidence.ts'
import { findProposal } from '../../src/storage/proposals.ts'
import { readStatement } from '../../src/storage/public-statements.ts'
import { findSectionProposal } from '../../src/storage/section-proposals.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { oneHourToken } from '../support/one-hour.ts'
import { askAndConfirm, asking, day, privateToken, slug, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

type Answer = { ok: boolean; error?: { reason: string } }
const reasonOf = (answer: Answer) => (answer.ok ? 'ok' : answer.error?.reason)
const everybodyMaySign = () => scene.sql`UPDATE statements SET signers = '{organisation,network,person}'`

const person = (name: string, affiliation: string | null = 'A paper', email?: string) =>
  asking({
    organisation: { name, website: null, signer: { kind: 'person', title: 'Editor', affiliation } },
    contact: { representative: name, role: '', ...(email ? { email } : {}) },
  })

async function list(asked = asking()) {
  const { id } = await askAndConfirm(scene, asked)
  const approved = await approve(scene.deps, { id, revision: 2, moderator })
  await deliverDue(scene.deps, 50)
  return { id, asked, answer: reasonOf(approved), token: await privateToken(scene, id) }
}
const present = async () => {
  const statement = await readStatement(scene.deps.publicDb, slug)
  if (!statement) throw new Error('no statement')
  return statement
}
const evidenceOf = async (id: string) => {
  const endorsement = await findEndorsement(scene.deps.db, id)
  if (!endorsement) throw new Error('nobody')
  return (await gatherEvidence(scene.deps.db, scene.deps.sealing, endorsement)).reasons
}

describe('who may sign', () => {
  it('is the statement’s to say: a person asks in vain where only organisations may', async () => {
    expect(reasonOf(await askToEndorse(scene.deps, person('Ivan Ivanou')))).toBe('signer_not_allowed')
    await everybodyMaySign()
    expect(reasonOf(await askToEndorse(scene.deps, person('Ivan Ivanou')))).toBe('ok')
  })

  it('a person is listed and counted apart, with title and affiliation and never an address', async () => {
    await everybodyMaySign()
    const { asked } = await list(person('Ivan Ivanou', 'Human Constanta'))
    const statement = await present()
    expect(statement.kinds).toEqual({ organisation: 11, network: 0, person: 1 })
    expect(statement.count).toBe(12)
    expect(statement.newest[0]).toMatchObject({
      name: 'Ivan Ivanou',
      kind: 'person',
      title: 'Editor',
      affiliation: 'Human Constanta',
    })
    expect(JSON.stringify(statement)).not.toContain(asked.contact.email)
  })

  it('a withheld person is counted among the persons', async () => {
    await everybodyMaySign()
    await list({ ...person('Ivan Ivanou'), nameWithheld: true })
    const statement = await present()
    expect(statement.kinds.person).toBe(0)
    expect(statement.withheldKinds).toEqual({ organisation: 0, network: 0, person: 1 })
    expect(JSON.stringify(statement)).not.toContain('Ivanou')
  })

  it('an amendment may change as whom one signs, to what the statement takes and to nothing else', async () => {
    await scene.sql`UPDATE statements SET signers = '{organisation,person}'`
    const asked = asking({ name: 'Ivan Ivanou' })
    const { id } = await askAndConfirm(scene, asked)
    const token = await privateToken(scene, id)
    const as = (kind: 'network' | 'person') => ({
      ...asked,
      organisation: {
        ...asked.organisation,
        website: null,
        signer: kind === 'person' ? { kind, title: null, affiliation: null } : { kind },
      },
    })
    expect(reasonOf(await amend(scene.deps, token, 2, as('network')))).toBe('changed_meanwhile')
    expect(reasonOf(await amend(scene.deps, token, 2, as('person')))).toBe('ok')
    expect(await scene.row(id)).toMatchObject({ kind: 'person', website: null })
  })
})

describe('names', () => {
  it('two persons may share one; of one name and affiliation there is one', async () => {
    await everybodyMaySign()
    expect((await list(person('Ivan Ivanou', 'A paper'))).answer).toBe('ok')
    expect((await list(person('Ivan Ivanou', 'A school'))).answer).toBe('ok')
    expect((await list(person('Ivan IVANOU', 'a paper'))).answer).toBe('already_signatory')
  })

  it('a person’s may be an organisation’s, which speaks against it; a near one speaks not', async () => {
    await everybodyMaySign()
    expect((await list(asking({ name: 'Vasil Bykau' }))).answer).toBe('ok')
    const near = await askAndConfirm(scene, person('Vasil Bykov'))
    const kinds = (await evidenceOf(near.id)).map(({ kind }) => kind)
    expect(kinds.filter(kind => /signatory|request/.test(kind))).toEqual([])
    for (const [name, kind, whose] of [
      ['Vasil Bykau', 'duplicate_of_signatory', 'Vasil Bykau'],
      ['БАЖ', 'known_name_of_signatory', 'Belarusian Association of Journalists'],
      ['Lаwtrend', 'look_alike_of_signatory', 'Lawtrend'],
    ] as const) {
      const { id } = await askAndConfirm(scene, person(name))
      expect(await evidenceOf(id)).toContainEqual(
        expect.objectContaining({ kind, name: whose, speaks: 'against' }),
      )
    }
    const { id } = near
    expect(reasonOf(await approve(scene.deps, { id, revision: 2, moderator }))).toBe('ok')
  })

  it('a person who gives no affiliation is like no organisation, and is weighed and decided as others are', async () => {
    await everybodyMaySign()
    await list(asking({ name: 'Vasil Bykau' }))
    const { id } = await askAndConfirm(scene, person('Vasil Bykov', null))
    expect((await evidenceOf(id)).map(({ kind }) => kind)).not.toContain('affiliation_like_signatory')
    await sweep(scene.deps)
    expect(await scene.row(id)).toMatchObject({ speaks_against: 0 })
    expect(reasonOf(await approve(scene.deps, { id, revision: 2, moderator }))).toBe('ok')
  })

  it('a namesake and an affiliation that is a signatory’s name are facts, and speak against nobody', async () => {
    await everybodyMaySign()
    await list(person('Ivan Ivanou', 'A paper'))
    const { id } = await askAndConfirm(scene, person('Ivan Ivanou', 'Хьюман Канстанта'))
    const reasons = await evidenceOf(id)
    expect(reasons.filter(({ speaks }) => speaks === 'against')).toEqual([])
    expect(reasons).toContainEqual(expect.objectContaining({ kind: 'namesake_of_signatory' }))
    expect(reasons).toContainEqual(
      expect.objectContaining({ kind: 'affiliation_like_signatory', name: 'Human Constanta' }),
    )
  })

  it('nobody is hindered by a person who works there: the organisation of that name is listed', async () => {
    await everybodyMaySign()
    await list(person('Ivan Ivanou', 'Free Press House'))
    const organisation = await list(asking({ name: 'Free Press House' }))
    expect(organisation.answer).toBe('ok')
  })
})

describe('a person’s data', () => {
  it('goes with the contact where the request ended: nothing that is kept names them', async () => {
    await everybodyMaySign()
    const { id, token } = await list(person('Ivan Ivanou', 'A paper'))
    await withdraw(scene.deps, { id, revision: 3, moderator, code: '', text: 'Asked by mail.' })
    await deliverDue(scene.deps, 50)
    expect((await loadData(scene.deps, token)).ok).toBe(true)
    scene.moveClock(31 * day)
    await sweep(scene.deps)
    expect(await scene.row(id)).toMatchObject({ name: '—', person_title: null, affiliation: null })
    const kept = await scene.sql`SELECT * FROM endorsements WHERE id = ${id}`
    expect(JSON.stringify(kept)).not.toMatch(/ivanou|paper/i)
  })

  it('stays while they are listed, also where they have their address erased', async () => {
    await everybodyMaySign()
    const { id } = await list(person('Ivan Ivanou', 'A paper'))
    const token = await oneHourToken(scene, id, 'erase')
    expect(reasonOf(await useOneHourLink(scene.deps, 'erase', token, 3))).toBe('ok')
    expect((await present()).newest[0]).toMatchObject({ name: 'Ivan Ivanou', affiliation: 'A paper' })
  })
})

describe('another section', () => {
  const proposalOf = (id: string) => findSectionProposal(scene.deps.db, id)
  const answer = async (id: string, token: string, yes: boolean) => {
    const proposal = await proposalOf(id)
    return reasonOf(
      await answerSection(scene.deps, token, {
        yes,
        shownRevision: 3,
        proposedAt: proposal?.proposedAt.getTime() ?? 0,
      }),
    )
  }
  const propose = async (id: string, kind: 'organisation' | 'network' | 'person' = 'person') =>
    reasonOf(await proposeSection(scene.deps, { id, revision: 3, moderator, kind }))

  it('is proposed, mailed, and made by the signatory’s yes alone: list, record and log say so', async () => {
    await everybodyMaySign()
    const { id, token, asked } = await list(asking({ name: 'Ivan Ivanou' }))
    const proposed = await scene.changesFrom(async () => expect(await propose(id)).toBe('ok'))
    expect(proposed).toEqual({
      section_proposals: '+1 -0',
      events: '+1 -0',
      log: '+1 -0',
      tokens: '+1 -0',
      outbox: '+1 -0',
    })
    expect(await propose(id), 'pressed twice').toBe('ok')
    await deliverDue(scene.deps, 50)
    expect(scene.mail.accepted.at(-1)?.message).toMatchObject({
      to: asked.contact.email,
      subject: 'A question about your entry on the list',
    })
    expect((await present()).kinds.person).toBe(0)
    const { revision } = await present()
    expect(await answer(id, token, true)).toBe('ok')
    const statement = await present()
    expect(statement.revision).toBe(revision + 1)
    expect(statement.kinds.person).toBe(1)
    expect(await scene.row(id)).toMatchObject({ kind: 'person', website: null, revision: 4 })
    expect(await proposalOf(id)).toBeNull()
    const [entry] = await scene.sql`SELECT entry FROM record_entries ORDER BY seq DESC LIMIT 1`
    expect(JSON.parse(entry?.entry)).toMatchObject({ v: 2, type: 'amend', id })
    const [opening] = await scene.sql`SELECT fields FROM record_openings ORDER BY seq DESC LIMIT 1`
    expect(JSON.parse(opening?.fields)).toMatchObject({ kind: 'person', name: 'Ivan Ivanou' })
    expect((await scene.events(id)).slice(-2).map(({ kind, actor }) => `${kind} by ${actor}`)).toEqual([
      'section_proposed by moderator',
      'section_changed by representative',
    ])
    expect(await answer(id, token, true), 'answered twice').toBe('changed_meanwhile')
  })

  it('is declined, and taken back, and the entry stays', async () => {
    await everybodyMaySign()
    const { id, token } = await list()
    await propose(id, 'network')
    expect(await answer(id, token, false)).toBe('ok')
    await propose(id, 'network')
    const stamp = stampOf(await proposalOf(id))
    expect(reasonOf(await stopSection(scene.deps, { id, moderator, proposal: '1' }))).toBe(
      'changed_meanwhile',
    )
    expect(reasonOf(await stopSection(scene.deps, { id, moderator, proposal: stamp }))).toBe('ok')
    expect(await proposalOf(id)).toBeNull()
    expect(await scene.row(id)).toMatchObject({ kind: 'organisation', revision: 3 })
  })

  it('goes where the entry changes meanwhile', async () => {
    await everybodyMaySign()
    const { id, token, asked } = await list()
    await propose(id)
    const amendment = { ...asked, comment: 'Another line' }
    expect(reasonOf(await correct(scene.deps, { id, revision: 3, moderator, amendment }))).toBe('ok')
    expect(await proposalOf(id)).toBeNull()
    expect(await answer(id, token, true)).toBe('changed_meanwhile')
  })

  it('no moderator makes it by a correction; but what the signatory proposes itself one may publish', async () => {
    await everybodyMaySign()
    const { id, token, asked } = await list()
    const amendment = {
      comment: null,
      organisation: { ...asked.organisation, signer: { kind: 'network' } as const },
    }
    const command = { id, revision: 3, moderator, amendment }
    expect(reasonOf(await correct(scene.deps, command))).toBe('section_is_its_own')
    expect(reasonOf(await proposeCorrection(scene.deps, token, 3, amendment))).toBe('ok')
    const proposal = stampOf(await findProposal(scene.deps.db, id))
    expect(reasonOf(await correct(scene.deps, { ...command, proposal }))).toBe('ok')
    expect((await present()).kinds.network).toBe(1)
  })

  it('is not offered where the statement takes no others, nor for a founding signatory', async () => {
    const { id } = await list()
    expect(await propose(id)).toBe('changed_meanwhile')
    await everybodyMaySign()
    const [founder] =
      await scene.sql`SELECT id, revision FROM endorsements WHERE founding_key IS NOT NULL LIMIT 1`
    const refused = await proposeSection(scene.deps, {
      id: founder?.id,
      revision: founder?.revision,
      moderator,
      kind: 'network',
    })
    expect(reasonOf(refused)).toBe('contact_erased')
    expect((await loadRequest(scene.deps, id, { lang: 'en', moderator }))?.signers).toHaveLength(3)
  })

  it('two moderators are needed where a person would become an organisation that nobody vouched for', async () => {
    await everybodyMaySign()
    const { id } = await list(person('Ivan Ivanou'))
    await scene.sql`UPDATE statements SET second_moderator = 'doubt'`
    expect(await propose(id, 'organisation')).toBe('second_needed')
  })
})
