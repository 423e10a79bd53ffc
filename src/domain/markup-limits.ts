// A parser of Markdown takes time that grows with the square of some inputs, and a stack as deep as quotes stand in
// one another. No text for people comes near these limits: one that does is shown as it was typed.

/** Quotes and lists in one another on a line, and columns before the marker of a list. */
const deepest = 8
const furthest = 32
const mostLines = 4000
/** Signs that may begin or end something: of a text, and of a block times its length. */
const mostSigns = 4000
const mostWork = 2_000_000

const marker = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y
const sign = /[\\`*_[\]<>!]/g

/** Whether a text's Markdown is such as people write: then it is set in time that grows with its length alone. */
export function isMarkupTame(markdown: string): boolean {
  const lines = markdown.split('\n')
  if (lines.length > mostLines || lines.some(isDeep)) return false
  let signs = 0
  for (const block of markdown.split(/\n[ \t]*\n/)) {
    const own = block.match(sign)?.length ?? 0
    signs += own
    if (signs > mostSigns || own * block.length > mostWork) return false
  }
  return true
}

function isDeep(line: string): boolean {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? ''
  const columns = indent.length + 3 * (indent.split('\t').length - 1)
  marker.lastIndex = indent.length
  for (let depth = 0; marker.test(line); depth++) if (depth >= deepest || columns > furthest) return true
  return false
}
