import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { randomBytes } from '../../src/random.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import { hasFocus, useBrowser } from '../support/browser.ts'
import { useDeskBrowser } from '../support/desk-browser.ts'
import { lengthenList } from '../support/long-list.ts'
import { type OwnPostgres, ownPostgres } from '../support/own-postgres.ts'
import { slug, useStage } from '../support/stage.ts'

let server: OwnPostgres
const stage = useStage({}, async () => {
  server = await ownPostgres()
  return server
})
const { open } = useBrowser(stage)
const { visitor, moderator } = stage
const { waits } = useDeskBrowser(stage)

const path = `/en/${slug}`
const inTime = { timeout: 10_000 }
const news = (page: Page) => page.locator('#live-news')
const entry = (page: Page, name: string) => page.locator('#signatories li', { hasText: name })
const figure = (page: Page) => page.locator('#count .figure')
const topOf = (page: Page, selector: string) =>
  page.evaluate<number>(`document.querySelector('${selector}').getBoundingClientRect().top`)
const tall = (page: Page) => page.evaluate<number>('document.documentElement.scrollHeight')
/** Scrolls until an element stands a little above the window's top. */
const scrollTo = (page: Page, selector: string) =>
  page.evaluate(
    `scrollTo(0, scrollY + document.querySelector('${selector}').getBoundingClientRect().top + 10)`,
  )

/** What the page's own script asked for, from now on. */
function questions(page: Page): string[] {
  const asked: string[] = []
  page.on('request', request => {
    if (request.resourceType() === 'fetch') asked.push(request.url())
  })
  return asked
}

/** In the page: counts what its script asks for, and what of it has no answer yet. */
const countQuestions = `
  window.asked = 0
  window.unanswered = 0
  const { fetch } = window
  window.fetch = async (...question) => {
    asked += 1
    unanswered += 1
    try {
      const answer = await fetch(...question)
      await answer.clone().text()
      return answer
    } finally {
      unanswered -= 1
    }
  }`
/** In the page: how many questions it asked, once all have an answer and the script took its turns with it. */
const questionsAsked = `(async () => {
  const { port1, port2 } = new MessageChannel()
  const turn = () => new Promise(done => { port1.onmessage = done; port2.postMessage(0) })
  do await turn()
  while (unanswered > 0)
  for (let turns = 0; turns < 5; turns++) await turn()
  return asked
})()`

/** A page that stays open; whatever is reloaded loses the mark. */
async function openPage(visit: Parameters<typeof open>[0] = {}) {
  const page = await open(visit)
  await page.goto(path)
  await page.evaluate('window.stayed = true')
  return page
}
const stayed = (page: Page) => page.evaluate<boolean>('window.stayed === true')

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
    await page.locator('.endorsing h3').waitFor({ timeout: 5000 })
    await moderator.approves('Second Forum')
    await entry(page, 'Second Forum').waitFor({ timeout: 5000 })

    const endless = await open({ width: 320 })
    await endless.route(path, keepWaiting(1))
    const asked = questions(endless)
    await endless.goto(path)

    // The reader is past the list, so whatever comes into it comes above what is looked at.
    await scrollTo(page, '#signatories ~ section h2')
    const [top, height] = [await topOf(page, '#signatories ~ section h2'), await tall(page)]
    await moderator.approves('Third Forum')
    await entry(page, 'Third Forum').waitFor({ state: 'attached', timeout: 5000 })
    expect(await news(page).textContent()).toBe('Third Forum has signed.')
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
    await entry(page, 'Second Forum').waitFor({ state: 'detached', timeout: 5000 })
    expect(await news(page).textContent()).toBe('Second Forum is no longer on the list.')
    expect(await figure(page).textContent()).toBe('13')
    expect(await hasFocus(entry(page, 'Third Forum').getByRole('link').first())).toBe(true)
    expect(Math.abs((await topOf(page, '#endorsing li:nth-child(2)')) - entryTop)).toBeLessThan(1)

    // A name is text, whatever it looks like; and the focus stays where it was.
    await moderator.approves(hostile)
    await entry(page, hostile).waitFor({ state: 'attached', timeout: 5000 })
    expect(await news(page).textContent()).toBe(`${hostile} has signed.`)
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
    await line.locator('time').waitFor({ timeout: 8000 })
    expect(await line.textContent()).toMatch(/^The list as it stood on .+ UTC\. /)
    await server.comeBack()
    await line.waitFor({ state: 'hidden', timeout: 8000 })
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
    await entry(page, 'Late Forum').waitFor({ timeout: 5000 })
    expect(await stayed(page)).toBe(true)
  })
})

describe('a server in trouble', () => {
  /** A page whose clock the test moves, and whose questions are answered by the test from the second load on. */
  async function openAgainst(answer: (route: Route) => Promise<void>) {
    const page = await open()
    await page.addInitScript(countQuestions)
    await page.clock.install()
    await page.goto(path)
    // From here on no time passes but by the test: on a busy machine seconds do.
    await page.clock.pauseAt(Number(await page.evaluate('Date.now()')) + 100)
    const before = await page.evaluate<number>(questionsAsked)
    await page.route(path, answer)
    /** How many questions the page has asked, all of them answered, once so much more time has passed. */
    const pass = async (milliseconds: number) => {
      await page.clock.runFor(milliseconds)
      return (await page.evaluate<number>(questionsAsked)) - before
    }
    /** How many seconds later the next question comes: at least so many, and less than one more. */
    const nextQuestion = async () => {
      const asked = await pass(0)
      for (let seconds = 0; seconds < 300; seconds++) if ((await pass(1000)) > asked) return seconds
      throw new Error('no question within five minutes')
    }
    return { page, pass, nextQuestion }
  }
  const answering =
    (status: number, headers: Record<string, string> = {}) =>
    (route: Route) =>
      route.fulfill({ status, headers, contentType: 'text/html', body: 'not this page' })

  it('is asked less and less often, by a page that keeps what it has', async () => {
    const { page, nextQuestion } = await openAgainst(answering(500))
    expect(await nextQuestion()).toBeLessThan(3)
    for (const pause of [5, 10, 20, 40, 60, 60]) {
      const seconds = await nextQuestion()
      expect(seconds).toBeGreaterThanOrEqual(0.8 * pause)
      expect(seconds).toBeLessThanOrEqual(1.2 * pause)
    }
    expect(await page.locator('#signatories li').count()).toBeGreaterThan(11)
    await page.unroute(path)
  })

  it('is taken at its word with Retry-After', async () => {
    const { nextQuestion } = await openAgainst(answering(503, { 'retry-after': '120' }))
    await nextQuestion()
    expect(await nextQuestion()).toBeGreaterThanOrEqual(120)
  })

  it('that puts something else in the page’s place changes nothing', async () => {
    const { page, nextQuestion } = await openAgainst(answering(200))
    const before = await page.locator('main').innerHTML()
    await nextQuestion()
    expect(await page.locator('main').innerHTML()).toBe(before)
  })

  it('that knows nothing of the page for a while is asked on, as the page may come back', async () => {
    const { page, nextQuestion, pass } = await openAgainst(answering(404))
    await nextQuestion()
    await nextQuestion()
    await page.unroute(path)
    await page.evaluate(`document.querySelector('#count .figure').textContent = 'old'`)
    await expect.poll(() => pass(3000), inTime).toBeGreaterThan(2)
    await expect.poll(() => figure(page).textContent(), inTime).not.toBe('old')
  })

  it('whose page ends before its end changes nothing, and is asked again', async () => {
    let cut = true
    let whole = { headers: {}, body: '' }
    const { page, nextQuestion, pass } = await openAgainst(route => {
      const body = cut ? whole.body.slice(0, whole.body.lastIndexOf('<li')) : whole.body
      return route.fulfill({ ...whole, body })
    })
    // Later than the page, which goes back to no older list, and by a tag that it has not met.
    const headers = { etag: '"whole"', 'content-type': 'text/html; charset=utf-8' }
    whole = { headers, body: await (await visitor.get(path)).text() }
    await page.evaluate(`document.querySelector('#count .figure').textContent = 'old'`)
    const before = await page.locator('#signatories li').count()
    await nextQuestion()
    expect(await page.locator('#signatories li').count()).toBe(before)
    expect(await news(page).textContent()).toBe('')
    cut = false
    await expect.poll(() => pass(3000), inTime).toBeGreaterThan(1)
    await expect.poll(() => figure(page).textContent(), inTime).not.toBe('old')
    await page.unrouteAll({ behavior: 'wait' })
  })
})

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
  await entry(page, 'Hundredth Forum').waitFor({ state: 'attached', timeout: 5000 })
  expect(await news(page).textContent()).toBe('Hundredth Forum has signed.')
  expect(await page.locator('#newest li').first().getAttribute('class')).toBe('new')
  expect(await page.locator('li.new').count()).toBe(1)
  expect(await oldest.getAttribute('id')).not.toBe(before)
  await moderator.withdraws('Hundredth Forum', 'They asked us to.')
  await entry(page, 'Hundredth Forum').waitFor({ state: 'detached', timeout: 5000 })
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
    await page.locator('#country').selectOption('BY')
    await entry(page, 'Listed Forum').waitFor({ state: 'attached', timeout: 6000 })
    const count = await page.locator('#signatories li').count()
    expect(await page.title()).toContain(`${count} signatories found`)
    expect(await page.locator('#country option[value=LT]').textContent()).toBe(`Lithuania (${count})`)
    expect(await page.locator('#country').inputValue()).toBe('BY')
    expect(await news(page).textContent()).toBe('Listed Forum has signed.')
    expect(await entry(page, 'Listed Forum').getAttribute('class')).toBe('new')
    await moderator.withdraws('Listed Forum', 'They asked us to.')
    await entry(page, 'Listed Forum').waitFor({ state: 'detached', timeout: 6000 })
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
    await entry(page, 'Pushing Forum').waitFor({ state: 'attached', timeout: 6000 })
    expect(await news(page).textContent()).toBe('Pushing Forum has signed.')
    expect(await last.getAttribute('id')).not.toBe(before)
    await moderator.withdraws('Pushing Forum', 'They asked us to.')
    await entry(page, 'Pushing Forum').waitFor({ state: 'detached', timeout: 6000 })
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
  await line.waitFor({ timeout: 5000 })
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
  await page.locator('#text-changed').waitFor({ timeout: 5000 })
  expect(await figure(page).textContent()).toBe(before)
  expect(await page.locator('#signed-earlier').isVisible()).toBe(false)
  // There is no text in the frame.
  await expect.poll(() => figure(embed).textContent(), { timeout: 8000 }).toBe('0')
  await page.reload()
  expect(await figure(page).textContent()).toBe('0')
  expect(await page.locator('#signed-earlier').textContent()).toContain(`${before} organisations`)
})

it('a statement that closes, or opens again, does so under the reader', async () => {
  const { db, end } = connect(stage.database().owner, 1)
  const [files] = statementFiles
  if (!files) throw new Error('no statement')
  const en = await visitor.get(`/en/${slug}/v/3.md`).then(answer => answer.text())
  const publish = (closesAt: string | null) =>
    syncStatements({ db, now: () => new Date(), random: randomBytes }, [
      { ...files, closesAt, texts: { ...files.texts, en } },
    ])
  const page = await openPage()
  const embed = await open()
  await embed.goto(`${path}/embed`)
  const ways = (of: Page) => of.locator('a[href$="/endorse"]')
  const revision = page.locator('#revision')
  const before = await revision.textContent()
  expect([await ways(page).count(), await ways(embed).count()]).toEqual([2, 1])
  await publish('2026-01-01T00:00:00Z')
  await expect.poll(() => ways(page).count(), { timeout: 8000 }).toBe(0)
  await expect.poll(() => ways(embed).count(), { timeout: 8000 }).toBe(0)
  expect(await page.locator('.opening').textContent()).toContain('1 January 2026')
  expect(await revision.textContent()).not.toBe(before)
  await publish(null)
  await expect.poll(() => ways(page).count(), { timeout: 8000 }).toBe(2)
  expect(await stayed(page)).toBe(true)
  await end()
})

/** The page loads; the next `times` questions get no answer, and those after them do. */
function keepWaiting(times: number) {
  let left = times
  return (route: Route) => {
    if (route.request().resourceType() !== 'fetch' || left-- <= 0) return route.continue()
    // The browser ends it.
    return Promise.resolve()
  }
}
