import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { headline, joinLink, readFormTo, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'
import { keySetting } from '../support/test-keys.ts'

const execute = promisify(execFile)
const { desk, visitor, sql, database, mail, moveClock, origin } = useStage()

const minute = 60_000
type Person = Awaited<ReturnType<typeof desk.signIn>>
const statusOf = async (id: string) => (await sql`SELECT status FROM moderators WHERE id = ${id}`)[0]?.status
const toTeam = `${paths.auth.verify}?then=team`
const anna = { name: 'Anna Sharamet', email: 'anna@desk.example.org', role: 'moderator', language: 'be' }

/** The path of the link that a page shows once. */
function linkOn(page: string): string {
  const [, path = ''] =
    /<code[^>]*>http:\/\/countersign\.test(\/auth\/join\/[\w-]{43})<\/code>/.exec(page) ?? []
  if (!path) throw new Error(`no link on the page: ${headline(page)}`)
  return path
}
/** The path of the link that came to somebody's mailbox last. */
async function linkTo(address: string, subject: RegExp): Promise<string> {
  const newest = await mail.newest(address, subject)
  const path = joinLink(newest)
  if (!path) throw new Error(`no link in: ${newest.text}`)
  return path
}
/** Answers and where they lead, for a way that may not be open. */
const ends = async (answer: Promise<Response>) => {
  const { status, headers } = await answer
  return [status, headers.get('location')]
}

/** What `npm run moderator -- …` prints, with no more in its environment than it needs in production: no key. */
const operator = (...args: string[]) => operatorWith({}, ...args)
async function operatorWith(more: Record<string, string>, ...args: string[]): Promise<string> {
  const env = { NODE_ENV: 'production', DATABASE_URL: database().app, PUBLIC_URL: origin, ...more }
  const { stdout } = await execute(process.execPath, ['dist/moderator.js', ...args], { env })
  return stdout
}
const contactKey = { CONTACT_KEY: keySetting(7) }
/** The path of the link that the command prints last. */
const linkIn = (printed: string) => new URL(printed.trim().split('\n').at(-1) ?? '').pathname

describe(`the team, on ${target}`, () => {
  it('begins with the operator’s invitation, and goes on in the browser', async () => {
    const printed = await operator('invite', 'first@desk.example.org', '--name', 'The First')
    expect(printed).toContain('Invited: The First, administrator.')
    expect(await operator('list')).toMatch(
      /^\(from the command line\) +administrator {2}invited {4}until \d{4}-\d\d-\d\d \d\d:\d\d UTC\n\nNames are sealed/,
    )
    const first = desk.visitor()
    expect((await first.makes(linkIn(printed))).status).toBe(200)

    const answer = await first.sends(paths.team.page, anna)
    const page = await answer.text()
    expect([answer.status, headline(page)]).toEqual([200, 'The link was sent'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('A link was sent to a•••@desk.example.org.')
    const link = await linkTo(anna.email, /Ваша запрашэнне/)
    for (const shown of [page, await (await first.get(paths.team.page)).text()])
      expect(shown).not.toContain('/auth/join/')

    const second = desk.visitor()
    expect((await second.makes(link)).status).toBe(200)
    const told = await mail.newest('first@desk.example.org', /joined the moderation desk/)
    await mail.newest(anna.email, /Цяпер вы можаце ўвайсці/)
    expect(told.text).toContain('Anna Sharamet')
    const withIt = (await mail.inbox()).filter(each => each.text.includes(link.split('/').at(-1) ?? ''))
    expect(withIt.map(({ to }) => to)).toEqual([[anna.email]])

    const team = await (await first.get(paths.team.page)).text()
    expect(team).toMatch(/The First[\s\S]+\(you\)[\s\S]+Administrator[\s\S]+Anna Sharamet[\s\S]+Moderator/)
    const listed = await operatorWith(contactKey, 'list')
    expect(listed).toMatch(
      /administrator {2}active {5}1 passkey {3}The First\n.+moderator .+1 passkey .+Anna/,
    )
    expect(listed).not.toContain('Names are sealed')
    const unnamed = await operator('list')
    expect(unnamed).toMatch(
      /administrator {2}active {5}1 passkey\n.+moderator .+1 passkey\n\nNames are sealed/,
    )
    expect(unnamed).not.toMatch(/First|Anna/)
    const log = await sql`SELECT kind, code, moderator_id IS NULL AS operator FROM log ORDER BY at, id`
    expect(log).toEqual([
      { kind: 'invite', code: 'administrator', operator: true },
      { kind: 'join', code: null, operator: false },
      { kind: 'invite', code: 'moderator', operator: false },
      { kind: 'join', code: null, operator: false },
    ])
  })

  it('shows an invitation from the command line in one line without a name, until somebody joins', async () => {
    const administrator = await desk.signIn('administrator')
    const path = linkIn(await operator('invite', 'second@desk.example.org', '--name', 'The Second'))
    const page = await (await administrator.get(paths.team.page)).text()
    const line = 'Invited as a moderator with the command line, and has not joined.'
    const lines = page.split(line).length - 1
    expect(lines).toBeGreaterThan(0)
    expect(page).not.toContain('The Second')
    expect((await desk.visitor().makes(path)).status).toBe(200)
    const after = await (await administrator.get(paths.team.page)).text()
    expect(after.split(line).length - 1).toBe(lines - 1)
    expect(after).toContain('The Second')
  })

  it('is let back in by the operator, by an id of the list and without a key', async () => {
    const { id, person, ...lost } = await desk.signIn()
    await expect(operator('invite', '--passkeys-lost', person.email)).rejects.toThrow('An id is needed')
    const printed = await operator('invite', '--passkeys-lost', id)
    expect(printed).toContain(`The passkeys and sessions of ${id}, moderator, have ended.`)
    expect((await lost.get(paths.account.page)).status).toBe(302)
    expect((await desk.visitor().makes(linkIn(printed))).status).toBe(200)
    expect(await operatorWith(contactKey, 'suspend', person.email)).toContain(`Suspended: ${id}, moderator.`)
    expect(await statusOf(id)).toBe('suspended')
    await expect(operator('suspend', crypto.randomUUID())).rejects.toThrow('Nobody has this id')
  })

  it('takes no address of its own for a database that is named: the link would lead elsewhere', async () => {
    const asked = operatorWith({ NODE_ENV: 'development', PUBLIC_URL: '' }, 'list')
    await expect(asked).rejects.toThrow('PUBLIC_URL: it is not set')
  })

  it('is not shown to a stranger, or to a moderator, and neither changes it', async () => {
    const moderator = await desk.signIn()
    const { id } = await desk.signIn('administrator')
    const suspendPath = paths.team.member(id, 'suspend')
    expect(await ends(visitor.get(paths.team.page))).toEqual([302, paths.auth.signIn])
    expect(await ends(visitor.get(suspendPath))).toEqual([302, paths.auth.signIn])
    expect((await visitor.post(paths.team.page, anna)).status).toBe(401)
    expect((await visitor.post(suspendPath, {})).status).toBe(401)
    for (const path of [paths.team.page, suspendPath]) {
      expect((await moderator.get(path)).status).toBe(403)
      expect((await moderator.post(path, { ...anna, email: 'x@desk.example.org' })).status).toBe(403)
    }
    expect(await statusOf(id)).toBe('active')
    expect(await sql`SELECT 1 FROM log WHERE kind = 'suspend' AND subject_id = ${id}`).toEqual([])
  })

  it('is changed with a fresh passkey alone', async () => {
    const administrator = await desk.signIn('administrator')
    const { id } = await desk.signIn()
    await moveClock(5 * minute)
    const stale = await (await administrator.get(paths.team.page)).text()
    expect(stale).toContain('show your passkey again')
    expect(stale).not.toContain('name="email"')
    expect(stale).not.toContain(paths.team.member(id, 'suspend'))
    const fresh = { ...anna, email: 'fresh@desk.example.org' }
    expect(await ends(administrator.post(paths.team.page, fresh))).toEqual([303, toTeam])
    for (const action of ['suspend', 'reinstate', 'renew']) {
      expect(await ends(administrator.get(paths.team.member(id, action)))).toEqual([303, toTeam])
      expect(await ends(administrator.post(paths.team.member(id, action)))).toEqual([303, toTeam])
    }
    expect(await statusOf(id)).toBe('active')
    expect((await administrator.shows(toTeam)).status).toBe(200)
    expect(await (await administrator.get(paths.team.page)).text()).toContain(
      paths.team.member(id, 'suspend'),
    )
    expect(await ends(administrator.post(paths.team.page, fresh))).toEqual([
      303,
      expect.stringMatching(/^\/moderation\/team\/[0-9a-f-]{36}\/invited\?how=new$/),
    ])
  })

  it('shuts a suspended moderator out at once, and lets them in again when reinstated', async () => {
    const administrator = await desk.signIn('administrator')
    const moderator = await desk.signIn('moderator', 'Piotr Shut')
    const path = paths.team.member(moderator.id, 'suspend')
    const asked = await (await administrator.get(path)).text()
    expect(headline(asked)).toBe('Suspend this person?')
    expect(asked).toContain('Piotr Shut')
    expect(await statusOf(moderator.id)).toBe('active')

    expect(await ends(administrator.post(path))).toEqual([303, `${paths.team.page}?done=suspend`])
    expect(await ends(moderator.get(paths.account.page))).toEqual([302, paths.auth.signIn])
    expect((await moderator.shows(paths.auth.signIn)).status).toBe(403)
    expect((await administrator.post(path)).status).toBe(409)

    const back = paths.team.member(moderator.id, 'reinstate')
    expect(await ends(administrator.post(back))).toEqual([303, `${paths.team.page}?done=reinstate`])
    expect((await moderator.get(paths.account.page)).status).toBe(302)
    expect((await moderator.shows(paths.auth.signIn)).status).toBe(200)
    expect((await moderator.get(paths.account.page)).status).toBe(200)
  })

  it('keeps its last administrator, of two who suspend each other at the same moment', async () => {
    await sql`UPDATE moderators SET status = 'suspended' WHERE role = 'administrator'`
    const [one, other] = [await desk.signIn('administrator'), await desk.signIn('administrator')]
    const suspends = (by: Person, of: Person) => by.post(paths.team.member(of.id, 'suspend'))
    const answers = await Promise.all([suspends(one, other), suspends(other, one)])
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const left = await sql`SELECT id FROM moderators WHERE role = 'administrator' AND status = 'active'`
    expect(left).toHaveLength(1)
    const last = left[0]?.id === one.id ? one : other
    const self = await suspends(last, last)
    expect([self.status, await self.text()]).toEqual([
      409,
      expect.stringContaining('Nobody can do this to themself'),
    ])
    await expect(operator('suspend', last.id)).rejects.toThrow('this is the last active administrator')
    expect((await last.get(paths.team.page)).status).toBe(200)
  })

  it('lets somebody who lost their passkeys join again, and ends what they had', async () => {
    const administrator = await desk.signIn('administrator')
    const moderator = await desk.signIn()
    const path = paths.team.member(moderator.id, 'renew')
    expect(await (await administrator.get(path)).text()).toContain('Did this person lose their passkeys?')
    const answer = await (await administrator.sends(path)).text()
    expect(answer).toContain('m•••@desk.example.org')
    expect(answer).not.toContain('/auth/join/')
    const link = await linkTo(moderator.person.email, /Your new link to the moderation desk/)
    expect((await moderator.get(paths.account.page)).status).toBe(302)
    expect((await moderator.shows(paths.auth.signIn)).status).toBe(403)
    const again = desk.visitor()
    expect((await again.makes(link)).status).toBe(200)
    expect((await again.get(paths.account.page)).status).toBe(200)
    expect((await desk.visitor().get(link)).status).toBe(410)
    await expect
      .poll(async () => (await mail.inbox(administrator.person.email)).map(({ subject }) => subject))
      .toContain('A person joined the moderation desk')
  })

  it('says what is wrong with an invitation, keeps what was typed, and runs none of it', async () => {
    const administrator = await desk.signIn('administrator')
    const typed = { ...anna, name: '"><script>alert(1)</script>', email: 'nowhere' }
    const answer = await administrator.post(paths.team.page, typed)
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('href="#email"')
    expect(page).toContain('value="nowhere"')
    expect(page).not.toContain('<script>alert')
    expect((await administrator.post(paths.team.page, {})).status).toBe(422)
    expect((await administrator.post(paths.team.page, { ...anna, role: 'king' })).status).toBe(422)

    const hostile = await administrator.sends(paths.team.page, {
      ...typed,
      email: 'hostile@desk.example.org',
    })
    expect(hostile.status).toBe(200)
    expect(await hostile.text()).not.toContain('<script>alert')
    expect(await (await administrator.get(paths.team.page)).text()).not.toContain('<script>alert')
    const known = await administrator.post(paths.team.page, { ...anna, email: administrator.person.email })
    expect([known.status, await known.text()]).toEqual([409, expect.stringContaining('active already')])
  })

  it('has nobody under an id that nobody has, and no other words', async () => {
    const administrator = await desk.signIn('administrator')
    const nobody = crypto.randomUUID()
    expect((await administrator.get(paths.team.member(nobody, 'suspend'))).status).toBe(404)
    expect((await administrator.post(paths.team.member(nobody, 'suspend'))).status).toBe(409)
    for (const path of [paths.team.member(nobody, 'promote'), paths.team.member('x', 'suspend')])
      expect((await administrator.get(path)).status).toBe(404)
  })
})

describe(`one’s own account, on ${target}`, () => {
  it('is nobody else’s', async () => {
    expect(await ends(visitor.get(paths.account.page))).toEqual([302, paths.auth.signIn])
    for (const action of ['preferences', 'device-link', 'remove-passkey'])
      expect((await visitor.post(paths.account.action(action), {})).status).toBe(401)
  })

  it('keeps the language of the desk, and which mails come', async () => {
    const moderator = await desk.signIn()
    const page = await (await moderator.get(paths.account.page)).text()
    expect(headline(page)).toBe('Your account')
    const choices = { language: 'be', tell_digest: 'yes' }
    expect((await moderator.post(paths.account.action('preferences'), choices)).status).toBe(303)
    const after = await (await moderator.get(paths.account.page)).text()
    expect(after).toMatch(/<html lang="be"/)
    expect(headline(after)).toBe('Ваш уліковы запіс')
    const [row] =
      await sql`SELECT language, tell_waiting, tell_digest FROM moderators WHERE id = ${moderator.id}`
    expect(row).toEqual({ language: 'be', tell_waiting: false, tell_digest: true })
    expect((await moderator.post(paths.account.action('preferences'), { language: 'xx' })).status).toBe(400)
  })

  it('gives a link for another device, which adds a passkey; and one of two can be removed', async () => {
    const moderator = await desk.signIn()
    const advised = await (await moderator.get(paths.account.page)).text()
    expect(advised).toContain('Make a second passkey on another device')
    expect(advised).toContain(`href="${paths.auth.passkeys}"`)
    const [status, shownOnce] = await ends(moderator.post(paths.account.action('device-link')))
    expect([status, shownOnce]).toEqual([
      303,
      expect.stringMatching(/^\/moderation\/account\/device-link\?once=/),
    ])
    // Nobody else sees it, and nobody sees it twice.
    const colleague = await desk.signIn('administrator')
    const link = linkOn(await (await moderator.get(String(shownOnce))).text())
    for (const person of [moderator, colleague])
      expect(await ends(person.get(String(shownOnce)))).toEqual([303, paths.account.page])
    const phone = desk.visitor()
    expect((await phone.makes(link)).status).toBe(200)

    const page = await (await moderator.get(paths.account.page)).text()
    expect(page).not.toContain('Make a second passkey')
    const removals = [...page.matchAll(/href="(\/moderation\/account\/remove-passkey[^"]+)"/g)]
    const pages = removals.map(async ([, path = '']) => (await moderator.get(path)).text())
    const keys = (await Promise.all(pages)).map(html =>
      readFormTo(html, paths.account.action('remove-passkey')),
    )
    expect(keys).toHaveLength(2)
    const remove = (passkey: string, more = {}) =>
      moderator.post(paths.account.action('remove-passkey'), { passkey, ...more })
    const [old = '', other = ''] = keys.map(({ passkey = '' }) => passkey)
    const [asked, question] = await ends(remove(old))
    expect([asked, headline(await (await moderator.get(String(question))).text())]).toEqual([
      303,
      'Remove this passkey?',
    ])
    expect(await sql`SELECT id FROM passkeys WHERE moderator_id = ${moderator.id}`).toHaveLength(2)
    expect(await ends(remove(old, { confirm: 'yes' }))).toEqual([303, `${paths.account.page}?done=removed`])
    expect((await remove(other, { confirm: 'yes' })).status).toBe(409)
    expect((await remove('of-somebody-else', { confirm: 'yes' })).status).toBe(409)
    expect(await sql`SELECT id FROM passkeys WHERE moderator_id = ${moderator.id}`).toEqual([{ id: other }])
    expect((await desk.visitor().get(link)).status).toBe(410)
  })

  it('asks for a fresh passkey before it gives a link or removes a passkey', async () => {
    const moderator = await desk.signIn()
    await moveClock(5 * minute)
    const toAccount = [303, `${paths.auth.verify}?then=account`]
    expect(await ends(moderator.post(paths.account.action('device-link')))).toEqual(toAccount)
    expect(await ends(moderator.post(paths.account.action('remove-passkey'), { passkey: 'x' }))).toEqual(
      toAccount,
    )
    expect(
      await sql`SELECT 1 FROM invitations WHERE moderator_id = ${moderator.id} AND purpose = 'device'`,
    ).toEqual([])
  })

  it('signs out here, or everywhere', async () => {
    const laptop = await desk.signIn()
    const phone = desk.visitor()
    await phone.makes(await desk.inviteDevice(laptop.id))
    const stolen = laptop.cookie()
    const page = await (await laptop.get(paths.account.page)).text()
    expect(page).toMatch(
      /<form[^>]+action="\/auth\/sign-out"[^>]*><input type="hidden" name="everywhere" value="yes"/,
    )
    expect((await laptop.post(paths.auth.signOut, { everywhere: 'yes' })).status).toBe(303)
    laptop.takes(stolen)
    for (const device of [laptop, phone]) expect((await device.get(paths.account.page)).status).toBe(302)
  })
})
