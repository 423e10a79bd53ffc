import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { postAsk } from '../support/post-ask.ts'
import { ask, askAndConfirm, asking, useScene } from '../support/scene.ts'

const scene = useScene()

it('an ask costs the same questions until it is answered, whatever is known of its address', async () => {
  const known = 'known@example.org'
  const capped = 'capped@example.org'
  await askAndConfirm(scene, asking({ contact: { email: known } }))
  for (let asks = 0; asks < 3; asks += 1) await ask(scene, asking({ contact: { email: capped } }))

  const sql = postgres(scene.database.app, { max: 1, onnotice: () => {} })
  const questions: string[] = []
  const works: Promise<void>[] = []
  const db = drizzle(sql, { logger: { logQuery: text => void questions.push(text) } })
  const app = createApp(() => ({ ...scene.deps, db, background: work => void works.push(work) }))
  const costOf = async (email: string) => {
    questions.length = 0
    const answer = await postAsk(app, scene.deps.config.publicUrl, email)
    expect(answer.status).toBe(303)
    // What is done about it after the answer begins behind its last question.
    const last = questions.findIndex(text => text.includes('"sent_forms"'))
    const before = questions.slice(0, last + 1)
    await Promise.all(works)
    return before
  }
  const cost = await costOf('nobody@example.org')
  expect(cost.length).toBeGreaterThan(2)
  expect(await costOf(known)).toEqual(cost)
  expect(await costOf(capped)).toEqual(cost)
  await sql.end()
})
