import type { Page } from 'playwright-core'
import { slug } from '../support/stage.ts'

/** Where an open page keeps itself up to date, and what the tests look at there. */
export const path = `/en/${slug}`
export const news = (page: Page) => page.locator('#live-news')
export const entry = (page: Page, name: string) => page.locator('#signatories li', { hasText: name })
/**
 * Five seconds are promised (docs/embedding.md): three between two questions, which `live-trouble` holds by a clock that
 * it moves, one while a list is held, which `pure/held/snapshot` holds, and one more. A browser beside other tests takes
 * longer.
 */
export const inTime = { timeout: 12_000 }
export const figure = (page: Page) => page.locator('#count .figure')

/** A page that stays open; whatever is reloaded loses the mark. */
export async function openStaying(page: Page, address = path): Promise<Page> {
  await page.goto(address)
  await page.evaluate('window.stayed = true')
  return page
}
export const stayed = (page: Page) => page.evaluate<boolean>('window.stayed === true')

/** What the page's own script asks for, from now on. */
export function questions(page: Page): string[] {
  const addresses: string[] = []
  page.on('request', request => {
    if (request.resourceType() === 'fetch') addresses.push(request.url())
  })
  return addresses
}
