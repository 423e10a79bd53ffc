import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import {
  axeFindings,
  draw,
  looksRight,
  overflow,
  seenLanguages,
  takesFocus,
  useBrowser,
} from '../support/browser.ts'
import { useDeskBrowser } from '../support/desk-browser.ts'
import { slug, useStage } from '../support/stage.ts'

const stage = useStage({ PUBLIC_URL: 'http://countersign.localhost' })
const { open } = useBrowser(stage)
const { moderator } = stage
const { waits, signedIn } = useDeskBrowser(stage)

describe.each(seenLanguages)('every page of the desk, in %s', lang => {
  const words = translator(lang)
  const long = 'Праваабарончая'.repeat(8)

  async function somethingToRead() {
    const name = await waits(`Vіasna ${long} ${lang}`, {
      organisation_be: `«Весна» ${lang}`,
      email: `viasna-${lang}@gmail.com`,
      website: 'https://www.facebook.com/groups/a-very-long-name-of-a-group-that-does-not-break',
      comment: '<b>&amp;</b> '.repeat(20).trim(),
    })
    await moderator.notes(name, `${'Called twice. '.repeat(20)}\nNobody knows them.`)
    const { page, path } = await requestOf(name, 'confirmed')
    await moderator.press(page, `${path}/claim`)
    return name
  }

  /** Nobody has confirmed it: its address may be corrected. Gives the path of its page. */
  async function somethingUnconfirmed(): Promise<string> {
    const organisation = `Вельмі ${long} ${lang}`
    await stage.visitor.asks({ organisation, email: `unconfirmed-${lang}@forum.example.org` })
    await stage.mail.link(`unconfirmed-${lang}@forum.example.org`)
    return (await requestOf(organisation, 'requested')).path
  }

  /** A request to whose address no mail goes any more: the one that it was confirmed is parked. Gives its page's path. */
  async function somethingParked(): Promise<string> {
    const organisation = `Не даходзіць ${long} ${lang}`
    const email = `parked-${lang}@forum.example.org`
    await stage.visitor.asks({ organisation, email })
    const link = await stage.mail.link(email)
    await stage.sql`
      INSERT INTO unreachable_addresses (lookup, reason, since)
      SELECT typed_lookup, 'bounced', now() FROM endorsements WHERE name = ${organisation}`
    await stage.visitor.confirms(link)
    const parked = () => stage.sql`SELECT 1 FROM outbox WHERE parked_at IS NOT NULL`
    await expect.poll(async () => (await parked()).length, { timeout: 30_000 }).toBeGreaterThan(0)
    return (await requestOf(organisation, 'confirmed')).path
  }

  /** An update that another administrator wrote. Gives the path of its page. */
  async function someUpdate(): Promise<string> {
    const list = paths.desk.writing(slug, 'updates')
    const text = `${long} https://example.org/${long}`
    await moderator.press(await moderator.open(list), list, { [`text_${lang}`]: text })
    const [update] = await stage.sql`SELECT id FROM updates ORDER BY written_at DESC LIMIT 1`
    return paths.desk.update(slug, update?.id ?? '')
  }

  async function requestOf(name: string, state: string) {
    const path = await moderator.find(name, state)
    return { path, page: await moderator.open(path) }
  }

  it('reads well to axe and fits any width', async () => {
    const name = await somethingToRead()
    const page = await open({ lang, width: 320 })
    await signedIn(page, 'administrator', lang)
    const request = await moderator.find(name)
    const stale = `${request}/reject?code=own`
    const unconfirmed = await somethingUnconfirmed()
    const parked = await somethingParked()
    const update = await someUpdate()
    const visits: [string, string, ((page: Page) => Promise<void>)?][] = [
      ['queue', paths.desk.queue],
      ['queue-all', `${paths.desk.queue}?state=all&q=a`],
      ['queue-empty', `${paths.desk.queue}?state=expired`],
      ['request', request, keysOpen],
      ['approve', `${request}/approve`],
      ['reject', `${request}/reject`],
      ['reject-words', stale],
      ['withdraw', `${request}/withdraw?code=own`],
      ['write', `${request}/write`],
      ['unconfirmed', unconfirmed],
      ['address', `${unconfirmed}/address`],
      ['parked', parked],
      ['mail', paths.desk.mail],
      ['updates', paths.desk.writing(slug, 'updates')],
      ['update', update],
      ['figures', paths.desk.figures],
      ['log', paths.desk.log],
      ['settings', paths.desk.settings],
      ['flood', paths.desk.bulkRejection],
      ['team', paths.team.page],
      ['account', paths.account.page],
    ]
    for (const [picture, path, prepare] of visits) {
      const answer = await page.goto(path)
      expect(answer?.status(), path).toBe(200)
      await prepare?.(page)
      await looksRight(page, lang, picture)
      await draw(page, `desk-${picture}-${lang}`)
    }

    // What was shown has changed meanwhile: refused, with the change.
    await page.goto(stale)
    await takesFocus(page)
    await page.locator('#words').fill('Not found.')
    await moderator.returns(name, 'Which one?')
    await moderator.undoes(name, 'returned')
    await page.locator('form .button').first().click()
    await page.getByText(words('desk.refused.changed')).waitFor()
    expect(await page.locator('#words').inputValue()).toBe('Not found.')
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
    await draw(page, `desk-stale-${lang}`)
  }, 300_000)
})

async function keysOpen(page: Page) {
  await page.locator('.keys summary').click()
}
