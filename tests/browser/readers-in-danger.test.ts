import { expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { useBrowser } from '../support/browser.ts'
import { slug, useStage } from '../support/stage.ts'
import { openStaying, path, stayed } from './live-page.ts'

const stage = useStage()
const { open } = useBrowser(stage)
const { sql, visitor } = stage

const subject = /forcible|expulsion|Human Constanta/i

async function putReadersInDanger(areThey: boolean) {
  await sql`UPDATE statements SET readers_in_danger = ${areThey}, revision = revision + 1 WHERE slug = ${slug}`
  const wanted = areThey ? 'no-store' : /^public/
  const header = async () => (await visitor.get(path)).headers.get('cache-control')
  await expect.poll(header, { timeout: 5000 }).toMatch(wanted)
}

/** Goes back to a page with the network away; what the window shows then. */
async function backOffline(address: string, javaScript: boolean) {
  const page = await open({ javaScript })
  await page.goto(address)
  expect(await page.content()).toMatch(subject)
  await page.goto(paths.site.privacy('en'))
  await page.context().setOffline(true)
  const failure = await page.goBack().then(
    () => null,
    (error: Error) => error.message,
  )
  // What the browser shows in place of the page comes a moment after it gave up.
  const shown = () => page.evaluate<string>('location.href').catch(() => '')
  await expect.poll(shown, { timeout: 5000 }).toMatch(failure === null ? address : /^chrome-error:/)
  const content = await page.content()
  return { failure, content, title: await page.title() }
}

it.each([true, false])(
  'Back shows nothing of a page while the network is away (JavaScript: %s)',
  async javaScript => {
    const pages = [
      path,
      paths.list.page('en', slug),
      paths.statement.document('en', slug),
      paths.endorsement.ask('en', slug),
    ]
    await putReadersInDanger(true)
    for (const address of pages) {
      const { failure, content, title } = await backOffline(address, javaScript)
      expect(failure, address).toMatch(/ERR_INTERNET_DISCONNECTED/)
      expect(content + title, address).not.toMatch(subject)
    }
    // Where nobody is in danger the browser has kept it: the test would see it.
    await putReadersInDanger(false)
    const kept = await backOffline(path, javaScript)
    expect(kept.failure).toBeNull()
    expect(kept.content).toMatch(subject)
    await putReadersInDanger(true)
  },
)

it('an open page asks for itself whole once, and is told afterwards that nothing has changed', async () => {
  const page = await open()
  const answers: number[] = []
  page.on('response', response => {
    if (response.request().resourceType() === 'fetch') answers.push(response.status())
  })
  await openStaying(page)
  await expect.poll(() => answers.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(4)
  const [first, ...others] = answers
  expect(first).toBe(200)
  expect(new Set(others)).toEqual(new Set([304]))
  expect(await stayed(page)).toBe(true)
})
