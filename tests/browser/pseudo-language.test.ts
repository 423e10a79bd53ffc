import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { draw, overflow, useBrowser } from '../support/browser.ts'
import { useDeskBrowser } from '../support/desk-browser.ts'
import { buildWithPseudoLanguage, pseudo, pseudoMessage } from '../support/pseudo-language.ts'
import { privateLink, sample, slug, useStage } from '../support/stage.ts'

// A further language of the interface is one folder, which a build finds. Here it is one that is written from the
// right.

let remove = () => {}
const stage = useStage({ PUBLIC_URL: 'http://countersign.localhost' }, undefined, async () => {
  const made = await buildWithPseudoLanguage()
  remove = made.remove
  return made.folder
})
afterAll(() => remove())
const { open } = useBrowser(stage)
const { visitor, mail, sql } = stage
const { signedIn } = useDeskBrowser(stage)

const says = (text: string) => pseudoMessage(text)
const textOf = (html: string) => html.replace(/<[^>]*>/g, '')

/** It is written from the right, whole, at a phone's width and at a desk's. */
async function looksMirrored(page: Page, name: string) {
  expect(await page.locator('html').getAttribute('dir'), name).toBe('rtl')
  expect(await page.locator('html').getAttribute('lang'), name).toBe(pseudo)
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 700 })
    expect(await overflow(page), `${name} at ${width} px`).toEqual([])
  }
  await draw(page, `pseudo-${name}`)
}

it('is offered on every page, and to whoever’s browser asks for it', async () => {
  const answer = await visitor.get('/', { 'accept-language': `${pseudo}, be;q=0.5` })
  expect(answer.headers.get('location')).toBe(paths.statement.page(pseudo, slug))
  const english = await (await visitor.get(paths.statement.page('en', slug))).text()
  expect(english).toContain(
    `<a href="${paths.statement.page(pseudo, slug)}" lang="${pseudo}" hreflang="${pseudo}"`,
  )
  expect(english).toContain('<meta property="og:locale:alternate" content="ar_XB"')
})

it('has the statement and the pages around it, from the right', async () => {
  const page = await open({ lang: pseudo })
  const pages = {
    statement: paths.statement.page(pseudo, slug),
    text: paths.statement.text(pseudo, slug, 'be'),
    list: paths.list.page(pseudo, slug),
    document: paths.statement.document(pseudo, slug),
    form: paths.endorsement.ask(pseudo, slug),
    help: paths.site.help(pseudo),
    privacy: paths.site.privacy(pseudo),
    'not-found': `/${pseudo}/${slug}/nothing`,
  }
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path)
    await looksMirrored(page, name)
  }
  await page.goto(pages.statement)
  expect(await page.locator('h1').evaluate(({ lang, dir }) => [lang, dir])).toEqual(['en', 'ltr'])
  expect(await page.locator('body').textContent()).toContain(says('Public statement'))
  expect(await page.locator('body').textContent()).toContain(says('in English'))
})

it('takes a request, and answers by a mail from the right', async () => {
  await visitor.asks({ ...sample, email: 'pseudo@example.org' }, pseudo)
  const mailed = await expect
    .poll(async () => (await mail.inbox('pseudo@example.org'))[0], { timeout: 30_000 })
    .toBeDefined()
    .then(async () => (await mail.inbox('pseudo@example.org'))[0])
  expect(mailed?.html).toContain(`<html lang="${pseudo}" dir="rtl">`)
  expect(mailed?.html).toContain('border-right:3px')
  const [, link = ''] =
    /http:\/\/countersign\.localhost(\/ar-XB\/confirm\/[\w-]+)/.exec(mailed?.text ?? '') ?? []
  const page = await open({ lang: pseudo })
  await page.goto(link)
  await looksMirrored(page, 'confirm')
  await page
    .getByRole('checkbox', { name: /ónfírm|.*/ })
    .last()
    .check()
  await visitor.confirms(link)
  const received = await expect
    .poll(async () => (await mail.inbox('pseudo@example.org')).length, { timeout: 30_000 })
    .toBe(2)
    .then(async () => (await mail.inbox('pseudo@example.org'))[0])
  await page.goto(privateLink({ text: received?.text ?? '' }))
  await looksMirrored(page, 'private-page')
  expect((await sql`SELECT DISTINCT language FROM endorsements WHERE founding_key IS NULL`)[0]).toEqual({
    language: pseudo,
  })
})

it('is a language of the desk', async () => {
  const page = await open({ lang: pseudo })
  await signedIn(page, 'administrator', pseudo)
  const [request] = await sql`SELECT id FROM endorsements WHERE founding_key IS NULL LIMIT 1`
  const pages = {
    queue: paths.desk.queue,
    request: paths.desk.request(String(request?.id)),
    approve: paths.desk.action(String(request?.id), 'approve'),
    log: paths.desk.log,
    team: paths.team.page,
    account: paths.account.page,
    settings: paths.desk.settings,
    flood: paths.desk.bulkRejection,
  }
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path)
    await looksMirrored(page, `desk-${name}`)
    expect(textOf(await page.content()), name).toContain('\u202e')
  }
})
