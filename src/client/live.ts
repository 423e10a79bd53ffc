import { keepAsking } from './live/ask.ts'
import { type Change, changesBetween } from './live/changes.ts'
import './live/copy.ts'
import { takeOverLive } from './live/take-over.ts'

// Keeps an open page as the server would give it now: what has `data-live` is taken over from the page's own
// address.

const news = document.getElementById('live-news')

/** Throws where the answer is not our page, but for example the sign-in page of a hotel's network. */
function takeOver(page: Document): void {
  const next = page.getElementById('live-news')
  if (!news || !next) throw new Error('not this page')
  const revision = ({ dataset }: HTMLElement) => Number(dataset.revision)
  // Another server may still have an older list: the page never goes back to it.
  if (revision(next) < revision(news)) return
  news.dataset.revision = next.dataset.revision

  const change = changesBetween(document, page)
  const changedText = newText(page)
  takeOverLive(page, {
    joined: change.joined,
    untouched: ofOurText(page),
    more: () => changedText?.removeAttribute('hidden'),
  })
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

/** The ids that stay as they are: a count of who signed another text does not stand beside this one. */
function ofOurText(page: Document): string[] {
  const [ours, theirs] = [document, page].map(of => of.getElementById('text-changed')?.dataset.says)
  return ours === theirs ? [] : ['count', 'withheld', 'since', 'signed-earlier']
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

// A page that no browser keeps (docs/decisions/0021-readers-in-danger.md) has its tag sent by hand; of any other the
// first question is answered out of the browser's cache, where it has not changed.
keepAsking({
  request: knownTag => ({
    cache: 'no-cache',
    headers: knownTag === null ? {} : { 'if-none-match': knownTag },
  }),
  takeOver,
})
