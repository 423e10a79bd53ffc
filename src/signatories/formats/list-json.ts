import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { interfaceFor } from '../../domain/language.ts'
import { namesOrNull } from '../../domain/organisation.ts'
import type { Slot } from '../../held/slots.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { searchList } from '../list/search-list.ts'
import { defaultLimit, type pageQuery } from './query-schemas.ts'
import type { ListedSignatory, SignatoryPage } from './signatory-schemas.ts'

/** A page of the list as a query asks for it; null where `after` is not on the list (any more). */
export async function listPage(
  { publicDb, config }: Pick<Deps, 'publicDb' | 'config'>,
  held: HeldStatement,
  query: z.infer<typeof pageQuery>,
  take: () => Slot,
): Promise<SignatoryPage | null> {
  const { defaultLanguage } = held.statement
  const { country = null, sort = 'list', lang = interfaceFor(defaultLanguage), limit = defaultLimit } = query
  const q = query.q?.trim() ?? ''
  const after = query.after?.toLowerCase() ?? null
  const page = await searchList(publicDb, held, { q, country, sort, lang }, { after, most: limit, take })
  if (!page) return null
  const { signatories, next, matchCount, more } = page
  // Of the whole list they would say nothing that `count` does not.
  const matches = q === '' && country === null ? {} : { found: matchCount, more }
  return {
    ...listFacts(held.statement),
    ...matches,
    signatories: withAddresses(config.publicUrl, signatories),
    next,
  }
}

/** What is said of a whole list with each page of it. */
const listFacts = (statement: PublicStatement) => ({
  statement: statement.slug,
  count: statement.count,
  withheld: statement.withheld,
  revision: statement.revision,
  kinds: statement.kinds,
  withheldKinds: statement.withheldKinds,
  order: statement.listOrder,
})

const withAddresses = (publicUrl: string, signatories: readonly Signatory[]): ListedSignatory[] =>
  signatories.map(one => ({
    ...one,
    names: namesOrNull(one.names),
    url: publicUrl + paths.list.permanent(one.id),
  }))
