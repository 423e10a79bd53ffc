import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { draw, looksRight, overflow, seenLanguages, useBrowser } from '../support/browser.ts'
import { fromGoogleDocs, fromLibreOffice, fromWord, hostile, inParts } from '../support/clipboard.ts'
import { useDeskBrowser } from '../support/desk-browser.ts'
import { useStage } from '../support/stage.ts'

const stage = useStage({ PUBLIC_URL: 'http://countersign.localhost' })
const { open } = useBrowser(stage)
const { signedIn } = useDeskBrowser(stage)

const field = (part: string) => `[name="text.en.${part}"]`
const body = field('body')

async function begin(page: Page, slug: string) {
  await page.goto(paths.desk.newStatement)
  await page.locator('#title').fill('A letter on return')
  await page.locator('#slug').fill(slug)
  await page.locator('#language').fill('en')
  await page.locator('form .button.primary').click()
  await page.waitForURL(`**${paths.desk.statement(slug)}`)
}

/** What the tests use of the page's own window. */
type InBrowser = {
  DataTransfer: new () => { setData(type: string, text: string): void }
  ClipboardEvent: new (type: string, init: object) => object
  document: {
    execCommand(command: string, shown: boolean, text: string): boolean
    activeElement: { matches(selector: string): boolean } | null
  }
}

/** Pastes as the browser does: with what a program put on the clipboard. */
async function paste(page: Page, html: string, plain = ''): Promise<string> {
  const area = page.locator(body)
  await area.fill('')
  await area.focus()
  await area.evaluate(
    (element, [asHtml, asText]) => {
      const { DataTransfer, ClipboardEvent, document } = globalThis as unknown as InBrowser
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', asHtml)
      clipboardData.setData('text/plain', asText)
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      // What the browser does with a paste that nobody took.
      if (element.dispatchEvent(paste)) document.execCommand('insertText', false, asText)
    },
    [html, plain] as const,
  )
  return area.inputValue()
}

const press = (page: Page) => page.locator('.writing-form > .actions').first().locator('[value=save]').click()

async function save(page: Page) {
  await press(page)
  await page.locator('.notice [role=status]').waitFor()
}

/** Published within two seconds, on every process. */
const isRead = (page: Page, path: string) =>
  expect.poll(async () => (await page.goto(path))?.status(), { timeout: 5000 }).toBe(200)

const hasFocus = (page: Page, selector: string) =>
  page.evaluate(
    wanted => (globalThis as unknown as InBrowser).document.activeElement?.matches(wanted) ?? false,
    selector,
  )

describe('pasting from a word processor', () => {
  it('keeps headings, lists and links, and nothing else', async () => {
    const page = await open()
    await signedIn(page, 'administrator')
    await begin(page, 'pasted')
    expect(await paste(page, fromWord)).toBe(
      [
        '## What we ask',
        'We write to [the law](https://example.org/law?a=1&b=%282%29) of 2025\\*.',
        '- Let people return\n    - with papers\n1. First',
        '1\\. Not a list\\\non two lines',
        'A cell',
      ].join('\n\n'),
    )
    expect(await paste(page, fromGoogleDocs)).toBe(
      '### Background\n\nSome words\n\n- One\n    - Deeper\n- [Two](https://example.org/two)',
    )
    expect(await paste(page, inParts)).toBe(
      '## Open letter\n\nTo the President: “stop”, see [a](https://x.org/), b\n\n- Прэзідэнтам two',
    )
    expect(await paste(page, fromLibreOffice)).toBe('#### Next\n\nText\n\n3. Third\n4. Fourth')
    expect(
      await paste(page, '<span style="color:red">**bold** of an editor</span>', '**bold** of an editor'),
    ).toBe('**bold** of an editor')
    await paste(page, fromWord)
    await page.keyboard.press('Control+z')
    expect(await page.locator(body).inputValue()).not.toContain('What we ask')
  })

  it('says what it left out, in the words of the page, and nothing where all came through', async () => {
    const page = await open()
    await signedIn(page, 'administrator')
    await begin(page, 'left-out')
    const said = page.locator('.writing-text [role=status]')
    await paste(page, fromGoogleDocs)
    expect(await said.innerText()).toBe('')
    await paste(page, fromWord)
    expect(await said.innerText()).toBe('Left out of what you pasted: tables, of which the words stay (1).')
    await paste(page, hostile)
    expect(await said.innerText()).toBe(
      'Left out of what you pasted: pictures (2), embedded items (1), links to no site and no mailbox, of which the words stay (2).',
    )
    // Of pictures among mere words too, which the browser pastes itself.
    await paste(page, '<p>one <img src="cid:1" alt=""> two</p><svg><image href="x"/></svg>', 'one two')
    expect(await said.innerText()).toBe('Left out of what you pasted: pictures (2).')
    const links = '<a href="file:///c/x">a</a> <a href="#_ftn1">b</a> <a href="mailto:a@b.org">c</a>'
    expect(await paste(page, `<p>${links} <a href="#x"></a></p>`)).toBe('a b [c](mailto:a@b.org)')
    expect(await said.innerText()).toBe(
      'Left out of what you pasted: links to no site and no mailbox, of which the words stay (2).',
    )
    await paste(page, '', 'words')
    expect(await said.innerText()).toBe('')
  })

  it('runs and loads nothing of what it is given, in the field, the preview and on the page', async () => {
    const page = await open()
    await signedIn(page, 'administrator')
    await begin(page, 'hostile-paste')
    const pasted = await paste(page, hostile)
    expect(pasted).not.toMatch(/evil\.example|svg|display/)
    expect(pasted).toContain('## Title\n\na b [c](https://e.org/')
    await page.locator('.writing-preview h2').waitFor()
    expect(
      await page
        .locator('.writing-preview :is(script, img, iframe, svg, [onclick], a[href^="java"])')
        .count(),
    ).toBe(0)
    await save(page)
    await page.goto(paths.desk.writing('hostile-paste', 'preview'))
    expect(await page.locator('.prose h2').innerText()).toBe('Title')
    expect(
      await page.locator('main :is(script, img, iframe, svg, a[href^="java"], a[href^="data"])').count(),
    ).toBe(0)
  })
})

describe('writing', () => {
  it('shows the text as readers will see it, and says that a colleague saved meanwhile', async () => {
    const page = await open()
    await signedIn(page, 'administrator')
    await begin(page, 'seen-live')
    await page.locator(field('addressees')).fill('The Council\nThe Parliament')
    await page.locator(body).fill('## One\n\n- a\n- b')
    await page.locator('.writing-preview h2').waitFor()
    expect(await page.locator('.writing-preview [data-shown]').innerText()).toMatch(
      /A letter on return\s+The Council\nThe Parliament\s+One\s+a\s+b/,
    )
    expect(await page.locator('[data-meanwhile]').isVisible()).toBe(false)
    await stage.sql`UPDATE statement_drafts SET revision = revision + 1 WHERE slug = 'seen-live'`
    await page.locator(body).fill('## Two')
    await page.locator('[data-meanwhile]').waitFor()
    await press(page)
    await page.locator('.notice.stop').waitFor()
    expect(await page.locator(body).inputValue()).toBe('## Two')
  })

  it('goes by keyboard alone', async () => {
    const page = await open()
    await signedIn(page, 'administrator')
    await page.goto(paths.desk.statements)
    const to = async (selector: string) => {
      for (let step = 0; step < 80; step++) {
        if (await hasFocus(page, selector)) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`no way to ${selector}`)
    }
    await to(`a[href="${paths.desk.newStatement}"]`)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/new')
    await to('#title')
    await page.keyboard.type('By keyboard')
    await to('#slug')
    await page.keyboard.type('by-keyboard')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${paths.desk.statement('by-keyboard')}`)
    await to(body)
    await page.keyboard.type('We ask.')
    await page.keyboard.press('Control+Enter')
    await page.locator('.notice [role=status]').waitFor()
    await to(field('title'))
    await page.keyboard.press('Enter')
    await page.locator('[name=revision][value="3"]').waitFor({ state: 'attached' })
    await to('[value=publish]')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/publish')
    await to('form .button.primary')
    await page.keyboard.press('Enter')
    await page.waitForURL('**?said=published')
    await isRead(page, '/en/by-keyboard')
  })

  it('goes without JavaScript, from the first word to the public page', async () => {
    const page = await open({ javaScript: false, width: 320 })
    await signedIn(page, 'administrator')
    await begin(page, 'without-script')
    await page.locator(body).fill('We ask.')
    await page.locator('#language').fill('ar')
    await page.locator('[value=add-language]').click()
    await page.locator('[name="text.ar.title"]').fill('رسالة')
    await page.locator('[name="text.ar.body"]').fill('نطلب.')
    await page.locator('[value=add-founder]').click()
    await page.locator('.writing-founder input[aria-required]').fill('Home Again')
    await page.locator('.writing-form > .actions').first().locator('[value=preview]').click()
    expect(await page.locator('.prose').first().innerText()).toContain('We ask.')
    await page.getByRole('link', { name: 'Arabic' }).or(page.locator('a[href*="text=ar"]')).first().click()
    expect(await page.locator('h1').getAttribute('dir')).toBe('rtl')
    expect(await overflow(page)).toEqual([])
    await page.goto(paths.desk.writing('without-script', 'publish'))
    await page.locator('form .button.primary').click()
    await page.locator('.notice [role=status]').waitFor()
    await isRead(page, '/en/without-script')
  })
})

describe.each(seenLanguages)('every page of writing, in %s', lang => {
  it('reads well to axe and fits any width', async () => {
    const page = await open({ lang, width: 320 })
    await signedIn(page, 'administrator', lang)
    const slug = `pages-in-${lang}`
    await begin(page, slug)
    const long = 'Праваабарончая'.repeat(8)
    await page.locator(field('title')).fill(`Заява ${long}`)
    await page.locator(field('addressees')).fill(`${long}\nThe Council`)
    await page.locator(body).fill(`We ask for ${long}.\n\n## What\n\n- a\n- b\n\nThe same.`)
    await page.locator('[value=add-founder]').click()
    await page.locator('.writing-founder input[aria-required]').fill(`Home ${long}`)
    await page.locator('#language').fill('ar')
    await page.locator('[value=add-language]').click()
    await page.locator('[name="text.ar.title"]').fill('رسالة')
    await page.locator('[name="text.ar.body"]').fill('نطلب ما وُعدنا به.')
    await save(page)
    const see = async (picture: string, path: string) => {
      expect((await page.goto(path))?.status(), path).toBe(200)
      await looksRight(page, lang, picture)
      await draw(page, `desk-${picture}-${lang}`)
    }
    await see('writing-edit', paths.desk.statement(slug))
    await see('writing-publish-first', paths.desk.writing(slug, 'publish'))
    await page.locator('form .button.primary').click()
    await page.locator('.notice [role=status]').waitFor()
    await page.locator(body).fill(`We ask for all ${long}.\n\n## What\n\n- a\n- c\n\nThe same.`)
    await save(page)
    await see('writing-publish', paths.desk.writing(slug, 'publish'))
    await see('writing-preview', paths.desk.writing(slug, 'preview'))
    await see('writing-list', paths.desk.statements)
    await see('writing-new', paths.desk.newStatement)
    await see('writing-files', paths.desk.statement('forcible-expulsion'))
    await see('settings-site', paths.desk.settings)
    await begin(page, `${slug}-2`)
    await see('writing-faults', `${paths.desk.statement(`${slug}-2`)}?check=yes`)
    await see('writing-delete', paths.desk.writing(`${slug}-2`, 'delete'))
    await page.goto(paths.desk.statement(`${slug}-2`))
    await stage.sql`UPDATE statement_drafts SET revision = revision + 1 WHERE slug = ${`${slug}-2`}`
    await page.locator(body).fill(`Mine ${long}`)
    await press(page)
    await page.locator('.notice.stop details').first().locator('summary').click()
    await looksRight(page, lang, 'writing-conflict')
    await draw(page, `desk-writing-conflict-${lang}`)
  }, 300_000)
})
