import { keepFocus, keepScroll, morph } from './morph.ts'

const highlightTime = 8000

const highlighted = new Set<string>()

/**
 * Makes what has `data-live` like what the newer page has under the same id, but for `untouched` ids, and the title.
 * `more` changes what else may move things. Items of the ids in `joined` are marked for a moment.
 */
export function takeOverLive(
  page: Document,
  { joined, untouched = [], more }: { joined: readonly string[]; untouched?: string[]; more?: () => void },
): void {
  for (const id of joined) highlight(id)
  for (const id of highlighted) page.getElementById(id)?.classList.add('new')
  keepScroll(() =>
    keepFocus(() => {
      for (const live of document.querySelectorAll('[data-live]')) {
        const newer = page.getElementById(live.id)
        if (newer && !untouched.includes(live.id)) takeOverOne(live, newer)
      }
      document.title = page.title
      more?.()
    }),
  )
}

/** In a select what somebody has chosen stays chosen, whatever options come before it. */
function takeOverOne(live: Element, newer: Element): void {
  const chosen = live instanceof HTMLSelectElement ? live.value : null
  morph(live, newer)
  if (live instanceof HTMLSelectElement && chosen !== null) live.value = chosen
}

function highlight(id: string): void {
  highlighted.add(id)
  setTimeout(() => {
    highlighted.delete(id)
    document.getElementById(id)?.classList.remove('new')
  }, highlightTime)
}
