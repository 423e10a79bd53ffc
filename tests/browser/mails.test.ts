import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allMails } from '../../src/dev/mails/samples.ts'
import { launch, origin, overflow } from '../support/browser.ts'
import { sampled, someOf } from '../support/exhaustive.ts'
import { everyDeskMail, everyMail, everyUpdate } from '../support/mails.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch(origin, '9')
})
afterAll(() => browser?.close())

it(`every message fits on 320 px, in light and in dark, and asks for nothing${sampled}`, async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } })
  const requests: string[] = []
  page.on('request', request => requests.push(request.url()))
  for (const { kind, lang } of someOf([...everyMail, ...everyUpdate, ...everyDeskMail], 12)) {
    const name = `${kind} in ${lang}`
    const typed = { organisation: 'Менскае-праваабарончае'.repeat(8), statementTitle: 'Х'.repeat(120) }
    await page.setContent(allMails[kind](lang, typed).html)
    const colours: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await overflow(page), `${name}, ${colorScheme}`).toEqual([])
      colours.push(
        await page
          .locator('div.paper')
          .evaluate(
            element => element.ownerDocument.defaultView.getComputedStyle(element).backgroundColor as string,
          ),
      )
    }
    expect(colours, name).toEqual(['rgb(251, 248, 242)', 'rgb(22, 21, 19)'])
  }
  expect(requests).toEqual([])
})
