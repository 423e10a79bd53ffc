import { beforeAll, beforeEach } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { readFiles } from '../../src/deploy/read-files.ts'
import type { Deps } from '../../src/deps.ts'
import type { Ask } from '../../src/endorsements/ask/make-request.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { createSnapshots } from '../../src/held/snapshot.ts'
import { createLog } from '../../src/log.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { issuePrivateLink } from '../../src/mail/private-link.ts'
import { randomBytes } from '../../src/random.ts'
import { statementFiles } from '../../src/statements/files.ts'
import {
  insertModerator,
  type Moderator,
  type Person,
  setModeratorStatus,
} from '../../src/storage/moderators.ts'
import { createSealing } from '../../src/storage/sealing.ts'
import { askToEndorse } from './ask-to-endorse.ts'
import { type FreshDatabase, freshDatabase, type TestDatabase } from './database.ts'
import { changesIn } from './dump.ts'
import { createFakeMailer, type FakeMailer } from './fake-mailer.ts'
import { noFlood } from './no-flood.ts'
import { keySetting } from './test-keys.ts'

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
  /** SQL as the superuser: to look, and to do what only an attacker or an operator could. */
  sql: TestDatabase['sql']
  /** How many rows a table has, or those of them that a condition names. */
  count: (table: string, where?: string) => Promise<number>
  /** Which rows some work adds and takes away, by table, as '+added -gone'. */
  changesFrom: (work: () => Promise<unknown>) => Promise<Record<string, string>>
  /** An endorsement's row, as the table has it. */
  row: (id: string) => Promise<Row>
  /** What happened to an endorsement, oldest first. */
  events: (id: string) => Promise<{ kind: string; revision: number; actor: string }[]>
  close: () => Promise<void>
}

type Row = Record<string, unknown>

type SceneOptions = {
  /**
   * One scene for the whole file instead of one for each test: for tests that leave no traces, or build on each other.
   */
  once?: boolean
  /** Ids of active moderators who are there from the beginning. */
  moderators?: readonly string[]
}

/** A scene for each test of a file. Its members are those of the scene that is open: take them inside a test. */
export function useScene({ once = false, moderators = [] }: SceneOptions = {}): Scene {
  let scene: Scene
  const open = async () => {
    scene = await openScene()
    for (const id of moderators) await addModerator(scene, { id })
    return () => scene.close()
  }
  if (once) beforeAll(open)
  else beforeEach(open)
  return {
    get database() {
      return scene.database
    },
    get deps() {
      return scene.deps
    },
    get mail() {
      return scene.mail
    },
    get logged() {
      return scene.logged
    },
    get sql() {
      return scene.sql
    },
    moveClock: milliseconds => scene.moveClock(milliseconds),
    count: (table, where) => scene.count(table, where),
    changesFrom: work => scene.changesFrom(work),
    row: id => scene.row(id),
    events: id => scene.events(id),
    close: () => scene.close(),
  }
}

export const testEnv = {
  ...noFlood,
  PUBLIC_URL: 'https://countersign.test',
  MAIL_FROM: 'Countersign <mail@countersign.test>',
  RESEND_API_KEY: 're_test',
  // As fast as it goes: the clock stands still.
  MAIL_PER_SECOND: '0',
  CONTACT_KEY: keySetting(7),
  SESSION_SECRET: keySetting(8),
}

export const openScene = async (): Promise<Scene> =>
  sceneOn(await freshDatabase(), Date.parse('2030-03-01T12:00:00.000Z'))

/** The verbs on a database that there is already, which whoever opened it closes. `time`: where the clock stands. */
export async function sceneOn(database: FreshDatabase, time: number): Promise<Scene> {
  const { sql, clients } = database
  // Most scenes are about something else: one moderator's approval is enough, unless the test sets it otherwise.
  await sql`UPDATE statements SET second_moderator = 'never'`
  const config = readConfig(testEnv)
  const mail = createFakeMailer()
  const logged: string[] = []
  const work: Promise<void>[] = []
  const now = () => new Date(time)
  const deps: Deps = {
    config,
    db: clients.app.db,
    publicDb: clients.public.db,
    mayShareWork: false,
    now,
    random: randomBytes,
    sealing: createSealing(config.contactKeys, randomBytes),
    mailer: mail.mailer,
    findOutcome: mail.findOutcome,
    snapshots: createSnapshots(() => time),
    lastGood: null,
    compress: null,
    file: path => {
      files ??= readFiles()
      return files(path)
    },
    log: createLog(line => logged.push(line), now),
    background: promise => work.push(promise),
    remoteAddress: () => null,
    formLimit: null,
    nextHandling: { at: null },
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
    sql,
    async count(table, where = 'true') {
      const [row] = await sql.unsafe(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`)
      return row?.n
    },
    changesFrom: work => changesIn(sql, work),
    async row(id) {
      const [row] = await sql`SELECT * FROM endorsements WHERE id = ${id}`
      return row ?? {}
    },
    events: id => sql`SELECT kind, revision, actor FROM events WHERE endorsement_id = ${id} ORDER BY id`,
    async close() {
      await Promise.all(work)
      await database.drop()
    },
  }
}

type Asked = Partial<Omit<Ask, 'organisation' | 'contact'>> & {
  name?: string
  organisation?: Partial<Ask['organisation']>
  contact?: Partial<Ask['contact']>
}

/** From dist/, which the global setup writes: read where a scene is open, and once. */
let files: Deps['file'] | undefined
let people = 0

/** A request with every field filled, for an organisation and an address of its own. */
export function asking({ name, organisation, contact, ...rest }: Asked = {}): Ask {
  const n = ++people
  return {
    statement: slug,
    version: 1,
    textLanguage: 'en',
    language: 'en',
    comment: null,
    nameWithheld: false,
    organisation: {
      name: name ?? `Organisation ${n}`,
      names: {},
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
  const answer = await askToEndorse(scene.deps, asked)
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
    id = crypto.randomUUID(),
    role = 'moderator',
    language = 'en',
    ...person
  }: Partial<Person & Pick<Moderator, 'id' | 'role' | 'language'>> = {},
): Promise<string> {
  const n = ++people
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
