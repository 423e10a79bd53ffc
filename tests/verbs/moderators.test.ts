import { describe, expect, it } from 'vitest'
import { choosePreferences } from '../../src/auth/account/choose-preferences.ts'
import { makeDeviceLink } from '../../src/auth/account/device-link.ts'
import { removePasskey } from '../../src/auth/account/remove-passkey.ts'
import { attestation } from '../../src/auth/ceremony/register-passkey.ts'
import { issueInvitation } from '../../src/auth/issue-invitation.ts'
import { join, joinOptions } from '../../src/auth/join/join.ts'
import { openInvitation } from '../../src/auth/join/open-invitation.ts'
import { invitationContext, sealingOfLink } from '../../src/auth/link-sealing.ts'
import { inviteFromCommandLine } from '../../src/auth/operator/invite-from-command-line.ts'
import { renewFromCommandLine } from '../../src/auth/operator/renew-from-command-line.ts'
import { invite } from '../../src/auth/team/invite.ts'
import { reinstate } from '../../src/auth/team/reinstate.ts'
import { renewAccess } from '../../src/auth/team/renew-access.ts'
import { suspend } from '../../src/auth/team/suspend.ts'
import { tellAdministrators } from '../../src/auth/tell-administrators.ts'
import { invitationPeriod } from '../../src/domain/durations.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { findInvitation, findOpenSealedInvitations, spendInvitation } from '../../src/storage/invitations.ts'
import {
  findModerator,
  findModeratorByAddress,
  findStandings,
  findTeam,
  insertModerator,
  lockStanding,
  namesOfModerators,
  setModeratorStatus,
} from '../../src/storage/moderators.ts'
import { findPasskeysOf, insertPasskey } from '../../src/storage/passkeys.ts'
import type { ModeratorRole, ModeratorStatus } from '../../src/storage/schema/moderators.ts'
import { findSession, insertSession } from '../../src/storage/sessions.ts'
import { encodeToken, hashToken, makeToken } from '../../src/storage/tokens.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { createAuthenticator } from '../support/authenticator.ts'
import { rounds } from '../support/exhaustive.ts'
import { day, useScene } from '../support/scene.ts'

const scene = useScene()

let people = 0

/** A person of the team, with a passkey and a session when active. */
async function member(role: ModeratorRole, status: ModeratorStatus = 'active') {
  const { db, sealing, now, random } = scene.deps
  const id = crypto.randomUUID()
  const n = ++people
  const person = { name: `Person ${n}`, email: `member-${n}@example.org` }
  const { token, hash } = makeToken(random)
  await db.transaction(async tx => {
    await insertModerator(tx, sealing, { id, person, role, language: 'en' }, now())
    await setModeratorStatus(tx, id, status)
    if (status === 'invited') return
    await insertPasskey(tx, passkey(id), now())
    await insertSession(tx, { hash, moderatorId: id }, now())
  })
  return { id, person, session: token }
}

const passkey = (moderatorId: string) => ({
  id: `key-${++people}`,
  moderatorId,
  publicKey: new Uint8Array(10),
  counter: 0,
  transports: ['internal'],
  backedUp: false,
})
const session = (token: string) => findSession(scene.deps.db, token, scene.deps.now())
const status = async (id: string) => (await findModerator(scene.deps.db, scene.deps.sealing, id))?.status
const logged = () =>
  scene.sql`SELECT kind, moderator_id AS by, subject_id AS of, code FROM log ORDER BY at, id`
const tokenOf = (url: string) => url.split('/').at(-1) ?? ''
const open = (url: string) => findInvitation(scene.deps.db, tokenOf(url), scene.deps.now())
const anna = { name: 'Anna Sharamet', email: 'anna@example.org' }

async function invited(by?: string) {
  const asked = { by: by ?? (await member('administrator')).id, person: anna } as const
  const answer = await invite(scene.deps, { ...asked, role: 'moderator', language: 'be' })
  if (!answer.ok) throw new Error(answer.error.reason)
  return { ...answer.value, url: await mailedTo(anna.email) }
}

/** The newest link that came to somebody's mailbox; nobody is shown it in another way. */
async function mailedTo(address: string): Promise<string> {
  await deliverDue(scene.deps, 50)
  const texts = scene.mail.accepted.flatMap(({ message }) => (message.to === address ? [message.text] : []))
  return texts.flatMap(text => text.match(/https:\/\/\S+\/auth\/join\/[\w-]{43}$/gm) ?? []).at(-1) ?? ''
}

describe('who moderators are', () => {
  it('is sealed: neither name nor address is in the database, and each row opens only as itself', async () => {
    const { moderator } = await invited()
    const other = await member('moderator')
    const [row] = await scene.database
      .sql`SELECT sealed, email_lookup FROM moderators WHERE id = ${moderator.id}`
    const bytes = Buffer.concat([row?.sealed, row?.email_lookup]).toString('latin1')
    expect(bytes).not.toMatch(/anna|sharamet|example/i)
    await scene.sql`UPDATE moderators SET sealed = ${row?.sealed} WHERE id = ${other.id}`
    await expect(status(other.id)).rejects.toThrow()
  })

  it('is found by the address however it is written, and by ids for the log', async () => {
    const { moderator } = await invited()
    const { db, sealing } = scene.deps
    expect(await findModeratorByAddress(db, sealing, ' ANNA@Example.org ')).toMatchObject({
      id: moderator.id,
    })
    const nobody = crypto.randomUUID()
    const names = await namesOfModerators(db, sealing, [moderator.id, nobody, moderator.id])
    expect([...names]).toEqual([[moderator.id, 'Anna Sharamet']])
    expect(await namesOfModerators(db, sealing, [])).toEqual(new Map())
  })

  it('says when somebody was last seen, and with how many passkeys', async () => {
    const { id } = await member('moderator')
    const never = await member('moderator', 'invited')
    const team = await findTeam(scene.deps.db, scene.deps.sealing)
    expect(team.find(one => one.id === id)).toMatchObject({ passkeys: 1, seenAt: scene.deps.now() })
    expect(team.find(one => one.id === never.id)).toMatchObject({ passkeys: 0, seenAt: null })
  })
})

describe('an invitation', () => {
  it('is kept as a hash alone, and is for one person', async () => {
    const { url, moderator } = await invited()
    const found = await open(url)
    expect(found).toMatchObject({ value: { moderatorId: moderator.id, purpose: 'join' } })
    const [row] = await scene.sql`SELECT row_to_json(i)::text AS text FROM invitations i`
    const hex = Buffer.from(tokenOf(url), 'base64url').toString('hex')
    expect(row?.text).not.toContain(hex)
    expect(await open(`/${encodeToken(scene.deps.random(32))}`)).toEqual({
      ok: false,
      error: { reason: 'unknown' },
    })
  })

  it('is in a mail to the invited person, in their language, and in nothing that the administrator gets', async () => {
    const { url, ...answer } = await invited()
    const token = tokenOf(url)
    expect(token).toHaveLength(43)
    expect(JSON.stringify(answer)).not.toContain(token)
    const withIt = scene.mail.accepted.filter(({ message }) => JSON.stringify(message).includes(token))
    expect(withIt.map(({ message }) => [message.to, message.subject])).toEqual([
      [anna.email, 'Ваша запрашэнне на панэль мадэрацыі'],
    ])
  })

  it('goes to the address that it went to first, though another is typed that only looks the same', async () => {
    const { id: by } = await member('administrator')
    const { moderator } = await invited(by)
    const person = { ...anna, email: anna.email.toUpperCase() }
    const again = await invite(scene.deps, { by, person, role: 'moderator', language: 'be' })
    expect(again).toMatchObject({ value: { how: 'again', moderator: { id: moderator.id, person: anna } } })
    await deliverDue(scene.deps, 50)
    expect(new Set(scene.mail.accepted.map(({ message }) => message.to))).toEqual(new Set([anna.email]))
  })

  it('is spent once, of 20 who try at the same time', async () => {
    const found = await open((await invited()).url)
    if (!found.ok) throw new Error(found.error.reason)
    const { db, now } = scene.deps
    const tries = Array.from({ length: 20 }, () =>
      db.transaction(tx => spendInvitation(tx, found.value.hash, now())),
    )
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
  })

  it('says that it was used, or that it is over: after 24 hours, and not a moment earlier', async () => {
    const { url } = await invited()
    scene.moveClock(day - 1)
    const found = await open(url)
    if (!found.ok) throw new Error(found.error.reason)
    scene.moveClock(1)
    const { db, now } = scene.deps
    expect(await open(url)).toEqual({ ok: false, error: { reason: 'expired' } })
    expect(await db.transaction(tx => spendInvitation(tx, found.value.hash, now()))).toBe(false)
    scene.moveClock(-1)
    expect(await db.transaction(tx => spendInvitation(tx, found.value.hash, now()))).toBe(true)
    expect(await open(url)).toEqual({ ok: false, error: { reason: 'used' } })
  })

  it('ends when the next one is made for the same person, whose name and role are put right', async () => {
    const { id: by } = await member('administrator')
    const { url, moderator } = await invited(by)
    const again = await invite(scene.deps, {
      by,
      person: { ...anna, name: 'Hanna' },
      role: 'administrator',
      language: 'ru',
    })
    expect(again).toMatchObject({
      value: {
        how: 'again',
        moderator: { id: moderator.id, person: { name: 'Hanna' }, role: 'administrator' },
      },
    })
    expect(await findModerator(scene.deps.db, scene.deps.sealing, moderator.id)).toMatchObject({
      person: { ...anna, name: 'Hanna' },
      role: 'administrator',
      language: 'ru',
    })
    expect(await open(url)).toEqual({ ok: false, error: { reason: 'unknown' } })
    expect((await open(await mailedTo(anna.email))).ok).toBe(true)
  })

  it('of one person, asked for by many at once, leaves one person and one open link', async () => {
    const { id: by } = await member('administrator')
    const answers = await Promise.all(Array.from({ length: 10 }, () => invited(by)))
    expect(new Set(answers.map(({ moderator }) => moderator.id)).size).toBe(1)
    const mails = scene.mail.accepted.map(({ message }) => message.text)
    const urls = mails.map(text => /https:\/\/\S+\/auth\/join\/[\w-]{43}$/m.exec(text)?.[0] ?? '')
    expect(urls).toHaveLength(10)
    const opened = await Promise.all(urls.map(open))
    expect(opened.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('for another device lasts 15 minutes and leaves the one for joining alone', async () => {
    const { id } = await member('moderator')
    const { db } = scene.deps
    const joining = await db.transaction(tx =>
      issueInvitation(tx, scene.deps, { moderatorId: id, purpose: 'join' }),
    )
    const link = await makeDeviceLink(scene.deps, id)
    if (!link) throw new Error('no link')
    expect(await open(link.url)).toMatchObject({ value: { purpose: 'device' } })
    expect((await open(joining.url)).ok).toBe(true)
    scene.moveClock(invitationPeriod.device)
    expect(await open(link.url)).toEqual({ ok: false, error: { reason: 'expired' } })
  })

  it('is forgotten by the sweep a month after its end', async () => {
    const { url } = await invited()
    scene.moveClock(31 * day)
    await sweep(scene.deps)
    expect(await open(url)).toEqual({ ok: false, error: { reason: 'expired' } })
    scene.moveClock(1)
    await sweep(scene.deps)
    expect(await open(url)).toEqual({ ok: false, error: { reason: 'unknown' } })
  })

  it('is refused to the active and the suspended, and from whoever is no administrator any more', async () => {
    const boss = await member('administrator')
    const active = await member('moderator')
    const out = await member('administrator', 'suspended')
    const ask = (by: string, person: typeof anna) =>
      invite(scene.deps, { by, person, role: 'moderator', language: 'en' })
    expect(await ask(boss.id, active.person)).toMatchObject({ error: { reason: 'active' } })
    expect(await ask(boss.id, out.person)).toMatchObject({ error: { reason: 'suspended' } })
    expect(await ask(out.id, anna)).toMatchObject({ error: { reason: 'not_administrator' } })
    expect(await ask(active.id, anna)).toMatchObject({ error: { reason: 'not_administrator' } })
    expect(await logged()).toEqual([])
  })
})

describe('an invitation from the command line', () => {
  /** All that the command has: no key of the product. */
  const bare = () => {
    const { config, db, random, now } = scene.deps
    return { config: { publicUrl: config.publicUrl }, db, random, now }
  }
  const inviteAnna = (more: { role?: ModeratorRole; name?: string } = {}) => {
    const { role, name = anna.name } = more
    return inviteFromCommandLine(bare(), { person: { ...anna, name }, role, language: 'be' })
  }
  const opened = (url: string) => openInvitation(scene.deps, tokenOf(url))

  it('makes the very first person an administrator, and nobody after, unless it is said', async () => {
    expect((await inviteAnna()).role).toBe('administrator')
    expect((await inviteAnna()).role, 'one is invited already').toBe('moderator')
    expect((await inviteAnna({ role: 'administrator' })).role).toBe('administrator')
    scene.moveClock(day)
    expect((await inviteAnna()).role, 'every earlier one has run out').toBe('administrator')
    await member('moderator', 'suspended')
    scene.moveClock(day)
    expect((await inviteAnna()).role, 'there was somebody before').toBe('moderator')
    const entries = await logged()
    expect(entries.every(({ kind, by, of }) => kind === 'invite' && by === null && of === null)).toBe(true)
    expect(entries.map(({ code }) => code).sort()).toEqual([
      'administrator',
      'administrator',
      'administrator',
      'moderator',
      'moderator',
    ])
  })

  it('says who it is to whoever holds the link, and to nobody who has the database and every key', async () => {
    const { url } = await inviteAnna()
    expect(await opened(url)).toMatchObject({
      value: { moderator: { person: anna, role: 'administrator', language: 'be' } },
    })
    const [row] = await scene.sql`SELECT hash, sealed FROM invitations`
    const context = invitationContext(row?.hash)
    await expect(scene.deps.sealing.open(context, row?.sealed)).rejects.toThrow('not configured')
    const fromHash = sealingOfLink(encodeToken(row?.hash), scene.deps.random)
    await expect(fromHash.open(context, row?.sealed)).rejects.toThrow('not configured')
  })

  it('opens in its own row alone', async () => {
    const [one, other] = [await inviteAnna(), await inviteAnna({ name: 'Other' })]
    const { sql } = scene.database
    const hash = hashToken(tokenOf(other.url))
    await sql`UPDATE invitations SET sealed = (SELECT sealed FROM invitations WHERE hash <> ${hash}) WHERE hash = ${hash}`
    expect((await opened(one.url)).ok).toBe(true)
    await expect(opened(other.url)).rejects.toThrow()
  })

  it('leaves whoever is invited the same person, and opens nothing to the active and the suspended', async () => {
    const known = await invited()
    const { url } = await inviteAnna()
    expect(await opened(url)).toMatchObject({ value: { moderator: { id: known.moderator.id } } })
    for (const other of ['active', 'suspended'] as const) {
      await scene.sql`UPDATE moderators SET status = ${other} WHERE id = ${known.moderator.id}`
      expect(await opened(url), other).toEqual({ ok: false, error: { reason: 'used' } })
    }
  })

  /** Everything before the last step: what the person's device answered to this invitation. */
  async function answered(url: string) {
    const opening = await opened(url)
    if (!opening.ok) throw new Error(opening.error.reason)
    const options = await joinOptions(scene.deps, opening.value, 'Countersign')
    const made = createAuthenticator(scene.deps.config.publicUrl).make(options)
    return () => join(scene.deps, opening.value, attestation.parse(made), undefined)
  }

  it.each(['active', 'suspended'] as const)('is refused where the person is %s by then', async other => {
    const { moderator } = await invited()
    const last = await answered((await inviteAnna()).url)
    await scene.sql`UPDATE moderators SET status = ${other} WHERE id = ${moderator.id}`
    expect(await last()).toEqual({ ok: false, error: { reason: 'used' } })
    expect(await status(moderator.id)).toBe(other)
    expect(await findPasskeysOf(scene.deps.db, moderator.id)).toEqual([])
  })

  it('of two for one address, both as far as the last step, makes one moderator', async () => {
    const [one, other] = [await answered((await inviteAnna()).url), await answered((await inviteAnna()).url)]
    expect(await one()).toMatchObject({ ok: true })
    expect(await other()).toEqual({ ok: false, error: { reason: 'used' } })
    const { sql } = scene.database
    expect(await sql`SELECT status, role FROM moderators`).toEqual([
      { status: 'active', role: 'administrator' },
    ])
    expect(await sql`SELECT 1 FROM passkeys`).toHaveLength(1)
  })

  it('is for one id, asked for however often, and for another one each time', async () => {
    const [one, other] = [await inviteAnna(), await inviteAnna()]
    const idIn = async (url: string) => {
      const answer = await opened(url)
      return answer.ok && answer.value.moderator.id
    }
    expect(await idIn(one.url)).toBe(await idIn(one.url))
    expect(await idIn(one.url)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(await idIn(other.url)).not.toBe(await idIn(one.url))
  })

  it('is shown to the others without a name for as long as it opens something, then forgotten', async () => {
    const { db, now } = scene.deps
    const { url, expiresAt } = await inviteAnna({ role: 'moderator' })
    await invited()
    expect(await findOpenSealedInvitations(db, now())).toEqual([{ role: 'moderator', expiresAt }])
    scene.moveClock(day)
    expect(await findOpenSealedInvitations(db, now())).toEqual([])
    expect(await opened(url)).toEqual({ ok: false, error: { reason: 'expired' } })
    scene.moveClock(30 * day + 1)
    await sweep(scene.deps)
    expect(await scene.sql`SELECT 1 FROM invitations`).toEqual([])
  })

  it('is not needed by who is in the list: a way back, a suspension and the list need no key', async () => {
    const boss = await member('administrator')
    scene.moveClock(1)
    const lost = await member('moderator')
    expect(await findStandings(bare().db)).toEqual([
      { id: boss.id, role: 'administrator', status: 'active', passkeys: 1 },
      { id: lost.id, role: 'moderator', status: 'active', passkeys: 1 },
    ])
    expect(await renewFromCommandLine(bare(), lost.id)).toMatchObject({ value: { how: 'recovery' } })
    expect(await renewFromCommandLine(bare(), lost.id)).toMatchObject({ value: { how: 'again' } })
    expect(await suspend(bare(), { by: null, id: lost.id })).toMatchObject({ ok: true })
  })
})

describe('the way back in', () => {
  it('ends passkeys and sessions, and is joining again', async () => {
    const boss = await member('administrator')
    const lost = await member('moderator')
    const device = await makeDeviceLink(scene.deps, lost.id)
    scene.moveClock(1)
    const renewed = await renewAccess(scene.deps, { by: boss.id, id: lost.id })
    if (!renewed.ok) throw new Error(renewed.error.reason)
    expect(renewed.value).toMatchObject({ how: 'recovery', moderator: { id: lost.id } })
    expect(await status(lost.id)).toBe('invited')
    expect(await findPasskeysOf(scene.deps.db, lost.id)).toEqual([])
    expect(await session(lost.session)).toBeNull()
    expect((await open(device?.url ?? '')).ok).toBe(false)
    expect(await open(await mailedTo(lost.person.email))).toMatchObject({
      value: { purpose: 'join', moderatorId: lost.id },
    })
    expect((await logged()).at(-1)).toMatchObject({
      kind: 'invite',
      by: boss.id,
      of: lost.id,
      code: 'recovery',
    })
  })

  it('is given by nobody to themself, and to nobody who is suspended', async () => {
    const boss = await member('administrator')
    const out = await member('moderator', 'suspended')
    expect(await renewAccess(scene.deps, { by: boss.id, id: boss.id })).toMatchObject({
      error: { reason: 'yourself' },
    })
    expect(await renewAccess(scene.deps, { by: boss.id, id: out.id })).toMatchObject({
      error: { reason: 'suspended' },
    })
    expect(await session(boss.session)).not.toBeNull()
  })

  it('does not leave the desk without an administrator: of two who take each other’s passkeys, one wins', async () => {
    const [a, b] = [await member('administrator'), await member('administrator')]
    const answers = await Promise.all([
      renewAccess(scene.deps, { by: a.id, id: b.id }),
      renewAccess(scene.deps, { by: b.id, id: a.id }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect([await status(a.id), await status(b.id)].sort()).toEqual(['active', 'invited'])
  })
})

describe('suspending', () => {
  it('ends sessions and open links at once, and is logged', async () => {
    const boss = await member('administrator')
    const out = await member('moderator')
    const link = await makeDeviceLink(scene.deps, out.id)
    expect(await session(out.session)).not.toBeNull()
    scene.moveClock(1)
    expect(await suspend(scene.deps, { by: boss.id, id: out.id })).toMatchObject({ ok: true })
    expect(await session(out.session)).toBeNull()
    expect(await scene.sql`SELECT 1 FROM sessions WHERE moderator_id = ${out.id}`).toEqual([])
    expect((await open(link?.url ?? '')).ok).toBe(false)
    expect(await makeDeviceLink(scene.deps, out.id)).toBeNull()
    expect(await status(out.id)).toBe('suspended')
    expect((await logged()).at(-1)).toEqual({ kind: 'suspend', by: boss.id, of: out.id, code: null })
    expect(await suspend(scene.deps, { by: boss.id, id: out.id })).toMatchObject({
      error: { reason: 'suspended' },
    })
  })

  it('is nobody’s to do to themself, or to nobody', async () => {
    const [a] = [await member('administrator'), await member('administrator')]
    expect(await suspend(scene.deps, { by: a.id, id: a.id })).toMatchObject({ error: { reason: 'yourself' } })
    expect(await suspend(scene.deps, { by: a.id, id: crypto.randomUUID() })).toMatchObject({
      error: { reason: 'unknown' },
    })
  })

  it('stops at the last active administrator, for the operator too', async () => {
    const last = await member('administrator')
    await member('administrator', 'invited')
    await member('administrator', 'suspended')
    await member('moderator')
    expect(await suspend(scene.deps, { by: null, id: last.id })).toEqual({
      ok: false,
      error: { reason: 'last_administrator' },
    })
    const other = await member('administrator')
    expect(await suspend(scene.deps, { by: other.id, id: last.id })).toMatchObject({ ok: true })
  })

  it('of two administrators who suspend each other at once, lets one win', async () => {
    for (let round = 0; round < rounds(5); round++) {
      const [a, b] = [await member('administrator'), await member('administrator')]
      const answers = await Promise.all([
        suspend(scene.deps, { by: a.id, id: b.id }),
        suspend(scene.deps, { by: b.id, id: a.id }),
      ])
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { reason: 'not_administrator' } })
      await scene.sql`UPDATE moderators SET status = 'suspended' WHERE role = 'administrator'`
    }
  })

  it('of many administrators, by the operator at once, leaves one', async () => {
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push((await member('administrator')).id)
    const answers = await Promise.all(ids.map(id => suspend(scene.deps, { by: null, id })))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(4)
  })

  it('is taken back with the passkeys that were there; a session from before stays dead', async () => {
    const boss = await member('administrator')
    const out = await member('moderator')
    const new_ = await member('moderator', 'invited')
    for (const { id } of [out, new_]) await suspend(scene.deps, { by: boss.id, id })
    const { db, random, now } = scene.deps
    const { token, hash } = makeToken(random)
    await db.transaction(tx => insertSession(tx, { hash, moderatorId: out.id }, now()))
    expect(await session(token)).toBeNull()
    for (const { id } of [out, new_]) await reinstate(scene.deps, { by: boss.id, id })
    expect([await status(out.id), await status(new_.id)]).toEqual(['active', 'invited'])
    expect(await findPasskeysOf(db, out.id)).toHaveLength(1)
    expect(await session(token)).toBeNull()
    expect(await reinstate(scene.deps, { by: boss.id, id: out.id })).toMatchObject({
      error: { reason: 'active' },
    })
  })
})

describe('one’s own', () => {
  const none = new Uint8Array(32)

  it('passkey that is removed takes every other session with it, as its finder may be in one', async () => {
    const { id, session: here } = await member('moderator')
    const { db, now, random } = scene.deps
    await db.transaction(tx => insertPasskey(tx, passkey(id), now()))
    const [lost] = await findPasskeysOf(db, id)
    const there = makeToken(random)
    await db.transaction(tx => insertSession(tx, { hash: there.hash, moderatorId: id }, now()))
    const kept = hashToken(here) ?? none
    expect(
      await removePasskey(scene.deps, { moderatorId: id, passkey: lost?.id ?? '', session: kept }),
    ).toEqual({ ok: true, value: null })
    expect(await session(there.token)).toBeNull()
    expect(await session(here)).not.toBeNull()
  })

  it('passkeys can be removed, never the last, however many are removed at once', async () => {
    const { id } = await member('moderator')
    const { db, now } = scene.deps
    const foreign = (await findPasskeysOf(db, (await member('moderator')).id))[0]?.id ?? ''
    expect(
      await removePasskey(scene.deps, { moderatorId: id, passkey: foreign, session: none }),
    ).toMatchObject({
      error: { reason: 'unknown' },
    })
    // The first round opens the connections on which the others race.
    for (let round = 0; round < rounds(5); round++) {
      for (let n = 0; n < 4; n++) await db.transaction(tx => insertPasskey(tx, passkey(id), now()))
      const own = await findPasskeysOf(db, id)
      const removed = await Promise.all(
        own.map(key => removePasskey(scene.deps, { moderatorId: id, passkey: key.id, session: none })),
      )
      expect(removed.filter(({ ok }) => ok)).toHaveLength(4)
      expect(removed.find(({ ok }) => !ok)).toMatchObject({ error: { reason: 'last' } })
    }
    expect(new Set((await logged()).map(({ kind }) => kind))).toEqual(new Set(['passkey-remove']))
  })

  it('choices are kept and logged, and nobody else’s change', async () => {
    const [one, other] = [await member('moderator'), await member('moderator')]
    await choosePreferences(scene.deps, one.id, {
      language: 'be',
      timeZone: 'Asia/Kathmandu',
      tellWaiting: false,
      tellDigest: false,
    })
    const { db, sealing } = scene.deps
    expect(await findModerator(db, sealing, one.id)).toMatchObject({
      language: 'be',
      timeZone: 'Asia/Kathmandu',
      tellWaiting: false,
      tellDigest: false,
    })
    expect(await findModerator(db, sealing, other.id)).toMatchObject({
      language: 'en',
      timeZone: 'UTC',
      tellWaiting: true,
    })
    expect(await logged()).toEqual([{ kind: 'preferences', by: one.id, of: null, code: null }])
  })
})

describe('news of a new moderator or passkey', () => {
  it.each(['moderator-joined', 'passkey-added'] as const)(
    '%s goes to every active administrator and to the person, and names them',
    async kind => {
      const boss = await member('administrator')
      await member('administrator', 'suspended')
      await member('administrator', 'invited')
      await member('moderator')
      const subject = await member('moderator')
      await scene.deps.db.transaction(tx =>
        tellAdministrators(tx, scene.deps, { kind, subjectId: subject.id }),
      )
      await deliverDue(scene.deps, 50)
      const sent = scene.mail.accepted.map(({ message }) => message)
      expect(sent.map(({ to }) => to).sort()).toEqual([boss.person.email, subject.person.email].sort())
      const toBoss = sent.find(({ to }) => to === boss.person.email)
      expect(toBoss?.text).toContain(`> ${subject.person.name}`)
      expect(toBoss?.text).toContain('https://countersign.test/moderation/team')
      const toSubject = sent.find(({ to }) => to === subject.person.email)
      expect(toSubject?.text).toContain('https://countersign.test/moderation/account')
    },
  )

  it('is owed by the transaction that brought it, or by none', async () => {
    const boss = await member('administrator')
    const { db } = scene.deps
    const failed = db.transaction(async tx => {
      await lockStanding(tx, boss.id)
      await tellAdministrators(tx, scene.deps, { kind: 'passkey-added', subjectId: boss.id })
      throw new Error('later')
    })
    await expect(failed).rejects.toThrow('later')
    expect(await scene.sql`SELECT id FROM outbox`).toEqual([])
  })
})
