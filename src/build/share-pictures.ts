import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { escapeHtml } from '../formats/html.ts'
import { type Language, languages } from '../i18n/index.ts'
import { unpackChromium } from './chromium.ts'
import { bundleClient } from './client.ts'
import { readPng, writePng } from './png.ts'
import { genericWords, type ShareWords, shareLabels, shareWords } from './share-words.ts'

// `npm run share-pictures` draws what a link to a statement shows elsewhere: one picture for each language of its page.

const size = { width: 1200, height: 630 }
/** Paper, ink and the shades between them: more cost bytes, and nobody sees the difference. */
const colours = 24
/** In px; the first at which the title fits. */
const titleSizes = [88, 80, 72, 66, 60, 54, 48, 42, 36]

const sourceFolder = fileURLToPath(new URL('..', import.meta.url))

async function drawAll() {
  const style = await ownStyle()
  const { executablePath, env } = await unpackChromium()
  const browser = await chromium.launch({
    executablePath,
    env,
    args: ['--no-zygote', '--font-render-hinting=none', '--disable-lcd-text'],
  })
  try {
    const page = await browser.newPage({ viewport: size, colorScheme: 'light', javaScriptEnabled: false })
    const drawInto = async (path: string, words: ShareWords, motif = '') => {
      const picture = await draw(page, words, style, motif)
      const png = writePng(readPng(picture), colours, shareLabels(words))
      writeFileSync(path, png)
      console.log(`${path.slice(sourceFolder.length)}  ${png.length} bytes`)
    }
    for (const folder of statementFolders()) {
      const statement = readTexts(folder)
      for (const lang of languages)
        await drawInto(join(folder, `share.${lang}.png`), shareWords(statement, lang))
    }
    for (const lang of languages)
      await drawInto(join(sourceFolder, 'ui/share', `${lang}.png`), genericWords(lang), signatures)
  } finally {
    await browser.close()
  }
}

async function draw(page: Page, words: ShareWords, style: string, motif: string): Promise<Buffer> {
  for (const titleSize of titleSizes) {
    await page.setContent(shareHtml(words, style, titleSize, motif), { waitUntil: 'load' })
    await page.evaluate('document.fonts.ready.then(() => true)')
    const fits = await page
      .locator('h1')
      .evaluateAll(
        ([title]) => title.scrollHeight <= title.clientHeight && title.scrollWidth <= title.clientWidth,
      )
    if (fits) return page.screenshot({ type: 'png' })
  }
  throw new Error(`a title that fits no picture: ${words.title}`)
}

/** The product's own faces and colours, with the fonts inside, as the page has no address to load them from. */
async function ownStyle(): Promise<string> {
  const { text } = await bundleClient('style.css')
  return text.replace(/url\(\.\.\/(fonts\/[\w-]+\.woff2)\)/g, (_, font: string) => {
    return `url("data:font/woff2;base64,${readFileSync(join(sourceFolder, 'ui', font), 'base64')}")`
  })
}

/** A list of names as it looks from afar, the last one just being added. */
const signatures = `<div class="signatures">${[31, 44, 38, 49, 35, 42, 29, 46, 33]
  .map((width, i) => `<i style="width: ${width * 5}px"${i === 8 ? ' class="new"' : ''}></i>`)
  .join('')}</div>`

const shareHtml = (words: ShareWords, style: string, titleSize: number, motif: string) => `<!doctype html>
<html lang="${words.lang}">
<meta charset="utf-8">
<style>${style}</style>
<style>
  body { width: 1200px; height: 630px; min-height: 0; padding: 60px 76px 52px; overflow: hidden; font-family: var(--text) }
  .eyebrow { margin: 0; font-size: 30px; line-height: 1.2 }
  .eyebrow::before { content: ""; display: block; width: 96px; height: 6px; margin-bottom: 26px; background: var(--accent) }
  h1 { flex: 1; min-height: 0; margin: 26px 0 28px; font-size: ${titleSize}px; line-height: 1.1; letter-spacing: -0.014em; overflow-wrap: normal }
  .signatures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 26px 60px; margin-bottom: 40px }
  .signatures i { height: 6px; background: var(--rule) }
  .signatures .new { background: var(--accent) }
  footer { display: flex; justify-content: space-between; align-items: baseline; padding-top: 24px; border-top: 2px solid var(--rule); font-size: 28px; line-height: 1.2; color: var(--quiet) }
  footer strong { font: 36px / 1.2 var(--display); color: var(--ink) }
</style>
<body>
<p class="eyebrow">${escapeHtml(words.eyebrow)}</p>
<h1 lang="${words.titleLang}">${escapeHtml(words.title)}</h1>
${motif}
<footer><strong>${escapeHtml(words.siteName)}</strong><span>${escapeHtml(words.note)}</span></footer>
</body>
</html>`

function statementFolders(): string[] {
  const all = join(sourceFolder, 'statements')
  return readdirSync(all)
    .map(name => join(all, name))
    .filter(path => statSync(path).isDirectory())
}

function readTexts(folder: string): Parameters<typeof shareWords>[0] {
  const { defaultLanguage, readersInDanger } = JSON.parse(
    readFileSync(join(folder, 'statement.json'), 'utf8'),
  ) as { defaultLanguage: Language; readersInDanger?: boolean }
  const texts = languages.flatMap(lang => {
    const file = `statement.${lang}.md`
    return readdirSync(folder).includes(file) ? [[lang, readFileSync(join(folder, file), 'utf8')]] : []
  })
  return { defaultLanguage, readersInDanger, texts: Object.fromEntries(texts) }
}

if (import.meta.main) await drawAll()
