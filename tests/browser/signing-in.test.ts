import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { draw, hasFocus, looksRight, resize, seenLanguages, useBrowser } from '../support/browser.ts'
import { plugIn } from '../support/device.ts'
import { useStage } from '../support/stage.ts'

// Browsers give passkeys to https and to localhost alone.
const stage = useStage({ PUBLIC_URL: 'http://countersign.localhost' })
const { open } = useBrowser(stage)
const { desk, sql, moveClock } = stage

const t = translator('en')
const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
const outcome = (page: Page) => page.getByRole('status')
const path = (page: Page) => new URL(page.url()).pathname

async function joined(page: Page) {
  const device = await plugIn(page)
  const invited = await desk.invite()
  await page.goto(invited.path)
  await press(page, t('join.submit'))
  await page.waitForURL(`**${paths.auth.passkeys}`)
  return { device, ...invited }
}

describe('a moderator in a browser', () => {
  it('goes from the invitation by a passkey into the desk, out, and in again', async () => {
    const page = await open()
    const { device } = await joined(page)
    await page.getByText(t('auth.add.only.title'), { exact: true }).waitFor()
    const [made, ...more] = await device.passkeys()
    expect(more).toEqual([])
    expect(made).toMatchObject({ isResidentCredential: true, rpId: 'countersign.localhost' })
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({
      name: '__Host-session',
      domain: 'countersign.localhost',
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    })

    await press(page, t('desk.signOut'))
    await page.getByText(t('signin.signedOut'), { exact: true }).waitFor()
    expect(await page.context().cookies()).toEqual([])
    await press(page, t('signin.submit'))
    await page.waitForURL(`**${paths.desk.queue}`)
    await page.goto(paths.auth.verify)
    expect(path(page)).toBe(paths.auth.verify)
  })

  it('signs in by keyboard alone', async () => {
    const page = await open()
    await joined(page)
    await press(page, t('desk.signOut'))
    const button = page.getByRole('button', { name: t('signin.submit') })
    await button.waitFor()
    for (let tabs = 0; tabs < 10 && !(await hasFocus(button)); tabs++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${paths.desk.queue}`)
  })

  it('shows the passkey again where a fresh one is asked for, and adds another here', async () => {
    const page = await open()
    const { device } = await joined(page)
    await moveClock(5 * 60_000)
    await page.goto(paths.auth.passkeys)
    expect(page.url()).toMatch(/\/auth\/verify\?then=passkeys$/)
    await press(page, t('signin.verify.submit'))
    await page.waitForURL(`**${paths.auth.passkeys}`)
    await press(page, t('auth.add.here.submit'))
    await outcome(page).getByText(t('auth.outcome.known'), { exact: true }).waitFor()
    expect(await device.passkeys()).toHaveLength(1)
  })

  it('is sent to the passkey when the page stood open too long', async () => {
    const page = await open()
    await joined(page)
    await moveClock(5 * 60_000)
    await press(page, t('auth.add.here.submit'))
    await page.waitForURL(`**${paths.auth.verify}?then=passkeys`)
  })

  it('is told in words what did not work, and can try again', async () => {
    const page = await open()
    const { device, id } = await joined(page)
    await press(page, t('desk.signOut'))
    const says = async (words: string) => {
      await press(page, t('signin.submit'))
      await outcome(page).getByText(words, { exact: true }).waitFor()
      expect(await hasFocus(page.getByRole('button', { name: t('signin.submit') }))).toBe(true)
      expect(await page.context().cookies()).toEqual([])
    }
    await page.getByText(t('signin.signedOut'), { exact: true }).waitFor()
    await page.goto(paths.auth.signIn)
    await device.knowsItsOwner(false)
    await says(t('auth.outcome.cancelled'))
    await device.knowsItsOwner(true)
    await sql`UPDATE moderators SET status = 'suspended' WHERE id = ${id}`
    await says(t('auth.outcome.refused'))
    await sql`UPDATE moderators SET status = 'active' WHERE id = ${id}`
    await press(page, t('signin.submit'))
    await page.waitForURL(`**${paths.desk.queue}`)
  })

  it('without JavaScript reads why there is no button', async () => {
    const page = await open({ javaScript: false })
    await page.goto(paths.auth.signIn)
    await page.getByText(t('auth.noScript'), { exact: true }).waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  })
})

describe.each(seenLanguages)('every page of signing in, in %s', lang => {
  const words = translator(lang)

  it('reads well to axe, light and dark, and fits any width', async () => {
    const page = await open({ lang, width: 320 })
    await plugIn(page)
    const { id, path: invitation } = await desk.invite('administrator', 'Алена '.repeat(12).trim())
    await sql`UPDATE moderators SET language = ${lang} WHERE id = ${id}`

    await page.goto(paths.auth.signIn)
    await show(page, 'sign-in', words('signin.title'))
    await press(page, words('signin.submit'))
    await show(page, 'sign-in-failed', words('auth.outcome.cancelled'))
    await page.goto(paths.auth.join('A'.repeat(43)))
    await show(page, 'join-unknown', words('join.unknown.title'))
    await page.goto(invitation)
    await show(page, 'join', words('join.join.title'))
    await press(page, words('join.submit'))
    await page.waitForURL(`**${paths.auth.passkeys}`)
    await show(page, 'passkeys', words('auth.add.only.title'))
    await page.goto(invitation)
    await show(page, 'join-used', words('join.used.title'))
    await page.goto(await desk.inviteDevice(id))
    await show(page, 'join-device', words('join.device.title'))
    await page.goto(paths.auth.verify)
    await show(page, 'verify', words('signin.verify.title'))
  })

  /** Looks at the page as it stands: `text` says that it is the right one. */
  async function show(page: Page, name: string, text: string) {
    await page.getByText(text, { exact: true }).first().waitFor()
    await looksRight(page, lang, name)
    if (lang === 'en') await draw(page, name)
    await resize(page, 320)
  }
})
