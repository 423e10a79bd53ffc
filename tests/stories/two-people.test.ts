import { describe, expect, it } from 'vitest'
import { newcomerPeriod } from '../../src/domain/durations.ts'
import { paths } from '../../src/paths.ts'
import { readFormTo } from '../support/page.ts'
import { joinLink, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { desk, visitor, sql, mail, moveClock, statusOf } = useStage()

type Person = Pick<Awaited<ReturnType<typeof desk.signIn>>, 'get' | 'post' | 'shows'>

/** Nothing speaks for it: two people are needed. Gives the path of its page at the desk. */
async function asks(organisation: string): Promise<string> {
  const email = `${organisation.toLowerCase()}@quiet.example`
  await visitor.asks({ organisation, email, website: '' })
  await visitor.confirms(await mail.link(email))
  const [row] = await sql`SELECT id FROM endorsements WHERE name = ${organisation}`
  return paths.desk.request(row?.id)
}

/** Approves as the page offers it. What the page does not offer is posted all the same, on the revision that it shows. */
async function approves(person: Person, request: string) {
  const action = `${request}/approve`
  const page = await (await person.get(action)).text()
  const offered = page.includes(`action="${action}"`)
  const [, revision = ''] = (
    await sql`SELECT revision FROM endorsements WHERE id = ${request.split('/').at(-1) ?? ''}`
  ).flatMap(row => ['', String(row.revision)])
  const answer = await person.post(action, offered ? readFormTo(page, action) : { revision })
  return { offered, status: answer.status, page, text: await answer.text() }
}

describe(`two people, on ${target}`, () => {
  it('are not one who renews a colleague’s passkeys: no answer has the link, and a day passes before it counts', async () => {
    const insider = await desk.signIn('administrator', 'Iryna Insider')
    const colleague = await desk.signIn('moderator', 'Kastus Colleague')
    const request = await asks('Kvetka')
    expect(await approves(insider, request)).toMatchObject({ offered: true, status: 303 })

    const renew = paths.team.member(colleague.id, 'renew')
    const answers = [
      await insider.get(renew),
      await insider.sends(renew),
      // Invited anew, as somebody who has not joined yet.
      await insider.sends(renew),
      await insider.sends(paths.team.page, {
        name: 'Kastus',
        email: colleague.person.email,
        role: 'moderator',
        language: 'en',
      }),
      await insider.get(paths.team.page),
      await insider.get(paths.desk.log),
      await insider.get(paths.desk.logCsv),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(await answer.text()).not.toContain('/auth/join/')
    }

    // As somebody who can read the colleague's mail, too.
    const double = desk.visitor()
    // The link that was issued last is the one that holds; its mail need not have come last.
    const links = async () => (await mail.inbox(colleague.person.email)).map(joinLink)
    const linkThatHolds = async () => {
      for (const link of await links()) if (link && (await double.get(link)).status === 200) return link
      return undefined
    }
    await expect.poll(linkThatHolds, { timeout: 30_000 }).toBeDefined()
    expect((await double.makes((await linkThatHolds()) ?? '')).status).toBe(200)
    const refused = await approves(double, request)
    expect(refused).toMatchObject({ offered: false, status: 409 })
    for (const page of [refused.page, refused.text])
      expect(page).toMatch(/less than 24 hours ago\. It can be done from\s*<time/)
    expect(await (await double.get(request)).text()).not.toContain(`${request}/approve`)
    expect(await statusOf('Kvetka')).toBe('confirmed')

    await moveClock(newcomerPeriod)
    await double.shows(paths.auth.signIn)
    expect(await approves(double, request)).toMatchObject({ offered: true, status: 303 })
    expect(await statusOf('Kvetka')).toBe('approved')
  })

  it('are not the newcomer first and the insider second either', async () => {
    const insider = await desk.signIn('administrator')
    const { path } = await desk.invite('moderator')
    const double = desk.visitor()
    await double.makes(path)
    const request = await asks('Lotac')
    expect(await approves(double, request)).toMatchObject({ offered: true, status: 303 })
    expect(await approves(insider, request)).toMatchObject({ offered: false, status: 409 })
    expect(await statusOf('Lotac')).toBe('confirmed')
  })

  it('are two who have long been there', async () => {
    const [one, other] = [await desk.signIn(), await desk.signIn()]
    const request = await asks('Ramonak')
    expect(await approves(one, request)).toMatchObject({ offered: true, status: 303 })
    expect(await approves(other, request)).toMatchObject({ offered: true, status: 303 })
    expect(await statusOf('Ramonak')).toBe('approved')
  })

  it('are told before a correction or a restoration that one of them alone cannot make it', async () => {
    const [one, other] = [await desk.signIn(), await desk.signIn()]
    const request = await asks('Rumianak')
    await approves(one, request)
    await approves(other, request)

    const correct = `${request}/correct`
    const form = await (await one.get(correct)).text()
    expect(form).toContain('asks for two moderators here')
    const typed = { ...readFormTo(form, correct), organisation: 'Rumianak', organisation_be: 'Вясна' }
    const preview = await (await one.sends(correct, typed)).text()
    expect(preview).toContain('asks for two moderators here')
    expect(preview).toMatch(/<li class="against">[\s\S]*Viasna/)
    expect(preview).not.toContain('value="do"')
    expect((await one.post(correct, { ...typed, step: 'do' })).status).toBe(409)

    const withdraw = `${request}/withdraw`
    const withdrawal = readFormTo(await (await one.get(`${withdraw}?code=own`)).text(), withdraw)
    const why = { words: 'It asked us to.', shown: 'It asked us to.', step: 'do' }
    expect((await one.post(withdraw, { ...withdrawal, ...why })).status).toBe(303)
    const restore = `${request}/restore`
    const own = await (await one.get(restore)).text()
    expect(own).toContain('You withdrew it.')
    expect(own).not.toContain(`action="${restore}"`)
    const page = await (await other.get(restore)).text()
    const refused = await one.post(restore, readFormTo(page, restore))
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('You withdrew it.')])
    expect((await other.post(restore, readFormTo(page, restore))).status).toBe(303)
    expect(await statusOf('Rumianak')).toBe('approved')
  })
})
