import { countLeftOut, kindsLeftOut, type LeftOut } from './left-out.ts'
import { markdownFrom, parsePasted } from './markdown-from.ts'

/**
 * Pasting from a word processor keeps headings, lists and links, as Markdown, and nothing else.
 * @param line where it is said what was left out; its attributes have the words
 */
export function pasteMarkdown(field: HTMLTextAreaElement, line: HTMLElement | null): void {
  field.addEventListener('paste', event => {
    const html = event.clipboardData?.getData('text/html') ?? ''
    const body = parsePasted(html)
    if (line) line.textContent = leftOutInWords(countLeftOut(body), line.dataset)
    const markdown = html === '' ? null : markdownFrom(body)
    if (markdown === null) return
    event.preventDefault()
    // The only way that can be undone by the keys that undo.
    if (!document.execCommand('insertText', false, markdown)) {
      field.setRangeText(markdown, field.selectionStart, field.selectionEnd, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  })
}

/** Nothing where nothing was. */
function leftOutInWords(leftOut: LeftOut, { leftOut: sentence = '', ...words }: DOMStringMap): string {
  const kinds = kindsLeftOut.filter(kind => leftOut[kind] > 0)
  if (kinds.length === 0) return ''
  const list = kinds.map(kind => (words[kind] ?? '').replace('{count}', String(leftOut[kind])))
  return sentence.replace('{what}', list.join(', '))
}
