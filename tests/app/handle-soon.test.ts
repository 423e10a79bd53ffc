import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { Deps } from '../../src/deps.ts'
import { postAsk } from '../support/post-ask.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

let people = 0
/** Sends the form as a request with dependencies of its own, as on Workers. @returns what goes on after the answer */
async function ask(deps: Partial<Deps> = {}): Promise<Promise<void>[]> {
  const works: Promise<void>[] = []
  const background = (work: Promise<void>) => void works.push(work)
  const app = createApp(() => ({ ...scene.deps, background, ...deps }))
  const email = `somebody-${++people}@forum.example.org`
  const answer = await postAsk(app, scene.deps.config.publicUrl, email)
  expect(answer.status).toBe(303)
  return works
}
const unhandled = async () => {
  const [row] = await scene.sql`SELECT count(*)::int AS count FROM asks WHERE sealed IS NOT NULL`
  return row?.count
}

it('of all that is asked until a tick nobody handles anything but who asked first, and that is all of it', async () => {
  const { nextHandling } = scene.deps
  const works = await ask()
  expect(works).toHaveLength(1)
  await Promise.all(works)
  // As if that one still waited, however slow this machine is.
  nextHandling.at = scene.deps.now().getTime() + 250
  expect([await ask(), await ask()]).toEqual([[], []])
  expect(await unhandled()).toBe(2)
  nextHandling.at = null
  await Promise.all(await ask())
  expect(await unhandled()).toBe(0)
})

it('nothing of what is asked is handled before the next tick, whoever measures what comes after an answer', async () => {
  const askedAt = performance.now()
  // The clock of the scene stands on a tick.
  const works = await ask()
  expect(scene.deps.nextHandling.at).toBe(scene.deps.now().getTime() + 250)
  expect(await unhandled()).toBe(1)
  await Promise.all(works)
  expect(performance.now() - askedAt).toBeGreaterThan(240)
  expect(await unhandled()).toBe(0)
})

it('what is asked after a tick is handled, also where the request that was to handle that tick’s was cut off', async () => {
  scene.deps.nextHandling.at = scene.deps.now().getTime()
  const works = await ask()
  expect(works).toHaveLength(1)
  await Promise.all(works)
  expect(await unhandled()).toBe(0)
})

it('what could not be handled, as a flood had all connections, is handled a moment later', async () => {
  const lines: string[] = []
  let mailsOwed = 0
  let isFull = false
  const db = new Proxy(scene.deps.db, {
    get(real, name) {
      if (name !== 'transaction' || !isFull) return Reflect.get(real, name)
      isFull = false
      return () => Promise.reject(new Error('too many clients'))
    },
  })
  const works: Promise<void>[] = []
  await ask({
    db,
    log: (_, happening) => void lines.push(happening),
    background(work) {
      // The ask is taken by now.
      isFull = true
      works.push(work)
    },
    mailOwed: () => void mailsOwed++,
  })
  await Promise.all(works)
  expect(lines).toContain('asks_not_handled')
  expect(await unhandled()).toBe(0)
  expect(mailsOwed).toBe(2)
})
