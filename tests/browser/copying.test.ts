import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { useBrowser } from '../support/browser.ts'
import { slug, useStage } from '../support/stage.ts'

const stage = useStage()
const { open } = useBrowser(stage)
const { origin, visitor } = stage

const button = (page: Page, of: string) => page.locator(`[data-copy="${of}"]`)
const status = (page: Page, of: string) => page.locator(`[data-copy="${of}"] + [role=status]`)
const unfold = (page: Page) =>
  page.locator('details:has([data-copy]) > summary').evaluateAll(all => {
    for (const summary of all) summary.parentElement.open = true
  })

/** Each text that can be copied, by the id of its element, and the page that it is on. */
async function texts() {
  const [first] = (await visitor.list()).signatories
  const id = first?.id ?? ''
  const [statement, signatory] = [paths.statement.page('en', slug), paths.list.signatory('en', slug, id)]
  return [
    { path: statement, of: 'page-address', begins: `${origin}${statement}` },
    { path: statement, of: 'embed-code', begins: '<iframe id=' },
    { path: signatory, of: 'permanent-address', begins: `${origin}/s/${id}` },
  ]
}

it('an address and the code of the embed are copied by a button, which says so', async () => {
  for (const { path, of, begins } of await texts()) {
    const page = await open()
    // The stage's origin is no secure one to this browser, which then has no clipboard.
    await page.addInitScript(
      "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text } } })",
    )
    await page.goto(path)
    await unfold(page)
    await button(page, of).click()
    await expect.poll(() => status(page, of).textContent()).toBe('Copied')
    const copied = await page.evaluate<string>('window.copied')
    expect(copied).toBe((await page.locator(`#${of}`).textContent())?.trim())
    expect(copied.startsWith(begins), copied).toBe(true)
  }
})

it('where there is no clipboard the text is selected, which it says', async () => {
  for (const { path, of } of await texts()) {
    const page = await open()
    await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    await page.goto(path)
    await unfold(page)
    await button(page, of).click()
    await expect.poll(() => status(page, of).textContent()).toMatch(/^Selected/)
    const selected = await page.evaluate<string>('String(getSelection())')
    expect(selected.trim()).toBe((await page.locator(`#${of}`).textContent())?.trim())
  }
})

it('there is no button where no script runs', async () => {
  for (const { path, of } of await texts()) {
    const page = await open({ javaScript: false })
    await page.goto(path)
    for (const summary of await page.locator('details:has([data-copy]) > summary').all())
      await summary.click()
    expect(await button(page, of).count()).toBe(1)
    expect(await button(page, of).isVisible()).toBe(false)
    expect(await page.locator(`#${of}`).isVisible()).toBe(true)
  }
})

it('on the list’s page the names come before the search, to which a link leads', async () => {
  const page = await open({ width: 320 })
  await page.goto(paths.list.page('en', slug))
  const name = page.locator('.names .name').first()
  const top = async (part: string) => (await page.locator(part).first().boundingBox())?.y ?? 0
  const isBefore = await name.evaluate(element => {
    const field = element.ownerDocument.querySelector('#q')
    return (element.compareDocumentPosition(field) & 4) !== 0
  })
  expect(isBefore).toBe(true)
  expect(await top('.names .name')).toBeLessThan(await top('#q'))
  expect(await top('.names .name')).toBeLessThan(640)
  await page.getByRole('link', { name: 'Search', exact: true }).click()
  await expect.poll(async () => (await page.locator('#q').boundingBox())?.y ?? 9999).toBeLessThan(640)

  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(paths.list.page('en', slug))
  // Beside the names, where there is room.
  expect(await top('#q')).toBeLessThan(600)
  expect(await page.getByRole('link', { name: 'Search', exact: true }).isVisible()).toBe(false)
})
