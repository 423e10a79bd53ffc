import type { Block, Letter } from './letter.ts'

/**
 * A paragraph is one line: mail programs wrap it where their window ends. What was typed is quoted, line by line. A URL
 * stands alone on its line: a client links it whole, and a person can copy it.
 */
function toText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'section':
      return block.title.toUpperCase()
    case 'title':
      return `${block.label}:\n${block.text}`
    case 'typed':
    case 'words':
      return `${block.label}:\n${block.lines.map(line => `> ${line}`.trimEnd()).join('\n')}`
    case 'button':
    case 'link':
      return `${block.label}:\n${block.url}`
  }
}

const rule = '-'.repeat(30)

/** The text part of a letter. */
export function renderText({ product, headline, blocks, why, footer }: Letter): string {
  return `${[product, headline, ...blocks.map(toText), rule, why, footer].join('\n\n')}\n`
}
