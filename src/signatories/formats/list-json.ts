import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { interfaceFor } from '../../domain/language.ts'
import { namesOrNull } from '../../domain/organisation.ts'
import type { Slot } from '../../held/slots.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { heldBeginning, searchList } from '../list/search-list.ts'
import { defaultLimit, type ListedSignatory, type pageQuery, type SignatoryPage } from './api-schemas.ts'

/** The beginning of the list, which is held: for the answer that most ask for. `limit` is at most what is held. */
export function firstPage(publicUrl: string, statement: PublicStatement, limit: number): SignatoryPage {
  const { slug, count, withheld, revision } = statement
  const { signatories, next } = heldBeginning(statement, limit)
  return {
    statement: slug,
    count,
    withheld,
    revision,
    signatories: withAddresses(publicUrl, signatories),
    next,
  }
}

/** A page of the list as a query asks for it; null where `after` is not on the list (any more). */
export async function listPage(
  { publicDb, config }: Pick<Deps, 'publicDb' | 'config'>,
  held: HeldStatement,
  query: z.infer<typeof pageQuery>,
  take: () => Slot,
): Promise<SignatoryPage | null> {
  const { slug, count, withheld, revision, defaultLanguage } = held.statement
  const { country = null, sort = 'list', lang = interfaceFor(defaultLanguage), limit = defaultLimit } = query
  const q = query.q?.trim() ?? ''
  const after = query.after?.toLowerCase() ?? null
  const page = await searchList(publicDb, held, { q, country, sort, lang }, { after, most: limit, take })
  if (!page) return null
  const { signatories, next, matchCount, more } = page
  // Of the whole list they would say nothing that `count` does not.
  const matches = q === '' && country === null ? {} : { found: matchCount, more }
  return {
    statement: slug,
    count,
    withheld,
    revision,
    ...matches,
    signatories: withAddresses(config.publicUrl, signatories),
    next,
  }
}

const withAddresses = (publicUrl: string, signatories: readonly Signatory[]): ListedSignatory[] =>
  signatories.map(one => ({
    ...one,
    names: namesOrNull(one.names),
    url: publicUrl + paths.list.permanent(one.id),
  }))
