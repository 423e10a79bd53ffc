import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { randomBytes } from '../../src/random.ts'
import { answerSchemas } from '../../src/signatories/formats/answer-schemas.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import { useBrowser } from '../support/browser.ts'
import { useDeskBrowser } from '../support/desk-browser.ts'
import { lengthenList } from '../support/long-list.ts'
import { slug, useStage } from '../support/stage.ts'
import { entry, figure, inTime, news, openStaying, path, stayed } from './live-page.ts'

const stage = useStage()
const { open } = useBrowser(stage)
const { visitor, moderator } = stage
const { waits } = useDeskBrowser(stage)
const openPage = async () => openStaying(await open())

it('a long list: one who comes pushes the oldest off the page, and only who came is told of', async () => {
  const { sql } = stage.database()
  await lengthenList(sql, 110)
  await sql`SELECT setval('list_positions', (SELECT max(position) FROM endorsements))`
  await expect.poll(async () => (await visitor.list()).count).toBeGreaterThan(120)
  await waits('Hundredth Forum')
  const page = await openPage()
  await page.locator('#newest').waitFor()
  const oldest = page.locator('#newest li').last()
  const before = await oldest.getAttribute('id')
  await moderator.approves('Hundredth Forum')
  await entry(page, 'Hundredth Forum').waitFor({ state: 'attached', ...inTime })
  expect(await news(page).textContent()).toBe('Hundredth Forum is on the list now.')
  expect(await page.locator('#newest li').first().getAttribute('class')).toBe('new')
  expect(await page.locator('li.new').count()).toBe(1)
  expect(await oldest.getAttribute('id')).not.toBe(before)
  await moderator.withdraws('Hundredth Forum', 'They asked us to.')
  await entry(page, 'Hundredth Forum').waitFor({ state: 'detached', ...inTime })
  expect(await news(page).textContent()).toBe('Hundredth Forum is no longer on the list.')
  expect(await oldest.getAttribute('id')).toBe(before)
  expect(await page.locator('li.new').count()).toBe(0)
})

describe('an open list', () => {
  const list = `${path}/signatories`

  it('shows who signed and who left, of a country and in any order', async () => {
    const page = await open()
    await page.goto(`${list}?country=LT&sort=newest`)
    await page.evaluate('window.stayed = true')
    const other = await open()
    await other.goto(`${list}?country=PL`)
    await waits('Listed Forum')
    await moderator.approves('Listed Forum')
    await page.locator('#country').selectOption('none')
    await entry(page, 'Listed Forum').waitFor({ state: 'attached', ...inTime })
    const count = await page.locator('#signatories li').count()
    expect(await page.title()).toContain(`${count} signatories found`)
    expect(await page.locator('#country option[value=LT]').textContent()).toBe(`Lithuania (${count})`)
    expect(await page.locator('#country').inputValue()).toBe('none')
    expect(await news(page).textContent()).toBe('Listed Forum is on the list now.')
    expect(await entry(page, 'Listed Forum').getAttribute('class')).toBe('new')
    await moderator.withdraws('Listed Forum', 'They asked us to.')
    await entry(page, 'Listed Forum').waitFor({ state: 'detached', ...inTime })
    expect(await news(page).textContent()).toBe('Listed Forum is no longer on the list.')
    expect(await stayed(page)).toBe(true)
    expect(await news(other).textContent()).toBe('')
  })

  it('that goes on after its page tells of nobody who was pushed off it', async () => {
    const page = await open()
    await page.goto(`${list}?sort=newest`)
    await page.locator('#signatories[data-more]').waitFor()
    const last = page.locator('#signatories li').last()
    const before = await last.getAttribute('id')
    await waits('Pushing Forum')
    await moderator.approves('Pushing Forum')
    await entry(page, 'Pushing Forum').waitFor({ state: 'attached', ...inTime })
    expect(await news(page).textContent()).toBe('Pushing Forum is on the list now.')
    expect(await last.getAttribute('id')).not.toBe(before)
    await moderator.withdraws('Pushing Forum', 'They asked us to.')
    await entry(page, 'Pushing Forum').waitFor({ state: 'detached', ...inTime })
    expect(await news(page).textContent()).toBe('Pushing Forum is no longer on the list.')
    expect(await last.getAttribute('id')).toBe(before)
  })

  it('of what was typed, or further on, asks nothing', async () => {
    for (const query of ['?q=forum', `?after=${await idOfFirst()}`]) {
      const page = await open()
      await page.goto(list + query)
      expect(await page.locator('script').count()).toBe(0)
    }
  })

  const idOfFirst = async () => (await visitor.list()).signatories[0]?.id
})

describe('an open signatory’s page', () => {
  const subject = (page: Page) => page.locator('#signatory')

  it('becomes the page of one who has left, and tells of it once', async () => {
    await waits('Leaving Forum')
    await moderator.approves('Leaving Forum')
    await expect.poll(async () => (await newest()).name, inTime).toBe('Leaving Forum')
    const { id } = await newest()
    const address = paths.list.signatory('en', slug, id)
    const page = await openStaying(await open(), address)
    const other = await openStaying(await open(), address.replace(id, await idOfFounder()))
    await subject(page).getByText('Leaving Forum').first().waitFor()
    const before = await subject(other).innerHTML()
    await moderator.withdraws('Leaving Forum', 'They asked us to.')
    await subject(page).getByRole('heading', { name: 'No longer on the list' }).waitFor(inTime)
    expect(await page.content()).not.toContain('Leaving Forum')
    expect(await page.title()).toContain('No longer on the list')
    expect(await news(page).textContent()).toBe('No longer on the list')
    expect(await stayed(page)).toBe(true)
    // As the server gives it, but for what only a script shows.
    const open410 = await subject(page).innerHTML()
    expect((await page.reload())?.status()).toBe(410)
    expect(await subject(page).innerHTML()).toBe(open410)
    expect(await page.locator('script[src]').count()).toBe(0)
    expect(await subject(other).innerHTML()).toBe(before)
  })

  const newest = async () => {
    const answer = await visitor.get(`${paths.api.signatories(slug)}?sort=newest&limit=1`)
    const { signatories } = answerSchemas.SignatoryPage.parse(await answer.json())
    return signatories[0] ?? { id: '', name: '' }
  }
  const idOfFounder = async () => (await visitor.list()).signatories[0]?.id ?? ''
})

it('a new version of the text does not change under the reader, who is told of it', async () => {
  const page = await openPage()
  const before = await page.locator('.prose').textContent()
  const { db, end } = connect(stage.database().owner, 1)
  const [files] = statementFiles
  if (!files) throw new Error('no statement')
  const texts = { ...files.texts, en: `${files.texts.en}\nOne more paragraph.\n` }
  await syncStatements({ db, now: () => new Date(), random: randomBytes }, [
    { ...files, change: 'editorial', texts },
  ])
  await end()
  const line = page.locator('#text-changed')
  await line.waitFor(inTime)
  expect(await page.locator('.prose').textContent()).toBe(before)
  expect(await news(page).textContent()).toBe(await line.textContent())
  await line.getByRole('link').click()
  await page.getByText('One more paragraph.').waitFor()
  expect(await line.isVisible()).toBe(false)
})

it('who signed a text does not change beside it when a version comes that says something else', async () => {
  const page = await openPage()
  const embed = await open()
  await embed.goto(`${path}/embed`)
  const before = await figure(page).textContent()
  expect(before).not.toBe('0')
  const { db, end } = connect(stage.database().owner, 1)
  const [files] = statementFiles
  if (!files) throw new Error('no statement')
  const texts = { en: '# Something else\n\nAltogether.\n' }
  const changed = { ...files, texts, change: 'substantive' as const }
  await syncStatements({ db, now: () => new Date(), random: randomBytes }, [changed])
  await end()
  await page.locator('#text-changed').waitFor(inTime)
  expect(await figure(page).textContent()).toBe(before)
  expect(await page.locator('#signed-earlier').isVisible()).toBe(false)
  // There is no text in the frame.
  await expect.poll(() => figure(embed).textContent(), inTime).toBe('0')
  await page.reload()
  expect(await figure(page).textContent()).toBe('0')
  expect(await page.locator('#signed-earlier').textContent()).toContain(`${before} organisations`)
})

it('a statement that opens, or closes, does so under the reader', async () => {
  const { db, end } = connect(stage.database().owner, 1)
  const [files] = statementFiles
  if (!files) throw new Error('no statement')
  const en = await visitor.get(`/en/${slug}/v/3.md`).then(answer => answer.text())
  const publish = (times: { opensAt?: string; closesAt?: string }) =>
    syncStatements({ db, now: () => new Date(), random: randomBytes }, [
      { ...files, ...times, texts: { ...files.texts, en } },
    ])
  const page = await openPage()
  const embed = await open()
  await embed.goto(`${path}/embed`)
  const ways = (of: Page) => of.locator('a[href$="/endorse"]')
  const revision = page.locator('#revision')
  const before = await revision.textContent()
  expect([await ways(page).count(), await ways(embed).count()]).toEqual([2, 1])
  const times = [
    [{ opensAt: '2100-01-01T00:00:00Z' }, 0, '1 January 2100'],
    [{}, 1, null],
    // Its final list is frozen then: it does not open again.
    [{ closesAt: '2026-01-01T00:00:00Z' }, 0, '1 January 2026'],
  ] as const
  for (const [changed, count, said] of times) {
    await publish(changed)
    await expect.poll(() => ways(page).count(), inTime).toBe(2 * count)
    await expect.poll(() => ways(embed).count(), inTime).toBe(count)
    if (said) expect(await page.locator('.opening').textContent()).toContain(said)
  }
  expect(await revision.textContent()).not.toBe(before)
  expect(await stayed(page)).toBe(true)
  await end()
})

/** The page loads; the next `times` questions get no answer, and those after them do. */
