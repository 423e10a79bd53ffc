import { Hono } from 'hono'
import { expect, it } from 'vitest'
import type { Deps } from '../../src/deps.ts'
import type { AppEnv } from '../../src/http/env.ts'
import { answerHeldOnceAsked, answersMost } from '../../src/signatories/answer.ts'
import type { Held } from '../../src/signatories/snapshot.ts'

/** An app whose pages take asking, what was asked of it, and the list that it holds them for. */
function asking() {
  const held = { statement: {}, rendered: new Map(), asOf: null } as unknown as Held
  const asked: string[] = []
  const app = new Hono<AppEnv>()
    .use(async (c, next) => {
      c.set('deps', {} as Deps)
      await next()
    })
    .get('/:page', c => {
      const { page } = c.req.param()
      return answerHeldOnceAsked(c, held, page, 'text/html', async () => {
        asked.push(page)
        return `page ${page}`
      })
    })
  const get = async (page: string) => {
    const answer = await app.request(`/${page}`)
    return { status: answer.status, body: await answer.text() }
  }
  return { get, asked, held }
}

it('a page that takes asking is asked for once', async () => {
  const { get, asked } = asking()
  for (let again = 0; again < 3; again++) expect(await get('one')).toEqual({ status: 200, body: 'page one' })
  expect(await get('two')).toEqual({ status: 200, body: 'page two' })
  expect(asked).toEqual(['one', 'two'])
})

it('of many pages those are held that were asked for last', async () => {
  const { get, asked, held } = asking()
  await get('often')
  for (let page = 0; page < 3 * answersMost; page++) {
    await get(String(page))
    await get('often')
  }
  expect(held.rendered.size).toBe(answersMost)
  expect(asked.filter(page => page === 'often')).toEqual(['often'])
  await get('0')
  expect(asked.filter(page => page === '0')).toHaveLength(2)
})
