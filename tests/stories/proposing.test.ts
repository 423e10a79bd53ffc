import { describe, expect, it } from 'vitest'
import { type Language, languages, translator } from '../../src/i18n/index.ts'
import { someOf } from '../support/exhaustive.ts'
import { textOf } from '../support/moderator.ts'
import { headline, privateLink, readFormTo, sample, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, moderator, sql, statusOf } = useStage()
const inTime = { timeout: 30_000, interval: 50 }

let people = 0
async function listed(lang: Language) {
  const n = ++people
  const organisation = `Proposing House ${n}`
  const email = `person-${n}@proposing.example.org`
  await visitor.asks({ organisation, email }, lang)
  await visitor.confirms(await mail.link(email))
  const subject = new RegExp(`^${translator(lang)('mail.received.subject')}$`)
  const path = privateLink(await mail.newest(email, subject))
  await moderator.approves(organisation)
  return { organisation, email, lang, path }
}
/** The details as the form has them, with the revision that the page names. */
async function detailsOn(path: string, organisation: string) {
  const { country, website, comment } = sample
  const { revision } = readFormTo(await read(visitor.get(path)), `${path}/propose`)
  return { revision: revision ?? '', organisation, country, website, comment }
}
const read = async (answer: Response | Promise<Response>) => (await answer).text()
const notices = (page: string) => textOf(/<div class="notice[^"]*">[\s\S]*?<\/div>/.exec(page)?.[0] ?? '')
const isListed = async (organisation: string) =>
  (await visitor.list()).signatories.some(({ name }) => name === organisation)

describe.each(someOf(languages, 1))(`in %s, on ${target}`, lang => {
  const t = translator(lang)

  it('a listed organisation proposes, a moderator publishes, and the old entry stands until then', async () => {
    const { path, organisation, email } = await listed(lang)
    const page = await read(visitor.get(path))
    expect(textOf(page)).toContain(t('propose.title'))
    const form = await detailsOn(path, organisation)
    const same = await visitor.post(`${path}/propose`, form)
    expect(notices(await same.text())).toBe(t('propose.same'))
    const wrong = await visitor.post(`${path}/propose`, { ...form, organisation: '', comment: '<b>Hi</b>' })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain('<a href="#organisation"')
    expect(again).toContain('&lt;b&gt;Hi&lt;/b&gt;')

    const other = await listed(lang)
    const taken = await visitor.post(`${path}/propose`, { ...form, organisation: other.organisation })
    expect(taken.status).toBe(409)
    const kept = await taken.text()
    expect(notices(kept)).toBe(t('propose.taken'))
    expect(kept).toContain(`value="${other.organisation}"`)

    const better = `${organisation} for Rights`
    const sent = await visitor.post(`${path}/propose`, { ...form, organisation: better })
    expect(sent.status).toBe(200)
    const after = await sent.text()
    expect(notices(after)).toBe(t('propose.done'))
    expect(textOf(after)).toContain(t('propose.waits.title'))
    expect(textOf(after)).toContain(t('private.history.correction_proposed'))
    expect((await mail.newest(email, new RegExp(t('mail.proposed.subject')))).text).toContain(better)
    await expect.poll(() => isListed(organisation), inTime).toBe(true)
    expect((await visitor.post(`${path}/propose`, { ...form, organisation: better })).status).toBe(200)

    const queue = await moderator.open('/moderation?state=proposed')
    expect(queue).toContain(organisation)
    expect(queue).toContain('Correction proposed')
    // Two people where a name is in doubt, and one alone corrects no such name: that rule is told elsewhere.
    await sql`UPDATE statements SET second_moderator = 'never'`
    const desk = await moderator.find(organisation, 'proposed')
    const request = await moderator.open(desk)
    expect(textOf(request)).toContain('The representative proposes a correction')
    expect(request).toContain(better)
    const look = await moderator.press(request, `${desk}/correct`)
    expect(headline(look)).toContain('Correct')
    await moderator.press(look, `${desk}/correct`, { step: 'do' })
    await expect.poll(() => isListed(better), inTime).toBe(true)
    expect(await isListed(organisation)).toBe(false)
    const done = await read(visitor.get(path))
    expect(textOf(done)).not.toContain(t('propose.waits.title'))
    expect(textOf(done)).toContain(t('private.history.corrected'))
  })

  it('or declines with a reason, which the representative reads', async () => {
    const { path, organisation, email } = await listed(lang)
    const form = await detailsOn(path, organisation)
    await visitor.post(`${path}/propose`, { ...form, comment: 'Call us now' })
    const desk = await moderator.find(organisation, 'proposed')
    const page = await moderator.open(`${desk}/decline`)
    const words = 'The line is for who you are.'
    const looked = await moderator.press(page, `${desk}/decline`, { words, step: 'look' })
    expect(looked).toContain(words)
    const done = await moderator.press(looked, `${desk}/decline`, { words })
    expect(textOf(done)).toContain('The proposal is declined')
    expect(textOf(done)).not.toContain('The representative proposes a correction')
    expect((await mail.newest(email, new RegExp(t('mail.declined.subject')))).text).toContain(words)
    const own = textOf(await read(visitor.get(path)))
    expect(own).toContain(t('private.history.correction_declined'))
    expect(own).toContain(words)
    expect(await statusOf(organisation)).toBe('approved')
  })

  it('and it can be taken back', async () => {
    const { path, organisation } = await listed(lang)
    const form = await detailsOn(path, organisation)
    await visitor.post(`${path}/propose`, { ...form, comment: 'Another line' })
    const back = await visitor.post(`${path}/take-back`, {})
    expect(back.status).toBe(200)
    const page = await back.text()
    expect(notices(page)).toBe(t('propose.gone'))
    expect(page).not.toContain(`${path}/take-back`)
  })
})
