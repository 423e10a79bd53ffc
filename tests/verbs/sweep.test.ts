import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { openConfirmLink } from '../../src/endorsements/confirm/open-confirm-link.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve, reject, returnForChanges, withdraw } from '../../src/moderation/request/decide.ts'
import { paths } from '../../src/paths.ts'
import { lastSweep } from '../../src/storage/last-sweep.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askForLinks } from '../support/ask-for-links.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { dumpTables, formsOf, openEnvelopes, readable } from '../support/dump.ts'
import { ask, askAndConfirm, asking, day, idOf, minute, second, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const statusOf = async (id: string) =>
  (await scene.sql`SELECT status, revision, erased_at FROM endorsements WHERE id = ${id}`)[0]
const events = async (id: string) =>
  (await scene.sql`SELECT kind FROM events WHERE endorsement_id = ${id} ORDER BY id`).map(({ kind }) => kind)

const canaries = {
  representative: 'Canary Representativova',
  role: 'Canary of roles',
  email: 'canary.person@example.org',
}
const reason = 'Canary among the reasons'
const why = { code: 'not-an-organisation', text: reason }
const canary = (name = 'Public name') => asking({ name, contact: canaries })

/** Where the representative can still be found: by a thief of the database, or by one who has the keys too. */
async function traces(): Promise<string[]> {
  const dump = readable(await dumpTables(scene.sql))
  const opened = await openEnvelopes(scene.sql, scene.deps.sealing)
  const lookup = Buffer.from(scene.deps.sealing.lookup(canaries.email)[0]).toString('hex')
  const secrets = [...Object.values(canaries), reason]
  return [
    ...secrets
      .filter(secret => formsOf(secret).some(form => dump.includes(form)))
      .map(secret => `in clear: ${secret}`),
    ...secrets.filter(secret => opened.includes(secret)).map(secret => `sealed: ${secret}`),
    ...(dump.includes(lookup) ? ['look-up'] : []),
  ]
}

describe('a sweep', () => {
  const happenings = () => scene.logged.map(line => (JSON.parse(line) as { happening: string }).happening)

  it('weighs what can be weighed, and says of one request that it cannot', async () => {
    const broken = await askAndConfirm(scene)
    const whole = await askAndConfirm(scene)
    await scene.sql`UPDATE endorsements SET speaks_for = NULL, speaks_against = NULL`
    await scene.sql`UPDATE contacts SET sealed = decode('00', 'hex') WHERE endorsement_id = ${broken.id}`
    scene.moveClock(minute)
    await sweep(scene.deps)
    expect(await scene.row(broken.id)).toMatchObject({ speaks_against: null })
    expect(await scene.row(whole.id)).toMatchObject({ speaks_against: 0 })
    expect(happenings()).toContain('evidence_not_weighed')
    expect(await lastSweep(scene.deps.db)).toEqual(scene.deps.now())
  })

  it('does its other duties where one fails, and is not noted as done', async () => {
    const { id } = await ask(scene)
    await sweep(scene.deps)
    const before = await lastSweep(scene.deps.db)
    scene.moveClock(7 * day)
    await scene.sql`ALTER TABLE contact_changes RENAME TO gone`
    try {
      await expect(sweep(scene.deps)).rejects.toThrow('contact changes, forget')
    } finally {
      await scene.sql`ALTER TABLE gone RENAME TO contact_changes`
    }
    expect(await statusOf(id)).toMatchObject({ status: 'expired' })
    expect(await lastSweep(scene.deps.db)).toEqual(before)
    await sweep(scene.deps)
    expect(await lastSweep(scene.deps.db)).toEqual(scene.deps.now())
  })
})

describe('a request that nobody confirms', () => {
  it('expires at 7 days, and not a millisecond earlier', async () => {
    const { id } = await ask(scene)
    scene.moveClock(7 * day - 1)
    await sweep(scene.deps)
    expect(await statusOf(id)).toMatchObject({ status: 'requested', revision: 1 })
    scene.moveClock(1)
    await sweep(scene.deps)
    expect(await statusOf(id)).toMatchObject({ status: 'expired', revision: 2 })
    expect(await events(id)).toEqual(['requested', 'expired'])
    await sweep(scene.deps)
    expect(await events(id)).toEqual(['requested', 'expired'])
  })

  it('counts from the last confirm link', async () => {
    const { id } = await ask(scene, canary())
    scene.moveClock(6 * day)
    await askForLinks(scene.deps, canaries.email)
    scene.moveClock(7 * day - 1)
    await sweep(scene.deps)
    expect(await statusOf(id)).toMatchObject({ status: 'requested' })
    scene.moveClock(1)
    await sweep(scene.deps)
    expect(await statusOf(id)).toMatchObject({ status: 'expired' })
  })

  it('expires alone: what is confirmed, approved or founding stays', async () => {
    const confirmed = await askAndConfirm(scene)
    const approved = await askAndConfirm(scene)
    await approve(scene.deps, { id: approved.id, revision: 2, moderator })
    scene.moveClock(400 * day)
    await sweep(scene.deps)
    expect(await statusOf(confirmed.id)).toMatchObject({ status: 'confirmed', erased_at: null })
    expect(await statusOf(approved.id)).toMatchObject({ status: 'approved', erased_at: null })
    expect(await scene.sql`SELECT count(*)::int AS n FROM public_signatories`).toEqual([{ n: 12 }])
    expect(await scene.count('contacts')).toBe(2)
  })

  it('expires with many others, over as many sweeps as it takes', async () => {
    await scene.sql`
      INSERT INTO endorsements (id, statement, version, status, revision, language, name, organisation_key, email_lookup,
        requested_at, expires_at)
      SELECT gen_random_uuid(), 'forcible-expulsion', 1, 'requested', 1, 'en', 'N' || n, 'n' || n,
        sha256(convert_to(n::text, 'UTF8')), ${scene.deps.now()}::timestamptz, ${scene.deps.now()}::timestamptz + '1 day'
      FROM generate_series(1, 120) n`
    scene.moveClock(day)
    const left = async () =>
      (await scene.sql`SELECT count(*)::int AS n FROM endorsements WHERE status = 'requested'`)[0]?.n
    await Promise.all([sweep(scene.deps), sweep(scene.deps)])
    await sweep(scene.deps)
    expect(await left()).toBe(0)
    expect(await scene.sql`SELECT count(*)::int AS n FROM events WHERE kind = 'expired'`).toEqual([
      { n: 120 },
    ])
  })
})

describe('the representative', () => {
  /** Ways to an end, each with the name under which the request was made. */
  const ends: Record<string, () => Promise<string>> = {
    'a rejection': async () => {
      const { id } = await askAndConfirm(scene, canary())
      await reject(scene.deps, { id, revision: 2, moderator, ...why })
      return id
    },
    'an expiry': async () => {
      const { id } = await ask(scene, canary())
      scene.moveClock(7 * day)
      await sweep(scene.deps)
      return id
    },
    'a question that nobody answered': async () => {
      const { id } = await askAndConfirm(scene, canary())
      await returnForChanges(scene.deps, { id, revision: 2, moderator, ...why })
      scene.moveClock(30 * day - 1)
      await sweep(scene.deps)
      expect(await statusOf(id)).toMatchObject({ status: 'returned', revision: 3 })
      scene.moveClock(1)
      await sweep(scene.deps)
      expect(await statusOf(id)).toMatchObject({ status: 'expired', revision: 4 })
      return id
    },
    'a withdrawal': async () => {
      const { id } = await askAndConfirm(scene, canary())
      await approve(scene.deps, { id, revision: 2, moderator })
      await withdraw(scene.deps, { id, revision: 3, moderator, ...why })
      return id
    },
  }

  it.each(Object.entries(ends))(
    'is forgotten 30 days after %s, and not a millisecond earlier',
    async (_, end) => {
      const id = await end()
      expect(await traces(), 'so that this search can find something').toContain(`sealed: ${canaries.email}`)
      scene.moveClock(30 * day - 1)
      await sweep(scene.deps)
      expect(await traces()).toEqual(
        expect.arrayContaining([`sealed: ${canaries.representative}`, 'look-up']),
      )
      scene.moveClock(1)
      await sweep(scene.deps)
      expect(await traces()).toEqual([])
      expect(await statusOf(id)).toMatchObject({ erased_at: scene.deps.now() })
      expect((await events(id)).at(-1)).toBe('erased')
      const [row] = await scene.sql`SELECT name, email_lookup FROM endorsements WHERE id = ${id}`
      expect(row).toEqual({ name: 'Public name', email_lookup: null })
    },
  )

  it.each(Object.entries(ends))('is forgotten once after %s: later sweeps add nothing', async (_, end) => {
    const id = await end()
    scene.moveClock(30 * day)
    await sweep(scene.deps)
    const erased = await statusOf(id)
    scene.moveClock(400 * day)
    await Promise.all([sweep(scene.deps), sweep(scene.deps)])
    expect(await statusOf(id)).toEqual(erased)
    expect((await events(id)).filter(kind => kind === 'erased')).toHaveLength(1)
  })

  it('is forgotten also in mail that could not be sent', async () => {
    const { id } = await askAndConfirm(scene, canary())
    scene.mail.fail({ reason: 'message', code: '422 x' }, { reason: 'message', code: '422 x' })
    await reject(scene.deps, { id, revision: 2, moderator, ...why })
    scene.moveClock(minute)
    await sweep(scene.deps)
    expect((await traces()).filter(trace => trace.startsWith('sealed'))).toContain(`sealed: ${reason}`)
    scene.moveClock(30 * day)
    await sweep(scene.deps)
    expect(await traces()).toEqual([])
  })

  it('is forgotten at once by "this was not us", and the sweep has nothing to add', async () => {
    const { id, token } = await askAndConfirm(scene, canary())
    await disown(scene.deps, token)
    // The day's allowance still counts mails to this address: by its keyed hash, and for a day.
    expect(await traces()).toEqual(['look-up'])
    scene.moveClock(day + 1)
    await sweep(scene.deps)
    expect(await traces()).toEqual([])
    scene.moveClock(31 * day)
    await sweep(scene.deps)
    expect(await events(id)).toEqual(['requested', 'confirmed', 'disowned'])
  })

  it('who asked twice is kept for the request that still waits', async () => {
    const first = await askAndConfirm(scene, canary('First'))
    await reject(scene.deps, { id: first.id, revision: 2, moderator, ...why })
    scene.moveClock(29 * day)
    const second = await askAndConfirm(scene, canary('Second'))
    scene.moveClock(day)
    await sweep(scene.deps)
    expect(await statusOf(first.id)).toMatchObject({ erased_at: scene.deps.now() })
    expect(await statusOf(second.id)).toMatchObject({ status: 'confirmed', erased_at: null })
    expect(await scene.sql`SELECT endorsement_id AS id FROM contacts`).toEqual([{ id: second.id }])
  })
})

describe('what is left of a day', () => {
  it('a link is unknown 30 days after its end, and says until then what it was for', async () => {
    const { token } = await ask(scene)
    scene.moveClock(37 * day)
    await sweep(scene.deps)
    expect(await openConfirmLink(scene.deps, token)).toMatchObject({ ok: true })
    scene.moveClock(1)
    await sweep(scene.deps)
    expect(await scene.count('tokens')).toBe(0)
    expect(await openConfirmLink(scene.deps, token)).toEqual({ ok: false, error: { reason: 'link_unknown' } })
  })

  it('an allowance goes after 24 hours', async () => {
    await askToEndorse(scene.deps, canary())
    scene.moveClock(day)
    await sweep(scene.deps)
    expect(await scene.count('mail_allowances')).toBe(1)
    scene.moveClock(1)
    await sweep(scene.deps)
    expect(await scene.count('mail_allowances')).toBe(0)
    expect(await idOf(scene, 'Public name')).toBeTruthy()
  })
})

describe('/ready', () => {
  const ready = async () => {
    const answer = await createApp(() => scene.deps).request(paths.site.ready)
    return answer.status
  }

  it('says no until a sweep ran, and again five minutes after the last', async () => {
    expect(await ready()).toBe(503)
    await sweep(scene.deps)
    expect(await ready()).toBe(200)
    scene.moveClock(5 * minute - second)
    expect(await ready()).toBe(200)
    scene.moveClock(second)
    expect(await ready()).toBe(503)
    await sweep(scene.deps)
    expect(await ready()).toBe(200)
    expect(await scene.count('sweeps')).toBe(1)
  })

  it('never goes back: a slower process does not hide a newer sweep', async () => {
    await sweep(scene.deps)
    const newest = scene.deps.now()
    scene.moveClock(-10 * minute)
    await sweep(scene.deps)
    expect(await scene.sql`SELECT last_run_at FROM sweeps`).toEqual([{ last_run_at: newest }])
  })

  const mailWords = async () => {
    const answer = await createApp(() => scene.deps).request(paths.site.ready)
    return ((await answer.json()) as { mail: string }).mail
  }

  it('says in words that the provider refuses our account, and goes on serving', async () => {
    await sweep(scene.deps)
    const words = async () => (await createApp(() => scene.deps).request(paths.site.ready)).json()
    expect(await words()).toEqual({ status: 'ready', mail: 'goes' })
    await askToEndorse(scene.deps, canary())
    scene.mail.fail({ reason: 'account', code: '403 invalid_api_key' })
    await deliverDue(scene.deps, 50)
    expect(await words()).toEqual({
      status: 'ready',
      mail: 'the provider refuses our account (403 invalid_api_key): all mail waits',
    })
    expect(await ready()).toBe(200)
    scene.moveClock(minute)
    await deliverDue(scene.deps, 50)
    expect(await words()).toEqual({ status: 'ready', mail: 'goes' })
  })

  it('says in words that no mail goes, though everything else does', async () => {
    await askToEndorse(scene.deps, canary())
    for (let minutes = 0; minutes < 10; minutes++) {
      await sweep(scene.deps)
      expect(await mailWords()).toBe(
        minutes < 5 ? 'goes' : 'no mail has gone in 5 minutes, and some are owed',
      )
      expect(await ready()).toBe(200)
      scene.mail.fail({ reason: 'later', code: 'network', after: 60, slowDown: false })
      await deliverDue(scene.deps, 50)
      scene.moveClock(minute)
    }
    await deliverDue(scene.deps, 50)
    expect(await mailWords()).toBe('goes')
  })

  it('says so of mail that nobody has tried, too', async () => {
    await sweep(scene.deps)
    await scene.sql`UPDATE mail_pace SET rests_until = ${new Date(scene.deps.now().getTime() + 10 * minute)}`
    await askToEndorse(scene.deps, canary())
    expect(await deliverDue(scene.deps, 50)).toBe(0)
    scene.moveClock(5 * minute)
    await sweep(scene.deps)
    expect(await mailWords()).toBe('no mail has gone in 5 minutes, and some are owed')
    scene.moveClock(5 * minute)
    expect(await deliverDue(scene.deps, 50)).toBe(1)
    expect(await mailWords()).toBe('goes')
  })

  it('stays true while a provider never answers: expiry and erasure go on', async () => {
    const { id } = await ask(scene)
    await askToEndorse(scene.deps, canary())
    const answered = Promise.withResolvers<void>()
    scene.mail.before(() => answered.promise)
    const hanging = deliverDue(scene.deps, 1)
    await expect.poll(() => scene.mail.attempts.length).toBe(2)
    scene.moveClock(10 * minute)
    await sweep(scene.deps)
    expect(await ready()).toBe(200)
    expect(await mailWords()).toBe('no mail has gone in 5 minutes, and some are owed')
    scene.moveClock(7 * day)
    await sweep(scene.deps)
    expect(await statusOf(id)).toMatchObject({ status: 'expired' })
    scene.moveClock(30 * day)
    await sweep(scene.deps)
    expect(await traces()).toEqual([])
    expect(await ready()).toBe(200)
    answered.resolve()
    await hanging
  })

  it('says no while the tables cannot be read', async () => {
    await sweep(scene.deps)
    await scene.sql`REVOKE SELECT ON sweeps FROM countersign_app`
    expect(await ready()).toBe(503)
    expect(scene.logged.join('\n')).toContain('not_ready')
  })
})

it('keeps the list as it stands for a process that begins without a database, though nobody reads', async () => {
  const { id } = await askAndConfirm(scene, asking({ name: 'Read by Nobody' }))
  let copy = ''
  const lastGood = {
    read: async () => null,
    write: async (_: string, json: string) => {
      copy += json
    },
    remove: async () => {},
  }
  // A list that was asked after just before is asked after again.
  await scene.deps.snapshots.current(scene.deps)
  await approve(scene.deps, { id, revision: 2, moderator })
  await sweep({ ...scene.deps, lastGood })
  await expect.poll(() => copy).toContain('Read by Nobody')
})
