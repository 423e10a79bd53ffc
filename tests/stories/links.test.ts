import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { confirmLink, day, headline, readForm, sample, slug, useStage } from '../support/stage.ts'
import { many, target } from '../support/target.ts'

const lostLink = paths.endorsement.lostLink('en')
const { visitor, mail, sql, statusOf, moveClock, sweep } = useStage()

/** The stage's own look: which endorsement an address belongs to is sealed, so the newest one is taken. */
async function idOf(organisation: string): Promise<string> {
  const [row] =
    await sql`SELECT id FROM endorsements WHERE name = ${organisation} ORDER BY requested_at DESC LIMIT 1`
  return row?.id ?? ''
}
async function asked(organisation: string, email: string, lang = 'en') {
  await visitor.asks({ organisation, email }, lang)
  return mail.link(email)
}
const withoutTokens = (html: string) => html.replace(/[\w-]{43}/g, 'T')
const page = async (answer: Response | Promise<Response>) => headline(await (await answer).text())

describe(`confirm links, on ${target}`, () => {
  it('change nothing when they are opened, however often and by whatever method', async () => {
    const link = await asked('Opened Often', 'opened@example.org')
    const before = await sql`SELECT * FROM endorsements WHERE name = 'Opened Often'`
    const answers = await Promise.all(
      Array.from({ length: many }, (_, i) => visitor.send(link, { method: i % 2 ? 'HEAD' : 'GET' })),
    )
    expect(new Set(answers.map(a => a.status))).toEqual(new Set([200]))
    expect(await sql`SELECT * FROM endorsements WHERE name = 'Opened Often'`).toEqual(before)
    expect(await sql`SELECT used_at FROM tokens WHERE used_at IS NOT NULL`).toHaveLength(0)
  })

  it('confirm nothing without the ticked box, nor on a revision that was not shown', async () => {
    const link = await asked('Box Unticked', 'box@example.org')
    const form = readForm(await (await visitor.get(link)).text(), 'confirm')
    expect((await visitor.post(link, form)).status).toBe(422)
    expect((await visitor.post(link, {})).status).toBe(422)
    expect((await visitor.post(link, { ...form, confirm: 'yes', revision: '7' })).status).toBe(409)
    expect((await visitor.post(link, { action: 'confirm', confirm: 'yes' })).status).toBe(409)
    expect(await statusOf('Box Unticked')).toBe('requested')
    expect((await visitor.confirms(link)).status).toBe(200)
  })

  it('show what will be confirmed, the private part apart', async () => {
    const link = await asked('Shown Whole', 'shown@example.org')
    const text = await (await visitor.get(link)).text()
    for (const fact of [
      'Shown Whole',
      'Lithuania',
      'forum.example.org',
      sample.comment,
      sample.representative,
      sample.role,
    ]) {
      expect(text).toContain(fact)
    }
    const answer = await visitor.get(link)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
  })

  it('work once; used ones say how things stand', async () => {
    const link = await asked('Used Once', 'used@example.org')
    await visitor.confirms(link)
    const again = await visitor.get(link)
    expect(again.status).toBe(410)
    const text = await again.text()
    expect(headline(text)).toBe('This link has been used')
    expect(text).toContain('A moderator looks at the request')
    expect(text).toContain('The mail “Your address is confirmed” has a link to your own page')
    // A button that is pressed once more confirms nothing, and leads where it led.
    const late = await visitor.post(link, { action: 'confirm', revision: '2', confirm: 'yes' })
    expect([late.status, headline(await late.text())]).toEqual([200, 'Your address is confirmed'])
  })

  it('expire after seven days, and lead on to a fresh one for the same address', async () => {
    const link = await asked('Late Riser', 'late@example.org')
    await moveClock(7 * day - 60_000)
    expect((await visitor.get(link)).status).toBe(200)
    await moveClock(60_000)
    for (const swept of [false, true]) {
      if (swept) await sweep()
      const answer = await visitor.get(link)
      expect(answer.status).toBe(410)
      expect(headline(await answer.text())).toBe('This link has expired')
      expect((await visitor.post(link, { action: 'confirm', revision: '1', confirm: 'yes' })).status).toBe(
        410,
      )
    }
    expect(await statusOf('Late Riser')).toBe('expired')
    expect(await page(visitor.post(link, { action: 'resend' }))).toBe('A fresh link is on its way')
    await expect.poll(async () => (await mail.inbox('late@example.org')).length).toBe(2)
    const fresh = await mail.link('late@example.org')
    expect(fresh).not.toBe(link)
    expect((await visitor.confirms(fresh)).status).toBe(200)
    expect(await statusOf('Late Riser')).toBe('confirmed')
  })

  it('are sent afresh three times a day to one address, and again the next day', async () => {
    const link = await asked('Keen Asker', 'keen@example.org')
    for (const expected of [200, 200, 200, 429, 429]) {
      expect((await visitor.post(link, { action: 'resend' })).status).toBe(expected)
    }
    await expect.poll(async () => (await mail.inbox('keen@example.org')).length).toBe(4)
    expect(await page(visitor.post(link, { action: 'resend' }))).toBe('No more links today')
    await moveClock(day)
    expect((await visitor.post(link, { action: 'resend' })).status).toBe(200)
    await expect.poll(async () => (await mail.inbox('keen@example.org')).length).toBe(5)
  })

  it('that nobody knows lead on by the address, with one answer for every address', async () => {
    await asked('Lost Link', 'lost@example.org')
    const unknown = `/en/confirm/${'A'.repeat(43)}`
    expect((await visitor.get(unknown)).status).toBe(404)
    expect((await visitor.get('/en/confirm/cut-off')).status).toBe(404)
    expect((await visitor.post(unknown, { action: 'resend' })).status).toBe(404)
    expect(await (await visitor.get(unknown)).text()).toContain(`action="${lostLink}"`)
    expect((await visitor.post(lostLink, { email: 'nonsense' })).status).toBe(422)

    const known = await visitor.post(lostLink, { email: 'LOST@example.org' })
    const stranger = await visitor.post(lostLink, { email: 'list@example.org' })
    expect([known.status, stranger.status]).toEqual([200, 200])
    const bodies = [await known.text(), await stranger.text()].map(withoutTokens)
    expect(bodies[0]?.replace('LOST@', 'list@')).toBe(bodies[1])
    // To the address as it is on file.
    await expect.poll(async () => (await mail.inbox('lost@example.org')).length).toBe(2)
    expect(await mail.inbox('list@example.org')).toHaveLength(0)
    const [fresh] = await mail.inbox('lost@example.org')
    expect((await visitor.confirms(confirmLink(fresh ?? ({ text: '' } as never)))).status).toBe(200)
  })

  it('stop the request by "this was not us" and forget the address at once', async () => {
    const link = await asked('Not Us', 'notus@example.org')
    expect(await page(visitor.post(link, { action: 'disown' }))).toBe('The request is stopped')
    const id = await idOf('Not Us')
    expect(await sql`SELECT 1 FROM contacts WHERE endorsement_id = ${id}`).toHaveLength(0)
    expect(await sql`SELECT 1 FROM endorsements WHERE id = ${id} AND email_lookup IS NOT NULL`).toHaveLength(
      0,
    )
    expect(await page(visitor.get(link))).toBe('This request was stopped')
    expect((await visitor.post(link, { action: 'confirm', revision: '1', confirm: 'yes' })).status).toBe(410)
    expect((await visitor.post(link, { action: 'resend' })).status).not.toBe(200)
  })

  it('stop the request also after somebody confirmed it', async () => {
    const link = await asked('Scanner Confirmed', 'scanned@example.org')
    await visitor.confirms(link)
    const used = await (await visitor.get(link)).text()
    expect(readForm(used, 'disown')).toEqual({ action: 'disown' })
    expect(await page(visitor.post(link, { action: 'disown' }))).toBe('The request is stopped')
    expect(await statusOf('Scanner Confirmed')).toBe('withdrawn')
  })

  it('speak the language in which the person asked', async () => {
    const link = await asked('Моўная крама', 'mova@example.org', 'be')
    expect(link).toMatch(/^\/be\/confirm\//)
    expect(await (await visitor.get(link)).text()).toContain('lang="be"')
  })

  it('are told only to an address that has asked before', async () => {
    await visitor.confirms(await asked('Asked Before', 'twice@example.org'))
    await mail.newest('twice@example.org', /is confirmed/)
    const before = (await mail.inbox('twice@example.org')).length
    const first = await (
      await visitor.asks({ organisation: 'Asked Twice', email: 'twice@example.org' })
    ).text()
    const other = await (
      await visitor.asks({ organisation: 'Asked Twice', email: 'thrice@example.org' })
    ).text()
    expect(withoutTokens(first).replace('twice@', 'thrice@')).toBe(withoutTokens(other))
    const mails = async () => (await mail.inbox('twice@example.org')).length
    await expect.poll(mails).toBe(before + 1)
    const [newest] = await mail.inbox('twice@example.org')
    expect(newest?.subject).not.toMatch(/confirm/i)
  })

  it('lead back to the statement', async () => {
    expect(await (await visitor.get(`/en/confirm/${'B'.repeat(43)}`)).text()).toContain(
      `action="${lostLink}"`,
    )
    expect((await visitor.get(`/en/${slug}`)).status).toBe(200)
  })
})
