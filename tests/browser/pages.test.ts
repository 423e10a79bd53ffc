import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { draw, looksRight, seenLanguages, useBrowser } from '../support/browser.ts'
import { lengthenList } from '../support/long-list.ts'
import { day, sample, slug, useStage } from '../support/stage.ts'
import { endorseAll } from './endorsing.ts'

const stage = useStage({ LIMIT_FRESH_LINKS_PER_ADDRESS: '1' })
const { open } = useBrowser(stage)
const { visitor, mail, moveClock } = stage

let joined: Promise<unknown> | undefined
const listFilled = () => {
  joined ??= endorseAll(stage)
  return joined
}

describe.each(seenLanguages)('every page, in %s', lang => {
  const t = translator(lang)
  const form = `/${lang}/${slug}/endorse`
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click()

  it('reads well to axe, fits any width, and says its language', async () => {
    await listFilled()
    const page = await open({ lang, width: 320 })
    let asked = 0
    const request = async () => {
      asked += 1
      const email = `${lang}${asked}@forum.example.org`
      await visitor.asks(
        { organisation: `${sample.organisation} ${lang} ${asked}`, organisation_be: 'Віленскі форум', email },
        lang,
      )
      return mail.link(email)
    }
    const fill = async (more: Partial<typeof sample> = {}) => {
      const { authority, version, country, ...texts } = {
        ...sample,
        email: `${lang}@form.example.org`,
        ...more,
      }
      await page.goto(form)
      for (const [name, value] of Object.entries(texts)) await page.locator(`#${name}`).fill(value)
      await page.locator('#country').selectOption(country)
      await page.locator('#authority').check()
    }

    await page.goto(`/${lang}/${slug}`)
    await show(page, 'statement', t('statement.eyebrow'))
    await page.goto(form)
    await show(page, 'form', t('form.title'))
    await press(page, t('form.submit'))
    await show(page, 'form-errors', t('form.problems', { count: 5 }))
    await fill({ website: 'nonsense', email: 'someone@' })
    await press(page, t('form.submit'))
    await show(page, 'form-half-right', t('form.problems', { count: 2 }))
    await fill()
    await page.locator('[name=version]').evaluate(input => input.setAttribute('value', '2'))
    await press(page, t('form.submit'))
    await show(page, 'text-changed', t('form.textChanged.title'))
    await fill({ comment: 'x'.repeat(70_000) })
    await press(page, t('form.submit'))
    await show(page, 'too-large', t('fault.413.title'))
    await fill()
    await press(page, t('form.submit'))
    await show(page, 'asked', t('form.sent.title'))

    const link = await request()
    await page.goto(link)
    await show(page, 'confirm', t('confirm.title'))
    await press(page, t('confirm.submit'))
    await show(page, 'confirm-unticked', t('confirm.box.required'))
    await page.locator('#confirm').check()
    await press(page, t('confirm.submit'))
    await show(page, 'confirmed', t('confirm.done.title'))
    await page.goto(link)
    await show(page, 'link-used', t('link.used.title'))

    const foreign = await request()
    await page.goto(foreign)
    await press(page, t('disown.submit'))
    await show(page, 'stopped', t('disown.done.title'))
    await page.goto(foreign)
    await show(page, 'link-stopped', t('link.stopped.title'))

    const old = await request()
    await moveClock(8 * day)
    await page.goto(old)
    await show(page, 'link-expired', t('link.expired.title'))
    await press(page, t('link.expired.submit'))
    await show(page, 'link-sent', t('link.sent.title'))
    await page.goto(old)
    await press(page, t('link.expired.submit'))
    await show(page, 'link-capped', t('link.capped.title'))

    await page.goto(`/${lang}/confirm/${'A'.repeat(43)}`)
    await show(page, 'link-unknown', t('link.unknown.title'))
    await press(page, t('link.lost.submit'))
    await show(page, 'link-unknown-error', t('field.email.required'))
    await page.locator('#email').fill('someone@example.org')
    await press(page, t('link.lost.submit'))
    await show(page, 'link-sent-maybe', t('link.sentMaybe.title'))

    await page.goto(`/${lang}/privacy`)
    await show(page, 'privacy', t('privacy.lead'))
    await page.goto(`/${lang}/nothing-here`)
    await show(page, 'not-found', t('fault.404.title'))
  }, 300_000)

  /** Looks at the page as it stands: `words` say that it is the right one. */
  async function show(page: Page, name: string, words: string) {
    await page.getByText(words, { exact: true }).first().waitFor()
    await looksRight(page, lang, name)
    await draw(page, `${name}-${lang}`)
  }
})

it('prints as a document: the text and the names, and nothing to press', async () => {
  await listFilled()
  const page = await open()
  await page.emulateMedia({ media: 'print' })
  await expect
    .poll(async () => {
      await page.goto(`/en/${slug}`)
      return page.locator('.names .name').count()
    })
    .toBe(15)
  const isShown = (part: string) => page.locator(part).first().isVisible()
  for (const part of ['.prose', '.count', '.names .name >> nth=14', '.facts'])
    expect(await isShown(part), part).toBe(true)
  const toPress = [
    '.skip',
    '.languages',
    '.button',
    '.actions',
    '.share',
    '.check',
    '.take',
    '.site-footer ul',
  ]
  for (const part of toPress) {
    expect(await page.locator(part).count(), part).toBeGreaterThan(0)
    expect(await isShown(part), part).toBe(false)
  }
  expect(await sheetsOf(page)).toBe(3)
})

it('prints every name of a list that is too long for the statement’s page', async () => {
  await listFilled()
  await lengthenList(stage.database().sql, 200)
  const page = await open({ lang: 'be' })
  await page.emulateMedia({ media: 'print' })
  await expect
    .poll(async () => {
      await page.goto(paths.statement.document('be', slug))
      return page.locator('.names .name').count()
    })
    .toBe(215)
  expect(await page.locator('.names .name >> visible=true').count()).toBe(215)
  expect(await page.locator('main :is(a.button, button, form, nav) >> visible=true').count()).toBe(0)
  const sheets = await sheetsOf(page)
  expect(sheets).toBeGreaterThan(5)
  expect(sheets).toBeLessThan(12)
})

it('prints of a long list no part, but where all names are', async () => {
  await listFilled()
  const { count } = await stage.visitor.list()
  expect(count).toBe(215)
  const page = await open()
  await page.emulateMedia({ media: 'print' })
  await expect
    .poll(async () => {
      await page.goto(`/en/${slug}`)
      return page.locator('.names .name').count()
    })
    .toBe(35)
  const line = `All 215 names: ${stage.origin}${paths.statement.document('en', slug)}`
  const visible = (part: string) => page.locator(`${part} >> visible=true`).allTextContents()
  expect(await visible('.names .name')).toEqual([])
  expect(await visible('#signatories :is(h2, h3, p, form)')).toEqual(['Signatories', line])
  // A heading stands over something.
  const headings = await page.locator('main :is(h2, h3) >> visible=true').evaluateAll(all =>
    all.map(heading => {
      const box = heading.closest('section') ?? heading.parentElement
      return box.innerText.trim().length > heading.innerText.trim().length
    }),
  )
  expect(headings).not.toContain(false)

  // A page of the list says so as well, under the names that it has.
  await page.goto(paths.list.page('en', slug))
  expect(await visible('.names .name')).toHaveLength(50)
  expect(await visible('.results .print-only')).toContain(line)
  await page.emulateMedia({ media: 'screen' })
  expect(await page.getByText(line).isVisible()).toBe(false)
})

/** How many A4 sheets a page prints on. */
async function sheetsOf(page: Page): Promise<number> {
  const file = await page.pdf({ format: 'A4' })
  return Number(/\/Count (\d+)/.exec(file.toString('latin1'))?.[1])
}
