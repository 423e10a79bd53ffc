import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Language, type MessageKey, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { randomBytes } from '../../src/random.ts'
import { type StatementFiles, statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import {
  draw,
  hasFocus,
  looksRight,
  overflow,
  resize,
  seenLanguages,
  tabTo,
  useBrowser,
} from '../support/browser.ts'
import { sampled, someOf } from '../support/exhaustive.ts'
import { headingFaults, nameless, readTree, type Told } from '../support/page-tree.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { endorseAll } from './endorsing.ts'

const stage = useStage()
const { open } = useBrowser(stage)
const { visitor, moderator } = stage

/** The lists are read again each second, and two cores have much to do. */
const inTime = { timeout: 10_000 }

const forum = 'Vilnius Human Rights Forum'
const gone = 'Open Borders Legal Aid'
const [real] = statementFiles
if (!real) throw new Error('no statement')
const replaced: StatementFiles = {
  ...real,
  change: 'editorial',
  texts: { en: `${real.texts.en}\nThis sentence came with the second version.\n` },
}

/** What a deploy with other files does. */
async function publish(files: StatementFiles) {
  const app = connect(stage.database().app, 1)
  await syncStatements({ db: app.db, now: () => new Date(), random: randomBytes }, [files])
  await app.end()
}

/** A list that people joined and one left, and a text that was replaced once. */
async function lived() {
  await endorseAll(stage)
  await expect.poll(async () => (await visitor.list()).count, inTime).toBe(15)
  const { signatories } = await visitor.list()
  const idOf = (name: string) => signatories.find(one => one.name === name)?.id ?? ''
  const ids = { forum: idOf(forum), gone: idOf(gone) }
  await moderator.withdraws(gone, 'You asked us to.')
  await publish(replaced)
  // The list without the one that left may be there before the version is.
  await expect
    .poll(async () => (await visitor.get(paths.statement.page('en', slug))).text(), inTime)
    .toContain(translator('en')('about.earlier'))
  await expect.poll(async () => (await visitor.list()).count, inTime).toBe(14)
  return ids
}
let once: ReturnType<typeof lived> | undefined
const listLived = () => {
  once ??= lived()
  return once
}

type Look = {
  name: string
  path: string
  status?: number
  /** What the page says and no other does. */
  says: MessageKey
  values?: Record<string, string | number>
  /** Where the languages of the text are a navigation of their own. */
  inLanguages?: boolean
  /** A frame on another site has no header of ours, and no footer. */
  framed?: boolean
  /** Where axe has looked at the page already. */
  seenBy?: 'pages.test.ts'
}

const looks = (lang: Language, ids: { forum: string; gone: string }): Look[] => {
  const list = paths.list.page(lang, slug)
  const search = (query: Record<string, string>) => `${list}?${new URLSearchParams(query)}`
  return [
    { name: 'statement', path: paths.statement.page(lang, slug), says: 'about.earlier' },
    { name: 'list', path: list, says: 'list.document' },
    {
      name: 'list-found',
      path: search({ q: 'forum', country: 'LT' }),
      says: 'search.found',
      values: { count: 1 },
    },
    { name: 'list-nobody', path: search({ q: 'zzzz' }), says: 'search.none.title' },
    { name: 'list-fault', path: search({ q: '!!' }), status: 422, says: 'search.nothing' },
    { name: 'list-changed', path: search({ after: ids.gone }), status: 410, says: 'search.gone.title' },
    { name: 'signatory', path: paths.list.signatory(lang, slug, ids.forum), says: 'signatory.address' },
    {
      name: 'signatory-gone',
      path: paths.list.signatory(lang, slug, ids.gone),
      status: 410,
      says: 'signatory.gone.title',
    },
    {
      name: 'version',
      path: paths.statement.version(lang, slug, 1),
      says: 'version.newer.title',
      inLanguages: true,
    },
    { name: 'document', path: paths.statement.document(lang, slug), says: 'document.eyebrow' },
    { name: 'embed', path: paths.statement.embed(lang, slug), says: 'list.founding', framed: true },
    { name: 'help', path: paths.site.help(lang), says: 'help.lead' },
    { name: 'safety', path: paths.site.safety(lang), says: 'safety.lead' },
    { name: 'criteria', path: paths.site.criteria(lang), says: 'criteria.lead' },
    { name: 'lost-link', path: paths.endorsement.lostLink(lang), says: 'link.lost.text' },
    { name: 'form', path: paths.endorsement.ask(lang, slug), says: 'form.lead', seenBy: 'pages.test.ts' },
    { name: 'privacy', path: paths.site.privacy(lang), says: 'privacy.lead', seenBy: 'pages.test.ts' },
    {
      name: 'not-found',
      path: `${paths.statement.page(lang, slug)}/nothing`,
      status: 404,
      says: 'fault.404.title',
      seenBy: 'pages.test.ts',
    },
  ]
}

describe.each(seenLanguages)('every public page, in %s', lang => {
  const t = translator(lang)

  it('reads well to axe and in the accessibility tree, and fits at any width, zoomed or with large text', async () => {
    const page = await open({ lang, width: 320 })
    const all = looks(lang, await listLived())
    const enlarged = someOf(all, 3)
    for (const look of all) {
      const { name, path, status = 200, says, values, seenBy } = look
      expect((await page.goto(path))?.status(), name).toBe(status)
      await page.getByText(t(says, values), { exact: true }).first().waitFor()
      if (!seenBy) await looksRight(page, lang, name)
      if (enlarged.includes(look)) await staysWholeEnlarged(page, name)
      expect(treeFaults(await readTree(page), look), name).toEqual([])
      await draw(page, `${name}-${lang}`)
    }
  }, 300_000)
})

/** The spacing that WCAG 1.4.12 lets a reader choose, as their own style sheet sets it. */
const spacing =
  '* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important } p { margin-bottom: 2em !important }'

/**
 * WCAG 1.4.4, 1.4.10, 1.4.12: the whole page at 200 % is the width of half as many pixels; then only the text at
 * 200 %; then the text spread out.
 */
async function staysWholeEnlarged(page: Page, name: string) {
  await resize(page, 640)
  expect(await overflow(page), `${name} at 200 %`).toEqual([])
  const setText = (size: string) =>
    page.locator('html').evaluateAll(([html], size) => html.style.setProperty('font-size', size), size)
  await setText('200%')
  for (const width of [320, 1280]) {
    await resize(page, width)
    expect(await overflow(page), `${name} with text at 200 %, ${width} px wide`).toEqual([])
  }
  await setText('')
  await resize(page, 320)
  const setSheet = (css: string) =>
    page.evaluate(`{
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(${JSON.stringify(css)})
      document.adoptedStyleSheets = [sheet]
    }`)
  await setSheet(spacing)
  expect(await overflow(page), `${name} spread out`).toEqual([])
  await setSheet('')
}

function treeFaults(tree: readonly Told[], { framed = false, inLanguages = false }: Look): string[] {
  const count = (role: string) => tree.filter(told => told.role === role).length
  const landmarks = framed
    ? { main: 1 }
    : { banner: 1, navigation: inLanguages ? 2 : 1, main: 1, contentinfo: 1 }
  return [
    ...headingFaults(tree),
    ...nameless(tree).map(role => `a ${role} without a name`),
    ...Object.entries(landmarks)
      .filter(([role, times]) => count(role) !== times)
      .map(([role]) => `${count(role)} of ${role}`),
  ]
}

it('tells assistive technology how many names a list has, and where news of it will be', async () => {
  await listLived()
  const page = await open()
  await page.goto(paths.statement.page('en', slug))
  const tree = await readTree(page)
  const items = (at: number) => {
    const list = tree[at]
    const end = tree.findIndex(({ depth }, i) => i > at && depth <= (list?.depth ?? 0))
    return tree
      .slice(at, end)
      .filter(({ role, depth }) => role === 'listitem' && depth === (list?.depth ?? 0) + 1)
  }
  const after = (heading: string) =>
    tree.findIndex(({ role }, i) => role === 'list' && i > tree.findIndex(({ name }) => name === heading))
  expect(items(after(translator('en')('list.founding')))).toHaveLength(11)
  expect(items(after(translator('en')('list.endorsing')))).toHaveLength(3)
  expect(tree.filter(({ role }) => role === 'status')).toHaveLength(1)
  await page.goto(paths.list.page('en', slug))
  expect((await readTree(page)).filter(({ role }) => role === 'search')).toHaveLength(1)
})

const readers = [
  ['without JavaScript', { lang: 'en', javaScript: false }],
  ['with JavaScript', { lang: 'be', javaScript: true }],
] as const

describe.each(someOf(readers, 1))(`by keyboard alone, %s${sampled}`, (_, reader) => {
  const { lang } = reader
  const t = translator(lang)

  it('leads from the top of the statement to a name in the list, back, and to a request', async () => {
    await listLived()
    const page = await open(reader)
    const { keyboard } = page
    const follow = async (selector: string, heading: string) => {
      await tabTo(page, selector)
      await keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
    }
    const type = async (selector: string, text: string) => {
      await tabTo(page, selector)
      await keyboard.insertText(text)
    }
    const title = real.texts.en?.match(/^# (.+)$/m)?.[1] ?? ''

    await page.goto(paths.statement.page(lang, slug))
    await keyboard.press('Tab')
    expect(await hasFocus(page.locator('a.skip'))).toBe(true)
    await follow(`main a[href="${paths.list.page(lang, slug)}"]`, t('list.title'))
    // Its name in another language, with the case and without the accents of nobody's keyboard.
    await type('#q', 'вильнюсский ПРАВОЗАЩИТНЫЙ')
    await keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: t('search.found', { count: 1 }) }).waitFor()
    const shown = lang === 'be' ? 'Віленскі праваабарончы форум' : forum
    await follow('.names .name a', shown)
    await page.goBack()
    await page.getByRole('heading', { level: 2, name: t('search.found', { count: 1 }) }).waitFor()
    expect(await page.locator('#q').inputValue()).toBe('вильнюсский ПРАВОЗАЩИТНЫЙ')
    await follow(`main a[href="${paths.statement.page(lang, slug)}"]`, title)
    await follow(`main a[href="${paths.endorsement.ask(lang, slug)}"]`, t('form.title'))
    await type('#organisation', `${sample.organisation} ${lang}`)
    await type('#representative', sample.representative)
    await type('#role', sample.role)
    await type('#email', `${lang}@keyboard.example.org`)
    await tabTo(page, '#authority')
    await keyboard.press('Space')
    await follow('form button', t('form.sent.title'))
  })
})

// Last: once its final list is frozen, a statement does not open again.
describe.each(seenLanguages)('a statement that takes no more endorsements, in %s', lang => {
  it('says so calmly, and reads as well', async () => {
    await listLived()
    await publish({ ...replaced, closesAt: '2026-01-01T00:00:00Z' })
    const page = await open({ lang, width: 320 })
    const closed = translator(lang)('opening.closed.title')
    await expect
      .poll(async () => {
        await page.goto(paths.endorsement.ask(lang, slug))
        return page.getByRole('heading', { level: 1 }).textContent()
      }, inTime)
      .toBe(closed)
    for (const [name, path] of [
      ['form-closed', paths.endorsement.ask(lang, slug)],
      ['statement-closed', paths.statement.page(lang, slug)],
    ] as const) {
      await page.goto(path)
      await looksRight(page, lang, name)
      await staysWholeEnlarged(page, name)
      expect(headingFaults(await readTree(page)), name).toEqual([])
      await draw(page, `${name}-${lang}`)
    }
  })
})
