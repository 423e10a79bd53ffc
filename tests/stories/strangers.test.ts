import { describe, expect, it } from 'vitest'
import { confirmLink, day, headline, readForm, readFormTo, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, sql, moderator, moveClock, sweep } = useStage()

const minute = 60_000
const list = async (email: string, count: number) => {
  await expect.poll(async () => (await mail.inbox(email)).length, { timeout: 30_000 }).toBe(count)
  return (await mail.inbox(email)).map(confirmLink)
}
/** What the page that answers a form says, without what is random in it. */
const bare = (page: string) => page.replace(/[\w-]{43}/g, 'T')
const read = async (answer: Response | Promise<Response>) => (await answer).text()
const rows = (organisation: string) =>
  sql`SELECT status, name_be, comment FROM endorsements WHERE name = ${organisation}`

/** Three strangers ask with somebody's address, and its owner after them; the links that came to the inbox. */
async function strangersAndOwner(email: string): Promise<string[]> {
  let links: string[] = []
  for (const organisation of ['Buy Followers', 'Cheap Pills', 'Casino']) {
    await visitor.asks({ organisation, email, representative: 'Nobody Known', comment: '' })
    // The mail of one ask may overtake that of another.
    links = await list(email, links.length + 1)
  }
  const page = await read(visitor.asks({ organisation: 'Capped Owner', email }))
  expect(page).toContain('If this address can still get mail from us today')
  expect(page).not.toMatch(/We sent|was sent/)
  return links
}

describe(`somebody’s address that three strangers ask with, on ${target}`, () => {
  it('leaves its owner confirmed within the hour, by correcting what a link shows', async () => {
    const email = 'owner@correcting.example.org'
    const [newest = ''] = await strangersAndOwner(email)
    await moveClock(50 * minute)
    const page = await read(visitor.get(newest))
    expect(page).toContain('Casino')
    const form = readForm(page, 'revise')
    const own = { ...sample, ...form, organisation: 'The Owners', organisation_be: 'Уласнікі', email }

    const wrong = await visitor.post(newest, { ...own, website: 'javascript:alert(1)', role: '' })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    for (const field of ['website', 'role']) expect(again).toContain(`href="#${field}"`)
    expect(again).toContain('value="The Owners"')
    expect(await rows('The Owners')).toEqual([])

    const saved = await read(visitor.post(newest, own))
    expect(saved).toContain('The details are saved')
    expect(saved).not.toContain('Casino')
    expect(saved).toContain(sample.representative)
    expect(await rows('The Owners')).toMatchObject([{ status: 'requested', name_be: 'Уласнікі' }])
    expect(headline(await read(visitor.confirms(newest)))).toBe('Your address is confirmed')
    expect(await moderator.open(await moderator.find('The Owners'))).toContain(sample.representative)
    for (const name of ['Buy Followers', 'Cheap Pills', 'Casino'])
      for (const { status } of await rows(name)) expect(status).toBe('withdrawn')
  })

  it('leaves its owner confirmed within the hour, after “this was not us”', async () => {
    const email = 'owner@stopping.example.org'
    const [newest = '', older = ''] = await strangersAndOwner(email)
    const stopped = await visitor.post(newest, { action: 'disown' })
    const page = await stopped.text()
    expect([stopped.status, headline(page)]).toEqual([200, 'The request is stopped'])
    expect(page).toContain(email)
    expect(page).not.toMatch(/<input[^>]*name="email"/)
    const path = new URL(stopped.url).pathname
    const { email: _, ...typed } = { ...sample, ...readFormTo(page, path), organisation: 'The Stoppers' }

    const wrong = await visitor.post(path, { ...typed, authority: '' })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    const here = new URL(wrong.url).pathname
    // An address that is typed all the same changes nothing: the link has proved another.
    const forged = { ...typed, ...readFormTo(again, here), email: 'forged@example.org' }
    const [shown, twice] = await Promise.all([visitor.post(here, forged), visitor.post(here, forged)])
    expect(twice.url).toBe(shown.url)
    const own = new URL(shown.url).pathname
    const confirmPage = await shown.text()
    expect(headline(confirmPage)).toBe('Confirm your endorsement')
    expect(confirmPage).toContain(email)
    expect(new URL((await visitor.sends(here, {})).url).pathname, 'Back leads on').toBe(own)
    expect(headline(await read(visitor.confirms(own)))).toBe('Your address is confirmed')
    expect(await rows('The Stoppers')).toMatchObject([{ status: 'confirmed' }])
    await mail.newest(email, /address is confirmed/)
    expect(await mail.inbox('forged@example.org')).toEqual([])
    expect((await mail.inbox(email)).length, 'no second mail to prove it').toBe(3 + 1)
    expect(await read(visitor.get(older))).toContain('The address has another request')
  })

  it('is free for an ask by the form as soon as its owner has said so', async () => {
    const email = 'owner@asking.example.org'
    const [newest = ''] = await strangersAndOwner(email)
    await visitor.post(newest, { action: 'disown' })
    await visitor.asks({ organisation: 'The Askers', email })
    const [fresh = ''] = await list(email, 4)
    expect(await read(visitor.get(fresh))).toContain('The Askers')
    expect((await visitor.confirms(fresh)).status).toBe(200)
  })
})

describe(`a link, on ${target}`, () => {
  it('opens what was typed in the ask that caused it, whoever asks before or after', async () => {
    const email = 'own@details.example.org'
    const names = ['Before', 'Mine', 'After'].map(word => `${word} Asking`)
    for (const organisation of names) await visitor.asks({ organisation, email })
    await list(email, 3)
    // Mails overtake one another: each says which ask it answers.
    for (const one of await mail.inbox(email)) {
      const page = await read(visitor.get(confirmLink(one)))
      const named = names.filter(name => one.text.includes(name))
      expect(named).toHaveLength(1)
      expect(names.filter(name => page.includes(name))).toEqual(named)
    }
  })

  it('of an organisation that is on the list already brings a mail with its page, and no request', async () => {
    const email = 'listed@twice.example.org'
    const fields = { organisation: 'Listed Already', email }
    await visitor.asks(fields)
    await visitor.confirms(await mail.link(email))
    await moderator.approves('Listed Already')
    await moveClock(day)
    const page = await read(visitor.asks({ ...fields, comment: 'Once more.' }))
    const unknown = await read(visitor.asks({ ...fields, email: 'nobody@twice.example.org' }))
    expect(bare(page)).toBe(bare(unknown).replaceAll('nobody@', 'listed@'))
    const told = await mail.newest(email, /is on the list already/)
    const [, link = ''] = /(\/en\/endorsement\/[\w-]+)/.exec(told.text) ?? []
    expect(headline(await read(visitor.get(link)))).toBe('The organisation is on the public list')
    expect(
      await sql`SELECT 1 FROM endorsements WHERE name = 'Listed Already' AND status = 'requested'`,
    ).toHaveLength(1)
  })

  it('that has been used says which mail leads on, and after the end of a request too', async () => {
    const email = 'used@leads.example.org'
    await visitor.asks({ organisation: 'Used Leads', email })
    const link = await mail.link(email)
    await visitor.confirms(link)
    expect(await read(visitor.get(link))).toContain('The mail “Your address is confirmed”')
    await moderator.rejects('Used Leads', 'Not found.')
    await moveClock(minute)
    await sweep()
    expect(await read(visitor.get(link))).toContain('“The decision about your organisation’s request”')
  })
})

describe(`the page that waits for the mail, on ${target}`, () => {
  it('is the same to the byte for an address that is known, unknown or may be mailed no more', async () => {
    await visitor.asks({ organisation: 'Known', email: 'a@known.example.org' })
    await visitor.confirms(await mail.link('a@known.example.org'))
    for (const organisation of ['One', 'Two', 'Three'])
      await visitor.asks({ organisation, email: 'a@cappd.example.org' })
    await list('a@cappd.example.org', 3)
    const emails = ['a@known.example.org', 'a@other.example.org', 'a@cappd.example.org']
    const pages = await Promise.all(
      emails.map(async email => {
        const answer = await visitor.asks({ organisation: 'The Same', email })
        return { status: answer.status, page: bare(await answer.text()).replaceAll(email, 'E') }
      }),
    )
    expect(pages[1]).toEqual(pages[0])
    expect(pages[2]).toEqual(pages[0])
  })

  it('shows the whole address, brings the form back filled, and sends again what was sent', async () => {
    const email = 'waiting@whole.example.org'
    const asked = await visitor.asks({ organisation: 'Waits & Sees', email })
    const page = await asked.text()
    expect(page).toContain(`>${email}<`)
    const path = new URL(asked.url).pathname
    expect(path).toMatch(new RegExp(`^/en/${slug}/endorse/[\\w-]{43}$`))
    expect(asked.headers.get('cache-control')).toBe('no-store')
    expect(asked.headers.get('set-cookie')).toBeNull()
    await list(email, 1)

    const form = await read(visitor.get(`${path}/correct`))
    expect(form).toContain(`value="${email}"`)
    expect(form).toContain('value="Waits &amp; Sees"')
    expect(form).toContain('value="LT" selected')

    const [again, twice] = [await visitor.post(path, {}), await visitor.post(path, {})]
    for (const answer of [again, twice]) expect(headline(await answer.text())).toBe('Check your inbox')
    const links = await list(email, 2)
    expect(await sql`SELECT 1 FROM endorsements WHERE name = 'Waits & Sees'`).toHaveLength(1)
    expect((await visitor.confirms(links[1] ?? '')).status).toBe(200)
  })

  it('makes one ask of several impatient ones, and loses nothing when it is opened again', async () => {
    const email = 'clicks@thrice.example.org'
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => visitor.asks({ organisation: 'Clicks Thrice', email })),
    )
    for (const { status } of answers) expect(status).toBe(200)
    await list(email, 1)
    const path = new URL(answers[0]?.url ?? '').pathname
    expect(headline(await read(visitor.get(path)))).toBe('Check your inbox')
    await sweep()
    expect(await mail.inbox(email)).toHaveLength(1)
    expect(await sql`SELECT 1 FROM endorsements WHERE name = 'Clicks Thrice'`).toHaveLength(1)
  })

  it('keeps nothing that was typed in its address, and forgets it within the hour', async () => {
    const answer = await visitor.asks({ organisation: '', email: 'typed@gone.example.org' })
    const path = new URL(answer.url).pathname
    expect(decodeURIComponent(answer.url)).not.toMatch(/@|gone|Jonas/)
    expect(await read(visitor.get(path))).toContain('value="typed@gone.example.org"')
    expect((await visitor.get(path.replace('/en/', '/be/'))).status).toBe(422)
    for (const foreign of [path.replace(slug, 'another'), `/en/confirm/${'A'.repeat(43)}/${path.slice(-43)}`])
      expect(await read(visitor.get(foreign))).not.toContain('typed@gone')
    await moveClock(60 * minute)
    const gone = await visitor.get(path)
    expect(gone.status).toBe(410)
    const page = await gone.text()
    expect(page).not.toContain('typed@gone')
    expect(page).toContain('What stood here is kept no more')
    await sweep()
    expect(await sql`SELECT 1 FROM sent_forms`).toEqual([])
  })

  it('asks about an address that looks like a slip, and takes it all the same', async () => {
    const email = 'jonas@gmial.con'
    const asked = await visitor.asks({ organisation: 'Slip of a Finger', email })
    expect(asked.status).toBe(200)
    const page = await asked.text()
    expect(page).toContain('Did you mean jonas@gmail.com?')
    expect(page).toContain('href="#email"')
    expect(await rows('Slip of a Finger')).toEqual([])
    const hidden = readFormTo(page, `/en/${slug}/endorse`)
    expect(hidden.email_checked).toBe(email)
    const other = await read(
      visitor.asks({ ...hidden, organisation: 'Slip of a Finger', email: 'j@gmai.com' }),
    )
    expect(other).toContain('Did you mean j@gmail.com?')
    const anyway = await visitor.asks({ ...hidden, organisation: 'Slip of a Finger', email })
    expect(headline(await anyway.text())).toBe('Check your inbox')
    await list(email, 1)
  })
})
