import { showLive } from './writing/live-preview.ts'
import { pasteMarkdown } from './writing/paste.ts'

// The page where a statement is written. Without it everything is saved, previewed and published too.

const form = document.querySelector<HTMLFormElement>('form.writing-form')

if (form) {
  for (const text of form.querySelectorAll<HTMLElement>('[data-preview]')) {
    const body = text.querySelector<HTMLTextAreaElement>('textarea[name$=".body"]')
    if (body) pasteMarkdown(body, text.querySelector<HTMLElement>('[data-left-out]'))
    showLive(form, text)
  }
  askBeforeLeaving(form)
}

/** What was typed and not sent is not lost to a slip of the hand. */
function askBeforeLeaving(form: HTMLFormElement) {
  let isSent = false
  form.addEventListener('submit', () => {
    isSent = true
  })
  // Brought back by the browser, it can be left again.
  addEventListener('pageshow', () => {
    isSent = false
  })
  addEventListener('beforeunload', event => {
    const fields = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
    if (!isSent && fields.some(field => field.value !== field.defaultValue)) event.preventDefault()
  })
}
