import { describe, expect, it } from 'vitest'
import { languages } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { answerSchemas } from '../../src/signatories/formats/answer-schemas.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { origin, visitor, mail, moderator } = useStage()
const inTime = { timeout: 30_000, interval: 50 }

describe(`a signatory’s permanent address, on ${target}`, () => {
  it('leads to its page in the reader’s language, and no cache keeps the way', async () => {
    const [founder] = (await visitor.list()).signatories
    const address = paths.list.permanent(founder?.id ?? '')
    for (const lang of languages) {
      const answer = await visitor.get(address, { 'accept-language': `${lang}, en;q=0.5` })
      expect(answer.status).toBe(302)
      expect(answer.headers.get('location')).toBe(paths.list.signatory(lang, slug, founder?.id ?? ''))
      expect(answer.headers.get('vary')).toMatch(/accept-language/i)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    const other = await visitor.get(address, { 'accept-language': 'de' })
    expect(other.headers.get('location')).toBe(paths.list.signatory('en', slug, founder?.id ?? ''))
  })

  it('is the same in capitals', async () => {
    const [founder] = (await visitor.list()).signatories
    const answer = await visitor.get(paths.list.permanent((founder?.id ?? '').toUpperCase()))
    expect(answer.headers.get('location')).toBe(paths.list.signatory('en', slug, founder?.id ?? ''))
  })

  it('stands on its page, in the list as JSON and in the table', async () => {
    const answer = await visitor.get(paths.api.signatories(slug))
    const { signatories } = answerSchemas.SignatoryPage.parse(await answer.json())
    const table = await (await visitor.get(paths.api.signatoriesCsv(slug))).text()
    for (const { id, url } of signatories) {
      expect(url).toBe(`${origin}/s/${id}`)
      expect(table).toContain(`,"${url}",`)
    }
    const [{ id } = { id: '' }] = signatories
    const page = await (await visitor.get(paths.list.signatory('be', slug, id))).text()
    expect(page).toContain(`${origin}/s/${id}<`)
  })

  it.each([crypto.randomUUID(), 'x', crypto.randomUUID().toUpperCase()])('is none for %s', async id => {
    expect((await visitor.get(paths.list.permanent(id))).status).toBe(404)
  })

  it('leads, once the organisation has left, to the page that says so', async () => {
    await visitor.asks()
    await visitor.confirms(await mail.link(sample.email))
    await moderator.approves(sample.organisation)
    await expect.poll(async () => (await visitor.list()).count, inTime).toBe(12)
    const { id = '' } = (await visitor.list()).signatories.at(-1) ?? {}
    await moderator.withdraws(sample.organisation, 'They asked for it.')
    await expect.poll(async () => (await visitor.list()).count, inTime).toBe(11)
    const answer = await visitor.get(paths.list.permanent(id), { 'accept-language': 'ru' })
    expect(answer.headers.get('location')).toBe(paths.list.signatory('ru', slug, id))
    expect((await visitor.get(answer.headers.get('location') ?? '')).status).toBe(410)
  })
})

describe(`the table for people, on ${target}`, () => {
  it('has its headings and countries in the language asked for, and its own name and tag', async () => {
    const tags = new Set<string | null>()
    for (const lang of languages) {
      const answer = await visitor.get(paths.api.signatoriesCsvIn(lang, slug))
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-disposition')).toContain(`${slug}-signatories.${lang}.csv`)
      tags.add(answer.headers.get('etag'))
      const [headings = ''] = (await answer.text()).split('\r\n')
      expect(headings).toMatch(lang === 'en' ? /"Country code".*"Country"/ : /"Краіна"|"Страна"/)
    }
    expect(tags.size).toBe(languages.length)
    expect((await visitor.get(`${paths.api.signatoriesCsv(slug)}?lang=de`)).status).toBe(400)
    const part = await visitor.get(`${paths.api.signatoriesCsv(slug)}?q=a&limit=2`)
    expect(part.status).toBe(400)
    const whole = 'the table is the whole list'
    expect(await part.text()).toContain(`"message":"q: ${whole}; limit: ${whole}; see `)
  })
})
