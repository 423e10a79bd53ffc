import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { textOf } from '../support/moderator.ts'
import { readFormTo } from '../support/page.ts'
import { privateLink, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { desk, visitor, mail, sql, statusOf, logged } = useStage()

type Person = Pick<Awaited<ReturnType<typeof desk.signIn>>, 'get' | 'post'>
type Fields = Record<string, string>

const idOf = async (organisation: string): Promise<string> => {
  const [row] = await sql`SELECT id FROM endorsements WHERE name = ${organisation}`
  return String(row?.id)
}
/** Asks, and gives its id once the mail with the link has come. */
async function asks(organisation: string, fields: Fields = {}, lang = 'en') {
  const email = fields.email ?? `${organisation.toLowerCase()}@forum.example.org`
  await visitor.asks({ organisation, ...fields, email }, lang)
  return { email, link: await mail.link(email), id: await idOf(organisation) }
}
async function asksAndConfirms(organisation: string, fields: Fields = {}) {
  const asked = await asks(organisation, fields)
  await visitor.confirms(asked.link)
  return asked
}
const open = async (person: Person, path: string) => (await person.get(path)).text()
/** What the page says under the preview of a mail. */
const previewIn = (page: string) => textLines(/<pre[^>]*>([\s\S]*?)<\/pre>/.exec(page)?.[1] ?? '')
const textLines = (html: string) =>
  html
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&')
const historyIn = (page: string) => textOf(/<ol class="history">([\s\S]*?)<\/ol>/.exec(page)?.[1] ?? '')

/** Presses the button of a form as a page shows it; where that leads is followed. */
async function press(person: Person, page: string, path: string, more: Fields = {}) {
  const answer = await person.post(path, { ...readFormTo(page, path), ...more })
  const to = answer.headers.get('location')
  if (to !== null) expect(to, 'no address in an address').not.toMatch(/@|%40/)
  const text = to === null ? await answer.text() : await open(person, to)
  return { status: answer.status, page: text, text: textOf(text), to }
}

describe(`moderators and people, on ${target}`, () => {
  it('a colleague sees who looks at a request, takes it over by a press, and decides all the same', async () => {
    const vera = await desk.signIn('moderator', 'Vera Claimant')
    const nina = await desk.signIn('moderator', 'Nina Colleague')
    const { id } = await asksAndConfirms('Kalinka')
    const request = paths.desk.request(id)
    const claim = paths.desk.action(id, 'claim')

    const unclaimed = await open(nina, request)
    const claimed = await press(vera, await open(vera, request), claim)
    expect([claimed.status, claimed.to]).toEqual([303, `${request}?said=claimed`])
    expect(claimed.text).toContain('You are looking at it, as colleagues see.')
    expect(textOf(await open(nina, paths.desk.queue))).toContain('Claimed by Vera Claimant')

    const tooLate = await press(nina, unclaimed, claim)
    expect(tooLate.status).toBe(409)
    expect(tooLate.text).toContain('A colleague has claimed it since it was shown to you.')
    const decision = await open(nina, paths.desk.action(id, 'reject'))
    expect(textOf(decision)).toMatch(/Claimed by Vera Claimant , .* You can decide all the same\./)
    expect(textOf(await open(vera, paths.desk.action(id, 'reject')))).not.toContain('Claimed by')

    const over = await press(nina, await open(nina, request), claim)
    expect(historyIn(over.page)).toMatch(/Claimed · Vera Claimant .* Claim taken over · Nina Colleague/)
    expect(textOf(await open(vera, request))).toContain('Claimed by Nina Colleague')
    const released = await press(nina, over.page, paths.desk.action(id, 'release'))
    expect(released.text).toContain('I am looking at this')

    await press(nina, released.page, claim)
    const reasons = paths.desk.action(id, 'withdraw')
    const looked = await press(vera, await open(vera, `${reasons}?code=own`), reasons, {
      words: 'Asked by telephone.',
      step: 'look',
    })
    expect(await press(vera, looked.page, reasons, { words: 'Asked by telephone.' })).toMatchObject({
      status: 303,
    })
    expect(await statusOf('Kalinka')).toBe('withdrawn')
    expect(textOf(await open(vera, `${paths.desk.queue}?state=all`))).not.toContain('Claimed by')
    expect((await vera.post(claim)).status).toBe(409)
  })

  it('a moderator writes without deciding: what the page shows is the mail that goes', async () => {
    const vera = await desk.signIn('moderator', 'Vera Writer')
    const { id, email } = await asksAndConfirms('Lipa')
    const path = paths.desk.action(id, 'write')
    expect(await open(vera, paths.desk.request(id))).toContain(`href="${path}"`)
    const form = await open(vera, path)

    const long = 'x'.repeat(2001)
    const refused = await press(vera, form, path, { words: long })
    expect([refused.status, refused.page.includes(long)]).toEqual([422, true])
    const words = 'Which of your names is registered?\n\nSee https://example.org/criteria'
    const unseen = await press(vera, form, path, { words })
    expect(unseen.status).toBe(200)
    expect(unseen.text).toContain('Nothing is sent yet.')

    const preview = previewIn(unseen.page)
    const sent = await press(vera, unseen.page, path, { words })
    expect([sent.status, sent.to]).toEqual([303, `${paths.desk.request(id)}?said=written`])
    const message = await mail.newest(email, /^A message about your organisation/)
    const token = privateLink(message).split('/').at(-1) ?? ''
    expect(message.text.replace(token, '…').trim()).toBe(preview.trim())
    expect(historyIn(sent.page)).toMatch(/Message to the representative · Vera Writer Which of your names/)
    expect(await statusOf('Lipa')).toBe('confirmed')

    // Twice the same is once; and five a day is all.
    await press(vera, unseen.page, path, { words })
    for (const n of [2, 3, 4, 5]) {
      const text = `No. ${n}`
      const looked = await press(vera, form, path, { words: text, step: 'look' })
      expect((await press(vera, looked.page, path, { words: text })).status).toBe(303)
    }
    const late = await press(vera, form, path, { words: 'No. 6', step: 'look' })
    const spent = await press(vera, late.page, path, { words: 'No. 6' })
    expect([spent.status, spent.page.includes('No. 6')]).toEqual([409, true])
    expect(spent.text).toContain('5 messages a day may go to one representative')
    const request = await open(vera, paths.desk.request(id))
    expect(request).not.toContain(`href="${path}"`)
    expect((await vera.get(path)).status).toBe(303)
    expect((await mail.inbox(email)).filter(({ subject }) => /^A message/.test(subject))).toHaveLength(5)
  })

  it('nobody is written to at an address that nobody has proved', async () => {
    const vera = await desk.signIn()
    const { id } = await asks('Sosna')
    const path = paths.desk.action(id, 'write')
    expect(await open(vera, paths.desk.request(id))).not.toContain(path)
    expect((await vera.get(path)).status).toBe(303)
    const forced = await vera.post(path, { revision: '1', words: 'Hello', shown: 'Hello' })
    expect([forced.status, textOf(await forced.text())]).toEqual([
      409,
      expect.stringContaining('a stranger might read what you write'),
    ])
  })

  it('a confirm link goes from the desk, until the address has had its links for today', async () => {
    const vera = await desk.signIn()
    const { id, link, email } = await asks('Verba')
    const path = paths.desk.action(id, 'link')
    let page = await open(vera, paths.desk.request(id))
    for (const left of [3, 2, 1]) {
      expect(textOf(page)).toContain(`This address can get ${left} more fresh link`)
      const sent = await press(vera, page, path)
      expect([sent.status, sent.to]).toEqual([303, `${paths.desk.request(id)}?said=link-sent`])
      page = sent.page
    }
    expect(textOf(page)).toContain('This address has had its fresh links for today.')
    expect(page).not.toContain(`action="${path}"`)
    const forced = await vera.post(path, { revision: '4' })
    expect([forced.status, textOf(await forced.text())]).toEqual([
      409,
      expect.stringContaining('This address has had its fresh links for today. Try again tomorrow.'),
    ])
    await expect.poll(async () => (await mail.inbox(email)).length, { timeout: 30_000 }).toBe(4)
    await visitor.confirms(link)
    expect(await statusOf('Verba')).toBe('confirmed')
    expect(await open(vera, paths.desk.request(id))).not.toContain(path)
  })

  it('an address with a typo is corrected for a reason, and the old one is nobody’s any more', async () => {
    const vera = await desk.signIn('moderator', 'Vera Speller')
    const { id, link } = await asks('Rabina', { email: 'jonas@fourm-typo.example' }, 'be')
    const path = paths.desk.action(id, 'address')
    const words = 'Jonas told me by telephone, +370 600 00000.'
    const form = await open(vera, path)
    expect(form).toContain('jonas@fourm-typo.example')

    const tries: [Fields, string][] = [
      [{ email: 'jonas@forum-right.example', words: '' }, 'Write something first.'],
      [{ email: '', words }, 'Enter your e-mail address.'],
      [{ email: 'jonas@forum-right', words }, 'Enter an e-mail address like name@example.org.'],
      [{ email: 'jonas@mailinator.com', words }, 'A disposable address is nobody’s for long.'],
      [{ email: 'jonas@fourm-typo.example', words }, 'It is this address already.'],
      [{ email: 'jonas@gmial.con', words }, 'Did you mean jonas@gmail.com?'],
    ]
    for (const [typed, says] of tries) {
      const answer = await press(vera, form, path, typed)
      expect([answer.status, answer.text.includes(says)], says).toEqual([422, true])
      for (const value of Object.values(typed)) expect(answer.page).toContain(value)
    }
    const fields = { email: 'jonas@forum-right.example', words }
    const done = await press(vera, form, path, fields)
    expect([done.status, done.to]).toEqual([303, `${paths.desk.request(id)}?said=readdressed`])
    expect(historyIn(done.page)).toContain(`Address corrected · Vera Speller ${words}`)
    expect(done.text).not.toContain('fourm-typo')

    const fresh = await mail.link('jonas@forum-right.example')
    expect(fresh).toMatch(/^\/be\/confirm\//)
    expect((await visitor.get(link)).status).toBe(404)
    await visitor.post(link, { action: 'confirm', revision: '2', confirm: 'yes' })
    expect(await statusOf('Rabina')).toBe('requested')
    await visitor.confirms(fresh)
    expect(await statusOf('Rabina')).toBe('confirmed')

    const waiting = await open(vera, paths.desk.request(id))
    expect(waiting).not.toContain(path)
    const late = await press(vera, form, path, { ...fields, email: 'other@forum-right.example' })
    expect(late.status).toBe(409)
    expect(JSON.stringify(logged())).not.toMatch(/fourm-typo|forum-right/)
  })

  it('an address that was doubted is taken once it is sent again', async () => {
    const vera = await desk.signIn()
    const { id } = await asks('Jalina')
    const path = paths.desk.action(id, 'address')
    const fields = { email: 'jonas@riseupp.net', words: 'It is spelt so, he says.' }
    const doubted = await press(vera, await open(vera, path), path, fields)
    expect(doubted.status).toBe(422)
    expect((await press(vera, doubted.page, path, fields)).status).toBe(303)
  })
})
