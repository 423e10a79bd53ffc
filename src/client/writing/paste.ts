import { markdownFrom } from './markdown-from.ts'

/** Pasting from a word processor keeps headings, lists and links, as Markdown, and nothing else. */
export function pasteMarkdown(field: HTMLTextAreaElement): void {
  field.addEventListener('paste', event => {
    const html = event.clipboardData?.getData('text/html') ?? ''
    const markdown = html === '' ? null : markdownFrom(html)
    if (markdown === null) return
    event.preventDefault()
    // The only way that can be undone by the keys that undo.
    if (!document.execCommand('insertText', false, markdown)) {
      field.setRangeText(markdown, field.selectionStart, field.selectionEnd, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  })
}
