import { Marked } from 'marked'
import { isMarkupTame } from '../../domain/markup-limits.ts'
import { escapeHtml } from '../../formats/html.ts'

/** Where a link of a statement may lead; every other address stays text. */
const safeAddress = /^(?:https?:\/\/|mailto:)/i

export const isSafeAddress = (href: string): boolean => safeAddress.test(href)

export const marked = new Marked({
  async: false,
  gfm: false,
  // Nothing: the text goes on as text. Reference definitions could multiply a long address a thousand times.
  tokenizer: { html: () => undefined, tag: () => undefined, def: () => undefined, reflink: () => undefined },
  renderer: {
    /** The page's title is its only heading of level 1. */
    heading({ depth, tokens }) {
      const level = Math.max(2, depth)
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`
    },
    link({ href, tokens }) {
      return isSafeAddress(href) ? false : this.parser.parseInline(tokens)
    },
    /** A picture from elsewhere would tell that site who reads. */
    image: ({ text }) => escapeHtml(text),
  },
})

/**
 * A statement's body as HTML; its title, the level 1 heading, is set by the page. Whoever wrote it: markup of HTML
 * is text, a link leads to a site or a mailbox, and time grows with the length alone.
 */
export function markdownToHtml(markdown: string): string {
  const body = withoutTitle(markdown)
  // For the eye alone: a number stays with its word. The file, and its hash, are as they were adopted.
  const bound = body.replace(/\b(Article|Articles) (?=\d)/g, '$1\u00a0')
  return isMarkupTame(bound) ? marked.parse(bound, { async: false }) : asTyped(bound)
}

/** The title stands above it on every page. */
export const withoutTitle = (markdown: string): string => markdown.replace(/^# .*\n+/, '')

/** A text without its markup: each line, and a paragraph where a line is empty. */
const asTyped = (text: string): string =>
  text
    .split(/\n(?:[ \t]*\n)+/)
    .map(paragraph => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>\n')}</p>\n`)
    .join('')
