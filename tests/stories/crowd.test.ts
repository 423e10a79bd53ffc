import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { readForm, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, sql, restart, logged } = useStage()

// On workerd in the project `alone`: a crowd that waits for one row's lock too long is told 503 there, as each of it has connections of its own.
describe(`a crowd, on ${target}`, () => {
  it('of a hundred presses of one button confirms once', async () => {
    await visitor.asks()
    const link = await mail.link(sample.email)
    const form = readForm(await (await visitor.get(link)).text(), 'confirm')
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => visitor.post(link, { ...form, confirm: 'yes' })),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter(status => status !== 200 && status !== 503)).toEqual([])
    expect(statuses).toContain(200)
    expect(await sql`SELECT 1 FROM events WHERE kind = 'confirmed'`).toHaveLength(1)
    expect(await sql`SELECT 1 FROM outbox WHERE kind = 'request-received'`).toHaveLength(1)
  })

  it('of first readers gets the list from a process that has just begun', async () => {
    await restart()
    const before = logged().length
    // On workerd each of them has connections of their own.
    const readers = target === 'node' ? 250 : 20
    const answers = await Promise.all(
      Array.from({ length: readers }, () => visitor.get(paths.statement.page('en', slug))),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(answers.filter(({ headers }) => headers.has('age'))).toEqual([])
    expect(new Set(await Promise.all(answers.map(answer => answer.text()))).size).toBe(1)
    expect(logged().slice(before).join('\n')).not.toContain('list_not_read')
  })
})
