// Asks a page's own address again while somebody looks at it: the page is whole without it, and there is no second
// renderer.

const second = 1000
/**
 * Between two questions, ± a fifth, so that ten thousand pages do not march in step. Three seconds at most; a
 * server and a shared cache may hold an answer for two more.
 */
const pauseBetween = 2.5 * second
const longestPause = 60 * second
const answerTimeout = 10 * second

type Asking = {
  /** How the page is asked for; `knownTag` is the one of what it has become last. */
  request: (knownTag: string | null) => RequestInit
  /** Makes the open page like the one that came. Throws where that is another page. */
  takeOver: (page: Document) => void
  /** Nobody is signed in any more (401): nothing is asked after this. */
  signedOut?: () => void
}

/** Asks from now on. */
export function keepAsking({ request, takeOver, signedOut }: Asking): void {
  let knownTag: string | null = null
  let failures = 0
  let isAsking = false
  let hasEnded = false
  /** By the clock of the page, which nobody sets. */
  let notBefore = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Asks once, unless nobody looks or nobody answers; then waits for the next time. */
  async function ask(): Promise<void> {
    clearTimeout(timer)
    if (isAsking || hasEnded || document.hidden || !navigator.onLine) return
    isAsking = true
    const pause = await askAfter(notBefore - performance.now())
    isAsking = false
    if (!hasEnded) timer = setTimeout(ask, pause * (0.8 + Math.random() * 0.4))
  }

  /** How long to wait for the next question, in milliseconds, before the jitter. Never throws. */
  async function askAfter(wait: number): Promise<number> {
    if (wait > 0) return wait * 1.25
    try {
      const answer = await fetch(location.pathname + location.search, {
        ...request(knownTag),
        signal: AbortSignal.timeout(answerTimeout),
      })
      if (answer.status === 401 && signedOut) {
        hasEnded = true
        signedOut()
        return longestPause
      }
      // What the page is about has left: its page says so.
      const isGone = answer.status === 410
      // A script that has its tag sent sees the 304, which a browser's cache would answer otherwise.
      const isUnchanged = answer.status === 304
      if (!answer.ok && !isGone && !isUnchanged) {
        // Never sooner than the server asks for, the jitter included.
        const pause = Math.max(backOff(), 1.25 * retryAfter(answer.headers.get('retry-after')))
        notBefore = performance.now() + 0.8 * pause
        return pause
      }
      const tag = answer.headers.get('etag')
      // Always read to its end: after a 304 the browser's cache gives it, and may drop what is read in part.
      const text = await answer.text()
      if (!isUnchanged && (tag === null || tag !== knownTag)) takeOver(wholePage(text))
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

  addEventListener('online', ask)
  document.addEventListener('visibilitychange', ask)
  timer = setTimeout(ask, pauseBetween * Math.random())
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
