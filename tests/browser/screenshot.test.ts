import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { useBrowser } from '../support/browser.ts'
import { slug, useStage } from '../support/stage.ts'
import { endorseAll } from './endorsing.ts'

const stage = useStage()
const { open } = useBrowser(stage)

// `npm run screenshot` keeps the picture; any other run sees that it can be made.
it('the README’s picture shows the statement with those who joined, in under 300 kB', async () => {
  await endorseAll(stage)
  const page = await open({ width: 1280 })
  await page.goto(`/en/${slug}`)
  await expect
    .poll(async () => {
      await page.reload()
      return page.locator('.count').textContent()
    })
    .toContain('15')
  const picture = await page.screenshot()
  expect(picture.length).toBeLessThan(300_000)

  const folder = process.env.SCREENSHOTS
  if (folder) writeFileSync(join(folder, 'screenshot.png'), picture)
})
