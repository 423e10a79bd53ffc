import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { textOf } from '../support/moderator.ts'
import { readFormTo } from '../support/page.ts'
import { slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { desk, visitor, mail, sql } = useStage()
type Person = Awaited<ReturnType<typeof desk.signIn>>

/** From the address and with the website of a domain that is its own. */
async function waits(organisation: string): Promise<string> {
  const domain = `${organisation.toLowerCase().replaceAll(' ', '-')}.example`
  const email = `office@${domain}`
  await visitor.asks({ organisation, email, website: `https://${domain}` })
  await visitor.confirms(await mail.link(email))
  const [row] = await sql`SELECT id FROM endorsements WHERE name = ${organisation}`
  return String(row?.id)
}

/** Sends the form of an action as its page shows it, so often at once; each answer with where it leads. */
async function presses(person: Person, id: string, action: string, times: number, more = {}) {
  const path = paths.desk.action(id, action)
  const from = action === 'undo' ? paths.desk.request(id) : `${path}?code=own`
  const page = await (await person.get(from)).text()
  const fields = { ...readFormTo(page, path), ...more }
  const answers = await Promise.all(Array.from({ length: times }, () => person.post(path, fields)))
  return [...answers, await person.post(path, fields)].map(answer => ({
    status: answer.status,
    to: answer.headers.get('location'),
  }))
}
const reason = { code: 'own', words: 'Not by these criteria.', shown: 'Not by these criteria.', step: 'do' }

describe(`a button that is pressed twice, on ${target}`, () => {
  it.each([
    ['reject', ['undo']],
    ['return', ['undo', 'approve']],
  ] as const)('leads to the same page: %s, then %j', async (first, then) => {
    const vera = await desk.signIn('administrator', `Vera ${first}`)
    const id = await waits(`Twice ${first}`)
    for (const action of [first, ...then]) {
      const answers = await presses(vera, id, action, 2, action === first ? reason : {})
      const [one] = answers
      expect(one?.to, action).toContain(`done=${id}`)
      expect(new Set(answers.map(({ status, to }) => `${status} ${to}`)), action).toEqual(
        new Set([`303 ${one?.to}`]),
      )
    }
    const kinds = await sql`SELECT kind FROM log WHERE endorsement_id = ${id} ORDER BY at`
    expect(kinds.map(({ kind }) => kind)).toEqual([first, ...then])
  })

  it('leads to the same page: a proposal that is declined', async () => {
    const vera = await desk.signIn('administrator', 'Vera Declines')
    const organisation = 'Twice declined'
    const id = await waits(organisation)
    const [before] = await sql`SELECT second_moderator FROM statements WHERE slug = ${slug}`
    await sql`UPDATE statements SET second_moderator = 'never' WHERE slug = ${slug}`
    await presses(vera, id, 'approve', 1)
    await sql`UPDATE statements SET second_moderator = ${before?.second_moderator} WHERE slug = ${slug}`
    const names = {}
    const fields = {
      organisation: { name: organisation, names, country: null, website: null },
      comment: 'Us',
    }
    await sql`INSERT INTO proposals (endorsement_id, fields, proposed_at)
      VALUES (${id}, ${JSON.stringify(fields)}, date_trunc('second', now()))`
    const answers = await presses(vera, id, 'decline', 2, reason)
    expect(new Set(answers.map(({ status, to }) => `${status} ${to}`))).toEqual(
      new Set([`303 ${paths.desk.request(id)}?said=declined`]),
    )
    const declined = await sql`SELECT FROM log WHERE endorsement_id = ${id} AND kind = 'decline'`
    expect(declined).toHaveLength(1)
  })

  it('says to a colleague that it changed, and to the same moderator once something else has', async () => {
    const [vera, nina] = [
      await desk.signIn('moderator', 'Vera One'),
      await desk.signIn('moderator', 'Nina Two'),
    ]
    await sql`UPDATE statements SET second_moderator = 'always' WHERE slug = ${slug}`
    const id = await waits('Twice by two')
    const path = paths.desk.action(id, 'approve')
    const form = readFormTo(await (await vera.get(path)).text(), path)
    expect((await vera.post(path, form)).status).toBe(303)
    const refused = await nina.post(path, form)
    expect([refused.status, textOf(await refused.text())]).toEqual([409, expect.stringContaining('changed')])
    await presses(nina, id, 'reject', 1, reason)
    expect((await vera.post(path, form)).status).toBe(409)
  })
})
