import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect } from 'vitest'
import { createMailbox } from '../../src/dev/mailbox-server.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { startTarget, type Target } from './target.ts'

const execute = promisify(execFile)

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
export type Listed = {
  count: number
  revision: number
  signatories: { id: string; name: string; founding: boolean }[]
  next: string | null
}

const settings = {
  MAIL_FROM: 'Countersign <countersign@example.org>',
  RESEND_API_KEY: 're_test',
  CONTACT_KEY: Buffer.alloc(32, 7).toString('base64'),
}

/**
 * The stage of a story: a fresh database with the real statement, a mailbox, and the product running on
 * this run's target. The actors touch it as people do: over HTTP, their inbox, and the moderators' command.
 */
export function useStage(more: Record<string, string> = {}) {
  let database: TestDatabase
  let target: Target
  const mailbox = createMailbox()
  let mailboxUrl = ''

  beforeAll(async () => {
    await new Promise<void>(resolve => mailbox.listen(0, '127.0.0.1', resolve))
    const address = mailbox.address()
    mailboxUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    database = await freshDatabase()
    target = await startTarget(database, {
      ...settings,
      ...more,
      PUBLIC_URL: 'http://countersign.test',
      RESEND_BASE_URL: mailboxUrl,
    })
  })

  afterAll(async () => {
    await target?.stop()
    await database?.drop()
    mailbox.closeAllConnections()
    await new Promise(resolve => mailbox.close(resolve))
  })

  /** A request as a browser on our own page would send it. */
  function send(path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers)
    if (init.method === 'POST' && !headers.has('origin')) headers.set('origin', 'http://countersign.test')
    return fetch(target.url + path, { redirect: 'manual', ...init, headers })
  }
  const post = (path: string, fields: Fields, headers: Record<string, string> = {}) =>
    send(path, { method: 'POST', body: new URLSearchParams(fields), headers })

  const inbox = async (to?: string): Promise<Mail[]> => {
    const answer = await fetch(`${mailboxUrl}/messages.json`)
    const { messages } = (await answer.json()) as { messages: Mail[] }
    return to === undefined ? messages : messages.filter(mail => mail.to.includes(to))
  }

  const visitor = {
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    send,
    post,
    asks: (fields: Fields = {}, lang = 'en') => post(`/${lang}/${slug}/endorse`, { ...sample, ...fields }),
    /** Opens the link, ticks the box and presses the button, with what the page's own form carries. */
    async confirms(link: string) {
      const page = await (await send(link)).text()
      const form = readForm(page, 'confirm')
      return post(link, { ...form, confirm: 'yes' })
    },
    async list(): Promise<Listed> {
      const answer = await send(`/api/statements/${slug}/signatories`)
      expect(answer.status).toBe(200)
      return (await answer.json()) as Listed
    },
  }

  const mail = {
    inbox,
    /** The newest mail to an address, once it has arrived. */
    async newest(to: string, subject: RegExp): Promise<Mail> {
      return expect
        .poll(async () => (await inbox(to)).find(m => subject.test(m.subject)), { timeout: 10_000 })
        .toBeDefined()
        .then(async () => {
          const found = (await inbox(to)).find(m => subject.test(m.subject))
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

  const moderator = {
    /** What `npm run moderate -- …` prints; rejects with what it prints when it refuses. */
    async says(...args: string[]): Promise<string> {
      const env = {
        ...process.env,
        ...settings,
        ...more,
        PUBLIC_URL: 'http://countersign.test',
        DATABASE_URL: database.app,
      }
      const { stdout } = await execute(process.execPath, ['dist/moderate.js', ...args], { env })
      return stdout
    },
    async finds(organisation: string): Promise<{ id: string; revision: string }> {
      const line = (await moderator.says('list')).split('\n').find(text => text.includes(organisation))
      const [, id = '', revision = ''] = /^(\S+) {2}--revision (\d+)/.exec(line ?? '') ?? []
      if (!id) throw new Error(`${organisation} does not wait for a decision`)
      return { id, revision }
    },
    async approves(organisation: string) {
      const { id, revision } = await moderator.finds(organisation)
      return moderator.says('approve', id, '--revision', revision)
    },
    async rejects(organisation: string, reason: string) {
      const { id, revision } = await moderator.finds(organisation)
      return moderator.says('reject', id, '--revision', revision, '--reason', reason)
    },
  }

  return {
    visitor,
    mail,
    moderator,
    sql: (...query: Parameters<TestDatabase['sql']>) => database.sql(...query),
    database: () => database,
    url: () => target.url,
    mailboxUrl: () => mailboxUrl,
    moveClock: (milliseconds: number) => target.moveClock(milliseconds),
    sweep: () => target.sweep(),
  }
}

/** The path in a mail's confirm link. */
export function confirmLink({ text }: Mail): string {
  const [, path = ''] = /http:\/\/countersign\.test(\/\w+\/confirm\/[\w-]+)$/m.exec(text) ?? []
  if (!path) throw new Error(`no link in: ${text}`)
  return path
}

/** The hidden fields of the form on a page whose `action` field says what it does. */
export function readForm(page: string, action: string): Fields {
  for (const [form] of page.matchAll(/<form[\s\S]*?<\/form>/g)) {
    const fields = Object.fromEntries(
      [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    )
    if (fields.action === action) return fields
  }
  throw new Error(`no form for "${action}" on the page`)
}

/** A page's headline, for telling which one it is. */
export const headline = (page: string): string =>
  (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page)?.[1] ?? '').replace(/<[^>]+>/g, '')
