import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { hasFocus, useBrowser } from '../support/browser.ts'
import { useDeskBrowser } from '../support/desk-browser.ts'
import { useStage } from '../support/stage.ts'
import { inTime, openStaying, questions, stayed } from './live-page.ts'

const stage = useStage({ PUBLIC_URL: 'http://countersign.localhost' })
const { open } = useBrowser(stage)
const { moderator, moveClock } = stage
const { waits, signedIn } = useDeskBrowser(stage)
const t = translator('en')

const row = (page: Page, name: string) => page.locator('.queue li', { hasText: name })

async function openQueue() {
  const page = await open()
  await signedIn(page, 'moderator')
  return openStaying(page, paths.desk.queue)
}

// What one moderator does: where two are needed is told by stories.
beforeAll(async () => {
  await stage.sql`UPDATE statements SET second_moderator = 'never'`
})

describe('an open queue', () => {
  it('takes over rows, counts and evidence, and nothing of what somebody does there is lost', async () => {
    for (const name of ['Early Forum', 'Middle Forum']) await waits(name)
    const page = await openQueue()
    expect(await page.title()).toBe('(2) Requests: Waiting — Moderation desk')
    await page.locator('input[type=search]').fill('half a na')
    await page.locator('.keys summary').click()
    await row(page, 'Middle Forum').getByRole('link').focus()

    await waits('Late Forum')
    await row(page, 'Late Forum').waitFor(inTime)
    expect(await page.title()).toMatch(/^\(3\) /)
    expect(await page.locator('.queue-states [aria-current]').textContent()).toBe('Waiting 3')
    expect(await page.locator('#queue-news').textContent()).toBe(t('queue.live.joined'))
    expect(await row(page, 'Late Forum').getAttribute('class')).toBe('new')
    expect(await hasFocus(row(page, 'Middle Forum').getByRole('link'))).toBe(true)

    // Somebody else asks under the same name: it speaks against both.
    await waits('Early Forum', { email: 'other@elsewhere.example.net' })
    await row(page, 'Early Forum')
      .first()
      .getByText(t('queue.evidence.against', { count: 1 }))
      .waitFor(inTime)

    // Decided by a colleague: the focus goes on to the next row.
    await moderator.rejects('Middle Forum', 'Not one.')
    await row(page, 'Middle Forum').waitFor({ state: 'detached', ...inTime })
    expect(await hasFocus(row(page, 'Late Forum').getByRole('link'))).toBe(true)
    expect(await page.locator('input[type=search]').inputValue()).toBe('half a na')
    expect(await page.locator('.keys').getAttribute('open')).not.toBeNull()
    expect(await stayed(page)).toBe(true)
  })

  it('costs a 304 while nothing changes, and nothing while nobody looks', async () => {
    const page = await openQueue()
    const statuses: number[] = []
    page.on('response', answer => {
      if (answer.request().resourceType() === 'fetch') statuses.push(answer.status())
    })
    const asked = questions(page)
    await expect.poll(() => statuses.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(3)
    // An age in words may have changed between two of them.
    expect(statuses.slice(1)).toContain(304)
    await page.evaluate(`
      Object.defineProperty(document, 'hidden', { configurable: true, value: true })
      document.dispatchEvent(new Event('visibilitychange'))`)
    asked.length = 0
    const other = questions(await openQueue())
    await expect.poll(() => other.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(3)
    // One may have been on its way.
    expect(asked.length).toBeLessThanOrEqual(1)
  })

  it('keeps nobody signed in: it says that the session has ended, and asks no more', async () => {
    const page = await openQueue()
    await expect.poll(() => page.title()).toMatch(/^\(\d+\) /)
    await moveClock(31 * 60_000)
    await page.getByText(t('queue.live.ended')).waitFor(inTime)
    expect(await page.locator('#session-ended a').getAttribute('href')).toBe(paths.auth.signIn)
    expect(await page.title()).toBe('Requests: Waiting — Moderation desk')
    // What was there can be read on.
    await row(page, 'Late Forum').waitFor()
    const asked = questions(page)
    const other = questions(await openQueue())
    await expect.poll(() => other.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(3)
    expect(asked).toEqual([])
  })
})

describe('the page of a request', () => {
  it('has what will be published and the evidence side by side at 1280 px, else one below the other', async () => {
    const name = await waits('Права і рэчы', {
      organisation_be: 'Правы і рэчы',
      website: '',
      email: 'rights@gmail.com',
    })
    const page = await open()
    await signedIn(page, 'moderator')
    await page.goto(await moderator.find(name))
    const published = page.locator('.section', { hasText: t('desk.published.title') })
    const evidence = page.locator('.section', { has: page.locator('#evidence') })
    const boxes = async (width: number) => {
      await page.setViewportSize({ width, height: 800 })
      const [left, right] = [await published.boundingBox(), await evidence.boundingBox()]
      if (!left || !right) throw new Error('not on the page')
      return { left, right }
    }
    const wide = await boxes(1280)
    expect(wide.left.x + wide.left.width).toBeLessThanOrEqual(wide.right.x)
    expect(wide.left.y).toBe(wide.right.y)
    expect(wide.left.y + wide.left.height).toBeLessThanOrEqual(800)
    expect(wide.right.y + wide.right.height).toBeLessThanOrEqual(800)
    for (const width of [768, 320]) {
      const { left, right } = await boxes(width)
      expect(left.y + left.height).toBeLessThanOrEqual(right.y)
      expect(left.x).toBe(right.x)
    }
    // Two names, so twice: the languages that read the same name are told together.
    const captions = await page.locator('.as-published figcaption').allTextContents()
    expect(captions).toEqual([
      t('desk.published.for', { languages: 'English and Russian' }),
      t('desk.published.for', { languages: 'Belarusian' }),
    ])
  })

  it('has its row in sight in the list beside it, with scripts and without', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `Beside Forum ${i} of them`)
    for (const name of names) await waits(name)
    for (const javaScript of [true, false]) {
      const page = await open({ javaScript })
      await signedIn(page, 'moderator')
      const current = page.locator('.desk-beside [aria-current]')
      for (const name of [names[0], names[6], names[11]]) {
        await page.goto(await moderator.find(name ?? ''))
        await expect.poll(() => current.textContent()).toBe(name)
        await expect.poll(async () => (await current.boundingBox())?.y).toBeLessThan(850)
        expect((await current.boundingBox())?.y).toBeGreaterThan(0)
        // The page itself stays where it begins.
        expect((await page.locator('h1').boundingBox())?.y).toBeGreaterThan(0)
      }
    }
  })

  it('has a key for the evidence and for each decision, and u always answers', async () => {
    const name = await waits('Keys Forum', { email: 'keys@forum.example.org' })
    const page = await open()
    await signedIn(page, 'moderator')
    const path = await moderator.find(name)
    const shows = async (at: string) => {
      await page.goto(at)
      await page.locator('html.with-keys').waitFor()
    }
    const title = (action: Parameters<typeof t>[0]) =>
      page.getByRole('heading', { level: 1, name: new RegExp(`^${t(action)}`) }).waitFor()
    await shows(path)
    await page.keyboard.press('e')
    await expect.poll(() => hasFocus(page.locator('#evidence'))).toBe(true)
    expect(new URL(page.url()).hash).toBe('')
    await page.keyboard.press('u')
    await page.locator('.key-answer').getByText('Nothing can be undone here.').waitFor()
    // No key with a modifier, whatever letters the keyboard has.
    for (const modifier of ['Shift', 'Control', 'Alt', 'Meta'])
      await page.locator('#evidence').dispatchEvent('keydown', {
        key: 'ф',
        code: 'KeyA',
        bubbles: true,
        [`${modifier.toLowerCase().replace('control', 'ctrl')}Key`]: true,
      })
    await page.keyboard.press('Shift+R')
    await page.keyboard.press('w')
    await title('desk.action.withdraw')

    await moderator.approves(name)
    await shows(path)
    await page.keyboard.press('f')
    await title('desk.action.correct')
    await moderator.withdraws(name, 'They asked us to.')
    await shows(path)
    await page.keyboard.press('o')
    await title('desk.action.restore')
    await shows(await moderator.find(await waits('Reopened Forum', { email: 'again@forum.example.org' })))
    await moderator.rejects('Reopened Forum', 'Not one.')
    await page.reload()
    await page.locator('html.with-keys').waitFor()
    await page.keyboard.press('o')
    await title('desk.action.reopen')
  })

  it('keeps the words Before and Now beside what changed, at 320 px', async () => {
    const name = await waits('Narrow Forum', { email: 'narrow@forum.example.org' })
    await moderator.approves(name)
    const page = await open({ width: 320 })
    await signedIn(page, 'moderator')
    await page.goto(`${await moderator.find(name, 'approved')}/correct`)
    await page.getByLabel(t('field.organisation'), { exact: true }).fill('Narrower Forum')
    await page.getByRole('button', { name: t('desk.correct.look') }).click()
    const changed = page.locator('.changes tbody tr').first()
    for (const [word, value] of [
      [t('desk.changes.before'), 'Narrow Forum'],
      [t('desk.changes.after'), 'Narrower Forum'],
    ] as const) {
      const label = await changed.getByText(word, { exact: true }).boundingBox()
      const text = await changed.getByText(value, { exact: true }).boundingBox()
      expect(label?.y, word).toBeCloseTo(text?.y ?? 0, -1)
      expect((label?.x ?? 0) + (label?.width ?? 0)).toBeLessThan(text?.x ?? 0)
    }
    // With room for columns their headings say it, once.
    await page.setViewportSize({ width: 1280, height: 800 })
    expect(await changed.getByText(t('desk.changes.before'), { exact: true }).isVisible()).toBe(false)
    expect(await page.getByRole('columnheader', { name: t('desk.changes.before') }).isVisible()).toBe(true)
  })
})
