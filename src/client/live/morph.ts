/** Makes a node like another one, and leaves in place whatever is the same already. */
export function morph(present: Node, newer: Node): void {
  if (present.isEqualNode(newer)) return
  if (!(present instanceof Element && newer instanceof Element)) {
    present.nodeValue = newer.nodeValue
    return
  }
  for (const { name } of [...present.attributes]) if (!newer.hasAttribute(name)) present.removeAttribute(name)
  for (const { name, value } of newer.attributes)
    if (present.getAttribute(name) !== value) present.setAttribute(name, value)

  const left = [...present.childNodes]
  const pairs = [...newer.childNodes].map(wanted => {
    const at = left.findIndex(child => isSame(child, wanted))
    const [same] = at < 0 ? [] : left.splice(at, 1)
    if (same) morph(same, wanted)
    return same ?? document.importNode(wanted, true)
  })
  // Before the others are put in order: what is moved loses the focus, and with these away less is moved.
  for (const child of left) child.remove()
  let position = present.firstChild
  for (const child of pairs) {
    if (child === position) position = position.nextSibling
    else present.insertBefore(child, position)
  }
}

const isSame = (a: Node, b: Node) => a.nodeName === b.nodeName && idOf(a) === idOf(b)
const idOf = (node: Node) => (node instanceof Element ? node.id : '')

/** Changes the page; what stood at the top of the window stands there still. */
export function keepScroll(change: () => void): void {
  const root = document.documentElement
  const top = (element: Element) => element.getBoundingClientRect().top
  const seen = [...document.querySelectorAll('main :is(h1, h2, h3, p, li)')]
    .filter(element => element.getBoundingClientRect().bottom > 0)
    .map(element => ({ element, before: top(element) }))
  // Not every browser does this by itself, and twice would be a jump.
  root.style.overflowAnchor = 'none'
  change()
  const stayed = seen.find(({ element }) => element.isConnected)
  const moved = stayed ? top(stayed.element) - stayed.before : 0
  if (moved !== 0) scrollBy({ top: moved, behavior: 'instant' })
  root.style.overflowAnchor = ''
}

/** Changes the page; where the focus was in what is gone, it goes to the next element that can have it. */
export function keepFocus(change: () => void): void {
  const active = document.activeElement
  const stops = [
    ...document.querySelectorAll<HTMLElement>('main :is(a[href], button, input, select, summary)'),
  ]
  change()
  if (document.activeElement === active || !(active instanceof HTMLElement)) return
  const at = stops.indexOf(active)
  const candidates = [active, ...stops.slice(at + 1), ...stops.slice(0, Math.max(0, at)).reverse()]
  const next = candidates.find(stop => stop.isConnected) ?? document.querySelector<HTMLElement>('main')
  next?.focus({ preventScroll: true })
}
