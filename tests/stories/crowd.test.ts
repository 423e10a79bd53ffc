import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { headline, readForm, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, sql, restart, logged } = useStage()

// On workerd a smaller one, in the project `alone`: each request has connections of its own there, whose passwords are
// checked by the same two cores. The time limit of a verb is met by a hundred on a quiet machine only.
const most = target === 'node' ? { presses: 100, readers: 250 } : { presses: 50, readers: 20 }

describe(`a crowd, on ${target}`, () => {
  it('that presses one button at once confirms once', async () => {
    await visitor.asks()
    const link = await mail.link(sample.email)
    const form = readForm(await (await visitor.get(link)).text(), 'confirm')
    const body = new URLSearchParams({ ...form, confirm: 'yes' })
    const answers = await Promise.all(
      Array.from({ length: most.presses }, () => visitor.send(link, { method: 'POST', body })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const [to = '', ...others] = new Set(answers.map(({ headers }) => headers.get('location') ?? ''))
    expect(others).toEqual([])
    expect(headline(await (await visitor.get(to)).text())).toBe('Your address is confirmed')
    expect(await sql`SELECT 1 FROM events WHERE kind = 'confirmed'`).toHaveLength(1)
    expect(await sql`SELECT 1 FROM outbox WHERE kind = 'request-received'`).toHaveLength(1)
  })

  it('of first readers gets the list from a process that has just begun', async () => {
    await restart()
    const before = logged().length
    const answers = await Promise.all(
      Array.from({ length: most.readers }, () => visitor.get(paths.statement.page('en', slug))),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(answers.filter(({ headers }) => headers.has('age'))).toEqual([])
    expect(new Set(await Promise.all(answers.map(answer => answer.text()))).size).toBe(1)
    expect(logged().slice(before).join('\n')).not.toContain('list_not_read')
  })
})
