import type { Deps } from '../../deps.ts'
import type { Sight } from '../../domain/sight.ts'
import { slugPattern } from '../../domain/statement.ts'
import { type PagePosition, readPosition, writeCursor } from '../../storage/keyset.ts'
import { type QueueFilter, queueStates } from '../../storage/queue.ts'
import { isTokenLike } from '../../storage/tokens.ts'
import { addressIn, mentionsAddress, readText } from '../typed-search.ts'

/** What of the queue is looked at, and from where on. */
export type Filter = QueueFilter & { position: PagePosition | null }

/** What waits, from the start, for whoever is not limited. */
export const everythingWaiting: Filter = {
  state: 'confirmed',
  q: '',
  address: null,
  statement: null,
  sight: null,
  position: null,
}

/** The filter in a page's query. What cannot be read is as if it were not there. */
export function readFilter(query: Record<string, string | undefined>, sight: Sight): Filter {
  const state = queueStates.find(word => word === query.state) ?? 'confirmed'
  return {
    state,
    q: readText(query.q ?? ''),
    address: readLookup(query.address),
    statement: slugPattern.test(query.statement ?? '') ? (query.statement ?? null) : null,
    sight,
    position: readPosition(query),
  }
}

/** The query string that carries the filter along: empty, or from the question mark on. */
export function filterQuery({ state, q, address, statement, position }: Filter): string {
  const parameters: [string, string][] = [
    ['state', state === 'confirmed' ? '' : state],
    ['q', q],
    ['address', address?.map(mac => Buffer.from(mac).toString('base64url')).join('.') ?? ''],
    ['statement', statement ?? ''],
    [position?.side ?? 'after', position ? writeCursor(position.cursor) : ''],
  ]
  const query = new URLSearchParams(parameters.filter(([, value]) => value !== '')).toString()
  return query === '' ? '' : `?${query}`
}

/**
 * What was typed into the search box, as a filter over all requests. An e-mail address becomes its look-up at
 * once: no URL, and so no history and no log, ever has the address itself. Null for a text that may have an address
 * in it, but not one whole address alone.
 */
export function searchFor(
  { sealing }: Pick<Deps, 'sealing'>,
  typed: string,
  within: Pick<Filter, 'statement' | 'sight'>,
): Filter | null {
  const everywhere: Filter = { ...everythingWaiting, ...within, state: 'all' }
  if (mentionsAddress(typed)) {
    const address = addressIn(typed)
    return address === null ? null : { ...everywhere, address: sealing.lookup(address) }
  }
  const q = readText(typed)
  return q === '' ? { ...everythingWaiting, ...within } : { ...everywhere, q }
}

/** One for each key of the product. */
const mostLookups = 4

function readLookup(text: string | undefined): Uint8Array[] | null {
  const tokens = text?.split('.', mostLookups) ?? []
  if (tokens.length === 0 || !tokens.every(isTokenLike)) return null
  return tokens.map(token => new Uint8Array(Buffer.from(token, 'base64url')))
}
