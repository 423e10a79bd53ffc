import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { expect, it } from 'vitest'
import { languages } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { useBrowser } from '../support/browser.ts'
import { lengthenList } from '../support/long-list.ts'
import { slug, useStage } from '../support/stage.ts'

const stage = useStage()
const { open } = useBrowser(stage)

const kilobyte = 1024
/** What a first visit may cost, in bytes of bodies as they travel. */
const budget = { words: 30 * kilobyte, fonts: 90 * kilobyte }
/** Founding signatories; as many as the page ever shows, with a line under every seventh name. */
const lists = [11, 100]

// As a CDN compresses what it did not know before: neither its quickest nor its best.
const gzip = (body: Buffer) => gzipSync(body, { level: 6 }).length
const brotli = (body: Buffer) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length

/** Everything that a reader's browser loads at a first visit, by its path. */
async function firstVisit(path: string, lang: (typeof languages)[number]) {
  const page = await open({ lang })
  // By its path: what the page asks again later, to stay up to date, is no part of the first visit.
  const answers = new Map<string, Response>()
  page.on('response', answer => {
    const { pathname } = new URL(answer.url())
    if (!answers.has(pathname)) answers.set(pathname, answer)
  })
  await page.goto(path)
  await page.evaluate('document.fonts.ready.then(() => true)')
  const names = await page.locator('.names .name').count()
  const loaded = await Promise.all(
    [...answers].map(async ([name, answer]) => ({ name, body: await answer.body() })),
  )
  return { names, loaded }
}

it.each(lists)('a first visit to a statement with %s names stays within its budgets', async count => {
  if (count > 11) await lengthenList(stage.database().sql, count - 11)
  await expect.poll(async () => (await stage.visitor.list()).count, { timeout: 10_000 }).toBe(count)
  for (const lang of languages) {
    const { names, loaded } = await firstVisit(paths.statement.page(lang, slug), lang)
    expect(names).toBe(count)
    const fonts = loaded.filter(({ name }) => name.endsWith('.woff2'))
    const words = loaded.filter(one => !fonts.includes(one))
    const sum = (all: typeof loaded, size: (body: Buffer) => number) =>
      all.reduce((total, { body }) => total + size(body), 0)
    const spent = {
      gzip: sum(words, gzip),
      brotli: sum(words, brotli),
      fonts: sum(fonts, body => body.length),
    }
    const told = `${lang}: ${JSON.stringify(spent)} for ${loaded.map(({ name }) => name).join(' ')}`
    // The page, its style, its script; the faces of the text and of headlines.
    expect(words.length, told).toBeGreaterThanOrEqual(3)
    expect(fonts.length, told).toBeGreaterThanOrEqual(2)
    expect(spent.gzip, told).toBeLessThanOrEqual(budget.words)
    expect(spent.brotli, told).toBeLessThanOrEqual(budget.words)
    expect(spent.fonts, told).toBeLessThanOrEqual(budget.fonts)
  }
})
