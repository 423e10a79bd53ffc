import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { unpackChromium } from '../../src/build/chromium.ts'
import { type Language, languages } from '../../src/i18n/index.ts'
import { isExhaustive } from './exhaustive.ts'
import type { useStage } from './stage.ts'

type Stage = ReturnType<typeof useStage>
type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>

/** Where the product is, unless a stage says otherwise. */
export const origin = 'http://countersign.test'

export type Visit = {
  lang?: Language
  javaScript?: boolean
  scheme?: 'light' | 'dark'
  width?: number
}

/**
 * A browser that reaches the stage's product under its public name, and nothing else but the mailbox.
 * After each test it fails for whatever no page of ours may cause: a console message (a breach of the
 * CSP is one), a script's error, a dialog, a request to another origin than ours and those of `others`.
 */
export function useBrowser(stage: Stage, others: () => readonly string[] = () => []) {
  let browser: Browser
  let mailboxUrl = ''
  const faults: string[] = []

  beforeAll(async () => {
    mailboxUrl = stage.mailboxUrl()
    browser = await launch(stage.origin, new URL(stage.url()).port)
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map(context => context.close()))
    expect(faults.splice(0)).toEqual([])
  })
  afterAll(() => browser?.close())

  /** A new reader with nothing kept, whose browser speaks `lang`. */
  async function open({
    lang = 'en',
    javaScript = true,
    scheme = 'light',
    width = 1280,
  }: Visit = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: stage.origin,
      locale: lang,
      javaScriptEnabled: javaScript,
      colorScheme: scheme,
      // Colours are looked at as they end, not on their way.
      reducedMotion: 'reduce',
      viewport: { width, height: width < 600 ? 640 : 900 },
    })
    context.setDefaultTimeout(30_000)
    const page = await context.newPage()
    page.on('console', message => {
      // The status of a page that was asked for is the page's own: 404, 410 and 422 are answers here.
      const isAnswer =
        message.location().url === page.url() && /^Failed to load resource/.test(message.text())
      if (!isAnswer) faults.push(`console: ${message.text()}`)
    })
    page.on('pageerror', error => faults.push(`error: ${error.message}`))
    page.on('dialog', dialog => {
      faults.push(`dialog: ${dialog.message()}`)
      return dialog.dismiss()
    })
    page.on('request', request => {
      const to = new URL(request.url()).origin
      if (![stage.origin, mailboxUrl, ...others()].includes(to)) faults.push(`request: ${request.url()}`)
    })
    return page
  }

  return {
    open,
    /** Opens a mail in the mailbox as its owner sees it; the answer is the frame that holds its HTML part. */
    async openMail(page: Page, id: string) {
      await page.goto(`${mailboxUrl}/messages/${id}`)
      return page.frameLocator('iframe')
    },
    mailbox: () => mailboxUrl,
  }
}

/**
 * The languages in which pages are looked at: one in `npm test`, that of the longest words, and all in `npm run
 * test:all`.
 */
export const seenLanguages: readonly Language[] = isExhaustive ? languages : ['be']

/** The language in which `npm run test:all` looks at pages closely: at every width, and for colours in light and dark. */
const closely: Language | null = isExhaustive ? 'en' : null

export const widths = [320, 768, 1280] as const
/** Longer words stick out where it is narrow first: the other languages are looked at there. */
const widthsFor = (lang: Language) => (lang === closely ? widths : ([320] as const))

export const resize = (page: Page, width: number) =>
  page.setViewportSize({ width, height: width < 600 ? 640 : 900 })

/** Pictures of the page for a person to look at: only where SCREENSHOTS names a folder (`npm run screenshots`). */
export async function draw(page: Page, name: string) {
  const folder = process.env.SCREENSHOTS
  if (!folder) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of widths) {
      await resize(page, width)
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** What sticks out of the page at the side. */
export function overflow(page: Page): Promise<string[]> {
  return page.locator('html, body *').evaluateAll(elements => {
    const room = elements[0].clientWidth
    const sticksOut = (element: (typeof elements)[0]) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (right > room + 0.5 || left < -0.5)
    }
    return elements
      .filter(element => sticksOut(element) || (element === elements[0] && element.scrollWidth > room))
      .map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`)
  })
}

/** What axe finds, a line each. */
export const axeFindings = (page: Page): Promise<string[]> => findings(page, { contrast: true })

/**
 * What axe finds on a page in light and dark, each with the scheme. Colours are its slowest rule, and depend on no
 * language: they are looked at in one language, in both schemes, and all other rules once in every language.
 */
async function axeInBothSchemes(page: Page, lang: Language): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await findings(page, { contrast: lang === closely })
  if (lang !== closely) return light
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await findingsInColours(page)
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map(line => `dark: ${line}`)]
}

/**
 * The pages that axe looks at in `npm test`: it takes as long as all else about a page. In `npm run test:all` it looks
 * at every one.
 */
const axeSample = new Set(['statement', 'list', 'signatory'])

/** The page as a reader of a language has it: its language, nothing that sticks out, nothing that axe finds. */
export async function looksRight(page: Page, lang: Language, name: string) {
  expect(await page.locator('html').getAttribute('lang'), name).toBe(lang)
  for (const width of widthsFor(lang)) {
    await resize(page, width)
    expect(await overflow(page), `${name} at ${width} px`).toEqual([])
  }
  if (isExhaustive || axeSample.has(name)) expect(await axeInBothSchemes(page, lang), name).toEqual([])
}

/**
 * Axe's legacy mode looks into no frames, of which our pages have none, and is fast. WCAG 2.2 AA, 2.5.8 (a target has
 * 24 px, or room about it) is the one rule of that level that axe leaves off.
 */
async function findings(page: Page, { contrast }: { contrast: boolean }): Promise<string[]> {
  const rules = { 'target-size': { enabled: true }, 'color-contrast': { enabled: contrast } }
  const axe = new AxeBuilder({ page }).options({ rules, resultTypes: ['violations'] }).setLegacyMode()
  return linesOf(await axe.analyze())
}

/** Runs the axe that {@link findings} left in the page: bringing it there takes longer than looking at colours. */
const findingsInColours = async (page: Page): Promise<string[]> =>
  linesOf(
    await page.evaluate<AxeResults>("axe.run({ runOnly: ['color-contrast'], resultTypes: ['violations'] })"),
  )

const linesOf = ({ violations }: Pick<AxeResults, 'violations'>): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`),
  )

/** Asks as a selector, because a script may not even look into the mailbox's frame. */
export const hasFocus = async (locator: Locator): Promise<boolean> =>
  (await locator.and(locator.page().locator(':focus')).count()) === 1

/**
 * Waits until the page has given the focus to the element it opens with, as anybody does who looks before typing:
 * who is faster than the first drawing keeps the focus, and the browser says so on its console.
 */
export const takesFocus = (page: Page) => page.locator('[autofocus]:focus').waitFor()

/** Tabs on until the first element of the selector has the focus; each stop on the way must show it. */
export async function tabTo(page: Page, selector: string) {
  const goal = page.locator(selector).first()
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab')
    const shown = await page.locator('body :focus').evaluateAll(([element]) => {
      if (!element) return true
      const { outlineStyle, outlineWidth } = element.ownerDocument.defaultView.getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    expect(shown, `a stop before ${selector}`).toBe(true)
    if (await hasFocus(goal)) return
  }
  throw new Error(`no way to ${selector} by Tab`)
}

export async function launch(origin: string, port: string): Promise<Browser> {
  const { executablePath, env } = await unpackChromium()
  return chromium.launch({
    executablePath,
    env,
    args: [
      '--no-zygote',
      '--font-render-hinting=none',
      // As in production: our own name, trusted as https is, and no other host anywhere.
      `--host-resolver-rules=MAP ${new URL(origin).hostname}:80 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      `--unsafely-treat-insecure-origin-as-secure=${origin}`,
    ],
  })
}
