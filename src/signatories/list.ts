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

/** The whole list as CSV (RFC 4180), UTF-8 with a byte order mark, as spreadsheets want it. */
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
  return `\uFEFF${[columns, ...rows].map(row => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Quoted always. What a spreadsheet would take for a formula is made text by an apostrophe (OWASP, CSV injection). */
function cell(value: string | null): string {
  if (value === null) return ''
  const safe = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}
