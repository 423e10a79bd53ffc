import { expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { readFormTo, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, desk, moderator, moveClock, sweep, sql } = useStage()

const minute = 60_000
const list = paths.desk.writing(slug, 'updates')

it(`news that is going out is stopped from its page, without JavaScript, on ${target}`, async () => {
  const email = 'reader@forum.example.org'
  await visitor.asks({ organisation: 'Wants News', email, updates: 'yes' })
  await visitor.confirms(await mail.link(email))
  await moderator.approves('Wants News')
  await mail.newest(email, /on the public list/)

  const writer = await desk.signIn('administrator')
  const sender = await desk.signIn('administrator')
  const written = await writer.post(list, { kind: 'news', text_en: 'A mistake.' })
  const page = written.headers.get('location')?.split('?')[0] ?? ''
  const open = async () => (await sender.get(page)).text()
  const press = async (path: string) => {
    const answer = await sender.sends(path, readFormTo(await open(), path))
    return answer.text()
  }
  // The provider takes nothing for now.
  await mail.fails(500, 50)
  expect(await press(`${page}/send`)).toContain('It is on its way')
  await sweep()
  await expect
    .poll(async () => (await sql`SELECT FROM outbox WHERE kind = 'update'`).length, { timeout: 10_000 })
    .toBe(1)
  expect(await press(`${page}/stop`)).toContain('>Stopped.')
  expect(await open()).toMatch(/Stopped <time[^>]*>[^<]*<\/time>: 0 of 1 went/)

  await mail.fails(500, 0)
  await moveClock(30 * minute)
  for (let i = 0; i < 2; i++) await sweep()
  expect((await mail.inbox(email)).some(({ text }) => text.includes('A mistake.'))).toBe(false)
  expect(await open()).not.toContain(`${page}/stop`)
}, 90_000)
