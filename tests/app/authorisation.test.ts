import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { paths } from '../../src/paths.ts'
import { insertModerator, setModeratorStatus } from '../../src/storage/moderators.ts'
import { insertSession } from '../../src/storage/sessions.ts'
import { encodeToken, makeToken } from '../../src/storage/tokens.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askAndConfirm, day, minute, openScene, type Scene, slug } from '../support/scene.ts'

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
    'GET /:lang/privacy',
    'GET /:lang/help',
    'GET /:lang/help/criteria',
    'GET /:lang/help/link',
    'GET /:lang/help/link/:token',
    'POST /:lang/help/link',
    'GET /:lang/help/safety',
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
    'GET /moderation/log',
    'POST /moderation/log',
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
    'GET /moderation/times',
  ],
  'fresh administrators': [
    'POST /moderation/team',
    'GET /moderation/team/:id/:action',
    'POST /moderation/team/:id/:action',
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

it('a session that ended opens nothing, whoever it was', async () => {
  scene.moveClock(day)
  for (const person of people) {
    expect(await stopped(await knock('GET /moderation', person)), person).toBe('sign-in')
  }
})
