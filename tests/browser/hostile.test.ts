import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { type Language, translator } from '../../src/i18n/index.ts'
import { assetUrl } from '../../src/ui/assets.ts'
import { draw, overflow, resize, takesFocus, useBrowser } from '../support/browser.ts'
import { sampled, someOf } from '../support/exhaustive.ts'
import { kinds, oneOfEach } from '../support/hostile.ts'
import { sample, slug, useStage } from '../support/stage.ts'

const stage = useStage()
const { open, openMail, mailbox } = useBrowser(stage)
const { mail, moderator } = stage
const t = translator('en')

const ours = [
  'main > [type="application/ld+json"]',
  ...(['live.js', 'count.js'] as const).map(name => `head > [src="${assetUrl(name)}"]`),
]
const strange = `script:not(${ours.join()})`

/** What runs no script, and leads a reader away or hides what we say. */
const leadingAway = 'base, meta[http-equiv="refresh"], form[action*="evil"], main style'

const endless = 'Людзі'.repeat(40)
/** What `npm test` tries: two kinds in one. */
const scriptAndEndless = `<script>alert(1)</script>${endless}`.slice(0, 200)
/** The first of these: several formulas are one name. */
const others = ['a query in SQL', 'a template or a format', 'a formula', 'a name of the language']
const hostile = [
  ['a script and a word without an end', scriptAndEndless],
  ['a script', '<script>alert(1)</script>'],
  ['an image that fails', '"><img src=x onerror=alert(1)>'],
  ['an end of the field', '</textarea></title><svg onload=alert(1)>'],
  ['a link that runs', '<a href="javascript:alert(1)" autofocus onfocus=alert(1)>'],
  ['an entity', '&lt;img src=x onerror=alert(1)&gt;&#x202e;'],
  ['text from right to left', 'منظمة حقوق الإنسان (بيلاروس) 2026'],
  ['200 characters without a space', endless],
  ...oneOfEach.filter(({ kind }) => others.includes(kind)).map(({ kind, text }) => [kind, text] as const),
  ...(kinds['markup that does not run'] ?? [])
    .slice(0, 4)
    .map(text => ['markup that leads away', text] as const),
] as const

// What the pages may do is watched by useBrowser: a dialog, a script's error or a breach of the CSP fails the test.
it.each(someOf(hostile, 1))(`%s stays text on every page that shows it: %s${sampled}`, async (_, text) => {
  const page = await open({ width: 320 })
  const { authority, version, country, ...texts } = sample
  const address = `hostile-${hostile.findIndex(([, other]) => other === text)}@${'long-'.repeat(11)}domain.example.org`
  const typed = {
    ...texts,
    organisation: text,
    organisation_be: text,
    organisation_ru: text,
    comment: text,
    representative: text,
    role: text,
    email: address,
  }

  await page.goto(`/en/${slug}/endorse`)
  for (const [name, value] of Object.entries(typed)) await page.locator(`#${name}`).fill(value)
  await page.locator('#website').fill(text)
  await page.getByRole('button', { name: t('form.submit') }).click()
  await takesFocus(page)
  for (const [name, value] of Object.entries({ ...typed, website: text })) {
    expect(await page.locator(`#${name}`).inputValue(), name).toBe(value)
  }
  await shows(page)

  await page.locator('#website').fill(`https://${'long-'.repeat(11)}domain.example.org/${'path'.repeat(20)}`)
  await page.locator('#authority').check()
  await page.getByRole('button', { name: t('form.submit') }).click()
  await page.getByRole('heading', { name: t('form.sent.title') }).waitFor()
  await shows(page)

  const asked = await mail.newest(address, /confirm/i)
  await page.goto(mailbox())
  await shows(page)
  // As in a mail program that lets scripts run: neither the mailbox's frame nor a CSP stands in their way.
  await page.goto('about:blank')
  await page.setContent(asked.html)
  await shows(page)
  const letter = await openMail(page, asked.id)
  await shows(page)
  await letter.getByRole('link', { name: t('mail.confirm.button') }).click()
  await page.getByRole('heading', { name: t('confirm.title') }).waitFor()
  expect(await page.locator('.preview .name').textContent()).toBe(text)
  expect(await page.locator('.preview .comment').textContent()).toBe(text)
  await shows(page)
  await page.locator('#confirm').check()
  await page.getByRole('button', { name: t('confirm.submit') }).click()
  await page.getByRole('heading', { name: t('confirm.done.title') }).waitFor()

  await moderator.approves(text)
  await listed(page, 'en', text)
})

it('all of it stays text in the lists of the other languages', async () => {
  const page = await open({ width: 320 })
  await listed(page, 'be', scriptAndEndless)
  await draw(page, 'hostile-list')
  await listed(page, 'ru', scriptAndEndless)
  await page.goto(mailbox())
  await draw(page, 'mailbox')
  await page
    .getByRole('link', { name: t('mail.confirm.subject') })
    .first()
    .click()
  await draw(page, 'mailbox-message')
})

async function listed(page: Page, lang: Language, name: string) {
  await expect
    .poll(async () => {
      await page.goto(`/${lang}/${slug}`)
      return page.locator('.name').allTextContents()
    })
    .toContain(name)
  await shows(page)
}

/** Nothing of it became an element, and nothing sticks out. */
async function shows(page: Page) {
  await page.waitForLoadState()
  // Ours are the statement's linked data, which runs nothing, and in the head the one script of a live page.
  expect(
    await page
      .locator(`${strange}, img, svg, [onload], [onerror], [onfocus], a[href^="javascript"], ${leadingAway}`)
      .evaluateAll(found => found.map(element => element.outerHTML)),
  ).toEqual([])
  for (const width of [320, 1280]) {
    await resize(page, width)
    expect(await overflow(page), `${page.url()} at ${width} px`).toEqual([])
  }
  await resize(page, 320)
}
