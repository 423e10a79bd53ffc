import { connect as connectTo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { hashToken } from '../../src/storage/tokens.ts'
import { createAuthenticator } from '../support/authenticator.ts'
import { changesIn } from '../support/dump.ts'
import { headline, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const stage = useStage()
const { desk, visitor, sql, database, mail, moveClock, sweep } = stage

const minute = 60_000
const hour = 60 * minute
/** A page that asks for a session and is there whatever the desk shows. */
const inside = paths.auth.verify
/** What some work writes, but for the sweep, which runs beside it and delivers earlier mail. */
async function writtenBy(work: () => Promise<unknown>): Promise<string[]> {
  // What has ended is gone before, and not while it is looked.
  await sweep()
  const changes = await changesIn(database().sql, work)
  return Object.keys(changes).filter(table => !['sweeps', 'outbox', 'mail_pace'].includes(table))
}
const errorOf = async (answer: Response) => [answer.status, await answer.json()]
const refused = [403, { error: 'refused' }]
const isInside = async (somebody: { get: (path: string) => Promise<Response> }) =>
  (await somebody.get(inside)).status === 200
const logOf = async (id: string) =>
  (await sql`SELECT kind, code FROM log WHERE moderator_id = ${id} ORDER BY at, id`).map(({ kind, code }) =>
    code ? `${kind} ${code}` : kind,
  )

describe(`an invitation, on ${target}`, () => {
  it('leads to a passkey, into the desk, and on to a second passkey', async () => {
    const { id, path, person } = await desk.invite('administrator', 'Alena Kavalenka')
    const somebody = desk.visitor()
    const page = await (await somebody.get(path)).text()
    expect(headline(page)).toBe('You are invited to the moderation desk')
    expect(page).toContain('Alena Kavalenka')
    expect(page).toContain('Administrator')
    expect(page).not.toContain(person.email)

    expect(await somebody.options(`${path}/options`)).toMatchObject({
      rp: { id: 'countersign.test' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const joined = await somebody.makes(path)
    expect(await errorOf(joined)).toEqual([200, { next: paths.auth.passkeys }])
    expect(await sql`SELECT status FROM moderators WHERE id = ${id}`).toEqual([{ status: 'active' }])
    const next = await (await somebody.get(paths.auth.passkeys)).text()
    expect(next).toContain('You have one passkey')
    expect(next).toContain(`href="${paths.account.page}"`)
    expect(await logOf(id)).toEqual(['join'])
    await mail.newest(person.email, /./)
  })

  it('changes nothing when it is looked at, by whatever method', async () => {
    const { path } = await desk.invite()
    const looks = () =>
      Promise.all(
        Array.from({ length: 20 }, (_, i) => visitor.send(path, { method: i % 2 ? 'HEAD' : 'GET' })),
      )
    expect(await writtenBy(looks)).toEqual([])
  })

  it('works once', async () => {
    const { path } = await desk.invite()
    expect((await desk.visitor().makes(path)).status).toBe(200)
    const late = desk.visitor()
    const answer = await late.get(path)
    expect([answer.status, headline(await answer.text())]).toEqual([410, 'This invitation has been used'])
    expect(await errorOf(await late.json(`${path}/options`, {}))).toEqual([410, { error: 'used' }])
    expect(late.cookie()).toBeUndefined()
  })

  it('lets in one of twenty who answer it at once', async () => {
    const { id, path } = await desk.invite()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        desk
          .visitor()
          .makes(path)
          .catch(() => null),
      ),
    )
    expect(answers.filter(answer => answer?.status === 200)).toHaveLength(1)
    expect(await sql`SELECT 1 FROM passkeys WHERE moderator_id = ${id}`).toHaveLength(1)
    expect(await sql`SELECT 1 FROM sessions WHERE moderator_id = ${id}`).toHaveLength(1)
  })

  it('expires after a day, also between the question and the answer', async () => {
    const { path } = await desk.invite()
    const somebody = desk.visitor()
    await moveClock(24 * hour - minute)
    const options = await somebody.options(`${path}/options`)
    await moveClock(minute)
    const answer = await somebody.json(path, somebody.device.make(options))
    expect(await errorOf(answer)).toEqual([410, { error: 'used' }])
    const page = await somebody.get(path)
    expect([page.status, headline(await page.text())]).toEqual([410, 'This invitation has expired'])
  })

  it('that nobody made is unknown', async () => {
    for (const token of ['A'.repeat(43), 'cut-off']) {
      const answer = await visitor.get(paths.auth.join(token))
      expect([answer.status, headline(await answer.text())]).toEqual([404, 'There is no such invitation'])
    }
  })

  it('opens nothing for somebody who was suspended meanwhile', async () => {
    const { id, path } = await desk.invite()
    const somebody = desk.visitor()
    const made = somebody.device.make(await somebody.options(`${path}/options`))
    await sql`UPDATE moderators SET status = 'suspended' WHERE id = ${id}`
    expect((await somebody.json(path, made)).status).toBe(410)
    expect((await somebody.get(path)).status).toBe(410)
    expect(await sql`SELECT 1 FROM passkeys WHERE moderator_id = ${id}`).toHaveLength(0)
  })

  it('to one more device adds a passkey to a moderator and tells of it', async () => {
    const { id, person } = await desk.signIn()
    const path = await desk.inviteDevice(id)
    const phone = desk.visitor()
    expect(headline(await (await phone.get(path)).text())).toBe('A passkey for this device')
    expect((await phone.makes(path)).status).toBe(200)
    expect(await isInside(phone)).toBe(true)
    phone.takes(undefined)
    expect((await phone.shows(paths.auth.signIn)).status).toBe(200)
    expect(await logOf(id)).toEqual(['join', 'passkey-add', 'sign-in'])
    await expect.poll(async () => (await mail.inbox(person.email)).length).toBe(2)
  })

  it('to one more device lets in one device of twenty', async () => {
    const { id } = await desk.signIn()
    const path = await desk.inviteDevice(id)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        desk
          .visitor()
          .makes(path)
          .catch(() => null),
      ),
    )
    expect(answers.filter(answer => answer?.status === 200)).toHaveLength(1)
    expect(await sql`SELECT 1 FROM passkeys WHERE moderator_id = ${id}`).toHaveLength(2)
    expect((await visitor.get(path)).status).toBe(410)
  })

  it.each([
    ['on a page of another origin', { origin: 'http://evil.example' }],
    ['on another port of ours', { origin: 'http://countersign.test:8080' }],
    ['for another site', { rpId: 'evil.example' }],
    ['by a device that does not ask who uses it', { userVerified: false }],
    ['for a challenge that is not ours', { challenge: 'A'.repeat(75) }],
  ])('is not answered by a passkey made %s', async (_, knobs) => {
    const { id, path } = await desk.invite()
    const somebody = desk.visitor()
    expect(await errorOf(await somebody.makes(path, knobs))).toEqual(refused)
    expect(somebody.cookie()).toBeUndefined()
    expect(await sql`SELECT 1 FROM passkeys WHERE moderator_id = ${id}`).toHaveLength(0)
    expect((await somebody.makes(path)).status, 'it still waits for its owner').toBe(200)
  })

  it('is not answered by a challenge of another invitation', async () => {
    const [one, other] = [await desk.invite(), await desk.invite()]
    const somebody = desk.visitor()
    const made = somebody.device.make(await somebody.options(`${one.path}/options`))
    expect(await errorOf(await somebody.json(other.path, made))).toEqual(refused)
  })
})

describe(`an invitation from the command line, on ${target}`, () => {
  let people = 0
  const someone = () => {
    const n = ++people
    return { name: `Unknown ${n}`, email: `unknown-${n}@desk.example.org` }
  }
  const hashOf = (path: string) => hashToken(path.split('/').at(-1) ?? '')
  const allModerators = async () => (await sql`SELECT id FROM moderators`).length

  it('makes whoever holds the link a moderator, whom their passkey signs in from then on', async () => {
    const person = someone()
    const path = await desk.inviteUnknown(person, 'administrator')
    const before = await allModerators()
    const somebody = desk.visitor()
    const page = await (await somebody.get(path)).text()
    expect(headline(page)).toBe('You are invited to the moderation desk')
    expect(page).toContain(person.name)
    expect(page).toContain('Administrator')
    expect(await allModerators(), 'looking makes nobody').toBe(before)

    expect(await errorOf(await somebody.makes(path))).toEqual([200, { next: paths.auth.passkeys }])
    await mail.newest(person.email, /./)
    const team = await (await somebody.get(paths.team.page)).text()
    expect(team).toContain(person.email)
    expect(team).toMatch(/<html lang="be"/)
    somebody.takes(undefined)
    expect((await somebody.shows(paths.auth.signIn)).status).toBe(200)
    expect(await isInside(somebody)).toBe(true)
    const joins =
      await sql`SELECT moderator_id = subject_id AS self FROM log WHERE kind = 'join' AND subject_id IS NOT NULL`
    expect(joins).toEqual([{ self: true }])
    const [row] =
      await sql`SELECT moderator_id, sealed, role, language FROM invitations WHERE hash = ${hashOf(path)}`
    expect(row, 'the row says no more than whose it was').toEqual({
      moderator_id: expect.any(String),
      sealed: null,
      role: null,
      language: null,
    })
  })

  it('changes nothing when it is looked at', async () => {
    const path = await desk.inviteUnknown(someone())
    const looks = () => Promise.all(Array.from({ length: 10 }, () => visitor.get(path)))
    expect(await writtenBy(looks)).toEqual([])
  })

  it('works once, of twenty who answer it at once too', async () => {
    const path = await desk.inviteUnknown(someone())
    const before = await allModerators()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        desk
          .visitor()
          .makes(path)
          .catch(() => null),
      ),
    )
    expect(answers.filter(answer => answer?.status === 200)).toHaveLength(1)
    expect(answers.filter(answer => (answer?.status ?? 0) >= 500)).toEqual([])
    expect(await allModerators()).toBe(before + 1)
    const late = await desk.visitor().get(path)
    expect([late.status, headline(await late.text())]).toEqual([410, 'This invitation has been used'])
  })

  it('expires after a day, also between the question and the answer', async () => {
    const path = await desk.inviteUnknown(someone())
    const before = await allModerators()
    const somebody = desk.visitor()
    await moveClock(24 * hour - minute)
    const options = await somebody.options(`${path}/options`)
    await moveClock(minute)
    const answer = await somebody.json(path, somebody.device.make(options))
    expect(await errorOf(answer)).toEqual([410, { error: 'used' }])
    expect((await somebody.get(path)).status).toBe(410)
    expect(await allModerators()).toBe(before)
  })

  it('to somebody who was invited at the desk makes them who they are there, as it says', async () => {
    const { id, person, path: ofTheDesk } = await desk.invite('moderator')
    const path = await desk.inviteUnknown({ ...person, name: 'As The Operator Knows' }, 'administrator')
    const somebody = desk.visitor()
    expect((await somebody.makes(path)).status).toBe(200)
    expect(await sql`SELECT role, status, language FROM moderators WHERE id = ${id}`).toEqual([
      { role: 'administrator', status: 'active', language: 'be' },
    ])
    expect(await (await somebody.get(paths.team.page)).text()).toContain('As The Operator Knows')
    expect((await desk.visitor().get(ofTheDesk)).status).toBe(404)
    somebody.takes(undefined)
    expect((await somebody.shows(paths.auth.signIn)).status).toBe(200)
  })

  it.each(['active', 'suspended'])('to somebody who is %s opens nothing', async status => {
    const { id, person } = await desk.signIn()
    const path = await desk.inviteUnknown(person, 'administrator')
    await sql`UPDATE moderators SET status = ${status} WHERE id = ${id}`
    const somebody = desk.visitor()
    expect((await somebody.get(path)).status).toBe(410)
    expect(await errorOf(await somebody.json(`${path}/options`, {}))).toEqual([410, { error: 'used' }])
    expect(await sql`SELECT role, status FROM moderators WHERE id = ${id}`).toEqual([
      { role: 'moderator', status },
    ])
  })

  it.each(['active', 'suspended'])('opens nothing to who became %s after the question', async status => {
    const { id, person } = await desk.invite()
    const path = await desk.inviteUnknown(person)
    const somebody = desk.visitor()
    const made = somebody.device.make(await somebody.options(`${path}/options`))
    await sql`UPDATE moderators SET status = ${status} WHERE id = ${id}`
    expect((await somebody.json(path, made)).status).toBe(410)
    expect(await sql`SELECT 1 FROM passkeys WHERE moderator_id = ${id}`).toHaveLength(0)
  })

  it('of two for one address lets one in, at once or one after the other', async () => {
    const person = someone()
    const links = await Promise.all([desk.inviteUnknown(person), desk.inviteUnknown(person)])
    const answers = await Promise.all(links.map(path => desk.visitor().makes(path)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
    for (const path of links) expect((await visitor.get(path)).status).toBe(410)
  })

  it('asks anew where the address became known after the question: a passkey is one person’s', async () => {
    const person = someone()
    const path = await desk.inviteUnknown(person)
    const somebody = desk.visitor()
    const made = somebody.device.make(await somebody.options(`${path}/options`))
    const other = await desk.inviteUnknown(person)
    const first = desk.visitor()
    expect((await first.makes(other)).status).toBe(200)
    await sql`UPDATE moderators SET status = 'invited' WHERE status = 'active'
      AND id IN (SELECT moderator_id FROM log WHERE kind = 'join' ORDER BY at DESC, id LIMIT 1)`
    expect(await errorOf(await somebody.json(path, made))).toEqual(refused)
    expect((await somebody.makes(path)).status).toBe(200)
    somebody.takes(undefined)
    expect((await somebody.shows(paths.auth.signIn)).status).toBe(200)
  })
})

describe(`signing in, on ${target}`, () => {
  it('takes a passkey and nothing else, and gives a cookie that no page and no other site can use', async () => {
    const { device, id } = await desk.signIn()
    const somebody = { ...desk.visitor(), device }
    const answer = await visitor.send(paths.auth.signIn, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(device.show(await somebody.options(paths.auth.signInOptions))),
    })
    expect(await answer.json()).toEqual({ next: paths.desk.queue })
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-session=[\w-]{43}; /)
    expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await logOf(id)).toEqual(['join', 'sign-in'])
  })

  it('asks for a name, a password or an address nowhere, and writes nothing until a passkey is shown', async () => {
    const asks = async () => {
      const page = await visitor.get(paths.auth.signIn)
      expect(await page.text()).not.toMatch(/<input/)
      const options = await desk.visitor().options(paths.auth.signInOptions)
      expect(options).toMatchObject({ userVerification: 'required', rpId: 'countersign.test' })
      expect(options.allowCredentials ?? []).toEqual([])
    }
    expect(await writtenBy(asks)).toEqual([])
  })

  it.each([
    ['on a page of another origin', { origin: 'http://evil.example' }],
    ['on our host by another scheme', { origin: 'https://countersign.test' }],
    ['for another site', { rpId: 'evil.example' }],
    ['by a device that does not ask who uses it', { userVerified: false }],
    ['for a challenge that is not ours', { challenge: 'A'.repeat(75) }],
    ['for somebody else', { userHandle: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['for nobody', { userHandle: undefined }],
  ])('refuses a passkey shown %s', async (_, knobs) => {
    const somebody = await desk.signIn()
    const before = somebody.cookie()
    somebody.takes(undefined)
    expect(await errorOf(await somebody.shows(paths.auth.signIn, knobs))).toEqual(refused)
    expect(somebody.cookie()).toBeUndefined()
    somebody.takes(before)
    expect(await isInside(somebody), 'nothing else ends').toBe(true)
  })

  it('refuses what was answered before, a copied device, and a passkey that nobody has', async () => {
    const somebody = await desk.signIn()
    const shown = somebody.device.show(await somebody.options(paths.auth.signInOptions), { counter: 5 })
    expect((await somebody.json(paths.auth.signIn, shown)).status).toBe(200)
    expect(await errorOf(await somebody.json(paths.auth.signIn, shown)), 'replayed').toEqual(refused)
    expect(
      await errorOf(await somebody.shows(paths.auth.signIn, { counter: 5 })),
      'a counter that stands',
    ).toEqual(refused)
    const stranger = desk.visitor()
    const { path } = await desk.invite()
    stranger.device.make(await stranger.options(`${path}/options`))
    expect(await errorOf(await stranger.shows(paths.auth.signIn)), 'unknown').toEqual(refused)
  })

  it('refuses a replay also where the device does not count', async () => {
    const somebody = await desk.signIn()
    const shown = somebody.device.show(await somebody.options(paths.auth.signInOptions), { counter: 0 })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => somebody.json(paths.auth.signIn, shown)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(403)])
  })

  it('refuses a challenge after five minutes', async () => {
    const somebody = await desk.signIn()
    const early = await somebody.options(paths.auth.signInOptions)
    await moveClock(4 * minute)
    expect((await somebody.json(paths.auth.signIn, somebody.device.show(early))).status).toBe(200)
    const late = await somebody.options(paths.auth.signInOptions)
    await moveClock(6 * minute)
    expect(await errorOf(await somebody.json(paths.auth.signIn, somebody.device.show(late)))).toEqual(refused)
  })

  it('refuses a challenge that was given for something else', async () => {
    const somebody = await desk.signIn()
    const { challenge } = await somebody.options(paths.auth.verifyOptions)
    expect(await errorOf(await somebody.shows(paths.auth.signIn, { challenge }))).toEqual(refused)
    const { challenge: forSignIn } = await somebody.options(paths.auth.signInOptions)
    expect(await errorOf(await somebody.shows(paths.auth.verify, { challenge: forSignIn }))).toEqual(refused)
    expect(await errorOf(await somebody.makes(paths.auth.passkeys, { challenge: forSignIn }))).toEqual(
      refused,
    )
  })

  it('refuses a suspended moderator as it refuses a stranger', async () => {
    const somebody = await desk.signIn()
    await sql`UPDATE moderators SET status = 'suspended' WHERE id = ${somebody.id}`
    const token = somebody.cookie()
    expect(await isInside(somebody), 'the session ends at once').toBe(false)
    expect(await errorOf(await somebody.shows(paths.auth.signIn))).toEqual(refused)
    expect(somebody.cookie()).toBe(token)
  })

  it('begins a new session and ends the one that the browser had', async () => {
    const somebody = await desk.signIn()
    const before = somebody.cookie()
    expect((await somebody.shows(paths.auth.signIn)).status).toBe(200)
    expect(somebody.cookie()).not.toBe(before)
    expect(await isInside(somebody)).toBe(true)
    somebody.takes(before)
    expect(await isInside(somebody)).toBe(false)
  })

  it.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a text', { 'content-type': 'text/plain' }, 415],
  ])('takes nothing from %s', async (_, headers, status) => {
    const somebody = await desk.signIn()
    const shown = somebody.device.show(await somebody.options(paths.auth.signInOptions))
    expect((await somebody.json(paths.auth.signIn, shown, headers)).status).toBe(status)
    expect((await somebody.post(paths.auth.signOut, {}, { origin: 'https://evil.example' })).status).toBe(403)
    expect(await isInside(somebody)).toBe(true)
  })

  it('reads no more than 64 KB, and nothing that is not a passkey', async () => {
    const somebody = desk.visitor()
    expect((await somebody.json(paths.auth.signIn, { id: 'x'.repeat(70_000) })).status).toBe(413)
    for (const body of [{}, null, [], 'x', { id: '../..', rawId: 'é', type: 'public-key', response: {} }]) {
      expect(await errorOf(await somebody.json(paths.auth.signIn, body))).toEqual([400, { error: 'refused' }])
    }
  })
})

describe(`a session, on ${target}`, () => {
  it('is needed for every page inside, and the page wanted is no parameter', async () => {
    for (const path of [paths.auth.verify, paths.auth.passkeys]) {
      const answer = await visitor.get(path)
      expect([answer.status, answer.headers.get('location')]).toEqual([302, paths.auth.signIn])
    }
    for (const path of [
      paths.auth.verify,
      paths.auth.verifyOptions,
      paths.auth.passkeys,
      paths.auth.passkeyOptions,
    ]) {
      expect(await errorOf(await desk.visitor().json(path, {}))).toEqual([401, { error: 'ended' }])
    }
  })

  it('ends after half an hour of rest', async () => {
    const somebody = await desk.signIn()
    await moveClock(29 * minute)
    expect(await isInside(somebody)).toBe(true)
    await moveClock(29 * minute)
    expect(await isInside(somebody)).toBe(true)
    await moveClock(30 * minute)
    expect(await isInside(somebody)).toBe(false)
  })

  it('ends after twelve hours, however busy, and however often the passkey was shown', async () => {
    const somebody = await desk.signIn()
    for (let passed = 20; passed < 12 * 60; passed += 20) {
      await moveClock(20 * minute)
      expect(await isInside(somebody), `after ${passed} minutes`).toBe(true)
    }
    expect((await somebody.shows(paths.auth.verify)).status).toBe(200)
    await moveClock(20 * minute)
    expect(await isInside(somebody)).toBe(false)
  })

  it('is forgotten once it has ended, and answered challenges too', async () => {
    await desk.signIn()
    await moveClock(12 * hour)
    await sweep()
    expect(await sql`SELECT 1 FROM sessions`).toHaveLength(0)
    expect(await sql`SELECT 1 FROM used_challenges`).toHaveLength(0)
  })

  it('ends by signing out, here or everywhere', async () => {
    const { id, device } = await desk.signIn()
    const laptop = desk.visitor()
    const path = await desk.inviteDevice(id)
    await laptop.makes(path)
    const token = laptop.cookie()
    const phone = desk.visitor()
    await phone.json(paths.auth.signIn, device.show(await phone.options(paths.auth.signInOptions)))
    const other = await desk.signIn()

    const answer = await laptop.post(paths.auth.signOut)
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `${paths.auth.signIn}?after=sign-out`,
    ])
    expect(laptop.cookie()).toBeUndefined()
    laptop.takes(token)
    expect(await isInside(laptop)).toBe(false)
    expect(await isInside(phone)).toBe(true)

    expect((await phone.post(paths.auth.signOut, { everywhere: 'yes' })).status).toBe(303)
    expect(await sql`SELECT 1 FROM sessions WHERE moderator_id = ${id}`).toHaveLength(0)
    expect(await isInside(other)).toBe(true)
    expect(await logOf(id)).toEqual(['join', 'passkey-add', 'sign-in', 'sign-out', 'sign-out everywhere'])
  })

  it('that rested too long opens nothing, and still ends the others where it is asked to', async () => {
    const { id, device } = await desk.signIn()
    const laptop = desk.visitor()
    const signInOn = async (visitor: typeof laptop) =>
      visitor.json(paths.auth.signIn, device.show(await visitor.options(paths.auth.signInOptions)))
    await signInOn(laptop)
    await sql`UPDATE sessions SET seen_at = seen_at - interval '31 minutes' WHERE moderator_id = ${id}`
    const phone = desk.visitor()
    await signInOn(phone)
    expect(await isInside(laptop)).toBe(false)
    const ended = await laptop.post(paths.auth.signOut, { everywhere: 'yes' })
    expect(ended.headers.get('location')).toBe(`${paths.auth.signIn}?after=sign-out`)
    expect(await isInside(phone)).toBe(false)
    // Of a session that nothing is known of, nobody can say whose the others are: it says so.
    const lost = desk.visitor()
    const answer = await lost.post(paths.auth.signOut, { everywhere: 'yes' })
    expect(answer.headers.get('location')).toBe(`${paths.auth.signIn}?after=end`)
    expect(await (await lost.get(`${paths.auth.signIn}?after=end`)).text()).toContain('had ended already')
  })

  it('ends when somebody joins in the same browser', async () => {
    const visitor = await desk.signIn()
    const before = visitor.cookie()
    const { path } = await desk.invite()
    const device = createAuthenticator(stage.origin)
    const made = device.make(await visitor.options(`${path}/options`))
    expect((await visitor.json(path, made)).status).toBe(200)
    expect(visitor.cookie()).not.toBe(before)
    visitor.takes(before)
    expect(await isInside(visitor)).toBe(false)
  })

  it('is not carried by a request that does not say where it comes from', async () => {
    const somebody = await desk.signIn()
    const path = `${stage.url()}${paths.account.action('preferences')}`
    const sent = (headers: Record<string, string>) =>
      fetch(path, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ language: 'en' }),
        headers: { cookie: `__Host-session=${somebody.cookie()}`, ...headers },
      })
    expect((await sent({})).status).toBe(403)
    expect((await sent({ origin: stage.origin })).status).toBe(303)
  })

  it('does not outlive its end by a body that comes drop by drop', async () => {
    const somebody = await desk.signIn()
    const { hostname, port } = new URL(stage.url())
    const body = 'language=ru'
    const answer = await new Promise<number>((resolve, reject) => {
      const slow = connectTo({ host: hostname, port: Number(port) })
      slow.once('error', reject).once('data', data => {
        resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(data))?.[1]))
        slow.destroy()
      })
      slow.write(
        [
          `POST ${paths.account.action('preferences')} HTTP/1.1`,
          `host: ${hostname}:${port}`,
          `origin: ${stage.origin}`,
          `cookie: __Host-session=${somebody.cookie()}`,
          'content-type: application/x-www-form-urlencoded',
          `content-length: ${body.length}`,
          '',
          body.slice(0, 4),
        ].join('\r\n'),
        async () => {
          // Long enough on its way that the product has met the request's beginning.
          for (let n = 0; n < 20; n++) await somebody.get(paths.account.page)
          await sql`UPDATE moderators SET status = 'suspended' WHERE id = ${somebody.id}`
          slow.write(body.slice(4))
        },
      )
    })
    expect(answer).toBe(401)
    expect(await sql`SELECT language FROM moderators WHERE id = ${somebody.id}`).toEqual([{ language: 'en' }])
  })

  it('is not in the database: only what a token comes to', async () => {
    const somebody = await desk.signIn()
    const token = Buffer.from(somebody.cookie() ?? '', 'base64url')
    const [row] = await sql`SELECT encode(sha256(${token}), 'hex') AS hash`
    const rows =
      await sql`SELECT encode(hash, 'hex') AS hash FROM sessions WHERE moderator_id = ${somebody.id}`
    expect(rows).toEqual([row])
  })
})

describe(`a fresh passkey, on ${target}`, () => {
  it('is asked for five minutes after the last, and leads back by a word and never by an address', async () => {
    const somebody = await desk.signIn()
    expect((await somebody.get(paths.auth.passkeys)).status).toBe(200)
    await moveClock(5 * minute)
    const sent = await somebody.get(paths.auth.passkeys)
    const verify = `${paths.auth.verify}?then=passkeys`
    expect([sent.status, sent.headers.get('location')]).toEqual([303, verify])
    expect(await errorOf(await somebody.json(paths.auth.passkeyOptions, {}))).toEqual([200, { next: verify }])
    expect(await (await somebody.get(verify)).text()).toContain(`data-answer="${verify}"`)

    const before = somebody.cookie()
    expect(await errorOf(await somebody.shows(verify))).toEqual([200, { next: paths.auth.passkeys }])
    expect(somebody.cookie()).not.toBe(before)
    expect((await somebody.get(paths.auth.passkeys)).status).toBe(200)
    const thief = desk.visitor()
    thief.takes(before)
    expect(await isInside(thief), 'the token from before').toBe(false)

    for (const word of ['https://evil.example', '//evil.example', '/moderation', 'constructor', '']) {
      const path = `${paths.auth.verify}?then=${encodeURIComponent(word)}`
      expect(await (await somebody.get(path)).text()).toContain(`data-answer="${paths.auth.verify}"`)
      expect(await errorOf(await somebody.shows(path))).toEqual([200, { next: paths.desk.queue }])
    }
    expect((await logOf(somebody.id)).filter(kind => kind === 'verify')).toHaveLength(6)
  })

  it('is one’s own', async () => {
    const [one, other] = [await desk.signIn(), await desk.signIn()]
    const { challenge } = await one.options(paths.auth.verifyOptions)
    const { allowCredentials, ...options } = await other.options(paths.auth.signInOptions)
    const shown = other.device.show({ ...options, challenge })
    expect(await errorOf(await one.json(paths.auth.verify, shown))).toEqual(refused)
  })

  it('lets a moderator make one more passkey here, which opens the desk too', async () => {
    const somebody = await desk.signIn()
    expect(await errorOf(await somebody.makes(paths.auth.passkeys))).toEqual([
      200,
      { next: paths.account.page },
    ])
    expect(await sql`SELECT 1 FROM passkeys WHERE moderator_id = ${somebody.id}`).toHaveLength(2)
    somebody.takes(undefined)
    expect((await somebody.shows(paths.auth.signIn)).status).toBe(200)
  })
})

it(`the desk runs its own scripts, on ${target}`, async () => {
  const { path } = await desk.invite()
  for (const page of [paths.auth.signIn, path]) {
    const answer = await visitor.get(page)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'; connect-src 'self'")
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(await answer.text()) ?? []
    const asset = await visitor.get(script)
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  }
})

it.each([
  ['en', 'Sign in to the desk'],
  ['be', 'Уваход да панэлі мадэрацыі'],
  ['ru', 'Вход к панели модерации'],
])(`before signing in the page speaks %s by the browser or by choice, on ${target}`, async (lang, title) => {
  expect(headline(await (await visitor.get(paths.auth.signIn, { 'accept-language': lang })).text())).toBe(
    title,
  )
  const chosen = await visitor.get(`${paths.auth.signIn}?lang=${lang}`, { 'accept-language': 'en' })
  expect(headline(await chosen.text())).toBe(title)
})
