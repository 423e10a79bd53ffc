import { describe, expect, it } from 'vitest'
import { privateLinkLifetime } from '../../src/domain/durations.ts'
import type { Amendment } from '../../src/domain/endorsing.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { renderPrivatePage } from '../../src/endorsements/private-page/private-page.tsx'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve, reject, returnForChanges, undo, withdraw } from '../../src/moderation/request/decide.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { dumpTables } from '../support/dump.ts'
import { rounds } from '../support/exhaustive.ts'
import { askAndConfirm, asking, day, hour, minute, second, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const question = { code: 'name', text: 'Which name is the registered one?' }
const reason = { code: 'not-found', text: 'We could not find it.' }

const details = (name: string, comment: string | null = null): Amendment => ({
  organisation: {
    name,
    names: { be: 'Іншая назва' },
    country: 'PL',
    website: 'https://new.example.org',
  },
  comment,
  nameWithheld: false,
})

/** A confirmed request at revision 2, the token of its mailed private page, and what it asked for. */
async function given() {
  const asked = asking()
  const { id, token: confirmToken } = await askAndConfirm(scene, asked)
  const token = await newestPrivateToken(asked.contact.email)
  const { organisation, comment, nameWithheld } = asked
  return { id, token, confirmToken, asked, details: { organisation, comment, nameWithheld } }
}

async function newestPrivateToken(address: string): Promise<string> {
  await deliverDue(scene.deps, 50)
  const texts = scene.mail.accepted.flatMap(({ message }) => (message.to === address ? [message.text] : []))
  const tokens = texts.flatMap(text => [...text.matchAll(/\/endorsement\/([\w-]{43})$/gm)].map(m => m[1]))
  return tokens.at(-1) ?? ''
}

const events = async (id: string) =>
  (await scene.sql`SELECT kind, actor FROM events WHERE endorsement_id = ${id} ORDER BY id`).map(
    row => `${row.kind} by ${row.actor}`,
  )
const reasonOf = (answer: { ok: true } | { ok: false; error: { reason: string } }) =>
  answer.ok ? 'ok' : answer.error.reason
const told = async (token: string) => {
  const view = await viewPrivately(scene.deps, token)
  if (!view.ok) return { reason: view.error.reason }
  const { endorsement: told, moderatorText: text, contact } = view.value
  return { told, text, contact }
}

describe('amending', () => {
  it('puts other details in the place of those that wait, with an event, and a mail that says what changed', async () => {
    const { id, token } = await given()
    const before = await scene.row(id)
    const changes = await scene.changesFrom(() =>
      amend(scene.deps, token, 2, details('New name', 'A new line')),
    )
    expect(changes).toEqual({
      endorsements: '+1 -1',
      events: '+1 -0',
      details: '+1 -0',
      evidence_due: '+1 -0',
      tokens: '+1 -0',
      outbox: '+1 -0',
    })
    await deliverDue(scene.deps, 50)
    const { text = '' } = scene.mail.accepted.at(-1)?.message ?? {}
    expect(text).toMatch(/Before: .*\n.*Now: New name/)
    expect(text).toContain('Now: A new line')
    expect(await scene.row(id)).toMatchObject({
      status: 'confirmed',
      revision: 3,
      name: 'New name',
      name_be: 'Іншая назва',
      country: 'PL',
      website: 'https://new.example.org',
      comment: 'A new line',
      organisation_key: 'new name',
      confirmed_at: before.confirmed_at,
      waiting_since: before.waiting_since,
    })
    expect((await events(id)).at(-1)).toBe('amended by representative')
  })

  it('answers a question also with the details as they are, and waits from now on', async () => {
    const request_ = await given()
    const { id, token } = request_
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...question })
    scene.moveClock(day)
    expect(await told(token)).toMatchObject({ told: { status: 'returned' }, text: question.text })
    expect(reasonOf(await amend(scene.deps, token, 3, request_.details))).toBe('ok')
    expect(await scene.row(id)).toMatchObject({
      status: 'confirmed',
      revision: 4,
      returned_at: null,
      waiting_since: scene.deps.now(),
    })
  })

  it('changes nothing when nothing differs from what already waits', async () => {
    const { token, details: same } = await given()
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await amend(scene.deps, token, 2, same))).toBe('nothing_changed'),
    )
    expect(changes).toEqual({})
  })

  it('clears a first approval, so that nobody approves what they have not seen', async () => {
    const { id, token } = await given()
    await scene.sql`UPDATE statements SET second_moderator = 'always'`
    expect(reasonOf(await approve(scene.deps, { id, revision: 2, moderator }))).toBe('ok')
    expect((await scene.row(id)).first_approved_by).toBe(moderator)
    expect(reasonOf(await amend(scene.deps, token, 3, details('New name')))).toBe('ok')
    expect((await scene.row(id)).first_approved_by).toBe(null)
  })

  it.each(['approved', 'rejected', 'withdrawn'] as const)('is refused once it is %s', async status => {
    const { id, token } = await given()
    const decision = { id, revision: 2, moderator }
    if (status === 'approved') await approve(scene.deps, decision)
    if (status === 'rejected') await reject(scene.deps, { ...decision, ...reason })
    if (status === 'withdrawn') await withdraw(scene.deps, { ...decision, ...reason })
    scene.moveClock(minute)
    const changes = await scene.changesFrom(async () => {
      expect(reasonOf(await amend(scene.deps, token, 3, details('New name')))).toBe('wrong_status')
      expect(reasonOf(await amend(scene.deps, token, 2, details('New name')))).toBe('changed_meanwhile')
    })
    expect(changes).toEqual({})
  })
})

describe('a form that is out of date', () => {
  it('is refused after the details changed, whatever revision it names', async () => {
    const { id, token } = await given()
    await amend(scene.deps, token, 2, details('Second name'))
    const changes = await scene.changesFrom(async () => {
      for (const shown of [2, 1, 0, -1, 4, 2 ** 31]) {
        expect(reasonOf(await amend(scene.deps, token, shown, details('Third name')))).toBe(
          'changed_meanwhile',
        )
      }
    })
    expect(changes).toEqual({})
    expect((await scene.row(id)).name).toBe('Second name')
  })

  it('is refused when a question was asked meanwhile that it did not show', async () => {
    const { id, token } = await given()
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...question })
    scene.moveClock(minute)
    expect(reasonOf(await amend(scene.deps, token, 2, details('New name')))).toBe('changed_meanwhile')
    expect((await scene.row(id)).status).toBe('returned')
  })

  it('is not out of date by what a moderator did unseen: a first approval, a decision taken back', async () => {
    const { id, token } = await given()
    await reject(scene.deps, { id, revision: 2, moderator, ...reason })
    await undo(scene.deps, { id, revision: 3, moderator })
    await scene.sql`UPDATE statements SET second_moderator = 'always'`
    await approve(scene.deps, { id, revision: 4, moderator })
    expect((await scene.row(id)).revision).toBe(5)
    expect(reasonOf(await amend(scene.deps, token, 2, details('New name')))).toBe('ok')
    expect(await scene.row(id)).toMatchObject({ status: 'confirmed', revision: 6, name: 'New name' })
  })
})

describe('races', () => {
  const times = <T>(n: number, work: (i: number) => Promise<T>) =>
    Promise.all(Array.from({ length: n }, (_, i) => work(i)))

  it('50 amendments at once: one wins, whole', async () => {
    const { id, token } = await given()
    const answers = await times(50, i => amend(scene.deps, token, 2, details(`Name ${i}`, `Line ${i}`)))
    const won = answers.flatMap(answer => (answer.ok ? [answer.value] : []))
    expect(won).toHaveLength(1)
    expect(new Set(answers.map(reasonOf))).toEqual(new Set(['ok', 'changed_meanwhile']))
    const { organisation, comment } = won[0] ?? { organisation: null, comment: null }
    expect(await scene.row(id)).toMatchObject({ revision: 3, name: organisation?.name, comment })
    expect((await events(id)).filter(event => event.startsWith('amended'))).toHaveLength(1)
  })

  it('20 amendments at once, each on the newest page: no more than five go through', async () => {
    const { id, token } = await given()
    const eager = async (i: number): Promise<string> => {
      const view = await viewPrivately(scene.deps, token)
      if (!view.ok) return view.error.reason
      const reason = reasonOf(await amend(scene.deps, token, view.value.since, details(`Name ${i}`)))
      return reason === 'changed_meanwhile' ? eager(i) : reason
    }
    const answers = await times(20, eager)
    expect(answers.filter(reason => reason === 'ok')).toHaveLength(5)
    expect(answers.filter(reason => reason === 'too_many')).toHaveLength(15)
    expect((await events(id)).filter(event => event.startsWith('amended'))).toHaveLength(5)
    expect((await scene.row(id)).revision).toBe(7)
  })

  it('an approval against an amendment: what is published is what the moderator saw', async () => {
    for (let round = 0; round < rounds(5); round++) {
      const { id, token, asked } = await given()
      const both = [
        () => approve(scene.deps, { id, revision: 2, moderator }),
        () => amend(scene.deps, token, 2, details(`Swapped ${round}`)),
      ] as const
      const [first, last] = round % 2 === 0 ? both : [both[1], both[0]]
      await Promise.all([first(), last()])
      const { status, name } = await scene.row(id)
      if (status === 'approved') expect(name).toBe(asked.organisation.name)
      else expect([status, name]).toEqual(['confirmed', `Swapped ${round}`])
    }
  })
})

describe('the cap', () => {
  it('is five amendments an hour and twenty in all, and a refusal changes nothing', async () => {
    const { id, token } = await given()
    let n = 0
    const change = async () => {
      const shown = Number((await scene.row(id)).revision)
      const answer = await amend(scene.deps, token, shown, details(`Change ${++n}`))
      return answer.ok ? 'ok' : answer.error
    }
    const fivefold = async () => [
      await change(),
      await change(),
      await change(),
      await change(),
      await change(),
    ]
    expect(await fivefold()).toEqual(Array(5).fill('ok'))
    const changes = await scene.changesFrom(async () =>
      expect(await change()).toEqual({ reason: 'too_many', within: 'hour' }),
    )
    expect(changes).toEqual({})
    scene.moveClock(hour - 1)
    expect(await change()).toEqual({ reason: 'too_many', within: 'hour' })
    scene.moveClock(1)
    expect(await fivefold()).toEqual(Array(5).fill('ok'))
    for (let more = 0; more < 2; more++) {
      scene.moveClock(hour)
      expect(await fivefold()).toEqual(Array(5).fill('ok'))
    }
    scene.moveClock(30 * day)
    expect(await change()).toEqual({ reason: 'too_many', within: 'ever' })
  })

  it('is of one request: another one has its own', async () => {
    const [one, other] = [await given(), await given()]
    for (let i = 0; i < 5; i++) await amend(scene.deps, one.token, i + 2, details(`One ${i}`))
    expect(reasonOf(await amend(scene.deps, one.token, 7, details('One more')))).toBe('too_many')
    expect(reasonOf(await amend(scene.deps, other.token, 2, details('Other')))).toBe('ok')
  })
})

describe('the page that is shown', () => {
  const shown = async (token: string) => {
    const view = await viewPrivately(scene.deps, token)
    if (!view.ok) throw new Error(view.error.reason)
    const place = { lang: 'en' as const, path: () => '/' }
    const title = { title: 'A statement', language: 'en' as const }
    return renderPrivatePage(place, { ...view.value, title, token, writeTo: 'us@countersign.test' })
  }

  it('is the same to the byte before and after a first approval, and decisions taken back', async () => {
    const { id, token } = await given()
    await scene.sql`UPDATE statements SET second_moderator = 'always'`
    const before = await shown(token)
    await approve(scene.deps, { id, revision: 2, moderator })
    expect((await scene.row(id)).first_approved_by).toBe(moderator)
    expect(await shown(token)).toBe(before)
    await reject(scene.deps, { id, revision: 3, moderator, ...reason })
    expect(await shown(token)).toBe(before)
    await undo(scene.deps, { id, revision: 4, moderator })
    expect(await shown(token)).toBe(before)
    await returnForChanges(scene.deps, { id, revision: 5, moderator, ...question })
    expect(await shown(token)).toBe(before)
    await undo(scene.deps, { id, revision: 6, moderator })
    expect(await shown(token)).toBe(before)
  })

  it('is the same before and after a rejection of a returned request that is taken back, and its form is taken', async () => {
    const { id, token } = await given()
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...question })
    scene.moveClock(day)
    const before = await shown(token)
    const [, since] = /name="revision" value="(\d+)"/.exec(before) ?? []
    await reject(scene.deps, { id, revision: 3, moderator, ...reason })
    expect(await shown(token)).toBe(before)
    await undo(scene.deps, { id, revision: 4, moderator })
    expect(await shown(token)).toBe(before)
    expect(reasonOf(await amend(scene.deps, token, Number(since), details('Answered')))).toBe('ok')
  })
})

describe('within the minute in which a decision can be taken back', () => {
  const decisions = {
    rejection: (id: string, revision: number) => reject(scene.deps, { id, revision, moderator, ...reason }),
    return: (id: string, revision: number) =>
      returnForChanges(scene.deps, { id, revision, moderator, ...question }),
  }

  it.each(['rejection', 'return'] as const)('a %s is not told, then it is', async kind => {
    const { id, token } = await given()
    const before = await told(token)
    await decisions[kind](id, 2)
    scene.moveClock(minute - 1)
    expect(await told(token)).toEqual(before)
    scene.moveClock(1)
    const after = { rejection: 'rejected', return: 'returned' }[kind]
    const text = { rejection: reason.text, return: question.text }[kind]
    expect(await told(token)).toMatchObject({ told: { status: after, revision: 3 }, text })
  })

  it.each(['rejection', 'return'] as const)('a %s that is taken back is never told', async kind => {
    const { id, token } = await given()
    const before = await told(token)
    await decisions[kind](id, 2)
    scene.moveClock(30 * second)
    await undo(scene.deps, { id, revision: 3, moderator })
    scene.moveClock(day)
    const { told: after, ...rest } = await told(token)
    expect({ ...rest, told: { ...after, revision: 2 } }).toEqual(before)
  })

  it('a rejection of a returned request leaves the question standing', async () => {
    const { id, token } = await given()
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...question })
    scene.moveClock(day)
    const before = await told(token)
    expect(before).toMatchObject({ told: { status: 'returned' }, text: question.text })
    await reject(scene.deps, { id, revision: 3, moderator, ...reason })
    expect(await told(token)).toEqual(before)
    scene.moveClock(minute)
    expect(await told(token)).toMatchObject({ told: { status: 'rejected' }, text: reason.text })
  })

  it('a rejection keeps the details as they are, and does not say why', async () => {
    const { id, token } = await given()
    await reject(scene.deps, { id, revision: 2, moderator, ...reason })
    const changes = await scene.changesFrom(async () =>
      expect(reasonOf(await amend(scene.deps, token, 2, details('New name')))).toBe('busy'),
    )
    expect(changes).toEqual({})
  })

  it('an amendment comes before a question that is not mailed yet', async () => {
    const { id, token, asked } = await given()
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...question })
    expect(reasonOf(await amend(scene.deps, token, 2, details('New name')))).toBe('ok')
    scene.moveClock(day)
    const mailed = scene.mail.accepted.length
    await deliverDue(scene.deps, 50)
    const toThem = scene.mail.accepted
      .slice(mailed)
      .filter(({ message }) => message.to === asked.contact.email)
    expect(toThem.map(({ message }) => message.subject)).toEqual(['Your organisation’s request was changed'])
    expect(await told(token)).toMatchObject({ told: { status: 'confirmed' }, text: null })
  })

  it('who asks again learns nothing of a question either', async () => {
    const { id, asked } = await given()
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...question })
    await askToEndorse(scene.deps, asked)
    await deliverDue(scene.deps, 50)
    expect(scene.mail.accepted.at(-1)?.message.text).toContain('is confirmed and waits for a moderator')
    scene.moveClock(minute)
    await askToEndorse(scene.deps, asked)
    await deliverDue(scene.deps, 50)
    const texts = scene.mail.accepted.slice(-2).map(({ message }) => message.text)
    expect(texts.filter(text => text.includes('has a question about the earlier request'))).toHaveLength(1)
  })
})

describe('the link', () => {
  it('changes nothing when it is opened, and opens this request alone', async () => {
    const [one, other] = [await given(), await given()]
    const before = await dumpTables(scene.sql)
    for (let i = 0; i < 50; i++) await viewPrivately(scene.deps, one.token)
    expect(await dumpTables(scene.sql)).toEqual(before)
    expect(JSON.stringify(await told(one.token))).not.toContain(other.asked.contact.representative)
    const changes = await scene.changesFrom(() => amend(scene.deps, one.token, 2, details('Only this one')))
    expect(changes.endorsements).toBe('+1 -1')
    expect((await scene.row(other.id)).name).toBe(other.asked.organisation.name)
  })

  it('works for a year; the link that confirms is none, nor is anything else', async () => {
    const { token, confirmToken } = await given()
    for (const wrong of [confirmToken, 'A'.repeat(43), '', `${token}=`, token.slice(1)]) {
      expect(await told(wrong)).toEqual({ reason: 'link_unknown' })
      expect(reasonOf(await amend(scene.deps, wrong, 2, details('New name')))).toBe('link_unknown')
    }
    expect(reasonOf(await disown(scene.deps, token))).toBe('link_unknown')
    scene.moveClock(privateLinkLifetime - 1)
    expect(await told(token)).toHaveProperty('told')
    scene.moveClock(1)
    expect(await told(token)).toEqual({ reason: 'link_expired' })
    expect(reasonOf(await amend(scene.deps, token, 2, details('New name')))).toBe('link_expired')
  })

  it('is stored as a hash only, and goes with the contact', async () => {
    const { id, token } = await given()
    expect(JSON.stringify(await dumpTables(scene.sql))).not.toContain(token)
    await reject(scene.deps, { id, revision: 2, moderator, ...reason })
    scene.moveClock(30 * day)
    await sweep(scene.deps)
    expect(await told(token)).toEqual({ reason: 'link_unknown' })
    expect(
      await scene.sql`SELECT 1 FROM tokens WHERE endorsement_id = ${id} AND purpose = 'private'`,
    ).toHaveLength(0)
  })

  it('comes anew to whoever asks again from the same address', async () => {
    const { token, asked } = await given()
    await askToEndorse(scene.deps, asked)
    const fresh = await newestPrivateToken(asked.contact.email)
    expect(fresh).not.toBe(token)
    expect(await told(fresh)).toEqual(await told(token))
  })
})
