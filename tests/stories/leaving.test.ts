import { describe, expect, it } from 'vitest'
import { representativeData } from '../../src/endorsements/private-page/data/data-schema.ts'
import { inLanguage, type Language, languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { someOf } from '../support/exhaustive.ts'
import { textOf } from '../support/moderator.ts'
import { type Fields, headline, privateLink, readFormTo, sample, slug, useStage } from '../support/stage.ts'
import { many, target } from '../support/target.ts'
import { withinTwoSeconds } from '../support/within-two-seconds.ts'

const { visitor, mail, moderator, moveClock, origin, sql, statusOf } = useStage()
const hour = 3_600_000

let people = 0
/** A confirmed request of its own; gives its name and address, and the path of its private page in a language. */
async function asked(lang: Language = 'en', fields: Fields = {}) {
  const n = ++people
  const organisation = `Leaving House ${n}`
  const email = `person-${n}@leaving.example.org`
  await visitor.asks({ organisation, email, ...fields }, lang)
  await visitor.confirms(await mail.link(email))
  const subject = new RegExp(`^${translator(lang)('mail.received.subject')}$`)
  return { organisation, email, lang, path: privateLink(await mail.newest(email, subject)) }
}
async function listed(lang: Language = 'en') {
  const one = await asked(lang)
  await moderator.approves(one.organisation)
  return one
}
const read = async (answer: Response | Promise<Response>) => (await answer).text()
const notices = (page: string) => textOf(/<div class="notice[^"]*">[\s\S]*?<\/div>/.exec(page)?.[0] ?? '')
const isListed = async (organisation: string) =>
  (await visitor.list()).signatories.some(({ name }) => name === organisation)

type Purpose = 'withdraw' | 'erase'
/** Presses the button on the private page, and opens the mail that it sends. */
async function oneHourLink({ path, email, lang }: Awaited<ReturnType<typeof asked>>, purpose: Purpose) {
  const page = await read(visitor.get(path))
  expect(page).toContain(`action="${path}/send-link"`)
  const answer = await visitor.post(`${path}/send-link`, { purpose })
  expect(answer.status).toBe(200)
  expect(notices(await answer.text())).toContain(translator(lang)('private.said.sent').slice(0, 40))
  return privateLink(await mail.newest(email, new RegExp(translator(lang)(`mail.hour.${purpose}.subject`))))
}

describe.each(someOf(languages, 1))(`in %s, on ${target}`, lang => {
  const t = translator(lang)

  it('the private page says what was signed, what happened and until when what is kept', async () => {
    const { path } = await asked(lang)
    const page = await read(visitor.get(path))
    const text = textOf(page)
    const [signed] = await sql`SELECT sha256, language FROM statement_texts WHERE language = 'en'`
    expect(text).toContain(signed?.sha256)
    expect(page).toContain(`href="${paths.statement.version('en', slug, 1)}"`)
    if (lang !== 'en') {
      const language = inLanguage(lang, lang)
      expect(text).toContain(t('private.signed.authoritative', { language }))
    }
    for (const words of ['requested', 'confirmed'] as const) {
      expect(text).toContain(t(`private.history.${words}`))
    }
    expect(text).toContain(t('private.kept.waiting'))
    expect(text).not.toMatch(/20 times|20 раз/)
  })

  it('a name and a role are put right, and what is wrong comes back as it was typed', async () => {
    const { path } = await asked(lang)
    const wrong = await visitor.post(`${path}/person`, { representative: '', role: '<b>Chair</b>' })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('<a href="#representative"')
    expect(page).toMatch(/<details open/)
    expect(page).toContain('value="&lt;b&gt;Chair&lt;/b&gt;"')
    const good = await visitor.post(`${path}/person`, { representative: 'Ona Nova', role: 'Chair' })
    expect(good.status).toBe(200)
    const after = await good.text()
    expect(notices(after)).toBe(t('private.person.saved'))
    expect(textOf(after)).toContain(t('private.history.contact_amended'))
    expect(await read(visitor.get(path))).toContain('Ona Nova')
    const same = await visitor.post(`${path}/person`, { representative: 'Ona Nova', role: 'Chair' })
    expect(notices(await same.text())).toBe(t('private.person.same'))
  })

  it('what waits is withdrawn at once, by a box and a button', async () => {
    const { path, organisation, email } = await asked(lang)
    const unticked = await visitor.post(`${path}/withdraw`, {})
    expect(unticked.status).toBe(422)
    expect(await unticked.text()).toContain('<a href="#agreed"')
    expect(await statusOf(organisation)).toBe('confirmed')
    const answers = await Promise.all(
      Array.from({ length: many }, () => visitor.post(`${path}/withdraw`, { agreed: 'yes' })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const page = await read(visitor.get(path))
    expect(headline(page)).toBe(t('private.stopped.title'))
    expect(textOf(page)).toContain(t('private.history.left'))
    expect(page).not.toContain(`action="${path}/withdraw"`)
    const subject = new RegExp(t('mail.left.subject.waiting'))
    await mail.newest(email, subject)
    expect((await mail.inbox(email)).filter(one => subject.test(one.subject))).toHaveLength(1)
    expect(await statusOf(organisation)).toBe('withdrawn')
  })

  it('what is listed is withdrawn by a link of an hour, off every list within two seconds', async () => {
    const one = await listed(lang)
    const { path, organisation, email } = one
    expect(await isListed(organisation)).toBe(true)
    const { id } = (await visitor.list()).signatories.find(({ name }) => name === organisation) ?? { id: '' }
    const refused = await visitor.post(`${path}/withdraw`, { agreed: 'yes' })
    expect(refused.status).toBe(409)
    expect(notices(await refused.text())).toBe(t('private.said.changed'))
    expect(await statusOf(organisation)).toBe('approved')

    const link = await oneHourLink(one, 'withdraw')
    const opened = await visitor.get(link)
    expect([opened.status, opened.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const page = await opened.text()
    expect(page).toContain('<meta name="robots" content="noindex"')
    expect(page).not.toMatch(/<script/)
    expect(headline(page)).toBe(t('hour.withdraw.title'))
    expect(textOf(page)).toContain(t('leave.copies'))
    await Promise.all(Array.from({ length: many }, () => visitor.send(link, { method: 'HEAD' })))
    expect((await visitor.post(`${link}/withdraw`, readFormTo(page, `${link}/withdraw`))).status).toBe(422)
    expect((await visitor.post(`${link}/erase`, { agreed: 'yes' })).status).not.toBe(200)
    expect(await statusOf(organisation)).toBe('approved')

    const answers = await Promise.all(
      Array.from({ length: many }, () => visitor.post(`${link}/withdraw`, { agreed: 'yes' })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const done = (await answers[0]?.text()) ?? ''
    expect(headline(done)).toBe(t('hour.withdraw.done'))
    expect(textOf(done)).toContain(t('leave.copies'))
    await withinTwoSeconds(
      () => isListed(organisation),
      found => !found,
    )
    expect((await visitor.get(paths.list.signatory(lang, slug, id))).status).toBe(410)
    const used = await visitor.get(link)
    expect(used.status).toBe(410)
    expect(headline(await used.text())).toBe(t('hour.over.title'))
    const subject = new RegExp(t('mail.left.subject.listed'))
    const own = await read(visitor.get(privateLink(await mail.newest(email, subject))))
    expect((await mail.inbox(email)).filter(mailed => subject.test(mailed.subject))).toHaveLength(1)
    expect(headline(own)).toBe(t('private.left.title'))
  })

  it('contact data is erased by such a link alone, and the organisation stays', async () => {
    const one = await listed(lang)
    const { path, organisation, email } = one
    expect(await isListed(organisation)).toBe(true)
    expect((await visitor.post(`${path}/erase`, { agreed: 'yes' })).status).toBe(404)
    expect(await read(visitor.get(path))).toContain(email)

    const link = await oneHourLink(one, 'erase')
    expect(headline(await read(visitor.get(link)))).toBe(t('hour.erase.title'))
    const done = await visitor.post(`${link}/erase`, { agreed: 'yes' })
    expect(done.status).toBe(200)
    const page = await done.text()
    expect(headline(page)).toBe(t('hour.erase.done'))
    expect(textOf(page)).toContain(t('leave.done.staysListed'))
    await mail.newest(email, new RegExp(t('mail.erased.subject')))
    expect((await visitor.get(path)).status).toBe(404)
    expect((await visitor.post(`${path}/send-link`, { purpose: 'withdraw' })).status).toBe(404)
    expect((await visitor.post(`${link}/erase`, { agreed: 'yes' })).status).toBe(200)
    expect((await visitor.get(link)).status).toBe(410)
    expect(await isListed(organisation)).toBe(true)
  })
})

describe(`around leaving, on ${target}`, () => {
  it('moderators see who withdrew and who had their data erased, and are offered nothing to bring back', async () => {
    const gone = await listed()
    const link = await oneHourLink(gone, 'withdraw')
    await visitor.post(`${link}/withdraw`, { agreed: 'yes' })
    const page = await moderator.open(await moderator.find(gone.organisation, 'withdrawn'))
    expect(textOf(page)).toMatch(/Withdrawn · representative/)
    expect(page).not.toContain('/restore')
    await expect(moderator.restores(gone.organisation)).rejects.toThrow()

    const erased = await listed()
    await visitor.post(`${await oneHourLink(erased, 'erase')}/erase`, { agreed: 'yes' })
    const other = await moderator.open(await moderator.find(erased.organisation, 'approved'))
    expect(textOf(other)).toContain('The representative had their data erased.')
    expect(other).not.toContain(erased.email)
  })

  it('all that is held comes as a file that no cache keeps, described by a schema', async () => {
    const { path, organisation, email } = await asked()
    const answer = await visitor.get(`${path}/data.json`)
    expect(answer.status).toBe(200)
    const headers = ['cache-control', 'content-disposition', 'x-content-type-options', 'x-robots-tag']
    expect(headers.map(name => answer.headers.get(name))).toEqual([
      'no-store',
      'attachment; filename="countersign-data.json"',
      'nosniff',
      'noindex, nofollow',
    ])
    expect(answer.headers.get('set-cookie')).toBeNull()
    const data = representativeData.strict().parse(await answer.json())
    expect(data).toMatchObject({ contact: { email, representative: sample.representative } })
    expect(data.publicDetails.name).toBe(organisation)
    expect(data.$schema).toBe(origin + paths.api.representativeData)
    const schema = await visitor.get(paths.api.representativeData)
    expect([schema.status, schema.headers.get('content-type')]).toEqual([
      200,
      'application/schema+json; charset=utf-8',
    ])
    expect(await schema.json()).toMatchObject({ $id: data.$schema, type: 'object' })
    const foreign = await visitor.get(`/en/endorsement/${'A'.repeat(43)}/data.json`)
    expect(foreign.status).toBe(303)
  })

  it('what was withdrawn by somebody else meanwhile is not withdrawn again', async () => {
    const one = await listed()
    const link = await oneHourLink(one, 'withdraw')
    await moderator.withdraws(one.organisation, 'They asked by telephone.')
    expect((await visitor.get(link)).status).toBe(410)
    const answer = await visitor.post(`${link}/withdraw`, { agreed: 'yes' })
    expect(answer.status).toBe(410)
    expect(headline(await answer.text())).toBe('This link does nothing any more')
  })

  it('forms of other sites do nothing', async () => {
    const one = await listed()
    const link = await oneHourLink(one, 'withdraw')
    const foreign = { origin: 'https://evil.example' }
    for (const path of [`${link}/withdraw`, `${one.path}/send-link`, `${one.path}/person`]) {
      expect((await visitor.post(path, { agreed: 'yes', purpose: 'erase' }, foreign)).status).toBe(403)
    }
    expect(await statusOf(one.organisation)).toBe('approved')
  })

  // Last, as it moves the clock.
  it('a link of more than an hour ago does nothing, and says the way on', async () => {
    const one = await listed()
    const links = [await oneHourLink(one, 'withdraw'), await oneHourLink(one, 'erase')]
    await moveClock(hour)
    for (const [i, link] of links.entries()) {
      const old = await visitor.get(link)
      expect(old.status).toBe(410)
      expect(headline(await old.text())).toBe('This link has expired')
      const answer = await visitor.post(`${link}/${i === 0 ? 'withdraw' : 'erase'}`, { agreed: 'yes' })
      expect(answer.status).toBe(410)
    }
    expect(await statusOf(one.organisation)).toBe('approved')
    expect((await visitor.get(one.path)).status).toBe(200)
  })
})
