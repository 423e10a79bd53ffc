import { type Change, changesBetween } from './live/changes.ts'
import './live/copy.ts'
import { keepFocus, keepScroll, morph } from './live/morph.ts'

// Keeps an open page as the server would give it now: what has `data-live` is taken over from the page's own
// address. The page is whole without it, and there is no second renderer.

const second = 1000
/**
 * Between two questions, ± a fifth, so that ten thousand pages do not march in step. Three seconds at most; a
 * server and a shared cache may hold an answer for two more.
 */
const pauseBetween = 2.5 * second
const longestPause = 60 * second
const answerTimeout = 10 * second
const highlightTime = 8 * second

const news = document.getElementById('live-news')
let knownTag: string | null = null
let failures = 0
let isAsking = false
/** By the clock of the page, which nobody sets. */
let notBefore = 0
let timer: ReturnType<typeof setTimeout> | undefined
const highlighted = new Set<string>()

/** Asks once, unless nobody looks or nobody answers; then waits for the next time. */
async function ask(): Promise<void> {
  clearTimeout(timer)
  if (isAsking || document.hidden || !navigator.onLine) return
  isAsking = true
  const pause = await askAfter(notBefore - performance.now())
  isAsking = false
  timer = setTimeout(ask, pause * (0.8 + Math.random() * 0.4))
}

/** How long to wait for the next question, in milliseconds, before the jitter. Never throws. */
async function askAfter(wait: number): Promise<number> {
  if (wait > 0) return wait * 1.25
  try {
    const answer = await fetch(location.pathname + location.search, {
      cache: 'no-cache',
      signal: AbortSignal.timeout(answerTimeout),
    })
    // What the page is about has left: its page says so.
    const isGone = answer.status === 410
    if (!answer.ok && !isGone) {
      // Never sooner than the server asks for, the jitter included.
      const pause = Math.max(backOff(), 1.25 * retryAfter(answer.headers.get('retry-after')))
      notBefore = performance.now() + 0.8 * pause
      return pause
    }
    const tag = answer.headers.get('etag')
    // Always read to its end: after a 304 the browser's cache gives it, and may drop what is read in part.
    const text = await answer.text()
    if (tag === null || tag !== knownTag) takeOver(wholePage(text))
    knownTag = tag
    failures = 0
    return isGone ? longestPause : pauseBetween
  } catch {
    return backOff()
  }
}

function backOff(): number {
  failures += 1
  return Math.min(longestPause, pauseBetween * 2 ** failures)
}

/** RFC 9110, 10.2.3: seconds, or a date; in milliseconds, an hour at most, 0 for what is neither. */
function retryAfter(header: string | null): number {
  const wait = Number(header) * second || Date.parse(header ?? '') - Date.now()
  return Math.min(60 * longestPause, Math.max(0, wait || 0))
}

/** Throws where a page was cut off: a parser would make a shorter list of it. */
function wholePage(text: string): Document {
  if (!text.trimEnd().endsWith('</html>')) throw new Error('not the whole page')
  return new DOMParser().parseFromString(text, 'text/html')
}

/** Throws where the answer is not our page, but for example the sign-in page of a hotel's network. */
function takeOver(page: Document): void {
  const next = page.getElementById('live-news')
  if (!news || !next) throw new Error('not this page')
  const revision = ({ dataset }: HTMLElement) => Number(dataset.revision)
  // Another server may still have an older list: the page never goes back to it.
  if (revision(next) < revision(news)) return
  news.dataset.revision = next.dataset.revision

  const change = changesBetween(document, page)
  for (const id of change.joined) highlight(id)
  for (const id of highlighted) page.getElementById(id)?.classList.add('new')
  const changedText = newText(page)
  const untouched = ofOurText(page)
  keepScroll(() =>
    keepFocus(() => {
      for (const live of document.querySelectorAll('[data-live]')) {
        const now = page.getElementById(live.id)
        if (now && !untouched.includes(live.id)) takeOverOne(live, now)
      }
      document.title = page.title
      changedText?.removeAttribute('hidden')
    }),
  )
  const message = changedText?.textContent ?? goneSentence(next) ?? changeSentence(news, change)
  if (message) news.textContent = message
}

/** The line that tells of a new text, where there is one: nobody's text changes while they read it. */
function newText(page: Document): HTMLElement | null {
  const line = document.getElementById('text-changed')
  const next = page.getElementById('text-changed')
  if (!line?.hidden || !next || line.dataset.version === next.dataset.version) return null
  return line
}

/** In a select what somebody has chosen stays chosen, whatever options come before it. */
function takeOverOne(live: Element, now: Element): void {
  const chosen = live instanceof HTMLSelectElement ? live.value : null
  morph(live, now)
  if (live instanceof HTMLSelectElement && chosen !== null) live.value = chosen
}

/** The ids that stay as they are: a count of who signed another text does not stand beside this one. */
function ofOurText(page: Document): string[] {
  const [ours, theirs] = [document, page].map(of => of.getElementById('text-changed')?.dataset.says)
  return ours === theirs ? [] : ['count', 'since', 'signed-earlier']
}

function highlight(id: string): void {
  highlighted.add(id)
  setTimeout(() => {
    highlighted.delete(id)
    document.getElementById(id)?.classList.remove('new')
  }, highlightTime)
}

/** Said once: the same words again would be read out again. */
const goneSentence = ({ dataset: { gone } }: HTMLElement) => (gone === news?.textContent ? undefined : gone)

function changeSentence({ dataset }: HTMLElement, { joined, left, names }: Change): string {
  const count = joined.length + left.length
  if (count === 0) return ''
  if (count > 1) return (dataset.many ?? '').replace('{count}', String(count))
  const message = (joined.length > 0 ? dataset.joined : dataset.left) ?? ''
  // By a function: a name may hold what `replace` takes for a pattern.
  return message.replace('{name}', () => names[0] ?? '')
}

addEventListener('online', ask)
document.addEventListener('visibilitychange', ask)
timer = setTimeout(ask, pauseBetween * Math.random())
