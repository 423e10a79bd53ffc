import { expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { freshDatabase } from '../support/database.ts'
import { openRouter, type Router } from '../support/router.ts'
import { slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

let router: Router
const { visitor, moderator, mail } = useStage({}, async () => {
  const database = await freshDatabase()
  router = await openRouter(database.public)
  return {
    ...database,
    public: router.url,
    async drop() {
      await router.close()
      await database.drop()
    },
  }
})

const ageOf = async () => (await visitor.get(paths.statement.page('en', slug))).headers.get('age')

it(`a connection that a router forgot is replaced within seconds, on ${target}`, async () => {
  await visitor.asks()
  await visitor.confirms(await mail.link('jonas@forum.example.org'))
  expect((await visitor.list()).count).toBe(11)
  router.forget()
  await moderator.approves('Vilnius Human Rights Forum')
  await expect.poll(async () => (await visitor.list()).count, { timeout: 10_000 }).toBe(12)
  await expect.poll(ageOf, { timeout: 10_000 }).toBeNull()
})
