/** Who came and who went, as ids of list items, and their names: those who came first. */
export type Change = { joined: string[]; left: string[]; names: string[] }

const entries = (page: Document) => [...page.querySelectorAll('#signatories li[id^="s-"]')]

/**
 * What is different between two pages' lists. Where only the newest are shown, one who comes pushes the oldest off
 * the page, and one who goes lets an older one in: neither has signed or left.
 */
export function changesBetween(now: Document, next: Document): Change {
  const cut = now.getElementById('newest') ?? next.getElementById('newest')
  const only = (page: Document, other: Document) => {
    const past = cut ? pastTheEnd(page, other) : []
    return entries(page).filter(entry => !other.getElementById(entry.id) && !past.includes(entry))
  }
  const joined = only(next, now)
  const left = only(now, next)
  return {
    joined: joined.map(({ id }) => id),
    left: left.map(({ id }) => id),
    names: [...joined, ...left].map(entry => entry.querySelector('.name')?.textContent.trim() ?? ''),
  }
}

/** Those at the old end of the list of endorsing ones of whom the other page knows nobody older. */
function pastTheEnd(page: Document, other: Document): Element[] {
  const newest = [...(page.querySelector('#newest')?.children ?? [])].reverse()
  const oldestFirst = newest.length > 0 ? newest : [...(page.querySelector('#endorsing')?.children ?? [])]
  const common = oldestFirst.findIndex(entry => other.getElementById(entry.id))
  return oldestFirst.slice(0, Math.max(0, common))
}
