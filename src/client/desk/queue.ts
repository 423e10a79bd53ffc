import { keepAsking } from '../live/ask.ts'
import { takeOverLive } from '../live/take-over.ts'

// Keeps an open queue as the server would give it now. What somebody typed or opened is not part of what is taken over.

const news = document.getElementById('queue-news')

const rows = (page: Document) => [...page.querySelectorAll('#queue .queue > li')].map(({ id }) => id)

/** Throws where the answer is not the queue. */
function takeOver(page: Document): void {
  if (!news || !page.getElementById('queue-news')) throw new Error('not this page')
  const known = rows(document)
  const joined = rows(page).filter(id => !known.includes(id))
  takeOverLive(page, { joined })
  if (joined.length > 0) news.textContent = news.dataset.joined ?? ''
}

/** What the page shows stays, and says that it is no longer kept up to date. */
function signedOut(): void {
  document.getElementById('session-ended')?.removeAttribute('hidden')
  // How many wait is not known any more.
  document.title = document.title.replace(/^\(.*?\) /, '')
}

// Whoever only has the page open is not at the desk for that: the header keeps a session's idle time running
// (src/http/session.ts). The page is in no cache, so its tag is sent by hand.
const request = (knownTag: string | null): RequestInit => ({
  cache: 'no-store',
  headers: { 'x-asks-by-itself': 'yes', ...(knownTag !== null && { 'if-none-match': knownTag }) },
})

if (news) keepAsking({ request, takeOver, signedOut })
