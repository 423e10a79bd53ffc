import './desk/beside.ts'
import './desk/queue.ts'

// The desk's keys. Everything that they do is also a link, a button or a field of the page.

const offKey = 'countersign.keys.off'
const withinPage = 'a[href^="#"]'
const field = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]'

const modifiers = ['Control', 'Meta', 'Alt', 'AltGraph', 'Shift']

/** The key that was meant, also on a keyboard that is set to Cyrillic letters. With a modifier none but `?` is. */
function keyOf(event: KeyboardEvent): string {
  const modifiersDown = modifiers.filter(modifier => event.getModifierState(modifier))
  if (modifiersDown.some(modifier => modifier !== 'Shift')) return ''
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return '?'
  // Some keyboards have the slash on a key that needs Shift.
  if (event.key === '/' || event.code === 'Slash') return '/'
  if (modifiersDown.length > 0) return ''
  if (/^[a-zA-Z1-9]$/.test(event.key)) return event.key.toLowerCase()
  const [, letter] = /^Key([A-Z])$/.exec(event.code) ?? []
  return letter !== undefined && /^\P{ASCII}$/u.test(event.key) ? letter.toLowerCase() : ''
}

/** Moves the focus along the rows of the queue. False where the page has none. */
function step(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  if (rows.length === 0) return false
  const active = document.activeElement instanceof HTMLElement ? rows.indexOf(document.activeElement) : -1
  const at = active < 0 ? rows.findIndex(row => row.hasAttribute('aria-current')) : active
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return true
}

const targetOf = (key: string) => document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)

const answer = document.querySelector<HTMLElement>('[data-nothing-to-undo]')

function act(key: string): boolean {
  const target = targetOf(key)
  if (!target && key === 'j') return step(1)
  if (!target && key === 'k') return step(-1)
  if (!target && key === 'u' && answer) {
    answer.textContent = answer.dataset.nothingToUndo ?? ''
    return true
  }
  if (!target) return false
  if (target.matches(withinPage)) {
    const section = document.getElementById(target.getAttribute('href')?.slice(1) ?? '')
    section?.focus()
    return section !== null
  }
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
  // The same words again would not be read out.
  if (answer) answer.textContent = ''
  const { target: origin } = event
  if (origin instanceof Element && origin.closest(field)) {
    if (event.key === 'Escape' && origin instanceof HTMLElement) origin.blur()
    return
  }
  const key = keyOf(event)
  // A key that is held down moves on, and decides nothing twice.
  if (event.repeat && key !== 'j' && key !== 'k') return
  if (key === '' || (key !== '?' && localStorage.getItem(offKey) !== null)) return
  // A text that was typed and not sent is not lost to a key; of those that leave the page only one that sends it works.
  const unsent = [...document.querySelectorAll('textarea')].find(area => area.value !== area.defaultValue)
  const target = targetOf(key)
  const leaves = target !== null && !target.matches(`details, ${withinPage}, ${field}`)
  if (unsent && leaves && target.closest('form') !== unsent.form) {
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
