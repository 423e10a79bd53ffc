import { describe, expect, it } from 'vitest'
import type { Correction } from '../../src/domain/endorsing.ts'
import { useOneHourLink } from '../../src/endorsements/one-hour/use-one-hour-link.ts'
import { representativeData } from '../../src/endorsements/private-page/data/data-schema.ts'
import { loadData } from '../../src/endorsements/private-page/data/load-data.ts'
import {
  proposeCorrection,
  takeProposalBack,
} from '../../src/endorsements/private-page/propose-correction.ts'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { decline } from '../../src/moderation/proposal/decline.ts'
import { loadQueue } from '../../src/moderation/queue/load-queue.ts'
import { everythingWaiting } from '../../src/moderation/queue/queue-filter.ts'
import { approve, correct, withdraw } from '../../src/moderation/request/decide.ts'
import { loadRequest, mayCorrectAlone } from '../../src/moderation/request/request-view.ts'
import { stampOf } from '../../src/moderation/shown-stamp.ts'
import { findProposal } from '../../src/storage/proposals.ts'
import { rounds } from '../support/exhaustive.ts'
import { oneHourToken } from '../support/one-hour.ts'
import { askAndConfirm, asking, hour, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

type Answer = { ok: boolean; error?: { reason: string } }
const reasonOf = (answer: Answer) => (answer.ok ? 'ok' : answer.error?.reason)

async function givenListed(asked = asking()) {
  const { id } = await askAndConfirm(scene, asked)
  await approve(scene.deps, { id, revision: 2, moderator })
  await deliverDue(scene.deps, 50)
  return { id, asked, token: await privateToken(scene, id) }
}
const better = (name = asking().organisation.name) => ({
  organisation: { ...asking().organisation, name },
  comment: 'Put right.',
})
const propose = (token: string, amendment: Correction = better()) =>
  proposeCorrection(scene.deps, token, 3, amendment)
const proposalOf = (id: string) => findProposal(scene.deps.db, id)
const kinds = async (id: string) => (await scene.events(id)).map(({ kind, actor }) => `${kind} by ${actor}`)
const newestMail = async () => {
  await deliverDue(scene.deps, 50)
  return scene.mail.accepted.at(-1)?.message
}
const viewed = (id: string) => loadRequest(scene.deps, id, { lang: 'en', moderator })

describe('a proposed correction', () => {
  it('waits while the entry stands, is mailed, and is published by the correction that takes it over', async () => {
    const { id, asked, token } = await givenListed()
    const amendment = better()
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await propose(token, amendment))).toBe('ok'),
    )
    expect(changes).toEqual({ proposals: '+1 -0', events: '+1 -0', tokens: '+1 -0', outbox: '+1 -0' })
    expect(await scene.row(id)).toMatchObject({ name: asked.organisation.name, revision: 3 })
    const mail = await newestMail()
    expect([mail?.to, mail?.subject]).toEqual([
      asked.contact.email,
      'A correction of your organisation’s entry was proposed',
    ])
    expect(mail?.text).toContain(amendment.organisation.name)
    expect(await viewPrivately(scene.deps, token)).toMatchObject({ ok: true, value: { proposal: amendment } })
    const data = await loadData(scene.deps, token)
    expect(representativeData.parse(data.ok && data.value).proposal?.name).toBe(amendment.organisation.name)

    const proposal = stampOf(await proposalOf(id))
    const published = await correct(scene.deps, { id, revision: 3, moderator, amendment, proposal })
    expect(reasonOf(published)).toBe('ok')
    expect(await scene.row(id)).toMatchObject({ name: amendment.organisation.name, revision: 4 })
    expect(await proposalOf(id)).toBeNull()
    expect((await kinds(id)).slice(-2)).toEqual([
      'correction_proposed by representative',
      'corrected by moderator',
    ])
  })

  it('is declined with a reason that the representative reads, and the entry stays', async () => {
    const { id, asked, token } = await givenListed()
    await propose(token)
    await deliverDue(scene.deps, 50)
    scene.moveClock(minute)
    const proposal = stampOf(await proposalOf(id))
    const text = 'The register has another name.'
    const decisions = await Promise.all(
      [1, 2, 3].map(() => decline(scene.deps, { id, revision: 3, moderator, proposal, text })),
    )
    expect(decisions.map(reasonOf).sort()).toEqual(['changed_meanwhile', 'changed_meanwhile', 'ok'])
    const mail = await newestMail()
    expect(mail?.subject).toBe('The decision about your proposed correction')
    expect(mail?.text).toContain(text)
    expect(await scene.row(id)).toMatchObject({ name: asked.organisation.name, revision: 3 })
    expect((await kinds(id)).at(-1)).toBe('correction_declined by moderator')
    const view = await viewPrivately(scene.deps, token)
    expect(view.ok && view.value.history.words.map(words => words.text)).toEqual([text])
    expect((await viewed(id))?.history.at(-1)).toMatchObject({
      kind: 'decline',
      words: text,
      moderatorId: moderator,
    })
  })

  it('is one an endorsement: a later one takes its place, and what a moderator looks at goes stale by it', async () => {
    const { id, token } = await givenListed()
    const first = better()
    await propose(token, first)
    const shown = stampOf(await proposalOf(id))
    scene.moveClock(minute)
    const second = better()
    expect(reasonOf(await propose(token, second))).toBe('ok')
    expect(await scene.count('proposals')).toBe(1)
    const late = { id, revision: 3, moderator, proposal: shown }
    expect(reasonOf(await correct(scene.deps, { ...late, amendment: first }))).toBe('changed_meanwhile')
    expect(reasonOf(await decline(scene.deps, { ...late, text: 'No.' }))).toBe('changed_meanwhile')
    expect(await proposalOf(id)).toMatchObject(second)
  })

  it('against a correction of the one before at the same moment: never is the later one lost unseen', async () => {
    for (let round = 0; round < rounds(6); round++) {
      const { id, token } = await givenListed()
      const first = better()
      await propose(token, first)
      const proposal = stampOf(await proposalOf(id))
      scene.moveClock(minute)
      const both = [
        () => propose(token),
        () => correct(scene.deps, { id, revision: 3, moderator, amendment: first, proposal }),
      ] as const
      const calls = round % 2 === 0 ? both : [both[1], both[0]]
      const answers = await Promise.all(calls.map(call => call()))
      expect(answers.map(reasonOf).sort()).toEqual(['changed_meanwhile', 'ok'])
      const corrected = (await scene.row(id)).name === first.organisation.name
      expect(await proposalOf(id)).toEqual(corrected ? null : expect.anything())
    }
  })

  it('is refused of what changed meanwhile, says nothing new, or comes too often', async () => {
    const { id, asked, token } = await givenListed()
    const entry = { organisation: asked.organisation, comment: null }
    expect(reasonOf(await propose(token, entry))).toBe('nothing_changed')
    const amendment = better()
    await propose(token, amendment)
    expect(reasonOf(await propose(token, amendment))).toBe('nothing_changed')
    expect(await propose(token, entry)).toEqual({ ok: true, value: 'taken-back' })
    expect(await proposalOf(id)).toBeNull()
    for (let i = 0; i < 4; i++) expect(reasonOf(await propose(token))).toBe('ok')
    expect(await propose(token)).toMatchObject({ error: { reason: 'too_many', within: 'hour' } })
    scene.moveClock(hour)
    expect(reasonOf(await propose(token))).toBe('ok')
    await correct(scene.deps, { id, revision: 3, moderator, amendment: better() })
    expect(reasonOf(await propose(token))).toBe('changed_meanwhile')
    expect(reasonOf(await proposeCorrection(scene.deps, token, 4, better()))).toBe('ok')
  })

  it('20 at once: one waits, one mail', async () => {
    const { id, token } = await givenListed()
    const amendment = better()
    const before = await scene.count('outbox')
    const answers = await Promise.all(Array.from({ length: 20 }, () => propose(token, amendment)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(answers.map(reasonOf))).toEqual(new Set(['ok', 'nothing_changed']))
    expect(await scene.count('outbox')).toBe(before + 1)
    expect(await takeProposalBack(scene.deps, token)).toEqual({ ok: true, value: null })
    expect(await takeProposalBack(scene.deps, token)).toEqual({ ok: true, value: null })
    expect((await kinds(id)).filter(kind => kind.startsWith('correction_taken_back'))).toHaveLength(1)
  })

  it('is nothing for what waits, and goes with a withdrawal, an erasure, another correction', async () => {
    const { id: waiting } = await askAndConfirm(scene)
    const early = await privateToken(scene, waiting)
    expect(reasonOf(await proposeCorrection(scene.deps, early, 2, better()))).toBe('changed_meanwhile')
    const ends = {
      withdrawn: (id: string) =>
        withdraw(scene.deps, { id, revision: 3, moderator, code: 'own', text: 'Gone.' }),
      left: async (id: string) =>
        useOneHourLink(scene.deps, 'withdraw', await oneHourToken(scene, id, 'withdraw'), 3),
      erased: async (id: string) =>
        useOneHourLink(scene.deps, 'erase', await oneHourToken(scene, id, 'erase'), 3),
      corrected: (id: string) => correct(scene.deps, { id, revision: 3, moderator, amendment: better() }),
    }
    for (const [how, end] of Object.entries(ends)) {
      const { id, token } = await givenListed()
      await propose(token)
      expect(reasonOf(await end(id)), how).toBe('ok')
      expect(await proposalOf(id), how).toBeNull()
    }
  })

  it('a correction against a withdrawal at the same moment: one of them wins, and no proposal stays', async () => {
    for (let round = 0; round < rounds(4); round++) {
      const { id, token } = await givenListed()
      const amendment = better()
      await propose(token, amendment)
      const proposal = stampOf(await proposalOf(id))
      const link = await oneHourToken(scene, id, 'withdraw')
      const both = [
        () => correct(scene.deps, { id, revision: 3, moderator, amendment, proposal }),
        () => useOneHourLink(scene.deps, 'withdraw', link, 3),
      ] as const
      const calls = round % 2 === 0 ? both : [both[1], both[0]]
      await Promise.all(calls.map(call => call()))
      expect((await scene.row(id)).status).toBe('withdrawn')
      expect(await proposalOf(id)).toBeNull()
    }
  })

  it('of a name that another signatory has is told, and not offered', async () => {
    const { id, token } = await givenListed()
    expect(reasonOf(await propose(token, better('Nobody’s Name Yet')))).toBe('ok')
    const other = await givenListed(asking({ name: 'Nobody’s Name Yet' }))
    const view = await viewed(id)
    expect(view?.proposalHolders.map(holder => holder.id)).toEqual([other.id])
  })

  it('of a withheld name changes what is held of it, and shows it to nobody', async () => {
    const { id, token } = await givenListed(asking({ nameWithheld: true }))
    const amendment = better()
    const shown = { ...amendment, nameWithheld: false }
    expect(reasonOf(await propose(token, shown))).toBe('ok')
    expect((await newestMail())?.text).not.toMatch(/public list|the list/)
    expect(await proposalOf(id)).toEqual({ ...amendment, proposedAt: scene.deps.now() })
    const view = await viewPrivately(scene.deps, token)
    expect(view).toMatchObject({ value: { endorsement: { nameWithheld: true } } })
    const proposal = stampOf(await proposalOf(id))
    expect(reasonOf(await correct(scene.deps, { id, revision: 3, moderator, amendment, proposal }))).toBe(
      'ok',
    )
    expect(await scene.row(id)).toMatchObject({ name: amendment.organisation.name, name_withheld: true })
    expect(await scene.count('public_signatories', `id = '${id}'`)).toBe(0)
  })

  it('of a statement that asks for two moderators has the evidence of what it would say', async () => {
    const { id, token } = await givenListed()
    await propose(token)
    const view = await viewed(id)
    expect(view && mayCorrectAlone(view, view.evidence, view.proposalEvidence)).toBe(true)
    await scene.sql`UPDATE statements SET second_moderator = 'always'`
    const strict = await viewed(id)
    expect(strict?.proposalEvidence).not.toBeNull()
    expect(strict && mayCorrectAlone(strict, strict.evidence, strict.proposalEvidence)).toBe(false)
    await scene.sql`UPDATE statements SET second_moderator = 'never'`
  })

  it('stands in the queue among what waits, oldest first and counted, and nothing else does there', async () => {
    const one = await givenListed()
    const other = await givenListed()
    await givenListed()
    await propose(other.token)
    scene.moveClock(minute)
    await propose(one.token)
    const proposed = { ...everythingWaiting, state: 'proposed' as const }
    const queue = await loadQueue(scene.deps, proposed)
    expect(queue.rows.map(({ id }) => id)).toEqual([other.id, one.id])
    expect(queue.rows[0]?.age).toBe(minute)
    expect(queue.counts.proposed).toEqual({ count: 2, more: false })
    const searched = await loadQueue(scene.deps, { ...proposed, q: one.asked.organisation.name })
    expect(searched.rows.map(({ id }) => id)).toEqual([one.id])
    expect(searched.counts.proposed.count).toBe(1)
    expect((await loadQueue(scene.deps, everythingWaiting)).rows).toEqual([])
  })
})

describe('a name that another signatory has', () => {
  it('is not proposed, as a moderator could only refuse it', async () => {
    const other = await givenListed(asking())
    const { token } = await givenListed(asking())
    const taken = better(other.asked.organisation.name.toUpperCase())
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await propose(token, taken))).toBe('name_taken'),
    )
    expect(changes).toEqual({})
  })

  it('is proposed as any where it is withheld: nobody learns so who is on the list', async () => {
    const other = await givenListed(asking({ nameWithheld: true }))
    const { token } = await givenListed(asking())
    expect(reasonOf(await propose(token, better(other.asked.organisation.name)))).toBe('ok')
  })
})
