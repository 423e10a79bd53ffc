import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Language, translator } from '../../src/i18n/index.ts'
import { draw, hasFocus, looksRight, origin, seenLanguages, tabTo, useBrowser } from '../support/browser.ts'
import { day, type Fields, privateLink, sample, useStage } from '../support/stage.ts'

const stage = useStage()
const { open, openMail } = useBrowser(stage)
const { visitor, mail, moderator, moveClock } = stage
const minute = 60_000

const title = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
const words =
  'Is this the registered name?\n\nhttps://rules.example.org/names#a-very-long-anchor-without-any-space'

let people = 0
/** A confirmed request under a name of its own, and the mail that leads to its private page. */
async function confirmed(lang: Language, fields: Fields = {}) {
  const organisation = `Віленскі форум ${++people}`
  const email = `person-${people}@private.example.org`
  await visitor.asks({ ...sample, organisation, organisation_en: `Forum ${people}`, email, ...fields }, lang)
  await visitor.confirms(await mail.link(email))
  const letter = await mail.newest(email, new RegExp(translator(lang)('mail.received.subject')))
  return { organisation, letter, path: privateLink(letter) }
}

describe.each(seenLanguages)('every private page, in %s', lang => {
  const t = translator(lang)

  it('reads well to axe, fits any width, and says its language', async () => {
    const page = await open({ lang, width: 320 })
    const press = (name: string) => page.getByRole('button', { name }).click()

    const waiting = await confirmed(lang)
    await page.goto(waiting.path)
    await show(page, 'private-confirmed', t('private.confirmed.title'))
    await press(t('amend.submit'))
    await show(page, 'private-same', t('amend.same'))
    await page.locator('#organisation').fill('')
    await page.locator('#website').fill('nonsense')
    await press(t('amend.submit'))
    await show(page, 'private-errors', t('form.problems', { count: 2 }))
    await page.goto(waiting.path)
    const stale = await open({ lang })
    await stale.goto(waiting.path)
    await page.locator('#comment').fill('A'.repeat(280))
    await press(t('amend.submit'))
    await show(page, 'private-done', t('amend.done'))
    await stale.locator('#comment').fill('Another line')
    await stale.getByRole('button', { name: t('amend.submit') }).click()
    await show(stale, 'private-changed', t('amend.changed'))

    const asked = await confirmed(lang)
    await moderator.returns(asked.organisation, words)
    await moveClock(minute)
    await page.goto(asked.path)
    await show(page, 'private-returned', t('private.returned.title'))

    const listed = await confirmed(lang)
    await moderator.approves(listed.organisation)
    await page.goto(listed.path)
    await show(page, 'private-approved', t('private.approved.title'))
    await moderator.withdraws(listed.organisation, words)
    await page.goto(listed.path)
    await show(page, 'private-removed', t('private.removed.title'))

    const ended = await confirmed(lang)
    await page.goto(ended.path)
    await moderator.rejects(ended.organisation, words)
    await moveClock(minute)
    await page.locator('#comment').fill('Typed too late')
    await press(t('amend.submit'))
    await show(page, 'private-too-late', t('amend.typed'))
    await page.goto(ended.path)
    await show(page, 'private-rejected', t('private.rejected.title'))

    const gone = await confirmed(lang)
    await moderator.withdraws(gone.organisation, words, 'confirmed')
    await page.goto(gone.path)
    await show(page, 'private-withdrawn', t('private.withdrawn.title'))

    await page.goto(`/${lang}/endorsement/${'A'.repeat(43)}`)
    await show(page, 'private-unknown', t('private.unknown.title'))
    await moveClock(30 * day)
    await stage.sweep()
    await page.goto(asked.path)
    await show(page, 'private-expired', t('private.expired.title'))
    await moveClock(336 * day)
    await page.goto(waiting.path)
    await show(page, 'private-old', t('private.old.title'))
  }, 300_000)

  /** Looks at the page as it stands: `said` says that it is the right one. */
  async function show(page: Page, name: string, said: string) {
    await page.getByText(said, { exact: true }).first().waitFor()
    await looksRight(page, lang, name)
    await draw(page, `${name}-${lang}`)
  }
})

const readers: [string, { lang: Language; javaScript: boolean; width: number }][] = [
  ['with JavaScript', { lang: 'en', javaScript: true, width: 1280 }],
  ['without JavaScript, at 320 px, in Russian', { lang: 'ru', javaScript: false, width: 320 }],
]

it.each(readers)('answers a question, %s', async (_, reader) => {
  const t = translator(reader.lang)
  const { organisation, letter } = await confirmed(reader.lang)
  const page = await open(reader)
  const inMail = await openMail(page, letter.id)
  await inMail.getByRole('link', { name: t('mail.private.button') }).click()
  await page.waitForURL(`${origin}${privateLink(letter)}`)
  expect(await title(page)).toBe(t('private.confirmed.title'))
  await moderator.returns(organisation, words)
  await page.reload()
  expect(await title(page)).toBe(t('private.confirmed.title'))
  await moveClock(minute)
  await page.reload()
  expect(await title(page)).toBe(t('private.returned.title'))
  expect(await page.locator('main').textContent()).toContain('Is this the registered name?')

  const send = () => page.getByRole('button', { name: t('amend.submit.returned') }).click()
  await page.locator('#organisation').fill('')
  await page.locator('#comment').fill('x'.repeat(281))
  await send()
  await expect.poll(() => hasFocus(page.locator('.errors'))).toBe(true)
  await page.locator('.errors a').first().click()
  expect(await hasFocus(page.locator('#organisation'))).toBe(true)
  expect(await page.locator('#comment').inputValue()).toBe('x'.repeat(281))
  await page.locator('#organisation').fill('The registered name')
  await page.locator('#comment').fill('')
  await send()
  expect(await title(page)).toBe(t('private.confirmed.title'))
  expect(await page.locator('.notice').textContent()).toBe(t('amend.done'))
  // The answer is a page of its own: a reload asks for it again and sends nothing.
  await page.reload()
  expect(page.url()).toBe(`${origin}${privateLink(letter)}/done`)
  expect(await page.locator('.notice').textContent()).toBe(t('amend.done'))
})

it('hands changes in by keyboard alone, and shows at each step where the focus is', async () => {
  const { path } = await confirmed('en')
  const t = translator('en')
  const page = await open({ width: 320 })
  await page.goto(path)
  await tabTo(page, '#organisation')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText('Named by keyboard')
  await tabTo(page, 'form button')
  await page.keyboard.press('Enter')
  await page.getByText(t('amend.done')).waitFor()
  expect(await page.locator('.preview').textContent()).toContain(`Forum ${people}`)
  expect(await page.locator('main').textContent()).toContain('Named by keyboard')
})
