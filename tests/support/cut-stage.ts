import { beforeAll, expect } from 'vitest'
import { minute } from '../../src/domain/durations.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve } from '../../src/moderation/request/decide.ts'
import { paths } from '../../src/paths.ts'
import { type Cutter, openCutter, type Point } from './cutter.ts'
import type { FreshDatabase } from './database.ts'
import { keepsInvariants } from './invariants.ts'
import { oneHourToken } from './one-hour.ts'
import { addModerator, ask, asking, type Scene, sceneOn } from './scene.ts'
import { type Fields, sample, slug, useStage } from './stage.ts'

/** A form that is about to be sent, and whose it is. `typed`: what is on the page that asks for patience. */
export type Attempt = { name: string; email: string; typed: readonly string[]; send: () => Promise<Response> }

/** How a form is come by, and where it leads to where all goes well: a state, by one event. */
type Flow = { prepare: () => Promise<Attempt>; status: string; event: string }

export type FlowName = 'ask' | 'confirm' | 'approve' | 'withdraw'

/** In milliseconds. A form waits for the database for five seconds at most, and its page for three more. */
const longestAnswer = 9000

/**
 * A stage whose product reaches its database through a cutter, and looks for what is due when it is told to. What is
 * there before a form is sent is made by the verbs, past the cutter.
 */
export function useCutStage(openDatabase: () => Promise<FreshDatabase>) {
  let cutter: Cutter
  let database: FreshDatabase
  const stage = useStage({ LOOKS_EACH: '86400000' }, async () => {
    database = await openDatabase()
    cutter = await openCutter(database.app)
    return {
      ...database,
      app: cutter.url,
      async drop() {
        await cutter.close()
        await database.drop()
      },
    }
  })
  const { visitor, desk, mail } = stage

  let scene: Scene
  let moderators: readonly string[]
  let deskVisitor: Awaited<ReturnType<typeof desk.signIn>>
  let requests = 0

  beforeAll(async () => {
    scene = await sceneOn(database, Date.now())
    await scene.sql`UPDATE statements SET second_moderator = 'always'`
    moderators = [await addModerator(scene), await addModerator(scene)]
    deskVisitor = await desk.signIn('administrator')
    await stage.sweep()
  })

  const post = (path: string, fields: Fields) =>
    visitor.send(path, { method: 'POST', body: new URLSearchParams(fields) })

  /** Of no other's domain: mails to one domain take turns. */
  function whoAsks() {
    const n = ++requests
    return { name: `Cut ${n}`, email: `somebody@cut-${n}.example` }
  }
  async function asked() {
    const { name, email } = whoAsks()
    return { name, email, ...(await ask(scene, asking({ name, contact: { email } }))) }
  }
  async function confirmed() {
    const one = await asked()
    const answer = await confirm(scene.deps, one.token, 1)
    if (!answer.ok) throw new Error(`not confirmed: ${answer.error.reason}`)
    return one
  }
  async function approvedBy(count: 1 | 2) {
    const one = await confirmed()
    for (const [i, moderator] of moderators.slice(0, count).entries()) {
      const answer = await approve(scene.deps, { id: one.id, revision: 2 + i, moderator })
      if (!answer.ok) throw new Error(`not approved: ${answer.error.reason}`)
    }
    return one
  }

  const flows: Record<FlowName, Flow> = {
    ask: {
      status: 'requested',
      event: 'requested',
      async prepare() {
        const { name, email } = whoAsks()
        const fields = { ...sample, organisation: name, email }
        return {
          name,
          email,
          typed: [name, email, sample.comment, sample.role],
          send: () => post(paths.endorsement.ask('en', slug), fields),
        }
      },
    },
    confirm: {
      status: 'confirmed',
      event: 'confirmed',
      async prepare() {
        const { name, email, token } = await asked()
        const path = paths.endorsement.confirm('en', token)
        return {
          name,
          email,
          typed: [],
          send: () => post(path, { action: 'confirm', revision: '1', confirm: 'yes' }),
        }
      },
    },
    approve: {
      status: 'approved',
      event: 'approved',
      async prepare() {
        const { name, email, id } = await approvedBy(1)
        const path = paths.desk.action(id, 'approve')
        return { name, email, typed: [], send: () => deskVisitor.post(path, { revision: '3' }) }
      },
    },
    withdraw: {
      status: 'withdrawn',
      event: 'withdrawn',
      async prepare() {
        const { name, email, id } = await approvedBy(2)
        const path = paths.endorsement.action('en', await oneHourToken(scene, id, 'withdraw'), 'withdraw')
        return { name, email, typed: [], send: () => post(path, { agreed: 'yes', revision: '4' }) }
      },
    },
  }

  /** Forms that are ready to be sent, and nothing that is owed beside them. */
  async function prepare(name: FlowName, count: number): Promise<Attempt[]> {
    const attempts: Attempt[] = []
    while (attempts.length < count) attempts.push(await flows[name].prepare())
    while ((await deliverDue(scene.deps, 50)) > 0);
    return attempts
  }

  const isQuiet = () => expect.poll(() => cutter.quietFor() > 1000).toBe(true)

  /** What passes while a form is sent, until nothing passes any more. */
  async function record({ send }: Attempt): Promise<Point[]> {
    await isQuiet()
    const points = cutter.record()
    expect((await send()).status).toBe(303)
    await isQuiet()
    cutter.disarm()
    return points
  }

  /** Sends a form at whose point something is done to the connection, by default it is cut, or to who is at its end. */
  async function sendArmed(attempt: Attempt, { point, side }: Cut, act?: () => void) {
    cutter.arm(point, side, act)
    const isDone = await goesThrough(attempt)
    return { isDone, isCut: await endsCut(isDone) }
  }

  /** What is done after the answer is cut there, a tick later at most, or what a busy machine makes of a tick. */
  async function endsCut(isDone: boolean): Promise<boolean> {
    if (isDone)
      await expect.poll(() => cutter.isCut() || cutter.quietFor() > 2000, { interval: 5 }).toBe(true)
    const isCut = cutter.isCut()
    cutter.disarm()
    return isCut
  }

  /** Time passes until nothing is owed any more. */
  async function settle() {
    const owed = async () => {
      await stage.moveClock(2 * minute)
      await stage.sweep()
      const [row] = await database.sql<{ count: number }[]>`
        SELECT (SELECT count(*) FROM outbox WHERE sealed IS NOT NULL)::int
          + (SELECT count(*) FROM asks WHERE sealed IS NOT NULL)::int AS count`
      return row?.count
    }
    await expect.poll(owed, { timeout: 60_000 }).toBe(0)
  }

  /** It is as if nothing had happened: one request in its state, one transition, one mail, and what always holds. */
  async function isAsWished(flow: FlowName, attempts: readonly Attempt[]) {
    await settle()
    const { status, event } = flows[flow]
    const names = attempts.map(({ name }) => name)
    const rows = await database.sql<{ name: string; status: string; count: number }[]>`
      SELECT name, status, (SELECT count(*)::int FROM events WHERE endorsement_id = e.id AND kind = ${event}) AS count
      FROM endorsements e WHERE name = ANY(${names})`
    const mails = await mail.arrived()
    const outcomes = attempts.map(({ name, email }) => ({
      name,
      requests: rows.filter(row => row.name === name).map(({ status, count }) => ({ status, count })),
      mails: mails.filter(({ to }) => to.includes(email)).length,
    }))
    expect(outcomes).toEqual(names.map(name => ({ name, requests: [{ status, count: 1 }], mails: 1 })))
    await keepsInvariants(database.sql)
  }

  return {
    stage,
    cutter: () => cutter,
    flows: Object.keys(flows) as FlowName[],
    prepare,
    record,
    sendArmed,
    endsCut,
    isAsWished,
  }
}

export type Cut = { point: Point; side: 'before' | 'after' }

/** Sends a form: it goes through, or a calm page has what was typed, within seconds. */
export async function goesThrough({ send, typed }: Attempt): Promise<boolean> {
  const began = performance.now()
  const answer = await send()
  expect(performance.now() - began).toBeLessThan(longestAnswer)
  if (answer.status === 303) return true
  const html = await isCalm(answer)
  for (const text of typed) expect(html).toContain(text)
  return false
}

/** A page that a person can do something with: it says that the database is away, and nothing of our insides. */
async function isCalm(answer: Response): Promise<string> {
  expect(answer.status).toBe(503)
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
  const html = await answer.text()
  expect(html).toContain(answer.headers.get('x-request-id'))
  expect(html).not.toMatch(/Failed query|CONNECTION_|node:|\n\s+at /)
  return html
}
