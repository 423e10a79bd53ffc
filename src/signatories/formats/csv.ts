import { type Cell, writeCsv, writeRows } from '../../formats/csv.ts'
import type { Signatory } from '../../storage/signatory-list.ts'

const columns: [name: string, cell: (signatory: Signatory) => Cell][] = [
  ['id', one => one.id],
  ['name', one => one.name],
  ['name_en', one => one.names.en],
  ['name_be', one => one.names.be],
  ['name_ru', one => one.names.ru],
  ['country', one => one.country],
  ['website', one => one.website],
  ['comment', one => one.comment],
  ['founding', one => String(one.founding)],
  ['version', one => String(one.version)],
  ['signed_on', one => one.signedOn],
]

const header = columns.map(([name]) => name)
const cellsOf = (signatory: Signatory): Cell[] => columns.map(([, cell]) => cell(signatory))

/** A list as CSV: UTF-8 with a byte order mark; the first row names the columns. */
export const listCsv = (signatories: readonly Signatory[]): string =>
  writeCsv([header, ...signatories.map(cellsOf)])

/** The same in pieces, one a batch, so that no list is too long for it. */
export async function* csvPieces(batches: AsyncIterable<readonly Signatory[]>): AsyncGenerator<string> {
  let isFirst = true
  for await (const batch of batches) {
    yield isFirst ? listCsv(batch) : writeRows(batch.map(cellsOf))
    isFirst = false
  }
}
