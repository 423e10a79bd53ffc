import { posix } from 'node:path'
import { paths } from '../paths.ts'

/** Where a page stands: its address on the site, its file in the copy, and what is where in both. */
export type Place = {
  publicUrl: string
  address: string
  file: string
  /** The file of an address (path and query) of the site; null where the copy has none. */
  fileOf: (address: string) => string | null
}

/** In HTML: what stands first in a page's main part, and in place of a search. */
export type Notes = { note: string; search: string }

/**
 * A page of ours as it is read from a disk: links lead to the copy's own files, named; what the copy has not, and
 * every form, to the live site. No script, as modules do not run from a disk. `note` stands first in its main part.
 * Sound for what we render, where no text and no attribute holds a bare `<`, `>` or `"`.
 */
export function rewritePage(html: string, place: Place, { note, search }: Notes): string {
  const still = html
    // Whoever reads a copy because the site is blocked must not send it what they look for.
    .replace(/<search\b.*?<\/search>/gs, () => `<p class="hint">${search}</p>`)
    .replace(/<script\b[^>]*\ssrc="[^>]*><\/script>/g, '')
    .replace(/<link\b[^>]*\srel="(?:module)?preload"[^>]*>/g, '')
  const linked = still.replace(/<([a-z][a-z0-9]*)(\s[^<>]*)>/g, (tag, name: string, attributes: string) =>
    staysLive(name, attributes)
      ? tag
      : `<${name}${attributes.replace(
          /(\s)(href|src|action|formaction)="([^"]*)"/g,
          (_, space: string, attribute: string, value: string) => {
            const isForm = attribute.endsWith('action')
            return `${space}${attribute}="${encode(target(decode(value), place, isForm))}"`
          },
        )}>`,
  )
  const noted = linked.replace(/<main\b[^>]*>/, main => main + note)
  if (noted === linked) throw new Error(`${place.address} has no main part`)
  return noted
}

/** A style sheet whose fonts lie beside it. */
export const rewriteStyle = (css: string): string => css.replaceAll(assetIn, 'url($1./')

const assetIn = new RegExp(`url\\((["']?)${paths.site.asset('')}`, 'g')

/**
 * What says for machines where a page really is: there it is, whoever keeps a copy. And a link that somebody gave, even
 * if it leads to us: nobody but us decides what is copied.
 */
const staysLive = (name: string, attributes: string): boolean =>
  name === 'link'
    ? /\srel="canonical"/.test(attributes) || /\shreflang="/.test(attributes)
    : /\srel="[^"]*\bugc\b/.test(attributes)

function target(value: string, { publicUrl, address, file, fileOf }: Place, isForm: boolean): string {
  if (value.startsWith('#')) return value
  const url = new URL(value, publicUrl + address)
  if (url.origin !== publicUrl) return value
  const to = isForm ? null : fileOf(url.pathname + url.search)
  return to === null ? url.href : (posix.relative(posix.dirname(file), to) || posix.basename(to)) + url.hash
}

const signs = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' } as const

const decode = (value: string): string =>
  value.replace(/&(?:amp|quot|#39|lt|gt);/g, sign => signs[sign as keyof typeof signs])

const encode = (value: string): string =>
  Object.entries(signs).reduce((text, [entity, sign]) => text.replaceAll(sign, entity), value)
