import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { hasFocus, overflow, tabTo, takesFocus, useBrowser } from '../support/browser.ts'
import { useDeskBrowser } from '../support/desk-browser.ts'
import { plugIn } from '../support/device.ts'
import { sampled, someOf } from '../support/exhaustive.ts'
import { useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

// Browsers give passkeys to https and to localhost alone.
const stage = useStage({ PUBLIC_URL: 'http://countersign.localhost' })
const { open } = useBrowser(stage)
const { desk, visitor, moderator, moveClock } = stage
const { waits, signedIn } = useDeskBrowser(stage)
const t = translator('en')

/** Presses one of the desk's keys, once its script is there to hear it. */
async function press(page: Page, key: string) {
  await page.locator('html.with-keys').waitFor()
  await page.keyboard.press(key)
}
const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const listed = async () => (await visitor.list()).signatories.map(({ name }) => name)

/** Joins by an invitation, as the person in the browser. */
async function joins(page: Page, role: 'moderator' | 'administrator' = 'moderator') {
  await plugIn(page)
  const invited = await desk.invite(role)
  await page.goto(invited.path)
  return invited
}

// What one moderator does: where two are needed is told by stories.
beforeAll(async () => {
  await stage.sql`UPDATE statements SET second_moderator = 'never'`
})

describe(`a moderator with a keyboard alone, on ${target}`, () => {
  it('goes from the invitation to a name on the public list', async () => {
    const name = await waits('Keyboard Rights Group')
    const page = await open()
    const { keyboard } = page
    await joins(page)
    await tabTo(page, 'main button')
    await keyboard.press('Enter')
    await page.waitForURL(`**${paths.auth.passkeys}`)
    await tabTo(page, '.desk-nav a')
    await keyboard.press('Enter')
    await page.locator('[data-row]').first().waitFor()

    await press(page, 'j')
    await expect.poll(() => hasFocus(page.locator('[data-row]').first())).toBe(true)
    await keyboard.press('Enter')
    await title(page, name)
    await press(page, 'a')
    await title(page, `${t('desk.action.approve')}: ${name}`)
    // One key does not publish, however often it is pressed.
    await press(page, 'a')
    await keyboard.press('Enter')
    expect(await listed()).not.toContain(name)
    await press(page, 'p')
    await page.getByRole('status').getByText(t('desk.done.approved')).waitFor()
    await expect.poll(listed, { timeout: 2000 }).toContain(name)
  })

  it('rejects with a canned reason, takes it back, asks for changes, notes', async () => {
    const name = await waits('Undone Rights Group', { website: '' })
    const page = await open()
    const { keyboard } = page
    await joins(page)
    await page.getByRole('button', { name: t('join.submit') }).click()
    await page.waitForURL(`**${paths.auth.passkeys}`)
    await page.goto(await moderator.find(name))

    await press(page, 'r')
    await title(page, t('desk.action.reject'))
    await press(page, '1')
    await page.getByLabel(t('desk.reject.words')).waitFor()
    await press(page, 'p')
    await page.getByRole('status').getByText(t('desk.done.rejected')).waitFor()
    expect(await stage.statusOf(name)).toBe('rejected')
    await press(page, 'u')
    await page.getByRole('status').getByText(t('desk.done.undone')).waitFor()
    expect(await stage.statusOf(name)).toBe('confirmed')

    await press(page, 'c')
    await title(page, t('desk.action.return'))
    // As on a keyboard that is set to Russian: the key beside is another letter, the place is the same.
    await press(page, 'k')
    await title(page, name)
    await page.locator('html.with-keys').waitFor()
    await page.locator('body').dispatchEvent('keydown', { key: 'т', code: 'KeyN', bubbles: true })
    await expect.poll(() => hasFocus(page.locator('#words'))).toBe(true)
    // In a field, keys are letters.
    await keyboard.type('Called them: a real group. u a p r')
    expect(await page.locator('#words').inputValue()).toContain('u a p r')
    // Out of the field, a key that would leave the page leads back to what was typed.
    await keyboard.press('Escape')
    await press(page, 'a')
    await expect.poll(() => hasFocus(page.locator('#words'))).toBe(true)
    await keyboard.press('Control+Enter')
    await page.getByText(t('desk.note.kept')).waitFor()
    await page.locator('.history').getByText('Called them: a real group. u a p r').waitFor()
    expect(await stage.statusOf(name)).toBe('confirmed')
  })

  it('finds the keys by ?, the search by /, and can switch single keys off', async () => {
    const page = await open()
    const { keyboard } = page
    await joins(page)
    await page.getByRole('button', { name: t('join.submit') }).click()
    await page.waitForURL(`**${paths.auth.passkeys}`)
    await page.goto(await moderator.find(await waits('Quiet Keys Group')))
    await press(page, '?')
    await expect.poll(() => page.locator('.keys').getAttribute('open')).not.toBeNull()
    await page.getByText(t('desk.keys.a'), { exact: true }).waitFor()
    const on = page.getByLabel(t('desk.keys.on'))
    await on.uncheck()
    await keyboard.press('Escape')
    await page.locator('body').press('r')
    await title(page, 'Quiet Keys Group')
    await page.reload()
    await page.locator('p:has([data-keys-on]):not([hidden])').waitFor({ state: 'attached' })
    await page.locator('body').press('r')
    await title(page, 'Quiet Keys Group')
    await keyboard.press('?')
    await page.getByLabel(t('desk.keys.on')).check()
    await page.locator('body').press('r')
    await title(page, t('desk.action.reject'))

    await page.goto(paths.desk.queue)
    await press(page, '/')
    await expect.poll(() => hasFocus(page.locator('input[type=search]'))).toBe(true)
  })
})

describe('a moderator without JavaScript', () => {
  it.each(someOf([320, 1280], 1))(`decides all the same, at %i px${sampled}`, async width => {
    const name = await waits(`Plain Page Group ${width}`)
    const page = await open({ javaScript: false, width })
    await signedIn(page, 'moderator')
    await page.goto(paths.desk.queue)
    await page.getByRole('link', { name }).first().click()
    await title(page, name)
    await page.getByRole('link', { name: t('desk.action.return') }).click()
    await page.getByRole('link', { name: t('reason.own.label') }).click()
    await takesFocus(page)
    await page.getByLabel(t('desk.return.words')).fill('Which of the two?\nPlease say.')
    // Pressed at once: the mail with these words was never shown, so it is shown first.
    await page.getByRole('button', { name: t('desk.return.submit') }).click()
    await page.locator('.mail-preview').getByText('Please say.').waitFor()
    await page.getByText(t('desk.words.unseen')).waitFor()
    expect(await stage.statusOf(name)).toBe('confirmed')
    await page.getByRole('button', { name: t('desk.return.submit') }).click()
    expect(await stage.statusOf(name)).toBe('returned')
    await page.getByRole('button', { name: t('desk.undo.submit') }).click()
    expect(await stage.statusOf(name)).toBe('confirmed')
    await page.goto(await moderator.find(name))
    await page.getByRole('link', { name: t('desk.action.approve'), exact: true }).click()
    await page.getByRole('button', { name: t('desk.approve.submit') }).click()
    await page.getByText(t('desk.state.approved')).first().waitFor()

    await page.goto(await moderator.find(name, 'approved'))
    await page.getByRole('link', { name: t('desk.action.correct'), exact: true }).click()
    await page.getByLabel(t('field.organisation'), { exact: true }).fill('')
    await page.getByRole('button', { name: t('desk.correct.look') }).click()
    await page.getByRole('link', { name: t('field.organisation.required') }).waitFor()
    await takesFocus(page)
    await page.getByLabel(t('field.organisation'), { exact: true }).fill(`${name}, corrected`)
    await page.getByRole('button', { name: t('desk.correct.look') }).click()
    await page.getByRole('table').getByText(`${name}, corrected`).waitFor()
    expect(await overflow(page)).toEqual([])
    await page.getByRole('button', { name: t('desk.correct.submit') }).click()
    await expect.poll(listed, { timeout: 2000 }).toContain(`${name}, corrected`)
  })
})

it('ends with the session: a page that stood open too long decides nothing', async () => {
  const name = await waits('Left Open Group')
  const page = await open()
  await signedIn(page, 'moderator')
  await page.goto(`${await moderator.find(name)}/approve`)
  await moveClock(31 * 60_000)
  await page.getByRole('button', { name: t('desk.approve.submit') }).click()
  await page.getByText(t('signin.ended.title')).first().waitFor()
  expect(await stage.statusOf(name)).toBe('confirmed')
})
