import type { Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useBrowser } from '../support/browser.ts'
import { useStage } from '../support/stage.ts'
import { figure, inTime, news, path } from './live-page.ts'

const stage = useStage()
const { open } = useBrowser(stage)
const { visitor } = stage

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

describe('a server in trouble', () => {
  /** A page whose clock the test moves, and whose questions are answered by the test from the second load on. */
  async function openAgainst(answer: (route: Route) => Promise<void>) {
    const page = await open()
    await page.addInitScript(countQuestions)
    await page.clock.install()
    await page.goto(path)
    // From here on no time passes but by the test: on a busy machine seconds do, also until the clock is stopped.
    await page.clock.pauseAt(Number(await page.evaluate('Date.now()')) + 10_000)
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
    /** The page's count once so much more time has passed: a question may fail anew, and is asked again later. */
    const figureAfter = async (milliseconds: number) => {
      await pass(milliseconds)
      return figure(page).textContent()
    }
    return { page, nextQuestion, figureAfter }
  }
  const answering =
    (status: number, headers: Record<string, string> = {}) =>
    (route: Route) =>
      route.fulfill({ status, headers, contentType: 'text/html', body: 'not this page' })

  it('is asked every three seconds at most while it answers', async () => {
    const whole = await wholeAnswer()
    const { nextQuestion } = await openAgainst(route => route.fulfill(whole))
    for (let question = 0; question < 12; question++) expect(await nextQuestion()).toBeLessThan(3)
  })

  it('is asked less and less often, by a page that keeps what it has', async () => {
    const { page, nextQuestion } = await openAgainst(answering(500))
    expect(await nextQuestion()).toBeLessThan(3)
    for (const pause of [5, 10, 20, 40, 60, 60]) {
      const seconds = await nextQuestion()
      expect(seconds).toBeGreaterThanOrEqual(0.8 * pause)
      expect(seconds).toBeLessThanOrEqual(1.2 * pause)
    }
    expect(await page.locator('#signatories li').count()).toBe(11)
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

  /** The page whole, by a tag that the open one has not met. */
  async function wholeAnswer() {
    const body = await (await visitor.get(path)).text()
    return { headers: { etag: '"whole"', 'content-type': 'text/html; charset=utf-8' }, body }
  }

  it('that knows nothing of the page for a while is asked on, as the page may come back', async () => {
    let answer = answering(404)
    const { page, nextQuestion, figureAfter } = await openAgainst(route => answer(route))
    await nextQuestion()
    await nextQuestion()
    await page.evaluate(`document.querySelector('#count .figure').textContent = 'old'`)
    const whole = await wholeAnswer()
    answer = route => route.fulfill(whole)
    await expect.poll(() => figureAfter(3000), inTime).not.toBe('old')
  })

  it('whose page ends before its end changes nothing, and is asked again', async () => {
    let cut = true
    let whole: Awaited<ReturnType<typeof wholeAnswer>>
    const { page, nextQuestion, figureAfter } = await openAgainst(route => {
      const body = cut ? whole.body.slice(0, whole.body.lastIndexOf('<li')) : whole.body
      return route.fulfill({ ...whole, body })
    })
    // Later than the page, which goes back to no older list.
    whole = await wholeAnswer()
    await page.evaluate(`document.querySelector('#count .figure').textContent = 'old'`)
    const before = await page.locator('#signatories li').count()
    await nextQuestion()
    expect(await page.locator('#signatories li').count()).toBe(before)
    expect(await news(page).textContent()).toBe('')
    cut = false
    await expect.poll(() => figureAfter(3000), inTime).not.toBe('old')
    await page.unrouteAll({ behavior: 'wait' })
  })
})
