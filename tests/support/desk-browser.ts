import type { Page } from 'playwright-core'
import type { Language } from '../../src/i18n/index.ts'
import type { Fields, useStage } from './stage.ts'

/** What the desk's browser stories begin with: requests that wait, and a browser that is signed in. */
export function useDeskBrowser({ visitor, mail, desk, sql, origin }: ReturnType<typeof useStage>) {
  let asked = 0
  /** Asks and confirms: a request that waits, from an address at a website of its own. */
  async function waits(organisation: string, fields: Fields = {}): Promise<string> {
    const domain = `forum-${++asked}.example`
    const email = `office@${domain}`
    await visitor.asks({ organisation, email, website: `https://${domain}`, ...fields })
    await visitor.confirms(await mail.link(fields.email ?? email))
    return organisation
  }

  /** A session of the browser's, made where nobody needs to press anything. */
  async function signedIn(page: Page, role: 'moderator' | 'administrator', lang: Language = 'en') {
    const somebody = await desk.signIn(role)
    await sql`UPDATE moderators SET language = ${lang} WHERE id = ${somebody.id}`
    const value = somebody.cookie() ?? ''
    await page.context().addCookies([
      {
        name: '__Host-session',
        value,
        url: origin.replace('http:', 'https:'),
        secure: true,
        httpOnly: true,
        sameSite: 'Strict',
      },
    ])
    return somebody
  }

  return { waits, signedIn }
}
