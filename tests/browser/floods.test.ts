import { describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { axeFindings, draw, overflow, seenLanguages, useBrowser } from '../support/browser.ts'
import { settingOf } from '../support/no-flood.ts'
import { sample, slug, useStage } from '../support/stage.ts'

// One form without a proof an hour: each further one is held up. What solves it needs a secure origin, as https is.
const stage = useStage({
  [settingOf('unprovedByNetwork')]: '1',
  PUBLIC_URL: 'http://countersign.localhost',
})
const { open } = useBrowser(stage)
const { mail, visitor, sql } = stage
const t = translator('en')

async function fillForm(page: Awaited<ReturnType<typeof open>>, email: string, lang = 'en') {
  await page.goto(paths.endorsement.ask(lang, slug))
  const { country = '', authority, version, ...texts } = { ...sample, email }
  for (const [name, value] of Object.entries(texts)) await page.locator(`#${name}`).fill(value)
  await page.locator('#country').selectOption(country)
  await page.locator('#authority').check()
  await page.locator('form:has(#organisation) button[type="submit"]').click()
}

describe('a form that is held up', () => {
  it('is solved by the browser in seconds and sent by a press, under the site’s own policy', async () => {
    await visitor.asks({ email: 'first@held.example.org' })
    const email = 'solved@held.example.org'
    const page = await open()
    await fillForm(page, email)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(t('flood.prove.title'))
    const status = page.getByRole('status')
    await status.filter({ hasText: t('flood.prove.done') }).waitFor({ timeout: 60_000 })
    expect(
      await sql`SELECT 1 FROM endorsements WHERE name = ${sample.organisation}`,
      'not by itself',
    ).toHaveLength(1)
    await page.getByRole('button', { name: t('flood.submit') }).click()
    await page.getByRole('heading', { name: t('form.sent.title') }).waitFor()
    await mail.link(email)
  })

  it('is sent as soon as it is solved, where the button was pressed before', async () => {
    const email = 'pressed@held.example.org'
    const page = await open()
    // What solves it is on its way for a while.
    await page.route(/proof-worker/, async route => {
      await page.getByRole('button', { name: t('flood.submit') }).click()
      await route.continue()
    })
    await fillForm(page, email)
    await page.getByRole('heading', { name: t('form.sent.title') }).waitFor()
    await mail.link(email)
  })

  it('says without JavaScript when to send it again, and takes it then', async () => {
    const email = 'waits@held.example.org'
    const page = await open({ javaScript: false })
    await fillForm(page, email)
    const text = await page.locator('main').textContent()
    expect(text).toContain(t('flood.prove.without'))
    expect(text).toMatch(/in \d+ minutes/)
    await stage.moveClock(61 * 60_000)
    await page.getByRole('button', { name: t('flood.submit') }).click()
    await page.getByRole('heading', { name: t('form.sent.title') }).waitFor()
    await mail.link(email)
  })

  it.each(seenLanguages)('is a page that everybody can use (%s)', async lang => {
    await visitor.asks({ email: `first@${lang}.held.example.org` })
    const page = await open({ lang, width: 320 })
    await fillForm(page, `seen@${lang}.held.example.org`, lang)
    await page.getByRole('status').waitFor()
    expect(await overflow(page)).toEqual([])
    expect(await axeFindings(page)).toEqual([])
    await draw(page, `held-up-${lang}`)
  })
})

it('no person and no screen reader meets the field that is there for machines', async () => {
  const page = await open({ width: 320 })
  await page.goto(paths.endorsement.ask('en', slug))
  const trap = page.locator('[name="subject"]')
  expect(await trap.count()).toBe(1)
  expect(await page.locator('body').ariaSnapshot()).not.toContain(t('form.trap'))
  const { width = 99, height = 99 } = (await trap.boundingBox()) ?? {}
  expect(await trap.evaluate(({ tabIndex }) => tabIndex)).toBe(-1)
  const label = await page.locator('label:has(> [name="subject"])').boundingBox()
  expect([label?.width, label?.height]).toEqual([1, 1])
  expect(width * height, 'clipped by what is around it').toBeGreaterThan(0)
  expect(await axeFindings(page)).toEqual([])
})
