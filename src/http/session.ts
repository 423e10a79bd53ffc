import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { freshPasskeyPeriod } from '../domain/durations.ts'
import type { AppEnv, DeskEnv, SignedIn } from '../env.ts'
import { exportAnchor, paths } from '../paths.ts'
import { findSession, touchSession } from '../storage/sessions.ts'
import { seesRequest } from '../storage/sight.ts'
import { mediaType } from './bodies.ts'
import { answerAdministratorsOnly, answerSignedOut } from './desk-faults.tsx'

type AnyContext = Context<AppEnv> | Context<DeskEnv>

const cookieName = 'session'
// With the prefix `__Host-` a browser takes it over https only, from this host, for this host alone.
const cookie = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

/** The token that the browser sent, whether it opens anything or not. */
export const sessionToken = (c: AnyContext): string | undefined => getCookie(c, cookieName, 'host')

export const giveSession = (c: AnyContext, token: string) => setCookie(c, cookieName, token, cookie)

export const takeSession = (c: AnyContext) => {
  deleteCookie(c, cookieName, cookie)
}

/** True where an open page asks whether it has changed (src/client/desk/): nobody is at the desk for that. */
export const asksByItself = (c: AnyContext): boolean =>
  isReading(c) && c.req.header('x-asks-by-itself') !== undefined

/** Who sent this request; null for a stranger, or when the session ended. */
async function findSignedIn(c: AnyContext): Promise<SignedIn | null> {
  const token = sessionToken(c)
  if (!token) return null
  const { db, now } = c.var.deps
  const at = now()
  const opened = await findSession(db, token, at)
  if (!opened) return null
  const { moderator, session } = opened
  if (!asksByItself(c)) await touchSession(db, session, at)
  return { moderator, session: { hash: session.hash, verifiedAt: session.verifiedAt } }
}

/**
 * Lets moderators through whose session lives, to what they may see. The page asked for is not remembered, as any link
 * could name one.
 */
export const requireModerator = createMiddleware<DeskEnv>(async (c, next) => {
  // Whoever is let in must act at once: the body is here before, see formsOnly.
  if (!isReading(c) && Object.keys(c.req.bodyCache).length === 0)
    throw new Error('let in before the body was read')
  const signedIn = await findSignedIn(c)
  if (!signedIn) {
    if (speaksJson(c)) return c.json({ error: 'ended' }, 401)
    if (asksByItself(c)) return c.body(null, 401)
    return isReading(c) ? c.redirect(paths.auth.signIn, 302) : answerSignedOut(c)
  }
  c.set('signedIn', signedIn)
  c.set('lang', signedIn.moderator.language)
  if (!(await seesWhatIsAsked(c, signedIn))) return c.notFound()
  await next()
})

/** Where a path names a request of the desk. */
const requestInPath = new RegExp(`^${paths.desk.request('([0-9a-f-]{36})')}(?:/|$)`)

/**
 * Of a statement that a moderator is limited away from no request is there for them, whatever its path goes on with: it
 * is answered as one that nobody made.
 */
async function seesWhatIsAsked(c: Context<DeskEnv>, { moderator }: SignedIn): Promise<boolean> {
  const [, id] = requestInPath.exec(c.req.path) ?? []
  if (moderator.sight === null || id === undefined) return true
  return seesRequest(c.var.deps.db, moderator.sight, id)
}

/** After {@link requireModerator}. */
export const requireAdministrator = createMiddleware<DeskEnv>(async (c, next) => {
  if (c.var.signedIn.moderator.role !== 'administrator') return answerAdministratorsOnly(c)
  await next()
})

/**
 * What a fresh passkey opens (`guards`), and where the verify page leads (`back`), by the word that its address
 * carries. No address is ever a parameter; what else stands beside the word are parameters of the page that it leads
 * to.
 */
const freshPasskeyPages = {
  team: { guards: paths.team.page, back: paths.team.page },
  order: { guards: paths.desk.order, back: paths.desk.order },
  'log-export': { guards: paths.desk.logCsv, back: paths.desk.log, anchor: exportAnchor },
  account: { guards: paths.account.page, back: paths.account.page },
  settings: { guards: paths.desk.settings, back: paths.desk.settings },
  // Before the list of statements, which its address lies below.
  'new-statement': { guards: paths.desk.newStatement, back: paths.desk.newStatement },
  statements: { guards: paths.desk.statements, back: paths.desk.statements },
  flood: { guards: paths.desk.bulkRejection, back: paths.desk.bulkRejection },
  passkeys: { guards: paths.auth.passkeys, back: paths.auth.passkeys },
} as const
type FreshPasskeyPage = keyof typeof freshPasskeyPages
const isFreshPasskeyPage = (word: string | undefined): word is FreshPasskeyPage =>
  word !== undefined && Object.hasOwn(freshPasskeyPages, word)

/** Parameters of the page that the verify page leads to: its filter. */
type Kept = Iterable<[string, string]>

/** The verify page's address with the word of such a page, where it is one. */
export const verifyPath = (word: string | undefined, kept: Kept = []): string =>
  isFreshPasskeyPage(word)
    ? `${paths.auth.verify}?${new URLSearchParams([['then', word], ...kept])}`
    : paths.auth.verify

/** The sign-in page's address with such a word: whoever signs in there is led to the page. */
export const signInPath = (word: FreshPasskeyPage, kept: Kept = []): string =>
  `${paths.auth.signIn}?${new URLSearchParams([['then', word], ...kept])}`

/** The same for the query that the verify page itself was asked with. */
export const verifyPathOf = ({ then, ...kept }: Record<string, string>): string =>
  verifyPath(then, Object.entries(kept))

/** Where the verify page and the sign-in page lead by their query: the desk for a word that is none. */
export function pathAfterVerify({ then, ...kept }: Record<string, string>): string {
  if (!isFreshPasskeyPage(then)) return paths.desk.queue
  const { back, anchor = '' }: { back: string; anchor?: string } = freshPasskeyPages[then]
  const query = new URLSearchParams(kept).toString()
  return back + (query === '' ? '' : `?${query}`) + anchor
}

/** After {@link requireModerator}: whether the passkey was shown within {@link freshPasskeyPeriod}. */
export function hasFreshPasskey(c: Context<DeskEnv>): boolean {
  const { verifiedAt } = c.var.signedIn.session
  return c.var.deps.now().getTime() - verifiedAt.getTime() < freshPasskeyPeriod
}

/** After {@link requireModerator}: a fresh passkey, else the way to show it, which leads back with what is kept. */
export const requireFreshPasskeyKeeping = (keep: (c: Context<DeskEnv>) => Kept | Promise<Kept>) =>
  createMiddleware<DeskEnv>(async (c, next) => {
    if (hasFreshPasskey(c)) return next()
    const page = Object.keys(freshPasskeyPages)
      .filter(isFreshPasskeyPage)
      .find(word => isGuarded(c.req.path, freshPasskeyPages[word].guards))
    const verify = verifyPath(page, await keep(c))
    return speaksJson(c) ? c.json({ next: verify }) : c.redirect(verify, 303)
  })

/** A page and all below it. */
const isGuarded = (path: string, guards: string): boolean => path === guards || path.startsWith(`${guards}/`)

/** The same for a page that has no parameters. */
export const requireFreshPasskey = requireFreshPasskeyKeeping(() => [])

/** Before what only administrators change, by the passkey that they just showed. */
export const administratorsAnew = [requireModerator, requireAdministrator, requireFreshPasskey] as const

const isReading = (c: AnyContext) => c.req.method === 'GET' || c.req.method === 'HEAD'
const speaksJson = (c: AnyContext) => mediaType(c) === 'application/json'
