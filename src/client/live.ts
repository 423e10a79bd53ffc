import { type Change, changesBetween } from './live/changes.ts'
import { keepFocus, keepPlace, morph } from './live/morph.ts'

// Keeps an open page as the server would give it now: what has `data-live` is taken over from the page's own
// address. The page is whole without it, and there is no second renderer.

const second = 1000
/**
 * Between two questions, ± a fifth, so that ten thousand pages do not march in step: three seconds at most, and
 * two on top of them for what a server and a shared cache may hold.
 */
const every = 2.5 * second
const longestPause = 60 * second
const patience = 10 * second
const markedFor = 8 * second

const news = document.getElementById('live-news')
let known: string | null = null
let failures = 0
let asking = false
/** By the clock of the page, which nobody sets. */
let notBefore = 0
let timer: ReturnType<typeof setTimeout> | undefined
const marked = new Set<string>()

/** Asks once, unless nobody looks or nobody answers; then waits for the next time. */
async function ask(): Promise<void> {
  clearTimeout(timer)
  if (asking || document.hidden || !navigator.onLine) return
  asking = true
  const pause = await askAfter(notBefore - performance.now())
  asking = false
  timer = setTimeout(ask, pause * (0.8 + Math.random() * 0.4))
}

/** How long to wait for the next question, in milliseconds, before the jitter. Never throws. */
async function askAfter(wait: number): Promise<number> {
  if (wait > 0) return wait * 1.25
  try {
    const answer = await fetch(location.pathname + location.search, {
      cache: 'no-cache',
      signal: AbortSignal.timeout(patience),
    })
    if (!answer.ok) {
      // Never sooner than the server asks for, the jitter included.
      const pause = Math.max(backOff(), 1.25 * retryAfter(answer.headers.get('retry-after')))
      notBefore = performance.now() + 0.8 * pause
      return pause
    }
    const tag = answer.headers.get('etag')
    // Always to its end: after a 304 it comes out of the browser's cache, which may drop what is read in part.
    const text = await answer.text()
    if (tag === null || tag !== known) takeOver(whole(text))
    known = tag
    failures = 0
    return every
  } catch {
    return backOff()
  }
}

function backOff(): number {
  failures += 1
  return Math.min(longestPause, every * 2 ** failures)
}

/** RFC 9110, 10.2.3: seconds, or a date; in milliseconds, an hour at most, 0 for what is neither. */
function retryAfter(header: string | null): number {
  const wait = Number(header) * second || Date.parse(header ?? '') - Date.now()
  return Math.min(60 * longestPause, Math.max(0, wait || 0))
}

/** Throws where a page ends before its end: a parser would make a shorter list of it. */
function whole(text: string): Document {
  if (!text.trimEnd().endsWith('</html>')) throw new Error('not the whole page')
  return new DOMParser().parseFromString(text, 'text/html')
}

/** Throws where the answer is not our page: what a hotel's network puts in its place is no list. */
function takeOver(page: Document): void {
  const next = page.getElementById('live-news')
  if (!news || !next) throw new Error('not this page')
  const revision = ({ dataset }: HTMLElement) => Number(dataset.revision)
  // One of several servers may still have an older list: what was shown once does not go back.
  if (revision(next) < revision(news)) return
  news.dataset.revision = next.dataset.revision

  const change = changesBetween(document, page)
  for (const id of change.joined) mark(id)
  for (const id of marked) page.getElementById(id)?.classList.add('new')
  const changedText = newText(page)
  const kept = ofOurText(page)
  keepPlace(() =>
    keepFocus(() => {
      for (const live of document.querySelectorAll('[data-live]')) {
        const now = page.getElementById(live.id)
        if (now && !kept.includes(live.id)) takeOverOne(live, now)
      }
      document.title = page.title
      changedText?.removeAttribute('hidden')
    }),
  )
  const words = changedText?.textContent ?? sentence(news, change)
  if (words) news.textContent = words
}

/** The line that says so, when the statement's text is another one: nobody's text changes while they read it. */
function newText(page: Document): HTMLElement | null {
  const line = document.getElementById('text-changed')
  const next = page.getElementById('text-changed')
  if (!line?.hidden || !next || line.dataset.version === next.dataset.version) return null
  return line
}

/** What somebody has chosen stays chosen, whatever comes before it. */
function takeOverOne(live: Element, now: Element): void {
  const chosen = live instanceof HTMLSelectElement ? live.value : null
  morph(live, now)
  if (live instanceof HTMLSelectElement && chosen !== null) live.value = chosen
}

/** Who has signed a text that says something else does not stand beside the one that is being read. */
function ofOurText(page: Document): string[] {
  const [ours, theirs] = [document, page].map(of => of.getElementById('text-changed')?.dataset.says)
  return ours === theirs ? [] : ['count', 'since', 'signed-earlier']
}

function mark(id: string): void {
  marked.add(id)
  setTimeout(() => {
    marked.delete(id)
    document.getElementById(id)?.classList.remove('new')
  }, markedFor)
}

function sentence({ dataset }: HTMLElement, { joined, left, names }: Change): string {
  const count = joined.length + left.length
  if (count === 0) return ''
  const [kind, word, value] =
    count > 1
      ? [dataset.many, '{count}', String(count)]
      : [joined.length > 0 ? dataset.joined : dataset.left, '{name}', names[0]]
  // By a function: a name may hold what `replace` takes for a pattern.
  return (kind ?? '').replace(word ?? '', () => value ?? '')
}

addEventListener('online', ask)
document.addEventListener('visibilitychange', ask)
timer = setTimeout(ask, every * Math.random())
