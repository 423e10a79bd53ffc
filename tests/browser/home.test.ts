import { beforeAll, describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { draw, looksRight, useBrowser } from '../support/browser.ts'
import { anotherStatement, deployBeside } from '../support/several-statements.ts'
import { day, slug, useStage } from '../support/stage.ts'

const stage = useStage()
const { open } = useBrowser(stage)
const { visitor, sql } = stage

const long =
  '# On the forced closure of independent newsrooms, the arrest of their reporters, and what governments that call themselves friends of a free press can do about it'
const others = [
  anotherStatement('press', {
    closesAt: new Date(Date.now() + 30 * day).toISOString(),
    source: { name: 'Reform.news', url: 'https://reform.news', publishedOn: null },
    texts: {
      en: `${long}\n\nText.\n`,
      be: '# Пра закрыццё незалежных рэдакцый і арышты журналістаў\n\nТэкст.\n',
    },
  }),
  anotherStatement('lawyers', { texts: { en: '# Lawyers must be able to defend\n\nText.\n' } }),
  anotherStatement('soon', { opensAt: new Date(Date.now() + 10 * day).toISOString() }),
  anotherStatement('over', { closesAt: '2026-01-01T12:00:00Z' }),
]

beforeAll(() => deployBeside(stage.database(), others))
const isThere = () =>
  expect.poll(async () => (await visitor.get(paths.start('en'))).status, { timeout: 10_000 }).toBe(200)

describe.each(['en', 'be'] as const)('the home page, in %s', lang => {
  it('reads well to axe, fits any width, and leads to each statement without a script', async () => {
    await isThere()
    const page = await open({ lang, width: 320, javaScript: false })
    await page.goto(paths.home)
    expect(new URL(page.url()).pathname).toBe(paths.start(lang))
    await page.getByRole('heading', { level: 1, name: translator(lang)('home.title') }).waitFor()
    await draw(page, `home-${lang}`)
    await page.locator(`.featured h2 a`).click()
    expect(new URL(page.url()).pathname).toBe(paths.statement.page(lang, slug))
    await page
      .locator('.site-footer')
      .getByRole('link', { name: translator(lang)('site.home') })
      .click()
    expect(new URL(page.url()).pathname).toBe(paths.start(lang))
    const live = await open({ lang, width: 320 })
    await live.goto(paths.start(lang))
    await looksRight(live, lang, 'home')
  })
})

it('shows a new count while it is open', async () => {
  await isThere()
  const page = await open()
  await page.goto(paths.start('en'))
  await page.getByText('No organisation has signed yet').first().waitFor()
  await sql`UPDATE endorsements SET status = 'withdrawn', withdrawn_at = now() WHERE founding_key = 'lawtrend'`
  await sql`UPDATE statements SET revision = revision + 1 WHERE slug = ${slug}`
  await page.locator('.featured .figure', { hasText: '10' }).waitFor()
})

it('prints every title, and nothing to press', async () => {
  await isThere()
  const page = await open()
  await page.emulateMedia({ media: 'print' })
  await page.goto(paths.start('en'))
  expect(await page.locator('.statements :is(h2, h3) a').count()).toBe(5)
  expect(await page.locator('.statements .button').first().isVisible()).toBe(false)
  expect(await page.getByText(`${stage.origin}${paths.start('en')}`).isVisible()).toBe(true)
})
