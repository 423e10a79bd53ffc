import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { embedSnippet } from '../../src/signatories/embed/embed-snippet.ts'
import { connect } from '../../src/storage/client.ts'
import { readStatement } from '../../src/storage/public-statements.ts'
import { looksRight, overflow, useBrowser } from '../support/browser.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { inTime } from './live-page.ts'

const stage = useStage()
let hostUrl = ''
const { open } = useBrowser(stage, () => [hostUrl, 'null'])
const { origin, visitor, mail, moderator } = stage
const t = translator('en')
const home = mkdtempSync(join(tmpdir(), 'countersign-copy-'))

/** Another site, whose page is what the test says. */
let hosted = ''
const host = createServer((_, answer) => {
  answer.setHeader('content-type', 'text/html; charset=utf-8')
  // A browser asks for an icon; it is on the page, so that it need not.
  answer.end(`<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${hosted}`)
})

beforeAll(async () => {
  await new Promise<void>(resolve => host.listen(0, '127.0.0.1', resolve))
  const address = host.address()
  hostUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => {
  host.closeAllConnections()
  host.close()
  rmSync(home, { recursive: true, force: true })
})

/** The statement as the public part of the database has it. */
async function statementNow() {
  const reader = connect(stage.database().public, 1)
  const statement = await readStatement(reader.db, slug)
  await reader.end()
  if (!statement) throw new Error('no statement')
  return statement
}

async function joins(organisation: string, email: string) {
  await visitor.asks({ ...sample, organisation, email })
  await visitor.confirms(await mail.link(email))
  await moderator.approves(organisation)
}

/** How tall the frame is, and how tall what is in it. */
const heights = async (page: Page) => {
  const frame = page.frames()[1]
  const inner = await frame?.evaluate('document.documentElement.offsetHeight')
  const outer = await page.locator('iframe').evaluate(element => element.clientHeight)
  return { inner, outer }
}

it('another site frames the list: it is as tall as its content, and grows with the next name', async () => {
  await joins('First Forum', 'first@forum.example.org')
  hosted = embedSnippet(origin, 'en', await statementNow())
  const page = await open()
  await page.goto(hostUrl)
  const embed = page.frameLocator('iframe')
  await embed.getByText('First Forum', { exact: true }).waitFor()
  const follows = () =>
    expect
      .poll(async () => {
        const { inner, outer } = await heights(page)
        return Number(inner) > 300 && inner === outer
      })
      .toBe(true)
  await follows()
  const before = (await heights(page)).outer

  await joins('Second Forum', 'second@forum.example.org')
  await joins('Third Forum', 'third@forum.example.org')
  await embed.locator('.name', { hasText: 'Third Forum' }).waitFor(inTime)
  await follows()
  await page.setViewportSize({ width: 360, height: 640 })
  await follows()
  const narrow = (await heights(page)).outer
  expect(narrow).toBeGreaterThan(before)
  await page.setViewportSize({ width: 1280, height: 900 })
  // Its height is its content's, not that of the frame it once had.
  await expect.poll(async () => (await heights(page)).outer).toBeLessThan(narrow)
  await follows()

  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    embed.getByRole('link', { name: t('statement.endorse') }).click(),
  ])
  await tab.waitForLoadState()
  expect(tab.url()).toBe(`${origin}/en/${slug}/endorse`)
  expect(await tab.evaluate('window.opener')).toBeNull()
})

it('the host takes a height from this frame alone, and no more than it would ever need', async () => {
  const page = await open()
  await page.goto(hostUrl)
  await page.frameLocator('iframe').getByText('First Forum').waitFor()
  await expect.poll(async () => (await heights(page)).outer !== 640).toBe(true)
  /** The frame's height after a message, as whoever sends it would have it. */
  const after = (from: string, source: string, height: string) =>
    page.evaluate(`(() => {
      const frame = document.querySelector('iframe')
      const before = frame.height
      const data = { type: 'countersign:height', height: ${height} }
      dispatchEvent(new MessageEvent('message', { origin: '${from}', source: ${source}, data }))
      return frame.height === before ? 'as before' : frame.height
    })()`)
  expect(await after('https://evil.test', 'frame.contentWindow', '1234')).toBe('as before')
  expect(await after(origin, 'window', '1234')).toBe('as before')
  expect(await after(origin, 'frame.contentWindow', '1234')).toBe('1234')
  expect(await after(origin, 'frame.contentWindow', '1e9')).toBe('20000')
  expect(await after(origin, 'frame.contentWindow', '"100%"')).toBe('640')
  expect(await page.context().cookies()).toEqual([])
})

it('no other page can be framed', async () => {
  const others = [
    paths.statement.page('en', slug),
    paths.endorsement.ask('en', slug),
    paths.list.page('en', slug),
  ]
  hosted = others.map(path => `<iframe src="${origin}${path}"></iframe>`).join('')
  // Its own context: that the browser says so on the console is what is wanted here.
  const context = await (await open()).context().browser()?.newContext()
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  const refusals: string[] = []
  page.on('console', message => refusals.push(message.text()))
  await page.goto(hostUrl)
  await expect
    .poll(() => refusals.filter(text => text.includes('frame-ancestors')).length)
    .toBe(others.length)
  for (const frame of page.frames().slice(1))
    expect(await frame.evaluate('document.body.textContent')).not.toContain('Forum')
})

it('the embed reads well by itself', async () => {
  for (const lang of ['en', 'ru'] as const) {
    const page = await open({ lang, width: 320 })
    await page.goto(paths.statement.embed(lang, slug))
    await looksRight(page, lang, 'embed')
  }
})

it('the embed is light, dark or as its reader’s system is, by its address', async () => {
  const paper = (page: Page) =>
    page.evaluate<string>("getComputedStyle(document.documentElement).getPropertyValue('--paper')")
  const scheme = (page: Page) =>
    page.evaluate<string>('getComputedStyle(document.documentElement).colorScheme')
  const [light, dark] = ['#fbf8f2', '#161513']
  const cases = [
    { query: '', papers: [light, light], scheme: 'light' },
    { query: '?theme=light', papers: [light, light], scheme: 'light' },
    { query: '?theme=dark', papers: [dark, dark], scheme: 'dark' },
    { query: '?theme=auto', papers: [light, dark], scheme: 'light dark' },
    { query: '?theme=%22%3E', papers: [light, light], scheme: 'light' },
  ]
  const page = await open()
  for (const { query, papers, scheme: name } of cases)
    for (const [i, colorScheme] of (['light', 'dark'] as const).entries()) {
      await page.emulateMedia({ colorScheme })
      await page.goto(paths.statement.embed('en', slug) + query)
      expect([await paper(page), await scheme(page)], query).toEqual([papers[i], name])
    }
  await page.goto(`${paths.statement.embed('en', slug)}?theme=dark`)
  await looksRight(page, 'en', 'embed-dark')
})

it('the embed is short on a phone, where a link leads to all names', async () => {
  for (const javaScript of [true, false]) {
    const page = await open({ width: 360, javaScript })
    await page.goto(paths.statement.embed('en', slug))
    const names = page.locator('#founding .name >> visible=true')
    const toAll = page.locator('#signatories').getByRole('link', { name: /^All \d+ signatories/ })
    expect(await names.count()).toBe(5)
    expect(await toAll.isVisible()).toBe(true)
    expect(await page.locator('#endorsing .name >> visible=true').last().textContent()).toBe('Third Forum')
    await page.setViewportSize({ width: 640, height: 900 })
    expect(await names.count()).toBe(11)
    expect(await toAll.isVisible()).toBe(false)
  }
})

it('the feed is well-formed to a strict reader, hostile names and all', async () => {
  const hostile = ']]> & <b>Форум</b> "منظمة"'
  await joins(hostile, 'hostile@forum.example.org')
  const page = await open()
  await page.goto(`/en/${slug}`)
  const path = paths.api.signatoriesAtom(slug)
  const read = () =>
    page.evaluate(`fetch(${JSON.stringify(path)}).then(answer => answer.text()).then(text => {
      const xml = new DOMParser().parseFromString(text, 'application/xml')
      const fault = xml.querySelector('parsererror')
      return fault ? fault.textContent : [...xml.querySelectorAll('entry > title')].map(title => title.textContent)
    })`)
  await expect.poll(read).toEqual([hostile, 'Third Forum', 'Second Forum', 'First Forum'])
})

it('a copy is read from a disk: list, signatory, languages and text, with its fonts and no request', async () => {
  const folder = join(home, 'copy')
  const env = { DATABASE_PUBLIC_URL: stage.database().public, PUBLIC_URL: origin, MAIL_FROM: 'a@example.org' }
  expect(execFileSync(process.execPath, ['dist/export.js', folder], { env, encoding: 'utf8' })).toContain(
    `files of ${origin} are in ${folder}`,
  )
  const page = await open()
  const asked: string[] = []
  const failed: string[] = []
  page.on('request', request => asked.push(request.url()))
  page.on('requestfailed', request => {
    // Whoever clicks before the last font is there does not wait for it.
    const how = request.failure()?.errorText
    if (how !== 'net::ERR_ABORTED') failed.push(`${how} ${request.url()}`)
  })
  await page.goto(pathToFileURL(join(folder, 'index.html')).href)
  await page.locator('main h2 a').click()
  await page.getByText(t('copy.live')).waitFor()
  const loaded = `[...document.fonts].filter(font => font.status === 'loaded').length`
  await expect.poll(() => page.evaluate(loaded)).toBeGreaterThan(1)
  await page.getByRole('link', { name: 'First Forum' }).click()
  await page.getByText(t('signatory.version'), { exact: true }).waitFor()
  await page
    .getByRole('link', { name: translator('be')('language.name') })
    .first()
    .click()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('be')
  await page.goto(pathToFileURL(join(folder, 'be', slug, 'index.html')).href)
  await page.locator(`a[href$="signatories/index.html"]`).first().click()
  await page.getByText('Third Forum').waitFor()
  expect(await overflow(page)).toEqual([])
  expect(failed).toEqual([])
  expect(asked.filter(url => !url.startsWith(pathToFileURL(folder).href))).toEqual([])
})
