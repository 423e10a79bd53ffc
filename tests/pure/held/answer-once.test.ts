import { Hono } from 'hono'
import { expect, it } from 'vitest'
import type { Deps } from '../../../src/deps.ts'
import type { AppEnv } from '../../../src/env.ts'
import { answerOnce, mostAnswers } from '../../../src/held/answer-once.ts'
import { noAnswers } from '../../../src/held/answers.ts'
import type { HeldStatement } from '../../../src/held/snapshot.ts'

/** An app whose pages take asking, what was asked of it, and which of that fails. */
function asking(mayShareWork = true) {
  const held = { statement: {}, answers: noAnswers(), asOf: null } as unknown as HeldStatement
  const asked: string[] = []
  const failing = new Set<string>()
  const app = new Hono<AppEnv>()
    .use(async (c, next) => {
      c.set('deps', { mayShareWork } as Deps)
      await next()
    })
    .get('/:page', c => {
      const { page } = c.req.param()
      return answerOnce(c, held, { name: page, type: 'text/html' }, async () => {
        asked.push(page)
        await null
        if (failing.has(page)) throw new Error('away')
        return `page ${page}`
      })
    })
    .onError((_, c) => c.text('away', 503))
  const get = async (page: string) => {
    const answer = await app.request(`/${page}`)
    return { status: answer.status, body: await answer.text() }
  }
  return { get, asked, failing }
}

it('the beginning of a list is asked for once, by whoever comes first, for all who come meanwhile and later', async () => {
  const { get, asked } = asking()
  const all = await Promise.all(Array.from({ length: 100 }, () => get('one')))
  for (const answer of all) expect(answer).toEqual({ status: 200, body: 'page one' })
  expect(await get('one')).toEqual({ status: 200, body: 'page one' })
  expect(await get('two')).toEqual({ status: 200, body: 'page two' })
  expect(asked).toEqual(['one', 'two'])
})

it('where nobody may wait for what another asked, each asks until one has an answer', async () => {
  const { get, asked } = asking(false)
  await Promise.all([get('one'), get('one')])
  await get('one')
  expect(asked).toEqual(['one', 'one'])
})

it('a beginning that could not be asked for is asked for again', async () => {
  const { get, asked, failing } = asking()
  failing.add('one')
  const all = await Promise.all([get('one'), get('one')])
  expect(all.map(({ status }) => status)).toEqual([503, 503])
  failing.clear()
  expect(await get('one')).toEqual({ status: 200, body: 'page one' })
  expect(asked).toEqual(['one', 'one'])
})

it('of many beginnings those are held that were asked for last', async () => {
  const { get, asked } = asking()
  await get('often')
  for (let page = 0; page < 3 * mostAnswers; page++) {
    await get(String(page))
    await get('often')
  }
  expect(asked.filter(page => page === 'often')).toEqual(['often'])
  const before = asked.length
  for (let page = 2 * mostAnswers + 1; page < 3 * mostAnswers; page++) await get(String(page))
  expect(asked).toHaveLength(before)
  await get('0')
  expect(asked).toHaveLength(before + 1)
})
