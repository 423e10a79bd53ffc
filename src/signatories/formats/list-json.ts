import type * as z from 'zod'
import type { Slot } from '../../held/slots.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import type { Database } from '../../storage/client.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { heldBeginning, searchList } from '../list/search-list.ts'
import { defaultLimit, type pageQuery, type SignatoryPage } from './api-schemas.ts'

/** The beginning of the list, which is held: for the answer that most ask for. `limit` is at most what is held. */
export function firstPage(statement: PublicStatement, limit: number): SignatoryPage {
  const { slug, count, revision } = statement
  return { statement: slug, count, revision, ...heldBeginning(statement, limit) }
}

/** A page of the list as a query asks for it; null where `after` is not on the list (any more). */
export async function listPage(
  publicDb: Database,
  held: HeldStatement,
  query: z.infer<typeof pageQuery>,
  take: () => Slot,
): Promise<SignatoryPage | null> {
  const { slug, count, revision, defaultLanguage } = held.statement
  const { country = null, sort = 'list', lang = defaultLanguage, limit = defaultLimit } = query
  const q = query.q?.trim() ?? ''
  const after = query.after?.toLowerCase() ?? null
  const page = await searchList(publicDb, held, { q, country, sort, lang }, { after, most: limit, take })
  if (!page) return null
  const { signatories, next, matchCount, more } = page
  // Of the whole list they would say nothing that `count` does not.
  const matches = q === '' && country === null ? {} : { found: matchCount, more }
  return { statement: slug, count, revision, ...matches, signatories, next }
}
