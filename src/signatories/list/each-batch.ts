import type { Language } from '../../domain/language.ts'
import { takeLongRead } from '../../held/slots.ts'
import type { Database } from '../../storage/client.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { findListPage, type Signatory } from '../../storage/signatory-list.ts'
import { heldInOrder, isBeginningHeld } from './list-order.ts'
import { wholeList } from './list-query.ts'
import { listToPage } from './search-list.ts'

const batchSize = 1000

/**
 * A whole list in its own order, a thousand at a time. The next thousand are read when they are asked for, and nothing
 * is locked meanwhile. Where the list is longer than what is held, throws if the database is away, DatabaseSilent where
 * too many are reading, and TooMuchAtOnce where too many of them are of `network`.
 */
export async function* eachBatch(
  publicDb: Database,
  statement: PublicStatement,
  lang: Language,
  network: string,
): AsyncGenerator<readonly Signatory[]> {
  let batch: readonly Signatory[] = isBeginningHeld(statement) ? heldInOrder(statement, lang) : []
  if (batch.length > 0) yield batch
  if (batch.length === statement.count) return
  const list = listToPage(statement, lang)
  const slot = takeLongRead(network)
  try {
    for (let more = true; more; ) {
      const page = await pageAfter(publicDb, list, lang, batch)
      if (page.signatories.length > 0) yield page.signatories
      slot.renew()
      more = page.next !== null
      batch = page.signatories
    }
  } finally {
    slot.release()
  }
}

/** What follows the last of a batch; should that one have left meanwhile, what follows the one before it. */
async function pageAfter(
  publicDb: Database,
  list: ReturnType<typeof listToPage>,
  lang: Language,
  batch: readonly Signatory[],
) {
  // Without a batch the list begins.
  const ids = batch.length === 0 ? [null] : batch.toReversed().map(({ id }) => id)
  for (const after of ids) {
    const limits = { after, most: batchSize, mostCounted: 0 }
    const page = await findListPage(publicDb, list, { ...wholeList, lang }, limits)
    if (page) return page
  }
  throw new Error('a thousand signatories left while the list was read')
}
