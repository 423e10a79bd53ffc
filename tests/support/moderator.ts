import type { openDesk } from './desk.ts'
import { headline, readFormTo } from './page.ts'

type Desk = ReturnType<typeof openDesk>
type SignedIn = Awaited<ReturnType<Desk['signIn']>>

/** A decision that the desk refused; the message is the page's own words. */
export class Refused extends Error {
  override name = 'Refused'
}

/**
 * A moderator at the desk, as people are there: signed in with a passkey, deciding on pages that were looked at
 * first. Signs in again when a story has moved the clock past the session's end. Where an approval needs two people, a
 * colleague gives the second one.
 */
export function moderatorAt(desk: Desk) {
  const moderator = personAt(desk)
  const colleague = personAt(desk)
  return {
    ...moderator,
    colleague,
    /** Alone: the first approval, where two are needed. */
    approvesOnce: moderator.approves,
    async approves(organisation: string): Promise<string> {
      const page = await moderator.approves(organisation)
      return /your first approval is noted/.test(page) ? colleague.approves(organisation) : page
    },
  }
}

function personAt(desk: Desk) {
  let somebody: SignedIn | undefined

  async function open(path: string): Promise<{ page: string; path: string }> {
    somebody ??= await desk.signIn('administrator')
    let answer = await somebody.get(path)
    if (answer.status === 302) {
      const again = await somebody.shows('/auth/sign-in')
      if (again.status !== 200) throw new Error(`could not sign in again: ${await again.text()}`)
      answer = await somebody.get(path)
    }
    if (answer.status === 303) return open(answer.headers.get('location') ?? '')
    if (answer.status !== 200) throw new Error(`${answer.status} from ${path}`)
    return { page: await answer.text(), path }
  }

  /** Presses the button of a form as the page shows it; answers with the page after. */
  async function press(page: string, path: string, more: Record<string, string> = {}): Promise<string> {
    await open('/moderation')
    if (!somebody) throw new Error('nobody is signed in')
    const answer = await somebody.post(path, { ...readFormTo(page, path), ...more })
    if (answer.status === 303) return (await open(answer.headers.get('location') ?? '')).page
    const text = await answer.text()
    if (answer.status === 200) return text
    throw new Refused(textOf(/<div class="notice stop">([\s\S]*?)<\/div>/.exec(text)?.[1] ?? headline(text)))
  }

  /** The path of a request's page, found by searching for the organisation as a moderator would. */
  async function find(organisation: string, state = 'confirmed'): Promise<string> {
    const { page } = await open(`/moderation?${new URLSearchParams({ state, q: organisation })}`)
    const rows = [
      ...page.matchAll(/<a href="([^"]+)" data-row="[^"]*"[^>]*>\s*<bdi[^>]*>([^<]*)<\/bdi>/g),
    ].map(([, href = '', name = '']) => ({ path: textOf(href).split('?', 1)[0] ?? '', name: textOf(name) }))
    // It may stand there under the name that it gave for the moderator's language.
    const found = rows.find(({ name }) => name === organisation) ?? (rows.length === 1 ? rows[0] : undefined)
    if (found) return found.path
    throw new Error(`${organisation} does not wait for a decision`)
  }

  async function decide(
    organisation: string,
    action: string,
    { state, code, words }: { state?: string; code?: string; words?: string } = {},
  ): Promise<string> {
    const path = `${await find(organisation, state)}/${action}`
    const { page } = await open(code === undefined ? path : `${path}?code=${code}`)
    if (words === undefined) return press(page, path)
    // The mail is shown as it reads with these words, before they are sent.
    const looked = await press(page, path, { words, step: 'look' })
    return press(looked, path, { words })
  }

  return {
    /** The moderator's own browser, for what these verbs do not do. */
    open: async (path: string) => (await open(path)).page,
    press,
    find,
    approves: (organisation: string) => decide(organisation, 'approve'),
    rejects: (organisation: string, words: string) => decide(organisation, 'reject', { code: 'own', words }),
    returns: (organisation: string, words: string) => decide(organisation, 'return', { code: 'own', words }),
    withdraws: (organisation: string, words: string, state = 'approved') =>
      decide(organisation, 'withdraw', { code: 'own', words, state }),
    restores: (organisation: string) => decide(organisation, 'restore', { state: 'withdrawn' }),
    reopens: (organisation: string) => decide(organisation, 'reopen', { state: 'rejected' }),
    async undoes(organisation: string, state: 'rejected' | 'returned' = 'rejected') {
      const path = await find(organisation, state)
      const { page } = await open(path)
      return press(page, `${path}/undo`)
    },
    async notes(organisation: string, words: string, state?: string) {
      const path = await find(organisation, state)
      const { page } = await open(path)
      return press(page, `${path}/note`, { words })
    },
  }
}

/** What a piece of a page says, without its markup. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
