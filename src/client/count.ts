// How much of a text's room is used, below each field that says how much it has: a hint in words says it without us.

/** As the server counts: one line, code points. */
const lengthOf = (text: string): number => [...text.normalize('NFC').trim().replace(/\s+/g, ' ')].length

for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-most]')) {
  const most = Number(field.dataset.most)
  const line = document.createElement('p')
  line.id = `${field.id}-count`
  const say = () => {
    const length = lengthOf(field.value)
    line.textContent = `${length} / ${most}`
    line.className = length > most ? 'error' : 'hint'
  }
  field.after(line)
  const described = field.getAttribute('aria-describedby')
  field.setAttribute('aria-describedby', described ? `${described} ${line.id}` : line.id)
  field.addEventListener('input', say)
  // A browser that brings a page back fills its fields in after this.
  addEventListener('pageshow', say)
  say()
}
