import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'

export type SignatoryItem = {
  /** Its permanent id, where it is on the list. */
  id?: string | undefined
  name: string
  /** The language of the name, where it is known and not the page's. */
  nameLang?: string | undefined
  /** Its permanent page. */
  href?: string | undefined
  /** Another of its names: the one that a search found. */
  alsoNamed?: { name: string; lang?: string | undefined } | undefined
  /** What sort of signatory it is, where the list around it does not say so. */
  kind?: string | undefined
  country?: string | undefined
  /** Which text it signed, where that is not the present one. */
  signed?: string | undefined
  /** Ready to read, with the machine's form beside it. */
  date?: { text: string; iso: string } | undefined
  website?: { href: string; label: string } | undefined
  comment?: string | undefined
}

/**
 * A sentence with its number set large: `text` as translated, `figure` as it is written in it.
 * A figure that is not in the text leaves the text as it is. One a page: src/client/live.ts keeps it up to date.
 */
export function Count({ text, figure }: { text: string; figure: string }) {
  const at = text.indexOf(figure)
  return (
    <p class="count" id="count" data-live>
      {at < 0 ? (
        text
      ) : (
        <>
          {text.slice(0, at)}
          <span class="figure">{figure}</span>
          {text.slice(at + figure.length)}
        </>
      )}
    </p>
  )
}

/** The names, across the page: put one `SignatoryList` a group into it. `live`: src/client/live.ts keeps it up to date. */
export function Register(props: {
  heading: Child
  id?: string | undefined
  live?: boolean | undefined
  note?: Child
  /** Beside the heading: the way to search. */
  side?: Child
  children: Child
}) {
  return (
    <section class="register" id={props.id} {...(props.live ? { 'data-live': '' } : {})}>
      <div class="register-head">
        <div>
          <h2>{props.heading}</h2>
          {props.note && <p>{props.note}</p>}
        </div>
        {props.side}
      </div>
      {props.children}
    </section>
  )
}

export type ListKind = 'founding' | 'endorsing' | 'newest' | 'found'

/** One group of signatories in columns, in the order given. Its list has the kind for an id, each of its items `s-{id}`. */
export function SignatoryList(props: {
  heading?: Child
  kind: ListKind
  items: readonly SignatoryItem[]
  /** What comes into the list after the items. */
  more?: Child
}) {
  return (
    <div class={`names ${props.kind}`}>
      {props.heading && <h3>{props.heading}</h3>}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without markers is a list. */}
      <ul role="list" id={props.kind}>
        {props.items.map(item => (
          <ListedSignatory item={item} />
        ))}
        {props.more}
      </ul>
    </div>
  )
}

/** One item of a list. */
export const ListedSignatory = ({ item }: { item: SignatoryItem }) =>
  raw(`<li${item.id ? ` id="s-${text(item.id)}"` : ''}>${signatory(item)}</li>`)

/** Exactly what the public list will show, for the person who is about to agree to it. */
export function SignatoryPreview({ caption, item }: { caption: Child; item: SignatoryItem }) {
  return (
    <figure class="preview">
      <figcaption>{caption}</figcaption>
      <div class="names">{raw(signatory(item))}</div>
    </figure>
  )
}

/**
 * Written by hand, as a page has fifty of these and a long list is a stream of them: half of a page's cost was to make
 * nodes of them. Whatever somebody typed goes through {@link text}, in elements and in attributes alike.
 */
function signatory(item: SignatoryItem) {
  const { name, nameLang, href, alsoNamed, kind, country, date, signed, website, comment } = item
  const shown = nameIn(name, nameLang)
  let meta = kind ? `<span>${text(kind)}</span>` : ''
  if (country) meta = after(meta, `<span>${text(country)}</span>`)
  if (date) meta = after(meta, `<time datetime="${text(date.iso)}">${text(date.text)}</time>`)
  if (signed) meta = after(meta, `<span>${text(signed)}</span>`)
  // On a line of its own.
  if (website)
    meta += ` <a href="${text(website.href)}" rel="nofollow ugc noopener"><bdi>${text(website.label)}</bdi></a>`
  return (
    `<p class="name">${href ? `<a href="${text(href)}">${shown}</a>` : shown}</p>` +
    (alsoNamed ? `<p class="also">${nameIn(alsoNamed.name, alsoNamed.lang)}</p>` : '') +
    (meta ? `<p class="meta">${meta}</p>` : '') +
    (comment ? `<p class="comment" dir="auto">${text(comment)}</p>` : '')
  )
}

/** With a point between, in the text and not by the style: whoever copies a list has it too. No line begins with it. */
const after = (before: string, part: string) => (before === '' ? part : `${before}\u00A0· ${part}`)

const nameIn = (name: string, lang: string | undefined) =>
  lang ? `<bdi lang="${text(lang)}">${text(name)}</bdi>` : `<bdi>${text(name)}</bdi>`

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** As JSX would write it, in an element or a quoted attribute. */
const text = (value: string): string =>
  /[&<>"']/.test(value) ? value.replace(/[&<>"']/g, sign => signs[sign] ?? '') : value
