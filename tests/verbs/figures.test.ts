import { expect, it } from 'vitest'
import { figureDays, lastDays } from '../../src/domain/figures.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { approve } from '../../src/moderation/request/decide.ts'
import { type FigureFilter, findFigures } from '../../src/storage/figures.ts'
import { findArrivals } from '../../src/storage/mail-arrivals.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { ask, asking, day, hour, minute, slug, useScene } from '../support/scene.ts'
import { anotherStatement, deployBeside } from '../support/several-statements.ts'

const other = 'another-statement'
const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })
const everything: FigureFilter = { statement: null, sight: null }
const figuresOf = (filter = everything) =>
  findFigures(scene.deps.db, lastDays(scene.deps.now(), 'Europe/Minsk', 3), filter)
const arrivalsOf = (filter = everything) => findArrivals(scene.deps.db, filter, scene.deps.now())
const at = (host: string) => {
  const asked = asking()
  return asking({ contact: { email: asked.contact.email.replace('example.org', host) } })
}

it('counts by the day on which it happened, with the time that half of them took at most', async () => {
  const [one, two, three] = [await ask(scene), await ask(scene), await ask(scene)]
  scene.moveClock(10 * minute)
  await confirm(scene.deps, one.token, 1)
  scene.moveClock(10 * minute)
  await confirm(scene.deps, two.token, 1)
  scene.moveClock(day)
  await confirm(scene.deps, three.token, 1)
  scene.moveClock(hour)
  await approve(scene.deps, { id: one.id, revision: 2, moderator })
  const { days, whole } = await figuresOf()
  expect(days.map(of => of.get('asked')?.count ?? 0)).toEqual([0, 3, 0])
  expect(days.map(of => of.get('confirmed')?.count ?? 0)).toEqual([0, 2, 1])
  expect(days.map(of => of.get('decided')?.count ?? 0)).toEqual([0, 0, 1])
  expect(days[1]?.get('confirmed')?.median).toBe(15 * 60)
  expect(whole.get('confirmed')).toEqual({ count: 3, median: 20 * 60 })
  // From confirming: ten minutes, a day and an hour.
  expect(whole.get('decided')?.median).toBe((24 * 60 + 10 + 60) * 60)
})

it('shows nobody what they do not see, and one statement alone where that is asked for', async () => {
  await deployBeside(scene.database, [anotherStatement(other)])
  await ask(scene)
  const count = async (filter: FigureFilter) => (await figuresOf(filter)).whole.get('asked')?.count ?? 0
  expect(await count(everything)).toBe(1)
  expect(await count({ statement: slug, sight: [slug] })).toBe(1)
  expect(await count({ statement: other, sight: null })).toBe(0)
  expect(await count({ statement: null, sight: [other] })).toBe(0)
  expect(await count({ statement: slug, sight: [] })).toBe(0)
})

it('names a mail provider by five requests at least, and no host of somebody’s own', async () => {
  const links: string[] = []
  for (const host of ['gmail.com', 'gmail.com', 'gmail.com', 'gmail.com', 'forum.example'])
    links.push((await ask(scene, at(host))).token)
  expect(await arrivalsOf()).toEqual([])
  expect(await scene.count('mail_arrivals', "provider <> 'gmail.com'")).toBe(0)
  links.push((await ask(scene, at('gmail.com'))).token)
  for (const link of links.slice(0, 2)) await confirm(scene.deps, link, 1)
  const counted = { asked: 5, confirmed: 2 }
  expect(await arrivalsOf()).toEqual([{ provider: 'gmail.com', all: counted, lately: counted }])
  expect(await arrivalsOf({ statement: null, sight: [] })).toEqual([])
  // A day is a day of UTC: yesterday is lately too, the day before is not.
  scene.moveClock(2 * day)
  expect(await arrivalsOf()).toEqual([
    { provider: 'gmail.com', all: counted, lately: { asked: 0, confirmed: 0 } },
  ])
})

it('counts a confirmation under the day of the ask, once', async () => {
  const { token } = await ask(scene, at('ukr.net'))
  scene.moveClock(day)
  await Promise.all([1, 2, 3].map(() => confirm(scene.deps, token, 1)))
  expect(await scene.sql`SELECT asked, confirmed FROM mail_arrivals`).toEqual([{ asked: 1, confirmed: 1 }])
})

it('forgets what no page shows any more', async () => {
  await ask(scene, at('gmail.com'))
  scene.moveClock((figureDays - 1) * day)
  await sweep(scene.deps)
  expect(await scene.count('mail_arrivals')).toBe(1)
  scene.moveClock(day + minute)
  await sweep(scene.deps)
  expect(await scene.count('mail_arrivals')).toBe(0)
})
