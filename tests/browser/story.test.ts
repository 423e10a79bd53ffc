import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { hasFocus, origin, overflow, tabTo, useBrowser, type Visit } from '../support/browser.ts'
import { sampled, someOf } from '../support/exhaustive.ts'
import { confirmLink, sample, slug, useStage } from '../support/stage.ts'

const readers: [string, Required<Pick<Visit, 'lang' | 'javaScript' | 'width'>>][] = [
  ['with JavaScript', { lang: 'en', javaScript: true, width: 1280 }],
  ['without JavaScript', { lang: 'en', javaScript: false, width: 1280 }],
  ['at 320 px, in Belarusian', { lang: 'be', javaScript: false, width: 320 }],
]

describe.each(someOf(readers, 1))(`endorsing in a browser, %s${sampled}`, (_, reader) => {
  const stage = useStage()
  const { open, openMail } = useBrowser(stage)
  const { mail, moderator, visitor, statusOf } = stage
  const t = translator(reader.lang)
  const title = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
  const fits = async (page: Page) => {
    expect(await page.locator('html').getAttribute('lang')).toBe(reader.lang)
    expect(await overflow(page), page.url()).toEqual([])
  }
  const send = (page: Page) => page.getByRole('button', { name: t('form.submit') }).click()

  it('leads from the statement to the list', async () => {
    const page = await open(reader)
    await page.goto('/')
    expect(page.url()).toBe(`${origin}/${reader.lang}/${slug}`)
    await fits(page)
    expect(
      await page
        .getByRole('listitem')
        .filter({ has: page.locator('.name') })
        .count(),
    ).toBe(11)
    await page.getByRole('link', { name: t('statement.endorse') }).click()
    await page.waitForURL(`**/${reader.lang}/${slug}/endorse`)
    await fits(page)

    await send(page)
    await meetsErrors(page, ['organisation', 'representative', 'role', 'email', 'authority'])
    await fits(page)

    await fill(page, { ...sample, website: 'javascript:alert(1)', email: 'jonas' })
    await send(page)
    await meetsErrors(page, ['website', 'email'])
    const { authority, version, ...typed } = sample
    for (const [name, value] of Object.entries({
      ...typed,
      website: 'javascript:alert(1)',
      email: 'jonas',
    })) {
      expect(await page.locator(`#${name}`).inputValue(), name).toBe(value)
    }
    expect(await page.locator('#authority').isChecked()).toBe(true)

    await page.locator('#website').fill(sample.website)
    await page.locator('#email').fill(sample.email)
    await send(page)
    expect(await title(page)).toBe(t('form.sent.title'))
    expect(await page.locator('main').textContent()).toContain(sample.email)
    await fits(page)

    const asked = await mail.newest(sample.email, new RegExp(t('mail.confirm.subject')))
    const letter = await openMail(page, asked.id)
    await letter.getByRole('link', { name: t('mail.confirm.button') }).click()
    await page.waitForURL(`${origin}${confirmLink(asked)}`)
    await page.waitForLoadState('networkidle')
    expect(await page.locator('script, meta[http-equiv], iframe, [onload], [onclick]').count()).toBe(0)
    expect(await title(page)).toBe(t('confirm.title'))
    expect(await page.locator('.preview').textContent()).toContain(sample.organisation)
    await fits(page)
    expect(await statusOf(sample.organisation)).toBe('requested')
    expect((await visitor.list()).count).toBe(11)

    const confirm = page.getByRole('button', { name: t('confirm.submit') })
    await confirm.click()
    await meetsErrors(page, ['confirm'])
    await fits(page)
    expect(await statusOf(sample.organisation)).toBe('requested')
    await page.getByLabel(t('confirm.box')).check()
    await confirm.click()
    expect(await title(page)).toBe(t('confirm.done.title'))
    await fits(page)
    expect(await statusOf(sample.organisation)).toBe('confirmed')

    await page.getByRole('link', { name: t('statement.back') }).click()
    expect(await names(page)).toHaveLength(11)
    await moderator.approves(sample.organisation)
    await expect
      .poll(async () => {
        await page.reload()
        return names(page)
      })
      .toHaveLength(12)
    expect((await names(page)).at(-1)).toBe(sample.organisation)
    expect(await page.locator('.count').textContent()).toContain('12')
    await fits(page)
  })

  it('stops a request that was somebody else’s', async () => {
    const organisation = 'Somebody Else'
    await visitor.asks({ organisation, email: 'else@example.org' }, reader.lang)
    const asked = await mail.newest('else@example.org', new RegExp(t('mail.confirm.subject')))
    const page = await open(reader)
    const letter = await openMail(page, asked.id)
    await letter.getByRole('link', { name: t('mail.notUs.stop') }).click()
    await page.waitForURL(`${origin}${confirmLink(asked)}#not-us`)
    await page.waitForLoadState('networkidle')
    expect(await statusOf(organisation)).toBe('requested')
    const stop = page.getByRole('button', { name: t('disown.submit') })
    const { y = -1, height = 0 } = (await stop.boundingBox()) ?? {}
    expect(y, 'the button is in view').toBeGreaterThan(0)
    expect(y + height, 'the button is in view').toBeLessThan(page.viewportSize()?.height ?? 0)
    await stop.click()
    expect(await title(page)).toBe(t('disown.done.title'))
    expect(await statusOf(organisation)).toBe('withdrawn')
    await page.goto(confirmLink(asked))
    expect(await title(page)).toBe(t('link.stopped.title'))
    await fits(page)
  })
})

describe('endorsing by keyboard alone', () => {
  const stage = useStage()
  const { open, openMail } = useBrowser(stage)
  const { mail, moderator } = stage
  const t = translator('en')

  it('leads from the statement to the list, and shows at each step where the focus is', async () => {
    const page = await open()
    const { keyboard } = page
    await page.goto('/')
    await keyboard.press('Tab')
    expect(
      await page.locator('a.skip').evaluate(skip => skip.getBoundingClientRect().height),
    ).toBeGreaterThan(20)
    await tabTo(page, 'a.button')
    await keyboard.press('Enter')
    await page.waitForURL('**/endorse')

    await tabTo(page, 'form button')
    await keyboard.press('Enter')
    await expect.poll(() => hasFocus(page.locator('.errors'))).toBe(true)
    await tabTo(page, '.errors a')
    await keyboard.press('Enter')
    expect(await hasFocus(page.locator('#organisation'))).toBe(true)
    await keyboard.insertText(sample.organisation)
    await tabTo(page, '#country')
    await keyboard.type('Lithuania')
    for (const field of ['website', 'comment', 'representative', 'role', 'email'] as const) {
      await tabTo(page, `#${field}`)
      await keyboard.insertText(sample[field])
    }
    await tabTo(page, '#authority')
    await keyboard.press('Space')
    await tabTo(page, 'form button')
    await keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: t('form.sent.title') }).waitFor()

    const asked = await mail.newest(sample.email, /confirm/i)
    const letter = await openMail(page, asked.id)
    await expect
      .poll(async () => {
        await keyboard.press('Tab')
        return letter
          .getByRole('link', { name: t('mail.confirm.button') })
          .and(letter.locator(':focus'))
          .count()
      })
      .toBe(1)
    await keyboard.press('Enter')
    await page.waitForURL(`${origin}${confirmLink(asked)}`)
    await tabTo(page, '#confirm')
    await keyboard.press('Space')
    await tabTo(page, 'form:has(#confirm) button')
    await keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: t('confirm.done.title') }).waitFor()
    expect(await moderator.approves(sample.organisation)).toContain('on the list')
  })
})

const names = (page: Page) => page.locator('.names .name').allTextContents()

async function fill(page: Page, fields: Record<string, string>) {
  const { country = '', authority, version, ...texts } = fields
  for (const [name, value] of Object.entries(texts)) await page.locator(`#${name}`).fill(value)
  await page.locator('#country').selectOption(country)
  if (authority) await page.locator('#authority').check()
}

/** The summary has the focus; each of its messages leads to its field, which says the same. */
async function meetsErrors(page: Page, fields: string[]) {
  const summary = page.locator('.errors')
  await expect.poll(() => hasFocus(summary)).toBe(true)
  const links = summary.getByRole('link')
  expect(await links.evaluateAll(all => all.map(link => link.getAttribute('href')))).toEqual(
    fields.map(f => `#${f}`),
  )
  for (const [index, field] of fields.entries()) {
    const link = links.nth(index)
    const control = page.locator(`#${field}`)
    expect(await control.getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator(`#${field}-error`).textContent()).toBe(await link.textContent())
    expect((await control.getAttribute('aria-describedby'))?.split(' ')).toContain(`${field}-error`)
    await link.click()
    expect(await hasFocus(control), `focus on ${field}`).toBe(true)
  }
}
