import { afterAll, beforeAll, expect } from 'vitest'
import { createMailbox } from '../../src/dev/mailbox/server.ts'
import { afterForms } from './after-form.ts'
import { leaksIn, noteTyped } from './clean-log.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { openDesk } from './desk.ts'
import { moderatorAt } from './moderator.ts'
import { noFlood } from './no-flood.ts'
import { readForm } from './page.ts'
import { startTarget, type Target } from './target.ts'
import { keySetting } from './test-keys.ts'

export { headline, readForm, readFormTo } from './page.ts'

export const slug = 'forcible-expulsion'
export const day = 24 * 60 * 60 * 1000

/** What a representative types; each story names only what it is about. */
export const sample = {
  organisation: 'Vilnius Human Rights Forum',
  country: 'LT',
  website: 'https://forum.example.org',
  representative: 'Jonas Kanarinas',
  role: 'Secretary General',
  email: 'jonas@forum.example.org',
  comment: 'We stand with those who were forced out.',
  authority: 'yes',
  version: '1',
}
export type Fields = Record<string, string>

export type Mail = { id: string; to: string[]; subject: string; text: string; html: string; sentAt: string }
export type ListedSignatory = {
  count: number
  withheld: number
  revision: number
  signatories: { id: string; name: string; founding: boolean }[]
  next: string | null
}

const settings = {
  ...noFlood,
  MAIL_FROM: 'Countersign <countersign@example.org>',
  RESEND_API_KEY: 're_test',
  MAIL_PER_SECOND: '0',
  CONTACT_KEY: keySetting(7),
  SESSION_SECRET: keySetting(8),
}

/**
 * The stage of a story: a fresh database with the real statement, a mailbox, and the product running on
 * this run's target. The actors touch it as people do: over HTTP and through their inbox.
 */
export function useStage(
  more: Record<string, string> = {},
  openDatabase: () => Promise<TestDatabase> = freshDatabase,
  /** Gives the folder of another build of the product. */
  buildAnother?: () => Promise<string>,
) {
  const { PUBLIC_URL: origin = 'http://countersign.test' } = more
  let moved = 0
  let database: TestDatabase
  let target: Target
  const mailbox = createMailbox()
  let mailboxUrl = ''
  /** What this file's people sent, and what a browser types of the sample. */
  const typed = new Set<string>(Object.values(sample))

  beforeAll(async () => {
    await new Promise<void>(resolve => mailbox.listen(0, '127.0.0.1', resolve))
    const address = mailbox.address()
    mailboxUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    database = await openDatabase()
    const env = { ...settings, ...more, PUBLIC_URL: origin, RESEND_BASE_URL: mailboxUrl }
    target = await startTarget(database, env, await buildAnother?.())
    // A build of a copy takes its time on a busy machine.
  }, 300_000)

  afterAll(async () => {
    await target?.stop()
    await database?.drop()
    mailbox.closeAllConnections()
    await new Promise(resolve => mailbox.close(resolve))
    // Of every story: who reads the log learns of nobody.
    expect(leaksIn(target?.logged() ?? [], typed)).toEqual([])
  })

  /** A request as a browser on our own page would send it. */
  function send(path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers)
    if (init.method === 'POST' && !headers.has('origin')) headers.set('origin', origin)
    noteTyped(typed, init.body)
    return fetch(target.url + path, { redirect: 'manual', ...init, headers })
  }
  const now = () => new Date(Date.now() + moved)
  const { asksAreHandled, listsAreServed, mailsAreSent } = afterForms(() => database, now, send)

  /** A form, and the page that it leads to: each answer is a redirect, which a browser follows. */
  async function sends(path: string, init: RequestInit) {
    const answer = await send(path, init)
    const to = answer.headers.get('location')
    if (answer.status !== 303 || to === null) return answer
    const page = await send(to)
    await asksAreHandled()
    return page
  }
  const post = (path: string, fields: Fields, headers: Record<string, string> = {}) =>
    sends(path, { method: 'POST', body: new URLSearchParams(fields), headers })

  /** What has come so far; `inbox`: and all that is owed by now. */
  const arrived = async (to?: string): Promise<Mail[]> => {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`
    const answer = await fetch(`${mailboxUrl}/messages.json${query}`)
    return ((await answer.json()) as { messages: Mail[] }).messages
  }
  const inbox = async (to?: string) => {
    await mailsAreSent()
    return arrived(to)
  }

  const visitor = {
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    send,
    sends,
    post,
    asks: (fields: Fields = {}, lang = 'en') => post(`/${lang}/${slug}/endorse`, { ...sample, ...fields }),
    /** Opens the link, ticks the box and presses the button, with what the page's own form carries. */
    async confirms(link: string) {
      const page = await (await send(link)).text()
      const form = readForm(page, 'confirm')
      return post(link, { ...form, confirm: 'yes' })
    },
    async list(): Promise<ListedSignatory> {
      const answer = await send(`/api/statements/${slug}/signatories`)
      expect(answer.status).toBe(200)
      return (await answer.json()) as ListedSignatory
    },
  }

  const mail = {
    arrived,
    inbox,
    /** The newest mail to an address, once it has arrived, and all that is owed by now. */
    async newest(to: string, subject: RegExp): Promise<Mail> {
      await mailsAreSent()
      return expect
        .poll(async () => (await arrived(to)).find(m => subject.test(m.subject)), { timeout: 30_000 })
        .toBeDefined()
        .then(async () => {
          const found = (await arrived(to)).find(m => subject.test(m.subject))
          if (!found) throw new Error('the mail is gone')
          return found
        })
    },
    /** The path of the confirm link that came to an address last. */
    async link(to: string): Promise<string> {
      return confirmLink(await mail.newest(to, /confirm|Пацвердзіце|Подтвердите/i))
    },
    fails: (status: 429 | 500 | 'timeout' | 'lost', count: number) =>
      fetch(`${mailboxUrl}/failures`, {
        method: 'POST',
        body: JSON.stringify({ status, count }),
        headers: { 'content-type': 'application/json' },
      }),
  }

  /** As a moderator's browser sends it, which follows by itself: readers have what was decided then. */
  async function sendAtDesk(path: string, init: RequestInit = {}) {
    const answer = await send(path, init)
    if (init.method === 'POST' && answer.status === 303) await listsAreServed()
    return answer
  }

  const desk = openDesk({
    send: sendAtDesk,
    settings: { ...settings, ...more, PUBLIC_URL: origin },
    database: () => database,
    now,
  })

  return {
    origin,
    visitor,
    mail,
    moderator: moderatorAt(desk),
    desk,
    sql: (...query: Parameters<TestDatabase['sql']>) => database.sql(...query),
    /** How the newest request under a name stands: the stage's own look into the database. */
    async statusOf(organisation: string): Promise<string | undefined> {
      const [row] = await database.sql<{ status: string }[]>`
        SELECT status FROM endorsements WHERE name = ${organisation} ORDER BY requested_at DESC LIMIT 1`
      return row?.status
    },
    database: () => database,
    url: () => target.url,
    mailboxUrl: () => mailboxUrl,
    moveClock(milliseconds: number) {
      moved += milliseconds
      return target.moveClock(milliseconds)
    },
    sweep: () => target.sweep(),
    restart: () => target.restart(),
    kill: () => target.kill(),
    logged: () => target.logged(),
    pid: () => target.pid(),
  }
}

/** The path in a mail's confirm link. */
export function confirmLink({ text }: Mail): string {
  const [, path = ''] = /http:\/\/countersign\.\w+(\/[\w-]+\/confirm\/[\w-]+)$/m.exec(text) ?? []
  if (!path) throw new Error(`no link in: ${text}`)
  return path
}

/** The path of the link in a mail by which somebody joins the desk; undefined in a mail without one. */
export const joinLink = ({ text }: { text: string }): string | undefined =>
  /http:\/\/countersign\.test(\/auth\/join\/[\w-]{43})$/m.exec(text)?.[1]

/** The path of the private page in a mail. */
export function privateLink({ text }: { text: string }): string {
  const [, path = ''] = /http:\/\/countersign\.\w+(\/[\w-]+\/endorsement\/[\w-]+)$/m.exec(text) ?? []
  if (!path) throw new Error(`no private page in: ${text}`)
  return path
}
