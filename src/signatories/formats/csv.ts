import { type Cell, writeCsv, writeRows } from '../../formats/csv.ts'
import type { Signatory } from '../../storage/signatory-list.ts'

export const csvType = 'text/csv; charset=utf-8'

const columns = [
  ...['id', 'name', 'name_en', 'name_be', 'name_ru', 'country', 'website', 'comment'],
  ...['founding', 'version', 'signed_on'],
]

/** A list as CSV: UTF-8 with a byte order mark; the first row names the columns. */
export const listCsv = (signatories: readonly Signatory[]): string =>
  writeCsv([columns, ...signatories.map(cellsOf)])

/** The same in pieces, one a batch, so that no list is too long for it. */
export async function* csvPieces(batches: AsyncIterable<readonly Signatory[]>): AsyncGenerator<string> {
  let begun = false
  for await (const batch of batches) {
    yield begun ? writeRows(batch.map(cellsOf)) : listCsv(batch)
    begun = true
  }
}

const cellsOf = ({ names, founding, version, ...s }: Signatory): Cell[] => [
  ...[s.id, s.name, names.en, names.be, names.ru, s.country, s.website, s.comment],
  ...[founding ? 'true' : 'false', String(version), s.signedOn],
]
