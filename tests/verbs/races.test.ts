import { describe, expect, it } from 'vitest'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { resendByLink } from '../../src/endorsements/confirm/resend.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve, correct, reject, restore, undo, withdraw } from '../../src/moderation/request/decide.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { askForLinks } from '../support/ask-for-links.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { dumpTables } from '../support/dump.ts'
import { ask, askAndConfirm, asking, idOf, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const why = { code: 'not-an-organisation', text: 'Not an organisation that we could find.' }
const times = <T>(n: number, work: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => work(i)))
const reasons = (answers: { ok: boolean; error?: { reason: string } }[]) =>
  new Set(answers.flatMap(answer => (answer.error ? [answer.error.reason] : [])))

describe('one link', () => {
  it('confirmed 100 times at once moves once, with one event and one mail', async () => {
    const { id, token } = await ask(scene)
    const answers = await times(100, () => confirm(scene.deps, token, 1))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    for (const lost of reasons(answers)) expect(['link_used', 'changed_meanwhile']).toContain(lost)
    expect(await scene.sql`SELECT status, revision FROM endorsements WHERE id = ${id}`).toEqual([
      { status: 'confirmed', revision: 2 },
    ])
    expect(await scene.count('events', `kind = 'confirmed'`)).toBe(1)
    expect(await scene.count('outbox', `kind = 'request-received'`)).toBe(1)
    await deliverDue(scene.deps, 50)
    expect(scene.mail.accepted).toHaveLength(2)
  })

  it('confirmed and disowned at once ends in one of both, whole', async () => {
    const { id, token } = await ask(scene)
    const confirms = times(20, () => confirm(scene.deps, token, 1))
    const disowns = times(20, () => disown(scene.deps, token))
    const [confirmed, disowned] = await Promise.all([confirms, disowns])
    expect(disowned.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1)
    const [row] = await scene.sql`SELECT status, email_lookup FROM endorsements WHERE id = ${id}`
    const stopped = disowned.some(({ ok }) => ok)
    expect(row?.status).toBe(stopped ? 'withdrawn' : 'confirmed')
    expect(row?.email_lookup === null).toBe(stopped)
    expect(await scene.count('contacts')).toBe(stopped ? 0 : 1)
    expect(await scene.count('outbox', `kind = 'request-received' AND sealed IS NOT NULL`)).toBe(
      stopped ? 0 : 1,
    )
    expect(await scene.count('events', `kind = 'confirmed'`)).toBe(confirmed.filter(({ ok }) => ok).length)
  })
})

describe('decisions', () => {
  // The first to come is a matter of chance: both outcomes must be right, so each side may begin once.
  it.each([0, 1])('50 approvals against 50 rejections: exactly one wins (%i)', async first => {
    const { id } = await askAndConfirm(scene)
    await deliverDue(scene.deps, 50)
    const mailed = scene.mail.accepted.length
    const answers = await times(100, i =>
      i % 2 === first % 2
        ? approve(scene.deps, { id, revision: 2, moderator })
        : reject(scene.deps, { id, revision: 2, moderator, ...why }),
    )
    const won = answers.filter(answer => answer.ok)
    expect(won).toHaveLength(1)
    expect([...reasons(answers)]).toEqual(['changed_meanwhile'])
    const [status] = won.map(({ value }) => value.status)
    expect(['approved', 'rejected']).toContain(status)
    expect(await scene.sql`SELECT status, revision FROM endorsements WHERE id = ${id}`).toEqual([
      { status, revision: 3 },
    ])

    expect(await scene.sql`SELECT kind FROM log`).toEqual([
      { kind: status === 'approved' ? 'approve' : 'reject' },
    ])
    expect(await scene.count('remarks')).toBe(status === 'approved' ? 0 : 1)
    expect(await scene.count('record_entries', `endorsement_id = '${id}'`)).toBe(
      status === 'approved' ? 1 : 0,
    )
    expect(await scene.sql`SELECT revision FROM statements`).toEqual([
      { revision: status === 'approved' ? 13 : 12 },
    ])
    expect(await scene.sql`SELECT kind FROM events WHERE endorsement_id = ${id} AND revision = 3`).toEqual([
      { kind: status },
    ])
    scene.moveClock(minute)
    await deliverDue(scene.deps, 50)
    expect(scene.mail.accepted).toHaveLength(mailed + 1)
    expect(await scene.sql`SELECT kind FROM outbox WHERE kind IN ('approved', 'rejected')`).toEqual([
      { kind: status },
    ])
  })

  it('on a stale revision are refused, all of them', async () => {
    const { id } = await askAndConfirm(scene)
    // As an amendment would: the moderator looked at revision 2.
    await scene.database
      .sql`UPDATE endorsements SET name = 'Another', organisation_key = 'another', revision = 3
      WHERE id = ${id}`
    const before = await dumpTables(scene.sql)
    const answers = await times(20, i =>
      i % 2
        ? approve(scene.deps, { id, revision: 2, moderator })
        : reject(scene.deps, { id, revision: 2, moderator, ...why }),
    )
    for (const answer of answers) {
      expect(answer).toEqual({
        ok: false,
        error: { reason: 'changed_meanwhile', revision: 3, status: 'confirmed' },
      })
    }
    expect(await dumpTables(scene.sql)).toEqual(before)
  })

  it('that meet an amendment between reading and writing are refused', async () => {
    const { id } = await askAndConfirm(scene)
    const { sql } = scene.database
    const deciding = await sql.begin(async tx => {
      await tx`UPDATE endorsements SET name = 'Another', organisation_key = 'another', revision = 3 WHERE id = ${id}`
      const answer = approve(scene.deps, { id, revision: 2, moderator })
      await expect.poll(() => waitingForLocks(), { timeout: 30_000 }).toBe(1)
      return { answer }
    })
    expect(await deciding.answer).toEqual({
      ok: false,
      error: { reason: 'changed_meanwhile', revision: 3, status: 'confirmed' },
    })
    expect(await scene.count('log')).toBe(0)
    expect(await scene.count('record_entries')).toBe(12)
  })

  it('for one name from two addresses: one is on the list, of the other nothing stays', async () => {
    const [a, b] = [
      await askAndConfirm(scene, asking({ name: 'Vilnius Human Rights Forum' })),
      await askAndConfirm(scene, asking({ name: 'VILNIUS  Human-Rights Forum' })),
    ]
    const answers = await times(2, i => approve(scene.deps, { id: (i ? b : a).id, revision: 2, moderator }))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect([...reasons(answers)]).toEqual(['already_signatory'])
    const loser = answers[0]?.ok ? b.id : a.id
    expect(
      await scene.database
        .sql`SELECT status, revision, position, approved_at FROM endorsements WHERE id = ${loser}`,
    ).toEqual([{ status: 'confirmed', revision: 2, position: null, approved_at: null }])
    for (const table of ['log', 'record_entries', 'record_openings']) {
      expect(await scene.count(table, `endorsement_id = '${loser}'`), table).toBe(0)
    }
    expect(await scene.count('events', `endorsement_id = '${loser}'`)).toBe(2)
    expect(await scene.count('outbox', `endorsement_id = '${loser}' AND kind = 'approved'`)).toBe(0)
    expect(await scene.sql`SELECT revision FROM statements`).toEqual([{ revision: 13 }])
    expect(await scene.sql`SELECT size::int FROM record_head`).toEqual([{ size: 13 }])
  })

  it('for 40 organisations at once, on two lists, number the record without a gap and dead-lock nobody', async () => {
    const [real] = statementFiles
    if (!real) throw new Error('no statement')
    await syncStatements(scene.deps, [real, { ...real, slug: 'another-statement' }])
    await scene.sql`UPDATE statements SET second_moderator = 'never'`
    const asked = Array.from({ length: 40 }, (_, i) =>
      asking(i % 2 ? { statement: 'another-statement' } : {}),
    )
    await Promise.all(asked.map(one => askToEndorse(scene.deps, one)))
    await deliverDue(scene.deps, 50)
    await Promise.all(
      asked.map(({ contact }) => confirm(scene.deps, scene.mail.tokensTo(contact.email)[0] ?? '', 1)),
    )
    const waiting = await Promise.all(asked.map(({ organisation }) => idOf(scene, organisation.name)))
    const answers = await times(40, i =>
      approve(scene.deps, { id: waiting[i] ?? '', revision: 2, moderator }),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(40)
    const seqs = await scene.sql<{ seq: number }[]>`SELECT seq::int FROM record_entries ORDER BY seq`
    expect(seqs.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 + 12 + 40 }, (_, seq) => seq))
    expect(await scene.sql`SELECT size::int FROM record_head`).toEqual([{ size: 64 }])
    expect(await scene.sql`SELECT revision FROM statements`).toEqual([{ revision: 32 }, { revision: 32 }])
    const [places] = await scene.sql`
      SELECT count(DISTINCT position)::int AS n FROM endorsements WHERE requested_at IS NOT NULL`
    expect(places).toEqual({ n: 40 })
  })
})

describe('moderators and the others', () => {
  const statusOf = async (id: string) =>
    (await scene.sql`SELECT status, revision, name FROM endorsements WHERE id = ${id}`)[0]
  const openings = (id: string) => scene.count('record_openings', `endorsement_id = '${id}'`)

  it.each([0, 1, 2, 3, 4, 5])('an undo against a delivery: said or unsaid, never both (%i)', async first => {
    const { id } = await askAndConfirm(scene)
    await deliverDue(scene.deps, 50)
    const mailed = scene.mail.accepted.length
    await reject(scene.deps, { id, revision: 2, moderator, ...why })
    // The mail is due where the sweep runs: its clock is ahead.
    const at = new Date(scene.deps.now().getTime() + minute)
    const sweeper = { ...scene.deps, now: () => at }
    const works: (() => Promise<unknown>)[] = [
      () => undo(scene.deps, { id, revision: 3, moderator }),
      () => deliverDue(sweeper, 50),
    ]
    await times(6, i => works[(i + first) % 2]?.() ?? Promise.reject(new Error('no work')))
    await deliverDue(sweeper, 50)
    const undone = (await statusOf(id))?.status === 'confirmed'
    expect(scene.mail.accepted).toHaveLength(mailed + (undone ? 0 : 1))
    expect(await scene.count('log', `kind = 'undo'`)).toBe(undone ? 1 : 0)
    expect(await scene.count('outbox', 'cancelled_at IS NOT NULL')).toBe(undone ? 1 : 0)
  })

  it.each([0, 1])(
    'an amendment against an approval: nobody publishes what they have not seen (%i)',
    async first => {
      const { id } = await askAndConfirm(scene, asking({ name: 'As it was seen' }))
      const token = await privateToken(scene, id)
      const { organisation } = asking({ name: 'As it was amended' })
      const answers = await times<{ ok: boolean }>(20, i =>
        i % 2 === first
          ? approve(scene.deps, { id, revision: 2, moderator })
          : amend(scene.deps, token, 2, { organisation, comment: `Line ${i}`, nameWithheld: false }),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      const row = await statusOf(id)
      expect([
        { status: 'approved', revision: 3, name: 'As it was seen' },
        { status: 'confirmed', revision: 3, name: 'As it was amended' },
      ]).toContainEqual(row)
      expect(await openings(id)).toBe(row?.status === 'approved' ? 1 : 0)
      expect(await scene.count('events', `endorsement_id = '${id}'`)).toBe(3)
    },
  )

  it.each([0, 1])(
    'a withdrawal against a correction: of what left the list nothing can be opened (%i)',
    async first => {
      const { id } = await askAndConfirm(scene)
      await approve(scene.deps, { id, revision: 2, moderator })
      const { organisation } = asking()
      const answers = await times(20, i =>
        i % 2 === first
          ? withdraw(scene.deps, { id, revision: 3, moderator, ...why })
          : correct(scene.deps, { id, revision: 3, moderator, amendment: { organisation, comment: null } }),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      expect([...reasons(answers)]).toEqual(['changed_meanwhile'])
      const withdrawn = (await statusOf(id))?.status === 'withdrawn'
      expect(await openings(id)).toBe(withdrawn ? 0 : 2)
      expect(await scene.count('record_entries', `endorsement_id = '${id}'`)).toBe(2)
      expect(await scene.count('log', `endorsement_id = '${id}'`)).toBe(2)
      expect(await scene.sql`SELECT revision FROM statements`).toEqual([{ revision: 14 }])
    },
  )

  it('a name that is restored against another request for it: one is on the list', async () => {
    const name = 'Vilnius Human Rights Forum'
    const old = await askAndConfirm(scene, asking({ name }))
    await approve(scene.deps, { id: old.id, revision: 2, moderator })
    await withdraw(scene.deps, { id: old.id, revision: 3, moderator, ...why })
    const fresh = await askAndConfirm(scene, asking({ name }))
    const answers = await Promise.all([
      restore(scene.deps, { id: old.id, revision: 4, moderator }),
      approve(scene.deps, { id: fresh.id, revision: 2, moderator }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect([...reasons(answers)]).toEqual(['already_signatory'])
    expect(await scene.count('public_signatories', `name = '${name}'`)).toBe(1)
    expect(await scene.sql`SELECT size::int FROM record_head`).toEqual([{ size: 15 }])
  })
})

describe('one address', () => {
  const email = 'victim@example.org'
  const asked = () => asking({ contact: { email } })

  it('is mailed at most 3 times for 200 requests at once', async () => {
    const answers = await times(200, () => askToEndorse(scene.deps, asked()))
    expect(new Set(answers.map(answer => JSON.stringify(answer)))).toEqual(
      new Set(['{"ok":true,"value":"asked"}']),
    )
    await deliverDue(scene.deps, 500)
    expect(scene.mail.accepted).toHaveLength(3)
    expect(await scene.count('endorsements', 'requested_at IS NOT NULL')).toBe(3)
    expect(await scene.sql`SELECT used FROM mail_allowances`).toEqual([{ used: 3 }])
  })

  it('gets at most 3 links for 30 calls at once, by link or by address', async () => {
    const { token } = await ask(scene, asked())
    await Promise.all([
      times(15, () => resendByLink(scene.deps, token)),
      times(15, () => askForLinks(scene.deps, email)),
    ])
    await deliverDue(scene.deps, 500)
    expect(scene.mail.accepted).toHaveLength(1 + 3)
    expect(new Set(scene.mail.tokensTo(email)).size).toBe(4)
    const [row] = await scene.sql`SELECT revision FROM endorsements WHERE requested_at IS NOT NULL`
    expect(row).toEqual({ revision: 4 })
  })

  it('gets its link also while the sweep lets its request expire', async () => {
    const { id, token } = await ask(scene, asked())
    scene.moveClock(8 * 24 * 60 * minute)
    const [expired] = await scene.sql.begin(async sql => {
      // What the sweep does, and it is not done yet when the button is pressed.
      await sql`UPDATE endorsements SET status = 'expired', revision = revision + 1, expires_at = NULL, expired_at = now() WHERE id = ${id}`
      const answer = resendByLink(scene.deps, token)
      await expect
        .poll(() =>
          scene.count('pg_stat_activity', `datname = current_database() AND wait_event_type = 'Lock'`),
        )
        .toBe(1)
      return [answer]
    })
    expect(await expired).toEqual({ ok: true, value: 'sent' })
    expect(await scene.sql`SELECT status, revision FROM endorsements WHERE id = ${id}`).toEqual([
      { status: 'requested', revision: 3 },
    ])
  })

  /** The product for somebody whom no allowance stops. */
  const generous = () => {
    const config = { ...scene.deps.config, asksPerAddress: 1000, freshLinksPerAddress: 1000 }
    return { ...scene.deps, config }
  }

  it('that asks the same many times at once has one endorsement, and a link for each ask', async () => {
    const deps = generous()
    const same = asked()
    await times(40, () => askToEndorse(deps, same))
    expect(await scene.count('endorsements', 'requested_at IS NOT NULL')).toBe(1)
    expect(await scene.count('contacts')).toBe(1)
    expect(await scene.sql`SELECT kind, count(*)::int AS n FROM outbox GROUP BY kind ORDER BY kind`).toEqual([
      { kind: 'confirm-endorsement', n: 40 },
    ])
    await deliverDue(scene.deps, 500)
    expect(new Set(scene.mail.tokensTo(email)).size).toBe(40)
  })

  it('asks anew while its link is confirmed: neither is lost, nothing dead-locks', async () => {
    const deps = generous()
    const { token } = await ask(scene, asked())
    await Promise.all([
      times(15, () => askToEndorse(deps, asked())),
      times(15, i => confirm(deps, token, i + 1)),
      times(15, () => resendByLink(deps, token)),
      times(5, () => askForLinks(deps, email)),
    ])
    expect(await scene.count('endorsements', `status = 'confirmed'`)).toBeLessThanOrEqual(1)
    const rows = await scene.sql`
      SELECT revision, (SELECT count(*)::int FROM events WHERE endorsement_id = endorsements.id) AS events
      FROM endorsements WHERE requested_at IS NOT NULL`
    for (const row of rows) expect(row.events, 'an event for each revision').toBe(row.revision)
  })
})

/** How many other sessions of this database wait for a lock. */
async function waitingForLocks(): Promise<number> {
  const [row] = await scene.sql<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return row?.n ?? 0
}
