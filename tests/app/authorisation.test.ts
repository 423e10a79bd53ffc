import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { Sight } from '../../src/domain/sight.ts'
import { claim, release } from '../../src/moderation/claim/claim.ts'
import { correctAddress, sendConfirmLink } from '../../src/moderation/reach/confirm-links.ts'
import { nameContact } from '../../src/moderation/reach/name-contact.ts'
import { write } from '../../src/moderation/reach/write.ts'
import { approve, reject, withdraw } from '../../src/moderation/request/decide.ts'
import { addKnown } from '../../src/moderation/request/know.ts'
import { note } from '../../src/moderation/request/note.ts'
import { paths } from '../../src/paths.ts'
import { insertModerator, setModeratorStatus } from '../../src/storage/moderators.ts'
import { findSession, insertSession } from '../../src/storage/sessions.ts'
import { setSight } from '../../src/storage/sight.ts'
import { encodeToken, makeToken } from '../../src/storage/tokens.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import {
  addModerator,
  askAndConfirm,
  asking,
  day,
  minute,
  openScene,
  type Scene,
  slug,
} from '../support/scene.ts'
import { anotherStatement, deployBeside } from '../support/several-statements.ts'

// Every route that the app has, met by everybody who might come: a new one is refused here until it is classed.

const gates = ['everyone', 'moderators', 'fresh', 'administrators', 'fresh administrators'] as const
type Gate = (typeof gates)[number]

/** Who may pass, by method and pattern. */
const classed: Record<Gate, string[]> = {
  everyone: [
    'GET /',
    'GET /:lang',
    'GET /:lang/:slug',
    'GET /:lang/:slug/endorse',
    'POST /:lang/:slug/endorse',
    'GET /:lang/:slug/endorse/:token',
    'POST /:lang/:slug/endorse/:token',
    'GET /:lang/:slug/endorse/:token/correct',
    'GET /:lang/private/:address',
    'GET /:lang/private/:address/text/:tag',
    'GET /:lang/private/:address/v/:number',
    'GET /:lang/private/:address/v/:number/text/:tag',
    'GET /:lang/private/:address/endorse',
    'POST /:lang/private/:address/endorse',
    'GET /:lang/private/:address/endorse/:token',
    'POST /:lang/private/:address/endorse/:token',
    'GET /:lang/private/:address/endorse/:token/correct',
    'GET /:lang/:slug/deadline.ics',
    'GET /:lang/:slug/final',
    'GET /api/statements/:slug/final.json',
    'GET /api/statements/:slug/final-names.json',
    'GET /:lang/confirm/:token',
    'POST /:lang/confirm/:token',
    'GET /:lang/confirm/:token/:answer',
    'POST /:lang/confirm/:token/:answer',
    'GET /:lang/endorsement/:token',
    'GET /:lang/endorsement/:token/amend',
    'POST /:lang/endorsement/:token/amend',
    'GET /:lang/endorsement/:token/:answer',
    'GET /:lang/endorsement/:token/data.json',
    'POST /:lang/endorsement/:token/person',
    'POST /:lang/endorsement/:token/send-link',
    'POST /:lang/endorsement/:token/withdraw',
    'POST /:lang/endorsement/:token/erase',
    'POST /:lang/endorsement/:token/reconfirm',
    'POST /:lang/endorsement/:token/withhold',
    'POST /:lang/endorsement/:token/reveal',
    'POST /:lang/endorsement/:token/contact',
    'POST /:lang/endorsement/:token/take-over',
    'POST /:lang/endorsement/:token/keep-contact',
    'POST /:lang/endorsement/:token/object',
    'POST /:lang/endorsement/:token/propose',
    'POST /:lang/endorsement/:token/take-back',
    'POST /:lang/endorsement/:token/section',
    'POST /:lang/endorsement/:token/updates',
    'GET /:lang/privacy',
    'GET /:lang/help',
    'GET /:lang/help/criteria',
    'GET /:lang/help/link',
    'GET /:lang/help/link/:token',
    'POST /:lang/help/link',
    'GET /:lang/help/safety',
    'GET /:lang/unsubscribe/:token',
    'POST /:lang/unsubscribe/:token',
    'GET /:lang/:slug/embed',
    'GET /:lang/preview/:token',
    'GET /:lang/:slug/signatories',
    'GET /:lang/:slug/signatories/:id',
    'GET /s/:id',
    'GET /:lang/:slug/v/:number',
    'GET /:lang/:slug/v/:file',
    'GET /:lang/:slug/text/:tag',
    'GET /:lang/:slug/v/:number/text/:tag',
    'GET /:lang/:slug/v/:number/text/:file',
    'GET /:lang/:slug/document',
    'GET /api/statements',
    'GET /api/statements/:slug',
    'GET /api/statements/:slug/signatories',
    'GET /api/statements/:slug/signatories.csv',
    'GET /api/statements/:slug/signatories.atom',
    'GET /api/openapi.json',
    'GET /api/representative-data.schema.json',
    'GET /robots.txt',
    'GET /sitemap.xml',
    'GET /.well-known/security.txt',
    'GET /assets/:name',
    'POST /webhooks/resend',
    'GET /health',
    'GET /ready',
    'GET /auth/sign-in',
    'POST /auth/sign-in',
    'POST /auth/sign-in/options',
    'POST /auth/sign-out',
    'GET /auth/join/:token',
    'POST /auth/join/:token',
    'POST /auth/join/:token/options',
  ],
  moderators: [
    'GET /moderation',
    'POST /moderation',
    'GET /moderation/requests/:id',
    'GET /moderation/requests/:id/:action',
    'POST /moderation/requests/:id/:action',
    'GET /moderation/figures',
    'GET /moderation/log',
    'POST /moderation/log',
    'GET /moderation/mail',
    'POST /moderation/mail',
    'GET /moderation/flood/done',
    'GET /moderation/account',
    'GET /moderation/account/device-link',
    'POST /moderation/account/preferences',
    'GET /auth/verify',
    'POST /auth/verify',
    'POST /auth/verify/options',
  ],
  fresh: [
    'GET /moderation/log.csv',
    'GET /moderation/flood',
    'POST /moderation/flood',
    'POST /moderation/account/device-link',
    'GET /moderation/account/remove-passkey',
    'POST /moderation/account/remove-passkey',
    'GET /auth/passkeys',
    'POST /auth/passkeys',
    'POST /auth/passkeys/options',
  ],
  administrators: [
    'GET /moderation/team',
    'GET /moderation/team/:id/invited',
    'POST /moderation/statements/:slug/live',
    'GET /moderation/statements/:slug/updates',
    'POST /moderation/statements/:slug/updates',
    'GET /moderation/statements/:slug/updates/:update',
    'POST /moderation/statements/:slug/updates/:update',
  ],
  'fresh administrators': [
    'POST /moderation/team',
    'GET /moderation/team/:id/:action',
    'POST /moderation/team/:id/:action',
    'GET /moderation/team/:id/statements',
    'POST /moderation/team/:id/statements',
    'GET /moderation/statements/order',
    'POST /moderation/statements/order',
    'GET /moderation/settings',
    'POST /moderation/settings',
    'GET /moderation/statements/:slug/times',
    'POST /moderation/statements/:slug/times',
    'POST /moderation/settings/site',
    'GET /moderation/statements',
    'GET /moderation/statements/new',
    'POST /moderation/statements/new',
    'GET /moderation/statements/:slug',
    'POST /moderation/statements/:slug',
    'GET /moderation/statements/:slug/preview',
    'POST /moderation/statements/:slug/preview-link',
    'POST /moderation/statements/:slug/updates/:update/send',
    'POST /moderation/statements/:slug/updates/:update/stop',
    'GET /moderation/statements/:slug/publish',
    'POST /moderation/statements/:slug/publish',
    'GET /moderation/statements/:slug/delete',
    'POST /moderation/statements/:slug/delete',
  ],
}

const people = [
  'a stranger',
  'a suspended administrator',
  'a moderator',
  'a moderator of ten minutes ago',
  'an administrator',
  'an administrator of ten minutes ago',
] as const
type Person = (typeof people)[number]

/** What stops a person at a gate; null lets them pass. */
function stop(person: Person, gate: Gate): 'sign-in' | 'role' | 'verify' | null {
  if (gate === 'everyone') return null
  if (person === 'a stranger' || person === 'a suspended administrator') return 'sign-in'
  if (gate.endsWith('administrators') && !person.startsWith('an administrator')) return 'role'
  return gate.startsWith('fresh') && person.endsWith('ago') ? 'verify' : null
}

let scene: Scene
let app: ReturnType<typeof createApp>
const cookies = new Map<Person, string>()
let request = ''

beforeAll(async () => {
  scene = await openScene()
  app = createApp(() => scene.deps)
  request = (await askAndConfirm(scene)).id
  // Those who came ten minutes ago first, then the clock moves.
  for (const person of people.filter(one => one.endsWith('ago'))) cookies.set(person, await signIn(person))
  scene.moveClock(10 * minute)
  await sweep(scene.deps)
  for (const person of people.filter(one => !one.endsWith('ago') && one !== 'a stranger'))
    cookies.set(person, await signIn(person))
})
afterAll(() => scene.close())

async function signIn(person: Person): Promise<string> {
  const { db, sealing, now, random } = scene.deps
  const id = crypto.randomUUID()
  const { token, hash } = makeToken(random)
  await db.transaction(async tx => {
    const role = person.includes('administrator') ? 'administrator' : 'moderator'
    const who = { name: person, email: `${id}@desk.example.org` }
    await insertModerator(tx, sealing, { id, person: who, role, language: 'en' }, now())
    await setModeratorStatus(tx, id, person.includes('suspended') ? 'suspended' : 'active')
    await insertSession(tx, { hash, moderatorId: id }, now())
  })
  return `__Host-session=${token}`
}

/** A pattern without what its parameters must look like. */
const plain = (pattern: string) => pattern.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, '')

/** The app's own list, each route once, without its middlewares. */
const routes = () => [
  ...new Set(
    app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${plain(path)}`),
  ),
]

const never = '00000000-0000-4000-8000-000000000000'
const fill = (pattern: string) =>
  pattern
    .replace(':lang', 'en')
    .replace(':slug', slug)
    .replace(/:(?:token|answer|address)/g, encodeToken(new Uint8Array(32)))
    .replace(':id', pattern.includes('/team/') ? never : request)
    .replace(':action', pattern.includes('/team/') ? 'suspend' : 'note')
    .replace(':update', never)
    .replace(':name', 'none.css')
    .replace(':number', '1')
    .replace(':file', '1.md')

/** Sends what the route takes, so that nothing but its gate can refuse it in these ways. */
async function knock(route: string, person: Person) {
  const [method = '', pattern = ''] = route.split(' ')
  const isScript = pattern.startsWith('/auth') ? !pattern.endsWith('/sign-out') : pattern.endsWith('/live')
  const json = isScript && method === 'POST'
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded'
  const cookie = cookies.get(person)
  return app.request(fill(pattern), {
    method,
    headers: {
      origin: scene.deps.config.publicUrl,
      ...(method === 'POST' ? { 'content-type': type } : {}),
      ...(cookie ? { cookie } : {}),
    },
    ...(method === 'POST' ? { body: json ? '{}' : 'nothing=1' } : {}),
  })
}

async function stopped(answer: Response): Promise<ReturnType<typeof stop>> {
  const to = answer.headers.get('location') ?? ''
  if (answer.status === 401 || (answer.status === 302 && to === paths.auth.signIn)) return 'sign-in'
  if (answer.status === 403) return (await answer.clone().text()).includes('"refused"') ? null : 'role'
  const leads = answer.headers.get('content-type')?.includes('json') ? await answer.text() : to
  return leads.includes(paths.auth.verify) ? 'verify' : null
}

describe('every route', () => {
  it('is classed, and no class names a route that is gone', () => {
    expect(routes().sort()).toEqual(Object.values(classed).flat().sort())
  })

  it('of the desk is behind a gate', () => {
    const open = classed.everyone.filter(route => route.includes(' /moderation'))
    expect(open).toEqual([])
  })
})

describe.each(people)('%s', person => {
  // Signing out comes last: it ends the session.
  const all = gates.flatMap(gate => classed[gate].map(route => ({ route, gate })))
  const last = all.filter(({ route }) => route.endsWith('/sign-out'))
  it.each([...all.filter(one => !last.includes(one)), ...last])(
    'at $route, for $gate',
    async ({ route, gate }) => {
      const expected = stop(person, gate)
      const answer = await knock(route, person)
      expect(await stopped(answer)).toBe(expected)
      expect(answer.status).toBeLessThan(500)
      if (gate !== 'everyone') expect(answer.headers.get('cache-control')).toBe('no-store')
    },
  )
})

/** Whatever a form of a request's page may do, and words that nothing stands for. */
const actions = [
  'approve',
  'reject',
  'return',
  'undo',
  'reopen',
  'correct',
  'withdraw',
  'restore',
  'decline',
  'know',
  'forget',
  'claim',
  'release',
  'write',
  'link',
  'address',
  'contact',
  'keep',
  'note',
  'nothing',
]

describe('a moderator who is limited to another statement', () => {
  const name = 'Out of Sight Forum'
  const email = 'somebody@out-of-sight.example.org'
  let id = ''
  let cookie = ''
  let moderator = ''

  beforeAll(async () => {
    await deployBeside(scene.database, [anotherStatement('elsewhere')], scene.deps.now)
    const contact = { representative: 'Canary Person', role: 'Head', email }
    id = (await askAndConfirm(scene, asking({ name, contact }))).id
    cookie = await signIn('a moderator')
    const session = cookie.split('=')[1] ?? ''
    moderator = (await findSession(scene.deps.db, session, scene.deps.now()))?.moderator.id ?? ''
    await see(['elsewhere'])
  })
  const see = (sight: Sight) => scene.deps.db.transaction(tx => setSight(tx, moderator, sight))
  const send = (method: string, path: string, fields: Record<string, string> = {}, as = cookie) =>
    app.request(path, {
      method,
      headers: {
        cookie: as,
        origin: scene.deps.config.publicUrl,
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(method === 'POST' ? { body: String(new URLSearchParams({ revision: '2', ...fields })) } : {}),
    })

  const withId = () =>
    routes().filter(
      route => route.includes(':id') && route.includes(' /moderation/') && !route.includes('/team/'),
    )
  const knocks = () =>
    withId().flatMap(route => {
      const [method = '', pattern = ''] = route.split(' ')
      const paths = pattern.includes(':action')
        ? actions.map(action => pattern.replace(':action', action))
        : [pattern]
      return paths.map(path => ({ method, path }))
    })

  it('finds at every route with an id what somebody finds whom nobody asked, and changes nothing', async () => {
    expect(knocks().length).toBeGreaterThan(2 * actions.length)
    const changed = await scene.changesFrom(async () => {
      for (const { method, path } of knocks()) {
        const answers = [id, never].map(one =>
          send(method, path.replace(':id', one), { text: 'x', note: 'x' }),
        )
        const [ours, nobodys] = await Promise.all(answers)
        expect(ours?.status, `${method} ${path}`).toBe(404)
        const withoutRequestId = async (answer: Response | undefined) =>
          (await answer?.text())?.replace(/[0-9a-f-]{36}/g, '')
        expect(await withoutRequestId(ours), path).toBe(await withoutRequestId(nobodys))
      }
    })
    expect(changed).toEqual({})
  })

  it('sees it on no page of the desk, however they look for it', async () => {
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
    const bulkForm = { step: 'look', q: 'out of sight', targets: `${bytes}2`, code: 'abuse' }
    const looks: [string, string, Record<string, string>?][] = [
      ['GET', paths.desk.queue],
      ['GET', `${paths.desk.queue}?state=all`],
      ['GET', `${paths.desk.queue}?state=all&q=sight`],
      ['GET', `${paths.desk.queue}?state=all&q=${id}`],
      ['GET', `${paths.desk.queue}?state=all&statement=${slug}`],
      ['GET', `${paths.desk.queue}?done=${id}`],
      ['GET', `${paths.desk.log}?statement=${slug}`],
      ['GET', paths.desk.log],
      ['GET', `${paths.desk.log}?q=sight`],
      ['GET', paths.desk.logCsv],
      ['GET', paths.desk.mail],
      ['GET', `${paths.desk.bulkRejection}?step=look&q=sight`],
      ['POST', paths.desk.bulkRejection, bulkForm],
      ['GET', `${paths.desk.bulkRejectionDone}?kind=reject&since=1&until=2&refused=${bytes}c`],
    ]
    // There is something of it in the log.
    await note(scene.deps, { id, moderator: await addModerator(scene), text: 'A note' })
    // And a mail about it waits for somebody.
    const park = (at: Date) => scene.sql`
      UPDATE outbox SET sealed = '\\x00', sent_at = NULL, provider_id = NULL, parked_at = ${at}
      WHERE endorsement_id = ${id} AND kind = 'request-received'`
    await park(scene.deps.now())
    const unlimited = await signIn('a moderator')
    // What was looked for comes back in the page's own addresses and fields.
    const tells = (page: string) =>
      page.includes(name) || page.replaceAll(`q=${id}`, '').replaceAll(`value="${id}"`, '').includes(`${id}"`)
    for (const [method, path, fields] of looks) {
      const whole = await send(method, path, fields, unlimited)
      expect(tells(await whole.text()), `${path}, for whom nothing limits`).toBe(true)
      const answer = await send(method, path, fields)
      expect([200, 422], path).toContain(answer.status)
      expect(tells(await answer.text()), path).toBe(false)
    }
    const found = await send('POST', paths.desk.queue, { q: email })
    expect(await (await send('GET', found.headers.get('location') ?? '')).text()).not.toContain(name)
    const csv = await (await send('GET', paths.desk.logCsv)).text()
    expect(csv).not.toContain(id)
  })

  it('is stopped by the verbs too, where the limit came between the page and the press', async () => {
    const decision = { id, revision: 2, moderator }
    const why = { code: 'abuse', text: 'x' }
    const person = { representative: 'Another', role: 'Head', email: 'x@x.example.org' }
    const { deps } = scene
    const verbs = [
      approve(deps, decision),
      reject(deps, { ...decision, ...why }),
      withdraw(deps, { ...decision, ...why }),
      note(deps, { ...decision, text: 'x' }),
      write(deps, { ...decision, text: 'x' }),
      claim(deps, { ...decision, takenFrom: null }),
      release(deps, decision),
      nameContact(deps, { ...decision, contact: person, evidence: 'x' }),
      addKnown(deps, decision, { kind: 'name', value: 'x' }),
      sendConfirmLink(deps, decision),
      correctAddress(deps, { ...decision, email: person.email, reason: 'x' }),
    ]
    for (const answer of await Promise.all(verbs))
      expect(answer).toMatchObject({ ok: false, error: { reason: 'not_moderator' } })
  })

  it('sees it from the moment on at which they are limited to its statement too, or to none, in the same session', async () => {
    for (const sight of [['elsewhere', slug], null]) {
      await see(sight)
      expect((await send('GET', paths.desk.request(id))).status).toBe(200)
      expect(await (await send('GET', `${paths.desk.queue}?state=all`)).text()).toContain(name)
      await see(['elsewhere'])
      expect((await send('GET', paths.desk.request(id))).status).toBe(404)
    }
  })

  it('sees nothing where the statements have gone that they were limited to', async () => {
    await scene.sql`DELETE FROM moderator_statements`
    expect((await send('GET', paths.desk.request(id))).status).toBe(404)
    expect(await (await send('GET', `${paths.desk.queue}?state=all`)).text()).not.toContain(name)
    await see(['elsewhere'])
  })
})

it('an administrator is never limited, and the database holds it', async () => {
  const id = await addModerator(scene, { role: 'administrator' })
  await expect(scene.sql`UPDATE moderators SET limited = true WHERE id = ${id}`).rejects.toThrow(
    'moderators_limited',
  )
})

it('a session that ended opens nothing, whoever it was', async () => {
  scene.moveClock(day)
  for (const person of people) {
    expect(await stopped(await knock('GET /moderation', person)), person).toBe('sign-in')
  }
})
