/** Who came and who went, as ids of list items, and their names: those who came first. */
export type Change = { joined: string[]; left: string[]; names: string[] }

const entries = (page: Document) => [...page.querySelectorAll('#signatories li[id^="s-"]')]

/**
 * What is different between two pages' lists. Where a page has only a part of the list, one who comes pushes the last
 * off the page, and one who goes lets another in: these have neither signed nor left.
 */
export function changesBetween(present: Document, newer: Document): Change {
  const isPart = [present, newer].some(page => page.querySelector('#newest, #signatories[data-more]'))
  const only = (page: Document, other: Document) => {
    const past = isPart ? pastTheEnd(page, other) : []
    return entries(page).filter(entry => !other.getElementById(entry.id) && !past.includes(entry))
  }
  const joined = only(newer, present)
  const left = only(present, newer)
  return {
    joined: joined.map(({ id }) => id),
    left: left.map(({ id }) => id),
    names: [...joined, ...left].map(entry => entry.querySelector('.name')?.textContent.trim() ?? ''),
  }
}

/** Those at the end of a page's list, beyond the last one whom the other page has too. */
function pastTheEnd(page: Document, other: Document): Element[] {
  const lastFirst = fromItsEnd(page)
  const common = lastFirst.findIndex(entry => other.getElementById(entry.id))
  return lastFirst.slice(0, Math.max(0, common))
}

function fromItsEnd(page: Document): Element[] {
  const newest = page.querySelectorAll('#newest li')
  if (newest.length > 0) return [...newest].reverse()
  if (page.querySelector('.results')) return entries(page).reverse()
  return [...page.querySelectorAll(':is(#endorsing, #network, #person) li')]
}
