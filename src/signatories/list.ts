import { writeCsv } from '../http/csv.ts'
import type { PublicStatement, Signatory } from '../storage/public.ts'

export const defaultLimit = 1000
export const maxLimit = 10_000

/** The JSON list of architecture.md; `next` is the `after` of the following page, null on the last. */
export type SignatoryPage = {
  statement: string
  count: number
  revision: number
  signatories: Signatory[]
  next: string | null
}

/** One page of the list, in its own order. An unknown `after` gives null: the signatory left meanwhile. */
export function listPage(
  statement: PublicStatement,
  after: string | undefined,
  limit: number,
): SignatoryPage | null {
  const { slug, revision, signatories } = statement
  const start = after === undefined ? 0 : signatories.findIndex(({ id }) => id === after) + 1
  if (after !== undefined && start === 0) return null
  const page = signatories.slice(start, start + limit)
  const more = start + limit < signatories.length
  return {
    statement: slug,
    count: signatories.length,
    revision,
    signatories: page,
    next: more ? (page.at(-1)?.id ?? null) : null,
  }
}

const columns = [
  'id',
  'name',
  'name_en',
  'name_be',
  'name_ru',
  'country',
  'website',
  'comment',
  'founding',
  'version',
  'signed_on',
] as const

/** The whole list as CSV. */
export function listCsv({ signatories }: PublicStatement): string {
  const rows = signatories.map(s => [
    s.id,
    s.name,
    s.names.en,
    s.names.be,
    s.names.ru,
    s.country,
    s.website,
    s.comment,
    s.founding ? 'true' : 'false',
    String(s.version),
    s.signedOn,
  ])
  return writeCsv([columns, ...rows])
}
