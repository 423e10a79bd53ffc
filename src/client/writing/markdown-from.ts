// HTML of a word processor as Markdown: headings, lists and links. A parsed document that belongs to no page runs no
// script and loads nothing; of it only text and the addresses of links are taken.

const ignored =
  'SCRIPT STYLE TEMPLATE NOSCRIPT HEAD TITLE OBJECT IFRAME SVG MATH SELECT TEXTAREA BUTTON'.split(' ')
const blocks =
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER LI MAIN OL P PRE SECTION TABLE TBODY TD TH THEAD TR UL'.split(
    ' ',
  )
const structure = 'h1, h2, h3, h4, h5, h6, li, a[href], [data-style*="mso-list"]'

export const parsePasted = (html: string): HTMLElement =>
  new DOMParser().parseFromString(withoutStyles(html), 'text/html').body

/** Null where it has nothing to keep but words: then the clipboard's own plain text is pasted. */
export function markdownFrom(body: HTMLElement): string | null {
  if (!body.querySelector(structure)) return null
  const lines: Line[] = []
  writeBlock(body, lines)
  return joinLines(lines)
}

/** The same with no style that a browser would apply: our policy forbids them, and each would be reported. */
const withoutStyles = (html: string): string =>
  html
    .replace(/<(\/?)style\b/gi, '<$1template')
    .replace(/<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi, tag =>
      tag.replace(/([\s"'/])style(?=\s*=)/gi, '$1data-style'),
    )

/** A paragraph, or an item of a list, which may stand close to its neighbours. */
type Line = { text: string; isItem: boolean }

const joinLines = (lines: readonly Line[]): string =>
  lines
    .map(({ text, isItem }, index) => {
      if (index === 0) return text
      return (isItem && lines[index - 1]?.isItem ? '\n' : '\n\n') + text
    })
    .join('')

/** With all that stands in it. */
export const isIgnored = (element: Element) =>
  ignored.includes(element.tagName.toUpperCase()) || /mso-list:\s*ignore/i.test(styleOf(element))
const styleOf = (element: Element) => element.getAttribute('data-style') ?? ''
const isBlock = (node: Node): node is Element => node instanceof Element && blocks.includes(node.tagName)
const holdsBlocks = (element: Element) => element.querySelector(blocks.join(',').toLowerCase()) !== null

/** Each block below an element; text between them is a paragraph. */
function writeBlock(element: Element, lines: Line[]) {
  let loose = ''
  const flush = () => {
    write(lines, tidy(loose))
    loose = ''
  }
  for (const node of element.childNodes) {
    if (!(node instanceof Element)) {
      loose += inline(node)
    } else if (!isIgnored(node) && (isBlock(node) || holdsBlocks(node))) {
      flush()
      writeElement(node, lines)
    } else {
      loose += inline(node)
    }
  }
  flush()
}

function writeElement(element: Element, lines: Line[]) {
  const { tagName } = element
  const heading = /^H([1-6])$/.exec(tagName)?.[1]
  const listed = /mso-list:[^;]*\blevel(\d)/i.exec(styleOf(element))?.[1]
  if (heading !== undefined) {
    const text = tidy(inline(element)).replace(/\\?\n/g, ' ')
    // The statement's title is its only heading of level 1.
    if (text !== '')
      lines.push({ text: `${'#'.repeat(Math.min(6, Number(heading) + 1))} ${text}`, isItem: false })
  } else if (listed !== undefined) {
    writeItem(tidy(inline(element)), wordMarker(element), Number(listed) - 1, lines)
  } else if (tagName === 'UL' || tagName === 'OL') {
    writeList(element, 0, lines)
  } else if (holdsBlocks(element)) {
    writeBlock(element, lines)
  } else {
    write(lines, tidy(inline(element)))
  }
}

function write(lines: Line[], text: string) {
  if (text !== '') lines.push({ text: notMarkup(text), isItem: false })
}

/** Word writes lists as paragraphs, with the marker as text: a number, a letter or a sign. */
function wordMarker(element: Element): string {
  const marker = element.querySelector('[data-style*="ignore" i]')?.textContent?.trim() ?? ''
  const number = /^\(?(\d{1,9})[.)]/.exec(marker)?.[1]
  if (number !== undefined) return `${number}.`
  return /^\(?[a-z]{1,4}[.)]/i.test(marker) ? '1.' : '-'
}

function writeList(list: Element, depth: number, lines: Line[]) {
  let number = Number(list.getAttribute('start') ?? 1) || 1
  for (const child of list.children) {
    if (child.tagName === 'UL' || child.tagName === 'OL') {
      writeList(child, depth + 1, lines)
      continue
    }
    if (child.tagName !== 'LI') continue
    const own = [...child.childNodes].filter(node => !isList(node))
    writeItem(tidy(own.map(inline).join('')), list.tagName === 'OL' ? `${number++}.` : '-', depth, lines)
    for (const node of child.childNodes) if (isList(node)) writeList(node, depth + 1, lines)
  }
}

const isList = (node: Node): node is Element =>
  node instanceof Element && (node.tagName === 'UL' || node.tagName === 'OL')

function writeItem(text: string, marker: string, depth: number, lines: Line[]) {
  const indent = '    '.repeat(Math.min(depth, 6))
  if (text !== '')
    lines.push({ text: `${indent}${marker} ${notMarkup(text.replace(/\\\n/g, ' '))}`, isItem: true })
}

/** The words of a node with their links. */
function inline(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return escaped((node.nodeValue ?? '').replace(/[\s\u00a0]+/g, ' '))
  if (!(node instanceof Element) || isIgnored(node)) return ''
  if (node.tagName === 'BR') return '\\\n'
  const text = [...node.childNodes].map(inline).join('')
  const inner = isBlock(node) ? ` ${text} ` : text
  const address = node.tagName === 'A' ? addressOf(node) : null
  return address === null || tidy(text) === '' ? inner : `[${tidy(text)}](${address})`
}

/** Where a link leads, if that is a site or a mailbox. */
export function addressOf(link: Element): string | null {
  const url = URL.parse((link.getAttribute('href') ?? '').trim())
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return null
  return url.href.replace(/[()<>\\\s]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Text in which no sign means anything to Markdown; an underscore within a word does not anyway. */
const escaped = (text: string): string =>
  text.replace(/[\\`*[\]<]/g, '\\$&').replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')

/** A paragraph that begins as a heading, a list or a quote would. */
const notMarkup = (text: string): string =>
  text.replace(/^(?:[#>+=~-](?=\s|$|[#>+=~-]))/, '\\$&').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')

const tidy = (text: string): string =>
  text
    .replace(/ *\\\n */g, '\\\n')
    .replace(/ {2,}/g, ' ')
    .replace(/^(?:\s|\\\n)+|(?:\s|\\\n)+$/g, '')
