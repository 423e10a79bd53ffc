import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { paths } from '../../src/paths.ts'
import { insertModerator, setModeratorStatus } from '../../src/storage/moderators.ts'
import { insertSession } from '../../src/storage/sessions.ts'
import { makeToken } from '../../src/storage/tokens.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { isExhaustive } from '../support/exhaustive.ts'
import { bodies, oneOfEach, ownStrings, sampled } from '../support/hostile.ts'
import { pathOf, type Route, routesOf } from '../support/routes.ts'
import { askAndConfirm, privateToken, useScene } from '../support/scene.ts'

// Every page of the app, met by every kind of string: in its path, its query and each field of its form.

const scene = useScene({ once: true })

/** Whatever a form of ours has, and a few names that none has. */
const fields = `
  organisation organisation_be organisation_{tag} country website comment withheld kind title
  affiliation representative role email email_checked authority version text revision action do step
  proposal statement language words q agreed sure second to from shown known kept confirm code closes
  change answer writer who time_zone texts state standing sort slug signers purpose publishing
  publish_at place passkey order opens off name move mark looked founders evidence everywhere done
  digest description closes_at allowed after before said limit lang then since until subject proof
  __proto__ constructor x[y]
`
  .trim()
  .split(/\s+/)
const filled = (text: string) => Object.fromEntries(fields.map(name => [name, text]))

let cookie = ''
let links: Record<string, string> = {}

beforeAll(async () => {
  // What is asked is handled at the next tick: that is in a millisecond.
  scene.moveClock(249)
  await sweep(scene.deps)
  const { id, token: confirm } = await askAndConfirm(scene)
  links = { endorsement: await privateToken(scene, id), confirm, requests: id }
  const { db, sealing, now, random } = scene.deps
  const moderator = crypto.randomUUID()
  const { token, hash } = makeToken(random)
  await db.transaction(async tx => {
    const person = { name: 'Vera', email: 'vera@desk.example.org' }
    await insertModerator(
      tx,
      sealing,
      { id: moderator, person, role: 'administrator', language: 'en' },
      now(),
    )
    await setModeratorStatus(tx, moderator, 'active')
    await insertSession(tx, { hash, moderatorId: moderator }, now())
  })
  cookie = `__Host-session=${token}`
})

/** Ends the session, or asks a device for what no test has: nothing hostile gets further there. */
const left = (route: Route) => route.pattern === '/auth/sign-out'

/** The route's path where its page is one that there is, and with a string in the place of each parameter. */
function pathsOf({ pattern }: Route, text: string): string[] {
  const [, at = '', rest = ''] =
    /^(.*\/(?:endorsement|confirm|requests)\/):(?:token|id)(.*)$/.exec(pattern) ?? []
  const real = at === '' ? [] : [pathOf(at + (links[at.split('/').at(-2) ?? ''] ?? '') + rest)]
  const parameters = [...pattern.matchAll(/:\w+/g)].map(([parameter]) => parameter)
  const written = encodeURIComponent(text)
  return [
    pathOf(pattern),
    ...real,
    ...parameters.map(parameter => pathOf(pattern.replace(new RegExp(`${parameter}(?!\\w)`), () => written))),
  ]
}

/** Sends to every page, and gives what went wrong there: a fault of ours, or a text that became markup. */
async function meetAll(text: string, body: RequestInit, isOfPages: (route: Route) => boolean = () => true) {
  const works: Promise<void>[] = []
  const app = createApp(() => ({ ...scene.deps, background: work => works.push(work) }))
  const { publicUrl: origin } = scene.deps.config
  const query = new URLSearchParams(filled(text.slice(0, 300)))
  const wrong: string[] = []
  for (const route of routesOf(app)) {
    if (left(route) || !isOfPages(route)) continue
    for (const path of pathsOf(route, text)) {
      const what = `${route.method} ${path.slice(0, 120)}`
      const lines = scene.logged.length
      const answer = await app.request(`${origin}${path}${route.method === 'GET' ? `?${query}` : ''}`, {
        method: route.method,
        ...(route.method === 'POST' ? body : {}),
        headers: { origin, cookie, ...(route.method === 'POST' ? body.headers : {}) },
      })
      const page = await answer.text()
      if (answer.status >= 500) wrong.push(`${answer.status} ${what}`)
      if (scene.logged.length > lines) wrong.push(`a line of the log from ${what}`)
      if (becameMarkup(answer, page, text)) wrong.push(`markup on ${what}`)
      const to = answer.headers.get('location')
      if (to !== null && new URL(to, origin).origin !== origin) wrong.push(`${what} leads to ${to}`)
    }
  }
  await Promise.all(works)
  // All of them were met from the desk.
  const desk = await app.request(origin + paths.desk.queue, { headers: { cookie } })
  expect(desk.status).toBe(200)
  return wrong
}

const becameMarkup = ({ headers }: Response, page: string, text: string) =>
  (headers.get('content-type') ?? '').startsWith('text/html') &&
  /[<"']/.test(text.trim()) &&
  page.includes(text.trim())

describe(`every page${sampled}`, () => {
  const texts = isExhaustive ? ownStrings : oneOfEach.slice(0, 3)
  it.each(texts)(
    'takes $kind for a text: $text',
    async ({ text }) => {
      expect(await meetAll(text, { body: new URLSearchParams(filled(text)) })).toEqual([])
    },
    120_000,
  )

  const shapes = Object.entries(bodies)
  it.each(isExhaustive ? shapes : shapes.slice(0, 2))(
    'that takes a form takes one of %s',
    async (_, make) => {
      const isOfForms = ({ method }: Route) => method === 'POST'
      expect(await meetAll('x', make(filled('x')), isOfForms)).toEqual([])
    },
    120_000,
  )
})
