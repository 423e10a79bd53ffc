import type { Context } from 'hono'
import type { AppEnv } from '../../env.ts'
import { heldMost } from '../../storage/public-statements.ts'
import { answerHeld, cachingOf, matches } from '../../held/cached-answer.ts'
import { csvPieces, csvType, listCsv } from './csv.ts'
import { eachBatch } from '../list/search-list.ts'
import type { Held } from '../../held/snapshot.ts'
import { answerInPieces } from '../../held/stream.ts'

/**
 * The whole list as a file. Made from what is held where that is all; a longer one is read while it is sent, in
 * batches, and its tag is of the revision: what did not change costs no look into the database.
 */
export async function answerCsv(c: Context<AppEnv>, held: Held): Promise<Response> {
  const { statement } = held
  const { slug, revision, count, signatories } = statement
  const { publicDb } = c.var.deps
  c.header('content-disposition', `attachment; filename="${slug}-signatories.csv"`)
  if (count <= heldMost) return answerHeld(c, held, 'csv', csvType, () => listCsv(signatories))

  // Weak, as the list may change while it is read: never older than the revision, perhaps newer.
  const tag = `"csv-${revision}"`
  const headers = { 'content-type': csvType, etag: `W/${tag}`, ...cachingOf(held.asOf) }
  if (matches(c.req.header('if-none-match'), tag)) return c.body(null, 304, headers)
  // The first batch is held; with the second the database has answered, or this rejects.
  return answerInPieces(c, headers, 'csv_broke_off', csvPieces(eachBatch(publicDb, statement)), 2)
}
