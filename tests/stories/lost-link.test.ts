import { describe, expect, it } from 'vitest'
import { type Language, languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { someOf } from '../support/exhaustive.ts'
import { confirmLink, day, headline, privateLink, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, moderator, moveClock, sql } = useStage()
const form = (lang: Language) => paths.endorsement.lostLink(lang)
const withoutTokens = (html: string) => html.replace(/[\w-]{43}/g, 'T')
const lostMails = async (to: string) =>
  (await mail.inbox(to)).filter(({ subject }) => /[Ff]resh link/.test(subject))

describe(`"Lost the link?", on ${target}`, () => {
  it('is for who is listed, and for who has not confirmed yet', async () => {
    for (const name of ['Listed', 'Open']) {
      await visitor.asks({ organisation: `${name} Forum`, email: `${name.toLowerCase()}@example.org` })
    }
    await visitor.confirms(await mail.link('listed@example.org'))
    await moderator.approves('Listed Forum')
    await mail.link('open@example.org')
  })

  it.each(someOf(languages, 1))('stands on the help, in %s, and has a page of its own', async lang => {
    const t = translator(lang)
    const help = await (await visitor.get(paths.site.help(lang))).text()
    expect(help).toContain(`action="${form(lang)}"`)
    const own = await visitor.get(form(lang))
    expect(own.status).toBe(200)
    const text = await own.text()
    expect(headline(text)).toBe(t('link.lost.title'))
    expect(text).toContain(`action="${form(lang)}"`)
  })

  it.each(someOf(languages, 1))(
    'tells of a malformed address what to change, and keeps it, in %s',
    async lang => {
      for (const [email, fault] of [
        ['no address <b>', 'invalid'],
        ['  ', 'required'],
      ] as const) {
        const answer = await visitor.post(form(lang), { email })
        expect(answer.status).toBe(422)
        const text = await answer.text()
        expect(text).toContain(translator(lang)(`field.email.${fault}`))
        if (email.trim()) expect(text).toContain('value="no address &lt;b&gt;"')
      }
      expect((await visitor.post(form(lang), {})).status).toBe(422)
    },
  )

  it.each(someOf(languages, 1))('answers alike to the byte, whoever is asked for, in %s', async lang => {
    const addresses = ['listed@example.org', 'open@example.org', 'nobody@example.org', 'UNKNOWN@example.org']
    const answers = []
    for (const email of addresses) {
      const first = await visitor.send(form(lang), { method: 'POST', body: new URLSearchParams({ email }) })
      const { date: _, location = '', ...headers } = Object.fromEntries(first.headers)
      const page = await visitor.get(location)
      const { date: __, ...pageHeaders } = Object.fromEntries(page.headers)
      const body = withoutTokens(await page.text())
      expect(body).toContain(email)
      answers.push({
        status: first.status,
        headers,
        to: withoutTokens(location),
        first: await first.text(),
        page: page.status,
        body: body.replaceAll(email, 'E').length,
        // The address is as long as it is: nothing else may differ.
        whole: body.replaceAll(email, 'E'),
        length: Number(pageHeaders['content-length'] ?? 0) > 0,
        pageHeaders: { ...pageHeaders, 'content-length': null },
      })
    }
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]?.status).toBe(303)
    expect(answers[0]?.page).toBe(200)
  })

  it('brings the inbox a link that works, and a stranger nothing', async () => {
    await moveClock(day)
    await visitor.post(form('en'), { email: 'listed@example.org' })
    await visitor.post(form('en'), { email: 'open@example.org' })
    await visitor.post(form('en'), { email: 'nobody@example.org' })
    await expect.poll(async () => (await lostMails('listed@example.org')).length).toBeGreaterThan(0)
    await expect.poll(async () => (await lostMails('open@example.org')).length).toBeGreaterThan(0)
    const [toPage] = await lostMails('listed@example.org')
    const [toConfirm] = await lostMails('open@example.org')
    if (!toPage || !toConfirm) throw new Error('no mail')
    const page = await visitor.get(privateLink(toPage))
    expect(headline(await page.text())).toBe('The organisation is on the public list')
    expect((await visitor.confirms(confirmLink(toConfirm))).status).toBe(200)
    expect(await mail.inbox('nobody@example.org')).toEqual([])
    // Nobody's allowance is counted who has nothing here.
    expect(await sql`SELECT 1 FROM mail_allowances WHERE purpose = 'fresh-link'`).toHaveLength(2)
  })

  it('is where every unknown link leads', async () => {
    for (const path of [`/en/confirm/${'A'.repeat(43)}`, `/en/endorsement/${'A'.repeat(43)}`]) {
      const answer = await visitor.get(path)
      expect(answer.status).toBe(404)
      expect(await answer.text(), path).toContain(`action="${form('en')}"`)
    }
  })

  it('says of a page that is kept no more that it is, with the form', async () => {
    const gone = await visitor.get(paths.endorsement.lostLinkAnswer('en', 'A'.repeat(43)))
    expect(gone.status).toBe(410)
    expect(await gone.text()).toContain(`action="${form('en')}"`)
  })
})
