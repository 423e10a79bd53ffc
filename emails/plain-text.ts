import type { Block, Letter } from './letter.ts'

const columns = 78

/** Wraps at spaces to 78 columns; a longer word, which only a person can have typed, is cut. */
function wrap(text: string, prefix = ''): string {
  const width = columns - prefix.length
  const lines = ['']
  for (const word of text.split(' ')) {
    const letters = [...word]
    const line = lines.at(-1) ?? ''
    if (line !== '' && [...line].length + 1 + letters.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`
      continue
    }
    if (line === '') lines.pop()
    for (let at = 0; at === 0 || at < letters.length; at += width) {
      lines.push(letters.slice(at, at + width).join(''))
    }
  }
  return lines.map(line => `${prefix}${line}`.trimEnd()).join('\n')
}

/** A URL stands alone on its line and is never wrapped: a client links it whole, and a person can copy it. */
function toText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return wrap(block.text)
    case 'section':
      return wrap(block.title.toUpperCase())
    case 'title':
      return `${wrap(`${block.label}:`)}\n${wrap(block.text)}`
    case 'typed':
      return `${wrap(`${block.label}:`)}\n${block.lines.map(line => wrap(line, '> ')).join('\n')}`
    case 'button':
    case 'link':
      return `${wrap(`${block.label}:`)}\n${block.url}`
  }
}

/** The text part of a letter. */
export function renderText({ product, headline, blocks, why, footer }: Letter): string {
  const rule = '-'.repeat(columns)
  return `${[product, wrap(headline), ...blocks.map(toText), rule, wrap(why), wrap(footer)].join('\n\n')}\n`
}
