import type * as z from 'zod'
import type { Database } from '../../storage/client.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { defaultLimit, type pageQuery, type SignatoryPage } from './api-schemas.ts'
import { heldBeginning, searchList } from '../list/search-list.ts'

/** The beginning of the list, which is held: for the answer that most ask for. `limit` is at most what is held. */
export function firstPage(statement: PublicStatement, limit: number): SignatoryPage {
  const { slug, count, revision } = statement
  return { statement: slug, count, revision, ...heldBeginning(statement, limit) }
}

/** A page of the list as it was asked for; null where `after` is not on the list (any more). */
export async function listPage(
  publicDb: Database,
  statement: PublicStatement,
  asked: z.infer<typeof pageQuery>,
): Promise<SignatoryPage | null> {
  const { country = null, sort = 'list', lang = statement.defaultLanguage, after = null } = asked
  const q = asked.q?.trim() ?? ''
  const last = after?.toLowerCase() ?? null
  const page = await searchList(
    publicDb,
    statement,
    { q, country, sort, lang },
    last,
    asked.limit ?? defaultLimit,
  )
  if (!page) return null
  const { signatories, next, found, more } = page
  return {
    statement: statement.slug,
    count: statement.count,
    revision: statement.revision,
    // Of the whole list they would say nothing that `count` does not.
    ...(q === '' && country === null ? {} : { found, more }),
    signatories,
    next,
  }
}
