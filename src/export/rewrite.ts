import { posix } from 'node:path'
import { escapeHtml, unescapeHtml } from '../formats/html.ts'

/** A page of the copy: its address on the site, its file in the copy, and where the copy has other addresses. */
type CopiedPage = {
  publicUrl: string
  address: string
  file: string
  /** The file of an address (path and query) of the site; null where the copy has none. */
  fileOf: (address: string) => string | null
}

/** In HTML: what stands first in a page's main part, and in place of a search. */
type Notes = { note: string; search: string }

/**
 * A page of ours as it is read from a disk:
 * - Links lead to the copy's own files, by name. What the copy does not have, and every form, leads to the live site.
 * - No script is left, as modules do not run from a disk.
 * - `note` stands first in the main part; `search` stands in place of every search.
 *
 * It is sound for what we render, where no text and no attribute holds a bare `<`, `>` or `"`.
 */
export function rewritePage(html: string, page: CopiedPage, { note, search }: Notes): string {
  const still = html
    // Whoever reads a copy because the site is blocked must not send it what they look for.
    .replace(/<search\b.*?<\/search>/gs, () => `<p class="hint">${search}</p>`)
    .replace(/<script\b[^>]*\ssrc="[^>]*><\/script>/g, '')
    .replace(/<link\b[^>]*\srel="(?:module)?preload"[^>]*>/g, '')
  const linked = still.replace(/<([a-z][a-z0-9]*)(\s[^<>]*)>/g, (tag, name: string, attributes: string) =>
    staysLive(name, attributes) ? tag : `<${name}${rewriteLinks(attributes, page)}>`,
  )
  const noted = linked.replace(/<main\b[^>]*>/, main => main + note)
  if (noted === linked) throw new Error(`${page.address} has no main part`)
  return noted
}

/**
 * Two sorts of links stay as they are:
 * - what says for machines where a page really is, whoever keeps a copy of it;
 * - what a signatory gave, even if it leads to us: nobody but us decides what is copied.
 */
function staysLive(name: string, attributes: string): boolean {
  if (name !== 'link') return /\srel="[^"]*\bugc\b/.test(attributes)
  return /\srel="canonical"/.test(attributes) || /\shreflang="/.test(attributes)
}

const rewriteLinks = (attributes: string, page: CopiedPage): string =>
  attributes.replace(
    /(\s)(href|src|action|formaction)="([^"]*)"/g,
    (_, space: string, attribute: string, value: string) => {
      const isForm = attribute.endsWith('action')
      return `${space}${attribute}="${escapeHtml(linkTarget(unescapeHtml(value), page, isForm))}"`
    },
  )

function linkTarget(link: string, { publicUrl, address, file, fileOf }: CopiedPage, isForm: boolean): string {
  if (link.startsWith('#')) return link
  const url = new URL(link, publicUrl + address)
  if (url.origin !== publicUrl) return link
  const target = isForm ? null : fileOf(url.pathname + url.search)
  if (target === null) return url.href
  return (posix.relative(posix.dirname(file), target) || posix.basename(target)) + url.hash
}
