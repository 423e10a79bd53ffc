import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { Deps } from '../../src/deps.ts'
import { createSnapshots } from '../../src/held/snapshot.ts'
import { paths } from '../../src/paths.ts'
import { routesOf } from '../support/routes.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene({ once: true })

/** A database whose every use fails, as drivers do: the message quotes what was typed. */
const failing = (error: Error): Deps['db'] =>
  new Proxy(scene.deps.db, {
    get() {
      throw error
    },
  })

/** The app, whose every look into the database fails with an error. */
function openFailing(error: Error) {
  const lines: { happening: string; request: string; route: string; status: number }[] = []
  const deps: Deps = {
    ...scene.deps,
    db: failing(error),
    publicDb: failing(error),
    snapshots: createSnapshots(),
    log: (_level, happening, fields) => lines.push(JSON.parse(JSON.stringify({ happening, ...fields }))),
    background: () => {},
  }
  return { app: createApp(() => deps), lines }
}

const types = ['application/x-www-form-urlencoded', 'application/json']

/** A request as a browser on our own page sends it, with a body of the type that is taken there. */
async function send(app: ReturnType<typeof createApp>, method: string, path: string, init: RequestInit = {}) {
  const { publicUrl: origin } = scene.deps.config
  const usual = { cookie: `__Host-session=${'A'.repeat(43)}`, origin }
  if (method === 'GET') return app.request(origin + path, { headers: usual })
  const body = init.body ?? 'organisation=Typed+by+Somebody'
  const answers = types.map(type => () => {
    const headers = { ...usual, 'content-type': type, ...init.headers }
    return app.request(origin + path, { method, body, headers })
  })
  const [first, second] = answers
  const answer = await first?.()
  if (!answer || !second) throw new Error('no type')
  return answer.status === 415 ? second() : answer
}

/** What is missing among the headers that every answer has: what Mozilla's HTTP Observatory looks at, and more. */
function lacks({ headers }: Response): string[] {
  const policy = headers.get('content-security-policy') ?? ''
  const age = Number(/^max-age=(\d+)$/.exec(headers.get('strict-transport-security') ?? '')?.[1])
  const rules: [string, boolean][] = [
    ['a policy without anything unsafe', /^default-src 'none';/.test(policy) && !policy.includes('unsafe')],
    ['base-uri and form-action', /base-uri 'none'/.test(policy) && /form-action 'self'/.test(policy)],
    ['no frames', /frame-ancestors 'none'/.test(policy) && headers.get('x-frame-options') === 'DENY'],
    ['HSTS of a year at least', age >= 31_536_000],
    ['nosniff', headers.get('x-content-type-options') === 'nosniff'],
    ['no referrer elsewhere', /^(same-origin|no-referrer)$/.test(headers.get('referrer-policy') ?? '')],
    ['an opener of our own', headers.get('cross-origin-opener-policy') === 'same-origin'],
    ['a resource policy', headers.get('cross-origin-resource-policy') !== null],
    ['a permissions policy', (headers.get('permissions-policy') ?? '').includes('camera=()')],
    ['a word on caching', headers.get('cache-control') !== null],
    ['no word on what serves it', !headers.has('server') && !headers.has('x-powered-by')],
    ['no cookie', headers.getSetCookie().every(line => /; Max-Age=0/.test(line))],
  ]
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule)
}

describe('whatever is refused, and whatever fails,', () => {
  const away = Object.assign(new Error('connect ECONNREFUSED Typed by Somebody'), { code: 'ECONNREFUSED' })
  it.each([
    [500, new TypeError('Failed query: Typed by Somebody\nparams: jane@victim.example')],
    [503, away],
  ])(
    'a %i has our headers and leaves one line: its request, its route’s pattern, nothing of its path',
    async (status, error) => {
      const { app, lines } = openFailing(error)
      const statuses = new Map<number, number>()
      const routes = routesOf(app)
      const patterns = routes.map(({ pattern }) => pattern)
      for (const { method, path } of routes) {
        lines.length = 0
        const answer = await send(app, method, `${path}?q=Typed+by+Somebody`)
        const what = `${method} ${path}: ${answer.status}`
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        if (answer.status < 400) continue
        expect(lacks(answer), what).toEqual([])
        const noted = lines.filter(({ happening }) => happening === 'request_failed')
        expect(noted.length, what).toBe(answer.status >= 500 && path !== paths.site.ready ? 1 : 0)
        for (const line of noted) {
          expect(line, what).toMatchObject({ method, status: answer.status })
          // One route of those that match it: it fails before it is known which of them answers.
          expect(patterns, what).toContain(line.route)
          expect(line.request, what).toBe(answer.headers.get('x-request-id'))
        }
        expect(JSON.stringify(lines), what).not.toMatch(/Typed|victim|forcible-expulsion/)
      }
      expect(statuses.get(status) ?? 0).toBeGreaterThan(100)
    },
    120_000,
  )

  it.each([
    ['a body too large', 413, { body: `organisation=${'x'.repeat(20_000_000)}` }],
    ['a body of another type', 415, { body: '<x/>', headers: { 'content-type': 'text/xml' } }],
    ['a torn body', 400, { body: '--x', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
    ['a form of another site', 403, { headers: { origin: 'https://evil.example' } }],
  ] as const)(
    '%s: every form says so, with our headers and no line',
    async (_, status, init) => {
      const app = createApp(() => scene.deps)
      const lines = scene.logged.length
      const answered = new Map<number, string[]>()
      for (const { method, path } of routesOf(app)) {
        if (method !== 'POST') continue
        const answer = await send(app, method, path, init)
        answered.set(answer.status, [...(answered.get(answer.status) ?? []), path])
        expect(lacks(answer), `${path}: ${answer.status}`).toEqual([])
      }
      // Nothing is at some of them, and others take no form of this type.
      const passed = status === 413 || status === 415 || status === 403 ? [404, status] : [404, 415, status]
      expect([...answered.keys()].filter(other => !passed.includes(other))).toEqual([])
      expect(answered.get(status)?.length).toBeGreaterThan(30)
      expect(scene.logged.slice(lines)).toEqual([])
    },
    60_000,
  )

  it('a form too many is held up with our headers, and a line says by which limit', async () => {
    const app = createApp(() => ({ ...scene.deps, formLimit: async () => false }))
    const lines = scene.logged.length
    const answer = await send(app, 'POST', paths.endorsement.lostLink('en'))
    expect(answer.status).toBe(429)
    expect(lacks(answer)).toEqual([])
    expect(scene.logged.slice(lines).map(line => JSON.parse(line))).toEqual([
      {
        at: expect.any(String),
        level: 'info',
        happening: 'request_refused',
        request: answer.headers.get('x-request-id'),
        method: 'POST',
        route: paths.endorsement.lostLink(':lang'),
        status: 429,
        reason: 'wait_network',
      },
    ])
  })
})
