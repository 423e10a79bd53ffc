import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasFocus, useBrowser } from '../support/browser.ts'
import { useDeskBrowser } from '../support/desk-browser.ts'
import { type OwnPostgres, ownPostgres } from '../support/own-postgres.ts'
import { useStage } from '../support/stage.ts'
import { entry, figure, inTime, news, openStaying, path, questions, stayed } from './live-page.ts'

let server: OwnPostgres
const stage = useStage({}, async () => {
  server = await ownPostgres()
  return server
})
const { open } = useBrowser(stage)
const { moderator } = stage
const { waits } = useDeskBrowser(stage)

const topOf = (page: Page, selector: string) =>
  page.evaluate<number>(`document.querySelector('${selector}').getBoundingClientRect().top`)
const tall = (page: Page) => page.evaluate<number>('document.documentElement.scrollHeight')
/** Scrolls until an element stands a little above the window's top. */
const scrollTo = (page: Page, selector: string) =>
  page.evaluate(
    `scrollTo(0, scrollY + document.querySelector('${selector}').getBoundingClientRect().top + 10)`,
  )

const openPage = async (visit: Parameters<typeof open>[0] = {}) => openStaying(await open(visit))

/** Until a page that nobody troubles has asked so many times: as long as three seconds for each. */
async function whileOtherAsks(times: number) {
  const asked = questions(await openPage())
  await expect.poll(() => asked.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(times)
}

const hostile = '$& {name} {count} <b>Rights</b> & “Co”'

describe('an open page', () => {
  it('shows who signed and who left, says it, marks it for a moment, and nothing jumps', async () => {
    for (const name of ['First Forum', 'Second Forum', 'Third Forum', hostile, 'Late Forum'])
      await waits(name)
    const page = await openPage({ width: 320 })
    expect(await page.locator('.names h3').count()).toBe(1)
    expect(await news(page).textContent()).toBe('')
    expect(await news(page).getAttribute('role')).toBe('status')
    // The first endorsing signatory comes with the heading of its list.
    await moderator.approves('First Forum')
    await page.locator('.endorsing h3').waitFor(inTime)
    await moderator.approves('Second Forum')
    await entry(page, 'Second Forum').waitFor(inTime)

    const endless = await open({ width: 320 })
    await endless.route(path, keepWaiting(1))
    const asked = questions(endless)
    await endless.goto(path)

    // The reader is past the list, so whatever comes into it comes above what is looked at.
    await scrollTo(page, '#signatories ~ section h2')
    const [top, height] = [await topOf(page, '#signatories ~ section h2'), await tall(page)]
    await moderator.approves('Third Forum')
    await entry(page, 'Third Forum').waitFor({ state: 'attached', ...inTime })
    expect(await news(page).textContent()).toBe('Third Forum is on the list now.')
    expect(await entry(page, 'Third Forum').getAttribute('class')).toBe('new')
    expect(await figure(page).textContent()).toBe('14')
    expect(await tall(page)).toBeGreaterThan(height)
    expect(Math.abs((await topOf(page, '#signatories ~ section h2')) - top)).toBeLessThan(1)

    // On an entry that goes, the focus moves on to the next one.
    const leaving = entry(page, 'Second Forum').getByRole('link').first()
    await leaving.focus()
    await scrollTo(page, '#endorsing li:nth-child(3)')
    const entryTop = await topOf(page, '#endorsing li:nth-child(3)')
    await moderator.withdraws('Second Forum', 'They asked us to.')
    await entry(page, 'Second Forum').waitFor({ state: 'detached', ...inTime })
    expect(await news(page).textContent()).toBe('Second Forum is no longer on the list.')
    expect(await figure(page).textContent()).toBe('13')
    expect(await hasFocus(entry(page, 'Third Forum').getByRole('link').first())).toBe(true)
    expect(Math.abs((await topOf(page, '#endorsing li:nth-child(2)')) - entryTop)).toBeLessThan(1)

    // A name is text, whatever it looks like; and the focus stays where it was.
    await moderator.approves(hostile)
    await entry(page, hostile).waitFor({ state: 'attached', ...inTime })
    expect(await news(page).textContent()).toBe(`${hostile} is on the list now.`)
    expect(await hasFocus(entry(page, 'Third Forum').getByRole('link').first())).toBe(true)
    await expect.poll(() => page.locator('li.new').count(), { timeout: 12_000 }).toBe(0)
    expect(await page.locator('#signatories li').count()).toBe(14)
    expect(await stayed(page)).toBe(true)

    // It gave up the question that nobody answered after ten seconds, and asked again.
    await expect.poll(() => asked.length, { timeout: 30_000 }).toBeGreaterThan(1)
  })

  it('is whole without JavaScript', async () => {
    const page = await open({ javaScript: false })
    await page.goto(path)
    expect(await page.locator('.names h3').count()).toBe(2)
    expect(await page.locator('#signatories li').count()).toBe(14)
    expect(await page.locator('#text-changed').isVisible()).toBe(false)
    expect(await page.locator('#as-of').isVisible()).toBe(false)
  })

  it('costs a 304 without a body while nothing changes', async () => {
    const page = await open()
    const cdp = await page.context().newCDPSession(page)
    const answers: { status: number; bytes: number }[] = []
    const statuses = new Map<string, number>()
    const fetches = new Set<string>()
    await cdp.send('Network.enable')
    cdp.on('Network.requestWillBeSent', ({ requestId, type }) => type === 'Fetch' && fetches.add(requestId))
    cdp.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
      statuses.set(requestId, statusCode)
    })
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (fetches.has(requestId))
        answers.push({ status: statuses.get(requestId) ?? 0, bytes: encodedDataLength })
    })
    await page.goto(path)
    await expect.poll(() => answers.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
    // No browser keeps the page, so it is asked for whole once.
    expect(answers.shift()?.status).toBe(200)
    for (const { status, bytes } of answers) {
      expect(status).toBe(304)
      // Headers alone.
      expect(bytes).toBeLessThan(1500)
    }
  })

  it('says how old its list is while the database is away, and no longer', async () => {
    const page = await openPage()
    const line = page.locator('#as-of')
    await server.goAway()
    await line.locator('time').waitFor(inTime)
    expect(await line.textContent()).toMatch(/^The list as it stood on .+ UTC\. /)
    await server.comeBack()
    await line.waitFor({ state: 'hidden', ...inTime })
    expect(await line.textContent()).toBe('')
    expect(await news(page).textContent()).toBe('')
    expect(await stayed(page)).toBe(true)
  })

  it('asks nothing while hidden or offline, at once when it is back, and never goes back to an older list', async () => {
    const ahead = await openPage()
    await ahead.evaluate(`document.querySelector('#live-news').dataset.revision = 1e9`)
    await ahead.evaluate(`document.querySelector('#count .figure').textContent = 'newer'`)
    const page = await openPage()
    const asked = questions(page)
    const show = (hidden: boolean) =>
      page.evaluate(`
        Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} })
        document.dispatchEvent(new Event('visibilitychange'))`)
    await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(0)
    await show(true)
    asked.length = 0
    await whileOtherAsks(3)
    // One of several servers may still have an older list than the page: nothing is taken back.
    expect(await figure(ahead).textContent()).toBe('newer')
    // One may have been on its way.
    expect(asked.length).toBeLessThanOrEqual(1)
    asked.length = 0
    await show(false)
    await expect.poll(() => asked.length, { timeout: 1000 }).toBe(1)

    await page.context().setOffline(true)
    asked.length = 0
    await moderator.approves('Late Forum')
    await whileOtherAsks(3)
    expect(asked.length).toBeLessThanOrEqual(1)
    expect(await entry(page, 'Late Forum').count()).toBe(0)
    await page.context().setOffline(false)
    await entry(page, 'Late Forum').waitFor(inTime)
    expect(await stayed(page)).toBe(true)
  })
})

function keepWaiting(times: number) {
  let left = times
  return (route: Route) => {
    if (route.request().resourceType() !== 'fetch' || left-- <= 0) return route.continue()
    // The browser ends it.
    return Promise.resolve()
  }
}
