import type { Message } from './store.ts'

const pageSize = 100
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

/** The list, newest first; `before` is the id of the message after which to go on. */
export function listPage(messages: Message[], before: string | null): string {
  const from = before ? messages.findIndex(message => message.id === before) + 1 : 0
  const shown = messages.slice(from, from + pageSize)
  const last = shown.at(-1)
  const older = last && from + pageSize < messages.length
  const items = shown.map(
    ({
      id,
      sentAt,
      email,
    }) => `<li><a href="/messages/${escapeHtml(id)}"><bdi>${escapeHtml(email.subject)}</bdi></a>
<p>to ${addresses(email.to)} · ${when(sentAt)}</p></li>`,
  )
  return layout(
    'Local mailbox',
    `<h1>Local mailbox</h1>
<p>${messages.length === 1 ? '1 message' : `${messages.length} messages`}, newest first. Reload to see new ones.</p>
${items.length > 0 ? `<ol>${items.join('\n')}</ol>` : '<p>No message yet. What the application sends appears here.</p>'}
${older ? `<p><a href="/?before=${escapeHtml(last.id)}">Older messages</a></p>` : ''}`,
  )
}

/** One message: its headers, its text part with the links live, its HTML part in a frame of its own. */
export function messagePage({ id, sentAt, email }: Message): string {
  const headers = [
    ['From', addresses([email.from])],
    ['To', addresses(email.to)],
    ['Cc', addresses(email.cc)],
    ['Bcc', addresses(email.bcc)],
    ['Reply to', addresses(email.replyTo)],
    ['Sent', when(sentAt)],
  ].filter(([, value]) => value)
  return layout(
    email.subject,
    `<p><a href="/">All messages</a></p>
<h1><bdi>${escapeHtml(email.subject)}</bdi></h1>
<dl>${headers.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>
<h2>Text</h2>
${email.text ? `<pre dir="auto">${linkText(email.text)}</pre>` : '<p>This message has no text part.</p>'}
<h2>HTML</h2>
${
  email.html
    ? `<iframe src="/messages/${escapeHtml(id)}/html" title="The message as HTML" sandbox="${frameSandbox}"></iframe>`
    : '<p>This message has no HTML part.</p>'
}`,
  )
}

/**
 * What the framed message may do, both as the frame's attribute and as its CSP: no script, no form, no
 * origin; a link that the reader clicks leaves the frame and is then an ordinary page, not a sandboxed one.
 */
export const frameSandbox =
  'allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation'

/** The HTML part. The first `<base>` with a target counts, so links open in the whole window. */
export function framedHtml(html: string): string {
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? '<!doctype html>'
  return `${doctype}<base target="_top">${html.replace(/^\s*<!doctype[^>]*>/i, '')}`
}

export function missingPage(): string {
  return layout(
    'Not found',
    '<h1>Not found</h1><p>This mailbox has no such page or message. <a href="/">All messages</a></p>',
  )
}

function layout(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/style.css">
<p class="note" role="note">Local mailbox. Nothing here was really sent.</p>
<main>
${body}
</main>
</html>
`
}

function addresses(list: string[]): string {
  return list.map(address => `<bdi>${escapeHtml(address)}</bdi>`).join(', ')
}

function when(sentAt: string): string {
  return `<time datetime="${escapeHtml(sentAt)}">${escapeHtml(dates.format(new Date(sentAt)))} UTC</time>`
}

/** Escapes the text and makes its http(s) addresses links; a full stop that ends the sentence stays out. */
function linkText(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/)
    .map((part, i) =>
      i % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('')
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

export const style = `:root { color-scheme: light dark; --paper: #faf8f4; --ink: #1d1b18; --quiet: #625c53; --line: #ddd6ca; --link: #1d4f91 }
@media (prefers-color-scheme: dark) {
  :root { --paper: #181714; --ink: #ece8e1; --quiet: #aaa398; --line: #3a362f; --link: #9cc3ff }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
main { max-width: 46rem; margin: 0 auto; padding: 1rem 1rem 3rem }
.note { margin: 0; padding: .5rem 1rem; border-bottom: 1px solid var(--line); color: var(--quiet); text-align: center }
h1 { margin: .5rem 0; font-size: 1.5rem; line-height: 1.25 }
h2 { margin: 2rem 0 .5rem; font-size: 1rem; color: var(--quiet) }
a { color: var(--link) }
a:focus-visible { outline: 2px solid; outline-offset: 2px }
ol { margin: 1rem 0; padding: 0; list-style: none }
li { padding: .75rem 0; border-top: 1px solid var(--line) }
li p { margin: 0; color: var(--quiet); font-size: .875rem }
dl { margin: 0 }
dl div { display: flex; gap: .5rem }
dt { flex: 0 0 4.5rem; color: var(--quiet) }
dd { flex: 1; min-width: 0; margin: 0 }
pre { margin: 0; padding: 1rem; border: 1px solid var(--line); white-space: pre-wrap; font: .875rem/1.5 ui-monospace, monospace }
iframe { width: 100%; height: 40rem; border: 1px solid var(--line); background: Canvas }
`
