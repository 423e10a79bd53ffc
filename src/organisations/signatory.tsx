import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { directionOf } from '../domain/language.ts'
import { escapeHtml } from '../formats/html.ts'

export type SignatoryItem = {
  /** Its permanent id, where it is on the list. */
  id?: string | undefined
  name: string
  /** The language of the name, where it is known and not the page's. */
  nameLang?: string | undefined
  /** Its permanent page. */
  href?: string | undefined
  /** Another of its names: the one that a search matched. */
  alsoNamed?: { name: string; lang?: string | undefined } | undefined
  /** What sort of signatory it is, where the list around it does not say so. */
  kind?: string | undefined
  /** What a person is and where, with the words that nobody takes it for more than it is. */
  capacity?: { text: string; note: string } | undefined
  country?: string | undefined
  /** Which text it signed, where that is not the present one. */
  signed?: string | undefined
  /** That it came after the final list was frozen. */
  late?: string | undefined
  /** Ready to read, with the machine's form beside it. */
  date?: { text: string; iso: string } | undefined
  /** Without `href` a text and no link. */
  website?: { href?: string; label: string } | undefined
  comment?: string | undefined
}

/** One item of a list; its id is `s-{id}`. */
export const ListedSignatory = ({ item }: { item: SignatoryItem }) =>
  raw(`<li${item.id ? ` id="s-${escapeHtml(item.id)}"` : ''}>${signatoryHtml(item)}</li>`)

/** Exactly what the public list will show, for the person who is about to agree to it. */
export function SignatoryPreview({ caption, item }: { caption: Child; item: SignatoryItem }) {
  return (
    <figure class="preview">
      <figcaption>{caption}</figcaption>
      <div class="names">{raw(signatoryHtml(item))}</div>
    </figure>
  )
}

/**
 * What stands in an item of a list. Made of strings and not of JSX: a page has fifty of these, a long list is a stream
 * of them, and nodes were half of a page's cost. Whatever somebody typed goes through {@link escapeHtml}, in elements
 * and in attributes alike.
 */
export function signatoryHtml(item: SignatoryItem): string {
  const { name, nameLang, href, alsoNamed, comment } = item
  const nameHtml = isolated(name, nameLang)
  const meta = metaHtml(item)
  return (
    `<p class="name">${href ? `<a href="${escapeHtml(href)}">${nameHtml}</a>` : nameHtml}</p>` +
    (alsoNamed ? `<p class="also">${isolated(alsoNamed.name, alsoNamed.lang)}</p>` : '') +
    capacityHtml(item) +
    (meta ? `<p class="meta">${meta}</p>` : '') +
    (comment ? `<p class="comment" dir="auto">${escapeHtml(comment)}</p>` : '')
  )
}

/** Title and affiliation as they were given, and that they say who the person is and no more. */
const capacityHtml = ({ capacity }: SignatoryItem): string =>
  capacity
    ? `<p class="capacity"><bdi>${escapeHtml(capacity.text)}</bdi> <span>(${escapeHtml(capacity.note)})</span></p>`
    : ''

/** The short facts with a point between, and the website, which the style sets on a line of its own. */
function metaHtml({ kind, country, date, signed, late, website }: SignatoryItem): string {
  const facts = [
    kind && `<span>${escapeHtml(kind)}</span>`,
    country && `<span>${escapeHtml(country)}</span>`,
    date && `<time datetime="${escapeHtml(date.iso)}">${escapeHtml(date.text)}</time>`,
    signed && `<span>${escapeHtml(signed)}</span>`,
    late && `<span>${escapeHtml(late)}</span>`,
  ]
  // In the text and not by the style: whoever copies a list has it too. No line begins with it.
  const line = facts.filter(Boolean).join('\u00A0· ')
  if (!website) return line
  const label = isolated(website.label, undefined)
  if (website.href === undefined) return `${line} <span class="site">${label}</span>`
  return `${line} <a class="site" href="${escapeHtml(website.href)}" rel="nofollow ugc noopener">${label}</a>`
}

/** A name or a host may be of any direction, and is no word for a browser to translate: as `Name` of ui/name.tsx. */
const isolated = (name: string, lang: string | undefined): string =>
  `<bdi${lang ? ` lang="${escapeHtml(lang)}"${directionOf(lang) === 'rtl' ? ' dir="rtl"' : ''}` : ''} translate="no">${escapeHtml(name)}</bdi>`
