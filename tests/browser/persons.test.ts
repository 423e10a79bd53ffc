import { describe, expect, it, vi } from 'vitest'
import { type Language, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { countsInWords } from '../../src/signatories/words.ts'
import { draw, looksRight, seenLanguages, useBrowser } from '../support/browser.ts'
import { sample, slug, useStage } from '../support/stage.ts'

const inTime = { timeout: 10_000 }
const stage = useStage()
const { open } = useBrowser(stage)
const { visitor, moderator, mail, sql } = stage
const counts = { organisation: 11, network: 1, person: 1 }
const form = (lang: Language) => paths.endorsement.ask(lang, slug)
const languagesSeen: readonly Language[] = [...new Set<Language>([...seenLanguages, 'en'])]

async function allowAll() {
  await sql`
    UPDATE statements SET signers = '{organisation,network,person}', second_moderator = 'never',
      revision = revision + 1`
  await vi.waitFor(
    async () => expect(await (await visitor.get(form('en'))).text()).toContain('value="person"'),
    inTime,
  )
}

describe('a statement that organisations, networks and persons may sign', () => {
  it('asks each for their own, without script too, and shows them in sections', async () => {
    await allowAll()
    for (const lang of languagesSeen) {
      const page = await open({ lang })
      await page.goto(form(lang))
      await looksRight(page, lang, 'form before the choice')
      expect(await page.locator('#organisation').isVisible()).toBe(false)
      await draw(page, `persons-choice-${lang}`)
      await page.locator('input[name=kind][value=person]').check()
      for (const name of ['organisation', 'title', 'affiliation', 'email'])
        expect(await page.locator(`#${name}`).isVisible(), name).toBe(true)
      for (const name of ['website', 'representative', 'role'])
        expect(await page.locator(`#${name}`).isVisible(), name).toBe(false)
      await looksRight(page, lang, 'form of a person')
      await draw(page, `persons-form-${lang}`)
      await page.locator('input[name=kind][value=network]').check()
      expect(await page.locator('#website').isVisible()).toBe(true)
      expect(await page.locator('#title').isVisible()).toBe(false)
      await looksRight(page, lang, 'form of a network')
    }
    const scriptless = await open({ javaScript: false })
    await scriptless.goto(form('en'))
    await scriptless.locator('input[name=kind][value=person]').check()
    expect(await scriptless.locator('#title').isVisible()).toBe(true)
    expect(await scriptless.locator('#website').isVisible()).toBe(false)
    const person = { ...sample, kind: 'person', organisation: 'Ina Bykava', email: 'ina@persons.example.org' }
    const network = { ...sample, kind: 'network', organisation: 'Baltic Network', email: 'a@net.example.org' }
    for (const fields of [{ ...person, title: 'Editor', affiliation: 'Belarusian PEN' }, network]) {
      await visitor.asks(fields)
      await visitor.confirms(await mail.link(fields.email))
      await moderator.approves(fields.organisation)
    }
    for (const lang of languagesSeen) {
      const page = await open({ lang })
      for (const path of [paths.statement.page(lang, slug), paths.list.page(lang, slug)]) {
        await vi.waitFor(
          async () => expect(await (await visitor.get(path)).text()).toContain('Ina Bykava'),
          inTime,
        )
        await page.goto(path)
        await page.getByRole('heading', { name: translator(lang)('list.person') }).waitFor()
        if (path === paths.list.page(lang, slug))
          await page.getByRole('heading', { name: countsInWords(lang, counts) }).waitFor()
        await looksRight(page, lang, path)
        await draw(page, `persons${path.replaceAll('/', '-')}`)
      }
    }
  })
})
