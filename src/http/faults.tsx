import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { TooMuchAtOnce } from '../domain/too-much-at-once.ts'
import type { AppEnv } from '../env.ts'
import { type Language, type MessageKey, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import { Form } from '../ui/fields.tsx'
import { Actions, Button, ButtonLink, Facts, Notice } from '../ui/parts.tsx'
import { renderSite } from '../ui/site-layout.tsx'
import { sentFields } from './bodies.ts'
import { noteFailure, noteRefusal } from './log-lines.ts'

/** An address of ours with a slash too many, as some programs and people write it. */
const slashed = /^(?:\/[\w.-]+)+\/$/

/** The end of every request that no page answered; `allowed`: the methods that its path takes, where it takes any. */
export function answerUnmatched(
  c: Context<AppEnv>,
  allowed: readonly string[],
): Response | Promise<Response> {
  const { method, path, url } = c.req
  if (allowed.length > 0 && !allowed.includes(method)) {
    c.header('allow', allowed.join(', '))
    return answerFault(c, 405)
  }
  if (!['GET', 'HEAD'].includes(method) || !slashed.test(path)) return answerFault(c, 404)
  return c.redirect(path.slice(0, -1) + new URL(url).search, 301)
}

/**
 * The end of every request that threw. Refusals get their status; a fault of ours gets a calm page with
 * the request's id and a line in the log.
 */
export function answerError(error: Error, c: Context<AppEnv>): Response | Promise<Response> {
  if (error instanceof HTTPException) return answerFault(c, error.status)
  if (error instanceof TooMuchAtOnce) {
    c.header('retry-after', shareIn)
    noteRefusal(c, 'share')
    return answerFault(c, 429)
  }
  return answerFault(c, noteFailure(c, error))
}

/** In seconds: so long one's own searches and downloads take. */
const shareIn = '5'

const explained = [400, 403, 404, 405, 413, 415, 429, 500, 503] as const
type ExplainedStatus = (typeof explained)[number]

async function answerFault(c: Context<AppEnv>, status: number): Promise<Response> {
  const known = explained.find(code => code === status)
  if (c.req.path.startsWith(paths.api.all.slice(0, -1))) return answerApiFault(c, status)
  if (status === 429 && c.req.method === 'POST') return c.html(renderOnce(c.var.lang, 'forms'), 429)
  if (known && known < 500) return c.html(renderOnce(c.var.lang, `${known}`), known)
  // What a form asked for may have been done before the database was lost: nothing else is said of that.
  const fields = status >= 500 ? await sentFields(c) : null
  const page = renderFault(c.var.lang, known ? `${known}` : 'other', {
    requestId: status >= 500 ? c.var.requestId : null,
    sent: fields && { action: actionOf(c), fields },
  })
  return c.html(page, status as ContentfulStatusCode)
}

type FaultKind = `${ExplainedStatus}` | 'forms' | 'other'

/** Pages that say the same to everybody: a flood gets them from here. */
const pages = new Map<string, string>()

function renderOnce(lang: Language, kind: FaultKind): string {
  const name = `${lang} ${kind}`
  const page = pages.get(name) ?? renderFault(lang, kind, { requestId: null, sent: null })
  pages.set(name, page)
  return page
}

/** `requestId`: of a fault of ours, by which it is in the log; `sent`: the form that met it. */
type About = { requestId: string | null; sent: Sent | null }

function renderFault(lang: Language, kind: FaultKind, { requestId, sent }: About): string {
  const t = translator(lang)
  const title = t(`fault.${kind}.title` satisfies MessageKey)
  return renderSite({
    lang,
    title,
    // A fault may have any path, links with secrets among them: the switch leads to the start.
    path: () => paths.home,
    children: (
      <Notice kind={kind === '404' ? 'info' : 'stop'} level={1} heading={title}>
        <p>{t(sent ? 'fault.sent.text' : (`fault.${kind}.text` satisfies MessageKey))}</p>
        {requestId !== null && (
          <Facts items={[{ label: t('fault.request'), value: requestId, code: true }]} />
        )}
        {sent ? (
          <SendAgain lang={lang} {...sent} />
        ) : (
          <Actions>
            <ButtonLink href={paths.home} kind="quiet">
              {t('fault.home')}
            </ButtonLink>
          </Actions>
        )}
      </Notice>
    ),
  })
}

type Sent = { action: string; fields: NonNullable<Awaited<ReturnType<typeof sentFields>>> }

/** The form as it was sent, to be sent again: nothing that was typed is lost. */
function SendAgain({ lang, action, fields }: { lang: Language } & Sent) {
  return (
    <Form action={action}>
      {fields.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Actions>
        <Button>{translator(lang)('fault.sent.again')}</Button>
      </Actions>
    </Form>
  )
}

const actionOf = (c: Context<AppEnv>): string => {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

function answerApiFault(c: Context<AppEnv>, status: number) {
  return c.json({ error: { status, request: c.var.requestId } }, status as ContentfulStatusCode)
}
