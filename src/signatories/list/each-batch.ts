import { takeLongRead } from '../../held/limits.ts'
import type { Database } from '../../storage/client.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { findListPage, type Signatory } from '../../storage/signatory-list.ts'
import { wholeList } from './list-query.ts'

const batchSize = 1000

/**
 * A whole list in its own order, a thousand at a time. The next thousand are read when they are asked for, and nothing
 * is locked meanwhile. Where the list is longer than what is held, throws if the database is away, and DatabaseSilent
 * where too many are reading.
 */
export async function* eachBatch(
  publicDb: Database,
  statement: PublicStatement,
): AsyncGenerator<readonly Signatory[]> {
  let batch: readonly Signatory[] = statement.signatories
  yield batch
  if (batch.length === statement.count) return
  const slot = takeLongRead()
  try {
    for (let more = true; more; ) {
      const page = await pageAfter(publicDb, statement, batch)
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
async function pageAfter(publicDb: Database, statement: PublicStatement, batch: readonly Signatory[]) {
  for (const { id } of batch.toReversed()) {
    const page = await findListPage(publicDb, statement, wholeList, { after: id, most: batchSize, cap: 0 })
    if (page) return page
  }
  throw new Error('a thousand signatories left while the list was read')
}
