import { describe, expect, it } from 'vitest'
import { type Language, languages, translator } from '../../src/i18n/index.ts'
import { someOf } from '../support/exhaustive.ts'
import { textOf } from '../support/moderator.ts'
import { headline, privateLink, useStage } from '../support/stage.ts'
import { many, target } from '../support/target.ts'

const { visitor, mail, moderator, moveClock, sweep, sql } = useStage()
const day = 86_400_000

let people = 0
/** A listed organisation; gives its name and address, and the path of its private page in a language. */
async function listed(lang: Language) {
  const n = ++people
  const organisation = `Contact House ${n}`
  const email = `person-${n}@contact.example.org`
  await visitor.asks({ organisation, email }, lang)
  await visitor.confirms(await mail.link(email))
  const subject = new RegExp(`^${translator(lang)('mail.received.subject')}$`)
  const path = privateLink(await mail.newest(email, subject))
  await moderator.approves(organisation)
  return { organisation, email, lang, path }
}
type One = Awaited<ReturnType<typeof listed>>
const read = async (answer: Response | Promise<Response>) => (await answer).text()
const notices = (page: string) => textOf(/<div class="notice[^"]*">[\s\S]*?<\/div>/.exec(page)?.[0] ?? '')
const mailed = (
  lang: Language,
  email: string,
  key: 'hour.contact' | 'newContact' | 'contactNotice' | 'contactChanged' | 'takenOver',
) => mail.newest(email, new RegExp(translator(lang)(`mail.${key}.subject`).replace('?', '\\?')))

/** Presses the button on the private page, and opens the mail that it sends. */
async function namingLink({ path, email, lang }: One) {
  expect(await read(visitor.get(path))).toContain('name="purpose" value="contact"')
  expect((await visitor.post(`${path}/send-link`, { purpose: 'contact' })).status).toBe(200)
  return privateLink(await mailed(lang, email, 'hour.contact'))
}
const someone = (n: number) => ({
  new_representative: 'Nasta Novaja',
  new_role: 'Coordinator',
  new_email: `nasta-${n}@contact.example.org`,
})

describe.each(someOf(languages, 1))(`in %s, on ${target}`, lang => {
  const t = translator(lang)

  it('another person becomes the contact once they say yes, and the old links end', async () => {
    const one = await listed(lang)
    const nasta = someone(people)
    const naming = await namingLink(one)
    const opened = await visitor.get(naming)
    expect([opened.status, opened.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const form = await opened.text()
    expect(headline(form)).toBe(t('contact.title'))
    expect(form).toContain('<meta name="robots" content="noindex"')
    expect(form).not.toMatch(/<script/)

    const wrong = await visitor.post(`${naming}/contact`, {
      ...nasta,
      new_email: 'x',
      new_role: '<b>Chair</b>',
    })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain('<a href="#new_email"')
    expect(again).toContain('value="&lt;b&gt;Chair&lt;/b&gt;"')
    const doubted = await visitor.post(`${naming}/contact`, { ...nasta, new_email: 'nasta@gmial.com' })
    expect(doubted.status).toBe(422)
    const asksBack = await doubted.text()
    expect(asksBack).toContain(t('field.email.doubtful', { likely: 'nasta@gmail.com' }))
    expect(asksBack).toContain('name="email_checked" value="nasta@gmial.com"')
    const shortLived = await visitor.post(`${naming}/contact`, {
      ...nasta,
      new_email: 'nasta@mailinator.com',
    })
    expect(await shortLived.text()).toContain(t('contact.disposable'))

    const named = await visitor.post(`${naming}/contact`, nasta)
    expect(named.status).toBe(200)
    expect(await named.text()).toContain(t('contact.done.title'))
    expect((await visitor.get(naming)).status).toBe(410)
    const waiting = await read(visitor.get(one.path))
    expect(waiting).toContain(one.email)
    expect(waiting).toContain('n•••@contact.example.org')
    expect(waiting).not.toContain(nasta.new_email)

    const link = privateLink(await mailed(lang, nasta.new_email, 'newContact'))
    const page = await read(visitor.get(link))
    expect(headline(page)).toBe(t('contact.takeOver.title'))
    for (const words of Object.values(nasta)) expect(page).toContain(words)
    await Promise.all(Array.from({ length: many }, () => visitor.send(link, { method: 'HEAD' })))
    expect((await visitor.post(`${link}/take-over`, {})).status).toBe(422)
    expect((await visitor.post(`${one.path}/take-over`, { agreed: 'yes' })).status).toBe(404)
    expect(await read(visitor.get(one.path))).toContain(one.email)

    const answers = await Promise.all(
      Array.from({ length: many }, () => visitor.post(`${link}/take-over`, { agreed: 'yes' })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(headline((await answers[0]?.text()) ?? '')).toBe(t('contact.takeOver.done.title'))
    expect((await visitor.get(link)).status).toBe(410)
    expect((await visitor.get(one.path)).status).toBe(404)
    expect((await mailed(lang, one.email, 'contactChanged')).text).not.toContain(nasta.new_email)
    const fresh = await read(visitor.get(privateLink(await mailed(lang, nasta.new_email, 'takenOver'))))
    expect(fresh).toContain(nasta.new_email)
    expect(fresh).not.toContain(one.email)
    expect(textOf(fresh)).toContain(t('private.history.contact_changed'))
  })
})

describe(`a change of the contact person, on ${target}`, () => {
  it('is taken back on the private page', async () => {
    const one = await listed('en')
    const nasta = someone(people)
    const naming = await namingLink(one)
    await visitor.post(`${naming}/contact`, nasta)
    const link = privateLink(await mailed('en', nasta.new_email, 'newContact'))
    const kept = await visitor.post(`${one.path}/keep-contact`, {})
    expect(notices(await kept.text())).toBe(translator('en')('private.contact.kept'))
    expect((await visitor.get(link)).status).toBe(404)
    expect((await visitor.get(naming)).status).toBe(410)
    expect(await read(visitor.get(one.path))).not.toContain('keep-contact')
  })

  it('ends by itself where nobody says yes', async () => {
    const one = await listed('en')
    const nasta = someone(people)
    await visitor.post(`${await namingLink(one)}/contact`, nasta)
    const link = privateLink(await mailed('en', nasta.new_email, 'newContact'))
    await moveClock(7 * day + 1000)
    const late = await visitor.get(link)
    expect(late.status).toBe(410)
    expect(await late.text()).toContain('Nothing was done')
    await sweep()
    expect(await sql`SELECT FROM contact_changes`).toHaveLength(0)
  })
})

describe.each(someOf(languages, 1))(`for somebody who has left, in %s, on ${target}`, lang => {
  const t = translator(lang)
  const words = 'Their director rang from the office.'

  async function named() {
    const one = await listed(lang)
    const nasta = someone(people)
    const request = await moderator.find(one.organisation, 'approved')
    const path = `${request}/contact`
    const page = await moderator.open(path)
    const done = await moderator.press(page, path, { ...nasta, words })
    return { ...one, nasta, request, done }
  }

  it('a moderator names the new contact, who takes over 72 hours after both were told', async () => {
    const { path, email, nasta, request, done } = await named()
    for (const part of [...Object.values(nasta), words]) expect(textOf(done)).toContain(part)
    expect(notices(done)).toContain('Both mails are on their way')
    expect(done).not.toContain(`${request}/contact"`)
    const own = await read(visitor.get(path))
    expect(own).toContain('keep-contact')
    expect(own).not.toContain(nasta.new_email.split('@')[0])
    const notice = await mailed(lang, email, 'contactNotice')
    for (const part of [notice.text, notice.html ?? ''])
      expect(part).not.toMatch(new RegExp(`${words}|nasta|Nasta`))

    const link = privateLink(await mailed(lang, nasta.new_email, 'newContact'))
    expect(textOf(await read(visitor.get(link)))).toContain(t('contact.takeOver.leadModerator'))
    const agreed = await visitor.post(`${link}/take-over`, { agreed: 'yes' })
    expect(agreed.status).toBe(200)
    expect(headline(await agreed.text())).toBe(t('contact.takeOver.waits.title'))
    expect(headline(await read(visitor.get(link)))).toBe(t('contact.takeOver.waits.title'))
    expect(await read(visitor.get(path))).toContain(email)
    await moveClock(72 * 3_600_000)
    await sweep()
    expect((await visitor.get(path)).status).toBe(404)
    const late = await visitor.get(privateLink(notice))
    expect(late.status).toBe(410)
    expect(textOf(await late.text())).toContain(t('contact.object.over'))
    await mailed(lang, email, 'contactChanged')
    const fresh = await read(visitor.get(privateLink(await mailed(lang, nasta.new_email, 'takenOver'))))
    expect(fresh).toContain(nasta.new_email)
    expect(fresh).not.toContain(email)
    expect(fresh).not.toContain(words)
  })

  it('the address on file stops it by one press', async () => {
    const { path, email, nasta, request } = await named()
    const link = privateLink(await mailed(lang, nasta.new_email, 'newContact'))
    const stop = privateLink(await mailed(lang, email, 'contactNotice'))
    const page = await visitor.get(stop)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(headline(await page.text())).toBe(t('contact.object.title'))
    await Promise.all(Array.from({ length: many }, () => visitor.send(stop, { method: 'HEAD' })))
    expect((await visitor.post(`${link}/object`, {})).status).toBe(404)
    expect((await visitor.post(`${path}/object`, {})).status).toBe(404)
    expect((await visitor.get(link)).status).toBe(200)

    const answers = await Promise.all(Array.from({ length: many }, () => visitor.post(`${stop}/object`, {})))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(headline((await answers[0]?.text()) ?? '')).toBe(t('contact.object.done.title'))
    expect((await visitor.get(stop)).status).toBe(410)
    expect((await visitor.get(link)).status).toBe(404)
    const desk = textOf(await moderator.open(request))
    expect(desk).toContain('Change of the contact person stopped')
    expect(desk).not.toContain(nasta.new_email)
  })
})

describe(`naming a contact at the desk, on ${target}`, () => {
  it('says what has to be put right and keeps what was typed; a second press leads where the first did', async () => {
    const one = await listed('en')
    const nasta = someone(people)
    const request = await moderator.find(one.organisation, 'approved')
    const path = `${request}/contact`
    const page = await moderator.open(path)
    const wordless = moderator.press(page, path, { ...nasta, new_email: 'x', words: '' })
    await expect(wordless).rejects.toThrow()
    const same = moderator.press(page, path, { ...nasta, new_email: one.email, words: 'Told so.' })
    await expect(same).rejects.toThrow('Nothing was sent')
    for (let n = 0; n < 2; n++) {
      const done = await moderator.press(page, path, { ...nasta, words: 'Told so.' })
      expect(notices(done)).toContain('Both mails are on their way')
    }
    const other = moderator.press(page, path, { ...someone(0), words: 'Told so.' })
    await expect(other).rejects.toThrow('Another person is named as the contact already')
    const stopped = await moderator.press(await moderator.open(request), `${request}/keep`)
    expect(notices(stopped)).toContain('The change of the contact person is stopped')
    expect(await sql`SELECT FROM contact_changes`).toHaveLength(0)
  })
})
