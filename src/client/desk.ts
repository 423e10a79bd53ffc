// The desk's keys. Everything that they do is also a link, a button or a field of the page.

const offKey = 'countersign.keys.off'
const field = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]'

/** The key that was meant, also on a keyboard that is set to Cyrillic letters. */
function keyOf(event: KeyboardEvent): string {
  if (/^[a-z1-9/?]$/.test(event.key)) return event.key
  if (event.code === 'Slash') return event.shiftKey ? '?' : '/'
  const [, letter] = /^Key([A-Z])$/.exec(event.code) ?? []
  return letter !== undefined && /^\P{ASCII}$/u.test(event.key) ? letter.toLowerCase() : ''
}

/** Moves the focus along the rows of the queue. False where the page has none. */
function step(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  if (rows.length === 0) return false
  const at = rows.findIndex(
    row => row === document.activeElement || row.getAttribute('aria-current') !== null,
  )
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return true
}

function act(key: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  if (!target && key === 'j') return step(1)
  if (!target && key === 'k') return step(-1)
  if (!target) return false
  if (target instanceof HTMLDetailsElement) {
    target.open = !target.open
    if (target.open) target.querySelector('summary')?.focus()
    return true
  }
  if (target.matches(field)) target.focus()
  else target.click()
  return true
}

document.addEventListener('keydown', event => {
  if (event.isComposing) return
  if (
    event.key === 'Enter' &&
    (event.ctrlKey || event.metaKey) &&
    event.target instanceof HTMLTextAreaElement
  ) {
    event.target.form?.requestSubmit()
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { target } = event
  if (target instanceof Element && target.closest(field)) {
    if (event.key === 'Escape' && target instanceof HTMLElement) target.blur()
    return
  }
  const key = keyOf(event)
  // A key that is held down moves on, and decides nothing twice.
  if (event.repeat && key !== 'j' && key !== 'k') return
  if (key === '' || (key !== '?' && localStorage.getItem(offKey) !== null)) return
  // A text that was typed and not sent is not lost to a key; only a key that sends it works.
  const unsent = [...document.querySelectorAll('textarea')].find(area => area.value !== area.defaultValue)
  const leadsTo = document.querySelector(`[data-key="${CSS.escape(key)}"]`)
  if (unsent && leadsTo?.closest('form') !== unsent.form) {
    unsent.focus()
    event.preventDefault()
    return
  }
  if (act(key)) event.preventDefault()
})

// Single letters can be switched off, as speech input and slips of the hand need it (WCAG 2.1.4).
const choice = document.querySelector<HTMLInputElement>('[data-keys-on]')
if (choice) {
  choice.closest('[hidden]')?.removeAttribute('hidden')
  choice.checked = localStorage.getItem(offKey) === null
  choice.addEventListener('change', () => {
    if (choice.checked) localStorage.removeItem(offKey)
    else localStorage.setItem(offKey, '1')
    showKeys()
  })
}

/** Buttons show their keys only while keys work. */
function showKeys() {
  document.documentElement.classList.toggle('with-keys', localStorage.getItem(offKey) === null)
}
showKeys()
