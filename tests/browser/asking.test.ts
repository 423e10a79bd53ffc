import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { origin, useBrowser } from '../support/browser.ts'
import { confirmLink, sample, slug, useStage } from '../support/stage.ts'

// What people do on a connection that takes a second and a half: press again, go back, load anew, come back tomorrow.
const latency = 1500

describe.each([true, false])('on a slow connection, JavaScript: %s', javaScript => {
  const stage = useStage()
  const { open } = useBrowser(stage)
  const { mail, sql, statusOf, sweep } = stage
  const t = translator('en')
  const form = paths.endorsement.ask('en', slug)
  const title = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
  /** As a finger does, which waits for nothing: three times while the first form is on its way. */
  async function pressImpatiently(page: Page, name: string) {
    const button = page.getByRole('button', { name })
    await button.scrollIntoViewIfNeeded()
    const { x = 0, y = 0, width = 0, height = 0 } = (await button.boundingBox()) ?? {}
    for (let i = 0; i < 3; i++) await page.mouse.click(x + width / 2, y + height / 2, { delay: 70 })
  }

  async function openSlowly(path: string): Promise<Page> {
    const page = await open({ javaScript })
    await page.route(/countersign\.test\/en\//, async route => {
      await new Promise(resolve => setTimeout(resolve, latency))
      await route.continue().catch(() => {})
    })
    await page.goto(path)
    return page
  }

  async function fill(page: Page, fields: Record<string, string>) {
    const { country = '', authority, version, ...texts } = { ...sample, ...fields }
    for (const [name, value] of Object.entries(texts)) await page.locator(`#${name}`).fill(value)
    await page.locator('#country').selectOption(country)
    await page.locator('#authority').check()
  }
  const mailsTo = async (email: string) => (await mail.inbox(email)).length

  it('three impatient clicks are one ask, and loading the page again asks nothing', async () => {
    const email = 'clicks@slow.example.org'
    const page = await openSlowly(form)
    await fill(page, { organisation: 'Clicked Thrice', email })
    await pressImpatiently(page, t('form.submit'))
    await page.getByRole('heading', { name: t('form.sent.title') }).waitFor()
    expect(page.url()).toMatch(new RegExp(`^${origin}${form}/[\\w-]{43}$`))
    expect(await page.locator('main').textContent()).toContain(email)
    await mail.link(email)
    await page.reload()
    expect(await title(page)).toBe(t('form.sent.title'))
    await sweep()
    expect(await mailsTo(email)).toBe(1)
    const rows = await sql`SELECT 1 FROM endorsements WHERE name = 'Clicked Thrice'`
    expect(rows).toHaveLength(1)
  })

  it('Back after a mistake leads to the form, forward to its errors, and a restored tab has both', async () => {
    const page = await openSlowly(form)
    await fill(page, { organisation: 'Back And Forth', email: 'jonas' })
    await press(page, t('form.submit'))
    await page.locator('.errors').waitFor()
    const answer = page.url()
    expect(await page.locator('#organisation').inputValue()).toBe('Back And Forth')

    await page.goBack()
    expect(page.url()).toBe(origin + form)
    expect(await title(page)).toBe(t('form.title'))
    await page.goForward()
    await page.locator('.errors').waitFor()
    expect(await page.locator('#organisation').inputValue()).toBe('Back And Forth')
    await page.reload()
    expect(await page.locator('#email').inputValue()).toBe('jonas')

    // What a browser does with a tab that it restores: it asks for its address.
    const restored = await openSlowly(answer)
    expect(await restored.locator('#organisation').inputValue()).toBe('Back And Forth')
    expect(await restored.locator('#authority').isChecked()).toBe(true)
    expect(await statusOf('Back And Forth')).toBeUndefined()
  })

  it('“correct it” brings the form back filled', async () => {
    const page = await openSlowly(form)
    await fill(page, { organisation: 'Wrong Address', email: 'wrong@slow.example.org' })
    await press(page, t('form.submit'))
    await page.getByRole('link', { name: t('form.sent.correct') }).click()
    await page.locator('#email').fill('right@slow.example.org')
    await press(page, t('form.submit'))
    await page.getByText('right@slow.example.org').waitFor()
    await mail.link('right@slow.example.org')
  })

  it('confirming twice, going back and loading again confirms once and says so each time', async () => {
    const email = 'confirms@slow.example.org'
    await stage.visitor.asks({ organisation: 'Confirmed Once', email })
    const link = confirmLink(await mail.newest(email, /confirm/i))
    const page = await openSlowly(link)
    await page.locator('#confirm').check()
    await pressImpatiently(page, t('confirm.submit'))
    await page.getByRole('heading', { name: t('confirm.done.title') }).waitFor()
    await page.reload()
    expect(await title(page)).toBe(t('confirm.done.title'))
    await page.goBack()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect([t('link.used.title'), t('confirm.title')]).toContain(await title(page))
    await mail.newest(email, /address is confirmed/)
    const events = await sql`
      SELECT 1 FROM events JOIN endorsements e ON e.id = endorsement_id
      WHERE name = 'Confirmed Once' AND events.kind = 'confirmed'`
    expect(events).toHaveLength(1)
  })
})

describe('the public line', () => {
  const stage = useStage()
  const { open } = useBrowser(stage)
  const form = paths.endorsement.ask('en', slug)

  it('counts as it is typed, and says in words without a script how much room there is', async () => {
    const page = await open()
    await page.goto(form)
    const count = page.locator('#comment-count')
    expect(await count.textContent()).toBe('0 / 280')
    await page.locator('#comment').fill(`Дом — гэта права 🕊`)
    expect(await count.textContent()).toBe('18 / 280')
    await page.locator('#comment').fill('x'.repeat(281))
    expect(await count.getAttribute('class')).toBe('error')

    const still = await open({ javaScript: false })
    await still.goto(form)
    expect(await still.locator('#comment-count').count()).toBe(0)
    expect(await still.locator('#comment-hint').textContent()).toContain('280')
  })

  it('stands with the criteria before the button, on a phone too', async () => {
    const page = await open({ width: 320, javaScript: false })
    await page.goto(form)
    const top = async (locator: ReturnType<Page['locator']>) => (await locator.boundingBox())?.y ?? -1
    const t = translator('en')
    const criteria = await top(page.getByText(t('criteria.exists')))
    expect(criteria).toBeGreaterThan(0)
    expect(criteria).toBeLessThan(await top(page.getByRole('button', { name: t('form.submit') })))
    await page.locator('#country').selectOption('BY')
    expect(await page.locator('#country').inputValue()).toBe('BY')
  })
})
