import type { Config } from '../../src/config.ts'
import { readConfig } from '../../src/config.ts'
import { randomBytes } from '../../src/deploy/deploy.ts'
import type { Deps } from '../../src/deps.ts'
import { confirm } from '../../src/endorsements/confirm.ts'
import { type Request, request } from '../../src/endorsements/ask-to-endorse.ts'
import { issuePrivateLink } from '../../src/mail/private-link.ts'
import { createLog } from '../../src/log.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { createSnapshots } from '../../src/held/snapshot.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { connect } from '../../src/storage/client.ts'
import {
  insertModerator,
  type Moderator,
  type Person,
  setModeratorStatus,
} from '../../src/storage/moderators.ts'
import { createSealing } from '../../src/storage/sealing.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { createFakeMailer, type FakeMailer } from './fake-mailer.ts'

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** The one statement that every fresh database has. */
export const slug = statementFiles[0]?.slug ?? ''

/** The verbs on a database of their own, with a clock that the test moves and a mailer that keeps everything. */
export type Scene = {
  database: TestDatabase
  deps: Deps
  mail: FakeMailer
  /** Every line that was logged. */
  logged: string[]
  moveClock: (milliseconds: number) => void
  close: () => Promise<void>
}

export const testEnv = {
  PUBLIC_URL: 'https://countersign.test',
  MAIL_FROM: 'Countersign <mail@countersign.test>',
  RESEND_API_KEY: 're_test',
  CONTACT_KEY: Buffer.alloc(32, 7).toString('base64'),
  SESSION_SECRET: Buffer.alloc(32, 8).toString('base64'),
}

export async function openScene(settings: Partial<Config> = {}): Promise<Scene> {
  const database = await freshDatabase()
  const app = connect(database.app, 20)
  const reader = connect(database.public, 4)
  const config = { ...readConfig(testEnv), ...settings }
  const mail = createFakeMailer()
  const logged: string[] = []
  const work: Promise<void>[] = []
  let time = Date.parse('2030-03-01T12:00:00.000Z')
  const now = () => new Date(time)
  const deps: Deps = {
    config,
    db: app.db,
    publicDb: reader.db,
    now,
    random: randomBytes,
    sealing: createSealing(config.contactKeys, randomBytes),
    mailer: mail.mailer,
    snapshots: createSnapshots(() => time),
    lastGood: null,
    compress: null,
    log: createLog(line => logged.push(line), now),
    background: promise => work.push(promise),
    mailOwed: () => {},
  }
  return {
    database,
    deps,
    mail,
    logged,
    moveClock(milliseconds) {
      time += milliseconds
    },
    async close() {
      await Promise.all(work)
      await Promise.all([app.end(), reader.end()])
      await database.drop()
    },
  }
}

type Asked = Partial<Omit<Request, 'organisation' | 'contact'>> & {
  name?: string
  organisation?: Partial<Request['organisation']>
  contact?: Partial<Request['contact']>
}

let people = 0

/** A request with every field filled, for an organisation and an address of its own. */
export function asking({ name, organisation, contact, ...rest }: Asked = {}): Request {
  const n = ++people
  return {
    statement: slug,
    version: 1,
    language: 'en',
    comment: null,
    organisation: {
      name: name ?? `Organisation ${n}`,
      names: { en: null, be: null, ru: null },
      country: 'LT',
      website: `https://organisation-${n}.example`,
      ...organisation,
    },
    contact: {
      representative: `Person ${n}`,
      role: 'Director',
      email: `person-${n}@example.org`,
      ...contact,
    },
    ...rest,
  }
}

/** Asks, and gives the endorsement's id and the token of the mailed link. Delivers all mail that is due. */
export async function ask(scene: Scene, asked = asking()): Promise<{ id: string; token: string }> {
  const answer = await request(scene.deps, asked)
  if (!answer.ok) throw new Error(`not asked: ${answer.error.reason}`)
  await deliverDue(scene.deps, 50)
  return {
    id: await idOf(scene, asked.organisation.name),
    token: scene.mail.tokensTo(asked.contact.email).at(-1) ?? '',
  }
}

/** Takes a request as far as the moderators' queue: confirmed, at revision 2. */
export async function askAndConfirm(scene: Scene, asked = asking()): Promise<{ id: string; token: string }> {
  const asker = await ask(scene, asked)
  const answer = await confirm(scene.deps, asker.token, 1)
  if (!answer.ok) throw new Error(`not confirmed: ${answer.error.reason}`)
  return asker
}

/** The id of the newest endorsement under this name. */
export async function idOf({ database }: Scene, name: string): Promise<string> {
  const [row] = await database.sql<{ id: string }[]>`
    SELECT e.id FROM endorsements e WHERE name = ${name}
    ORDER BY (SELECT min(v.id) FROM events v WHERE v.endorsement_id = e.id) DESC LIMIT 1`
  if (!row) throw new Error(`nobody asked as ${name}`)
  return row.id
}

/** A moderator who is active, under a name and an address of their own; gives their id. */
export async function addModerator(
  { deps }: Scene,
  {
    role = 'moderator',
    language = 'en',
    ...person
  }: Partial<Person & Pick<Moderator, 'role' | 'language'>> = {},
): Promise<string> {
  const n = ++people
  const id = crypto.randomUUID()
  await deps.db.transaction(async tx => {
    const named = { name: `Moderator ${n}`, email: `moderator-${n}@example.org`, ...person }
    if (!(await insertModerator(tx, deps.sealing, { id, person: named, role, language }, deps.now())))
      throw new Error(`${named.email} is a moderator already`)
    await setModeratorStatus(tx, id, 'active')
  })
  return id
}

/** A token of an endorsement's private page, as a mail would bring it. */
export async function privateToken({ deps }: Scene, id: string): Promise<string> {
  const url = await deps.db.transaction(tx => issuePrivateLink(tx, deps, { id, language: 'en' }))
  return url.split('/').at(-1) ?? ''
}
