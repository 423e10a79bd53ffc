import { randomBytes } from 'node:crypto'
import { issueInvitation } from '../../src/auth/issue-invitation.ts'
import { inviteFromCommandLine } from '../../src/auth/operator/invite-from-command-line.ts'
import { readConfig } from '../../src/config.ts'
import { newcomerPeriod } from '../../src/domain/durations.ts'
import { connect } from '../../src/storage/client.ts'
import { insertModerator, type Person } from '../../src/storage/moderators.ts'
import type { ModeratorRole } from '../../src/storage/schema/moderators.ts'
import { createSealing } from '../../src/storage/sealing.ts'
import { type Authenticator, createAuthenticator, type Knobs } from './authenticator.ts'
import type { TestDatabase } from './database.ts'

type Send = (path: string, init?: RequestInit) => Promise<Response>
type Options = Parameters<Authenticator['make']>[0] & Parameters<Authenticator['show']>[0]

/** Somebody with a browser that keeps the desk's cookie, and a device with a passkey. */
export type DeskVisitor = ReturnType<typeof deskVisitor>

export function deskVisitor(send: Send, device: Authenticator) {
  let cookie: string | undefined
  async function go(path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', `__Host-session=${cookie}`)
    const answer = await send(path, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, value = ''] = /^__Host-session=([^;]*)/.exec(line) ?? []
      cookie = value || undefined
    }
    return answer
  }
  const json = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    go(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  async function options(path: string): Promise<Options> {
    const answer = await json(path, {})
    if (answer.status !== 200) throw new Error(`${answer.status} from ${path}`)
    return (await answer.json()) as Options
  }
  const post = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    go(path, { method: 'POST', body: new URLSearchParams(fields), headers })
  return {
    device,
    /** Any request, with the cookie. */
    go,
    head: (path: string) => go(path, { method: 'HEAD' }),
    get: (path: string, headers: Record<string, string> = {}) => go(path, { headers }),
    post,
    /** A form, and the page that it leads to, as a browser follows it. */
    async sends(path: string, fields: Record<string, string> = {}): Promise<Response> {
      const answer = await post(path, fields)
      const to = answer.headers.get('location')
      return answer.status === 303 && to !== null ? go(to) : answer
    },
    json,
    options,
    cookie: () => cookie,
    /** Goes on with another cookie: a stolen one, or none. */
    takes: (token: string | undefined) => {
      cookie = token
    },
    /** Makes a passkey where a page asks for one: at an invitation's path, or one's own. */
    makes: async (path: string, knobs?: Knobs) =>
      json(path, device.make(await options(`${path}/options`), knobs)),
    /** Shows the passkey where a page asks for it: to sign in, or once more. */
    shows: async (path: string, knobs?: Knobs) =>
      json(path, device.show(await options(`${path.split('?', 1)[0]}/options`), knobs)),
  }
}

/** The ways to the desk, for a stage: people are invited in its database. */
export function openDesk(stage: {
  send: Send
  settings: Record<string, string>
  database: () => TestDatabase
  now: () => Date
}) {
  const { send, now } = stage
  const config = readConfig(stage.settings)
  const random = (length: number) => new Uint8Array(randomBytes(length))
  const sealing = createSealing(config.contactKeys, random)
  let people = 0

  /** Runs in a transaction of the app's own. */
  async function inDatabase<T>(work: (tx: Parameters<typeof issueInvitation>[0]) => Promise<T>): Promise<T> {
    const { db, end } = connect(stage.database().app, 1)
    try {
      return await db.transaction(work)
    } finally {
      await end()
    }
  }

  /** Invites somebody; `path` is where the link leads. */
  async function invite(role: ModeratorRole = 'moderator', name?: string) {
    const id = crypto.randomUUID()
    const n = ++people
    const person = { name: name ?? `Moderator ${n}`, email: `moderator-${n}@desk.example.org` }
    const path = await inDatabase(async tx => {
      await insertModerator(tx, sealing, { id, person, role, language: 'en' }, now())
      const { url } = await issueInvitation(tx, { config, random, now }, { moderatorId: id, purpose: 'join' })
      return new URL(url).pathname
    })
    return { id, path, person }
  }

  /** Invites somebody as the operator's command does it, without a key; gives where the link leads. */
  async function inviteUnknown(person: Person, role: ModeratorRole = 'moderator'): Promise<string> {
    const { db, end } = connect(stage.database().app, 1)
    try {
      const deps = { config: { publicUrl: config.publicUrl }, db, random, now }
      const { url } = await inviteFromCommandLine(deps, { person, role, language: 'be' })
      return new URL(url).pathname
    } finally {
      await end()
    }
  }

  /** The path of a link to make a passkey on one more device. */
  const inviteDevice = (moderatorId: string) =>
    inDatabase(async tx => {
      const { url } = await issueInvitation(tx, { config, random, now }, { moderatorId, purpose: 'device' })
      return new URL(url).pathname
    })

  const visitor = () => deskVisitor(send, createAuthenticator(config.publicUrl))

  /** Somebody who was invited, joined with a passkey, and is signed in; of the team for longer than a newcomer is. */
  async function signIn(role: ModeratorRole = 'moderator', name?: string) {
    const { id, path, person } = await invite(role, name)
    const somebody = visitor()
    const answer = await somebody.makes(path)
    if (answer.status !== 200) throw new Error(`${person.name} could not join: ${answer.status}`)
    await ageModerator(id)
    return { ...somebody, id, person }
  }

  /** Makes somebody one who joined before all newcomers did: the log of a team that has long been there. */
  const ageModerator = (id: string) => stage.database().sql`
    UPDATE log SET at = at - ${newcomerPeriod / 1000} * interval '1 second' WHERE kind = 'join' AND moderator_id = ${id}`

  return { invite, inviteUnknown, inviteDevice, visitor, signIn, ageModerator }
}
