import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Language, translator } from '../../src/i18n/index.ts'
import { draw, looksRight, seenLanguages, useBrowser } from '../support/browser.ts'
import { privateLink, sample, useStage } from '../support/stage.ts'

const stage = useStage()
const { open } = useBrowser(stage)
const { visitor, mail, moderator, moveClock } = stage
const hour = 3_600_000

let people = 0
async function confirmed(lang: Language) {
  const organisation = `Віленскі форум ${++people}`
  const email = `person-${people}@leaving.example.org`
  await visitor.asks({ ...sample, organisation, organisation_en: `Forum ${people}`, email }, lang)
  await visitor.confirms(await mail.link(email))
  const letter = await mail.newest(email, new RegExp(translator(lang)('mail.received.subject')))
  return { organisation, email, path: privateLink(letter) }
}

describe.each(seenLanguages)('every page on the way out, in %s', lang => {
  const t = translator(lang)

  // Axe needs scripts to run: the pages have none, so that they are the same without.
  it('reads well to axe, fits 320 px, and has no script', async () => {
    const page = await open({ lang, width: 320 })
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    const tick = (purpose: 'withdraw' | 'erase') => page.getByLabel(t(`hour.${purpose}.box`)).check()

    const waiting = await confirmed(lang)
    await page.goto(waiting.path)
    await page.getByText(t('private.person.title')).click()
    await page.locator('#role').fill('')
    await press(t('private.person.submit'))
    await show(page, 'person-errors', t('field.role.required'))
    await page.locator('#role').fill('Chair')
    await press(t('private.person.submit'))
    await show(page, 'person-saved', t('private.person.saved'))
    await press(t('hour.withdraw.submit'))
    await show(page, 'withdraw-unticked', t('hour.unticked'))
    await tick('withdraw')
    await press(t('hour.withdraw.submit'))
    await show(page, 'withdrawn-waiting', t('private.stopped.title'))

    const listed = await confirmed(lang)
    await moderator.approves(listed.organisation)
    for (const purpose of ['withdraw', 'erase'] as const) {
      await page.goto(listed.path)
      await press(t(`private.${purpose}.sendLink`))
      await show(page, `${purpose}-link-sent`, t('private.said.sent'))
      const letter = await mail.newest(listed.email, new RegExp(t(`mail.hour.${purpose}.subject`)))
      await page.goto(privateLink(letter))
      await show(page, `${purpose}-open`, t(`hour.${purpose}.title`))
      await press(t(`hour.${purpose}.submit`))
      await show(page, `${purpose}-open-unticked`, t('hour.unticked'))
      await tick(purpose)
      await press(t(`hour.${purpose}.submit`))
      await show(page, `${purpose}-done`, t(`hour.${purpose}.done`))
      await page.goto(privateLink(letter))
      await show(page, `${purpose}-over`, t('hour.over.title'))
      if (purpose === 'withdraw') {
        await page.goto(listed.path)
        await show(page, 'private-left', t('private.left.title'))
      }
    }

    const late = await confirmed(lang)
    await page.goto(late.path)
    await press(t('private.erase.sendLink'))
    const letter = await mail.newest(late.email, new RegExp(t('mail.hour.erase.subject')))
    await moveClock(hour)
    await page.goto(privateLink(letter))
    await show(page, 'one-hour-expired', t('hour.expired.title'))
  }, 300_000)

  /** Looks at the page as it stands: `said` says that it is the right one. */
  async function show(page: Page, name: string, said: string) {
    await page.getByText(said, { exact: true }).first().waitFor()
    expect(await page.locator('script').count(), name).toBe(0)
    await looksRight(page, lang, name)
    await draw(page, `${name}-${lang}`)
  }
})
