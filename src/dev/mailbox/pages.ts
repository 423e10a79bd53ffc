import { html } from 'hono/html'
import { type DeliveryEvent, deliveryEvents, isDeliveryEvent } from './events.ts'
import type { Message } from './store.ts'

const pageSize = 100
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

type Html = ReturnType<typeof html>

/** The list, newest first; `before` is the id of the message after which to go on. */
export function listPage(messages: Message[], before: string | undefined): Html {
  const from = before ? messages.findIndex(({ id }) => id === before) + 1 : 0
  const onPage = messages.slice(from, from + pageSize)
  const items = onPage.map(
    ({ id, sentAt, email }) => html`<li><a href="/messages/${id}"><bdi>${email.subject}</bdi></a>
<p>to ${addresses(email.to)} · ${when(sentAt)}</p></li>\n`,
  )
  const hasOlder = from + pageSize < messages.length
  return layout(
    'Local mailbox',
    html`<h1>Local mailbox</h1>
<p>${messages.length} message${messages.length === 1 ? '' : 's'}, newest first. Reload to see new ones.</p>
<ol>${items}</ol>
${items.length === 0 && html`<p>No message yet. What the application sends appears here.</p>`}
${hasOlder && html`<p><a href="/?before=${onPage.at(-1)?.id}">Older messages</a></p>`}`,
  )
}

/** One message: its headers, its text part with the links live, its HTML part in a frame of its own. */
export function messagePage(
  { id, sentAt, email }: Message,
  { canTell, answer }: { canTell: boolean; answer: string | undefined },
): Html {
  const lists = { From: [email.from], To: email.to, Cc: email.cc, Bcc: email.bcc, 'Reply to': email.replyTo }
  const headers = Object.entries(lists)
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => html`<div><dt>${name}</dt><dd>${addresses(list)}</dd></div>`)
  const more = Object.entries(email.headers ?? {}).map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${linked(value)}</dd></div>`,
  )
  return layout(
    email.subject,
    html`<p><a href="/">All messages</a></p>
<h1><bdi>${email.subject}</bdi></h1>
<dl>${headers}${more}<div><dt>Sent</dt><dd>${when(sentAt)}</dd></div></dl>
${canTell && events(id, answer)}
<h2>Text</h2>
${email.text ? html`<pre dir="auto">${linked(email.text)}</pre>` : html`<p>This message has no text part.</p>`}
<h2>HTML</h2>
${
  email.html
    ? html`<iframe src="/messages/${id}/html" title="The message as HTML" sandbox="${sandbox}"></iframe>`
    : html`<p>This message has no HTML part.</p>`
}`,
  )
}

const labels: Readonly<Record<DeliveryEvent, string>> = {
  delivered: 'It was delivered',
  bounced: 'It bounced',
  complained: 'It was complained of',
}

/** Buttons that tell the application what became of a message, and what it answered. */
function events(id: string, answer: string | undefined): Html {
  const buttons = Object.keys(deliveryEvents)
    .filter(isDeliveryEvent)
    .map(
      event =>
        html`<form method="post" action="/messages/${id}/${event}"><button>${labels[event]}</button></form>`,
    )
  return html`<h2>Tell the application</h2>
${answer && html`<p role="status">${answer === 'silent' ? 'The application did not answer.' : `The application answered ${answer}.`}</p>`}
<div class="events">${buttons}</div>`
}

/**
 * What the framed message may do, both as the frame's attribute and in its CSP: no script, no form, no origin; a link
 * that the reader clicks leaves the frame and is then an ordinary page, not a sandboxed one.
 */
const sandbox = 'allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation'
export const framePolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox ${sandbox}`

/** The HTML part. The first `<base>` with a target counts, so links open in the whole window. */
export function framedHtml(text: string): string {
  const [, doctype = '<!doctype html>', rest = ''] = /^\s*(<!doctype[^>]*>)?(.*)$/is.exec(text) ?? []
  return `${doctype}<base target="_top">${rest}`
}

export function missingPage(): Html {
  return layout(
    'Not found',
    html`<h1>Not found</h1>
<p>This mailbox has no such page or message. <a href="/">All messages</a></p>`,
  )
}

function layout(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
<p class="note" role="note">Local mailbox. Nothing here was really sent.</p>
<main>
${body}
</main>
</html>
`
}

function addresses(list: string[]): Html[] {
  return list.map((address, i) => html`${i > 0 && ', '}<bdi>${address}</bdi>`)
}

function when(sentAt: string): Html {
  return html`<time datetime="${sentAt}">${dates.format(new Date(sentAt))} UTC</time>`
}

/** The text with its http(s) addresses as links; a full stop that ends the sentence stays out. */
function linked(text: string): (string | Html)[] {
  return text
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/)
    .map((part, i) => (i % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))
}

export const style = `:root { color-scheme: light dark; --quiet: color-mix(in srgb, CanvasText 65%, Canvas); --line: color-mix(in srgb, CanvasText 20%, Canvas) }
* { box-sizing: border-box }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
main { max-width: 46rem; margin: 0 auto; padding: 1rem 1rem 3rem }
.note { margin: 0; padding: .5rem 1rem; border-bottom: 1px solid var(--line); color: var(--quiet); text-align: center }
h1 { margin: .5rem 0; font-size: 1.5rem; line-height: 1.25 }
h2 { margin: 2rem 0 .5rem; font-size: 1rem; color: var(--quiet) }
ol { margin: 1rem 0; padding: 0; list-style: none }
li { padding: .75rem 0; border-top: 1px solid var(--line) }
li p { margin: 0; color: var(--quiet); font-size: .875rem }
dl div { display: flex; gap: .5rem }
dt { flex: 0 0 4.5rem; color: var(--quiet) }
dd { flex: 1; min-width: 0; margin: 0 }
.events { display: flex; flex-wrap: wrap; gap: .5rem }
.events button { min-height: 2rem; font: inherit }
pre, iframe { margin: 0; border: 1px solid var(--line) }
pre { padding: 1rem; white-space: pre-wrap; font: .875rem/1.5 ui-monospace, monospace }
iframe { width: 100%; height: 40rem; background: Canvas }
`
