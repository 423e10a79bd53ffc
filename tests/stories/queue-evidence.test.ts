import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { textOf } from '../support/moderator.ts'
import { useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { desk, visitor, mail, moderator, sql } = useStage()

/** Asks, confirms, and gives the confirm link. */
async function asks(organisation: string, host: string): Promise<string> {
  const email = `office@${host}`
  await visitor.asks({ organisation, email, website: `https://${host}` })
  const link = await mail.link(email)
  await visitor.confirms(link)
  return link
}

/** What the queue's rows say, by id. */
async function rows(query = ''): Promise<Map<string, string>> {
  const page = await moderator.open(`/moderation${query}`)
  const parts = [...page.matchAll(/data-row="([^"]+)"[^>]*>([\s\S]*?)<\/li>/g)]
  return new Map(parts.map(([, id = '', row = '']) => [id, textOf(row)]))
}
const idsOf = async (name: string) =>
  (await sql`SELECT id FROM endorsements WHERE name = ${name} ORDER BY requested_at`).map(({ id }) =>
    String(id),
  )

/** Whom bulk rejection would take of those that something speaks against. */
async function picked(): Promise<number> {
  const page = await moderator.open(`${paths.desk.bulkRejection}?step=look&evidence=against`)
  return page.match(/data-row=/g)?.length ?? 0
}

describe(`what the queue says of a request, on ${target}`, () => {
  it('is what is known now, with no grade: of a rival that comes later, and goes', async () => {
    await asks('Kvetka', 'kvetka.example')
    const [id = ''] = await idsOf('Kvetka')
    const alone = (await rows()).get(id)
    expect(alone).toContain('Mail at its own website’s domain')
    expect(alone).not.toMatch(/against|strong|weak/i)
    expect(await picked()).toBe(0)

    const link = await asks('KVETKA', 'other.example')
    const both = await rows()
    expect(both.size).toBe(2)
    for (const row of both.values()) expect(row).toMatch(/1 against Mail at its own website’s domain/)
    expect(await picked()).toBe(2)
    const request = textOf(await moderator.open(paths.desk.request(id)))
    expect(request).toContain('1 reason speaks against it.')
    expect(request).not.toMatch(/(strong|some|weak) evidence/i)

    await visitor.post(link, { action: 'disown', disown: 'yes' })
    expect((await rows()).get(id)).toBe(alone)
    expect(await picked()).toBe(0)
  })

  it('knows of a signatory as soon as it is published, and of its leaving', async () => {
    await asks('Lotac', 'lotac.example')
    const [signatory = ''] = await idsOf('Lotac')
    await moderator.approves('Lotac')
    await asks('LOTAC', 'second.example')
    const [id = ''] = await idsOf('LOTAC')
    expect((await rows()).get(id)).toContain('1 against')
    await moderator.withdraws('Lotac', 'They asked us to.')
    expect((await rows()).get(id)).not.toContain('against')
    await moderator.colleague.restores('Lotac')
    expect((await rows()).get(id)).toContain('1 against')
    expect((await rows('?state=approved')).get(signatory)).not.toMatch(/against|Mail at/)
  })

  it('is said in every language without a grade', async () => {
    const administrator = await desk.signIn('administrator')
    for (const language of ['be', 'ru']) {
      await administrator.post(paths.account.action('preferences'), { language })
      const page = await (await administrator.get(paths.desk.queue)).text()
      expect(page).toContain(
        language === 'be' ? 'Пошта на дамене ўласнага сайта' : 'Почта на домене собственного сайта',
      )
      expect(page).not.toMatch(/моцны|слаб|сильн/i)
    }
  })
})
