import { type Cell, writeCsv, writeRows } from '../../formats/csv.ts'
import { countryName, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Signatory } from '../../storage/signatory-list.ts'

/** How a table is written: `lang` names the countries; `isForPeople` names the columns in it as well. */
export type CsvForm = { publicUrl: string; lang: Language; isForPeople: boolean }

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
  // Whoever reads the columns by their number finds the others where they were.
  'country_name',
  'url',
] as const

const headerOf = ({ lang, isForPeople }: CsvForm): Cell[] =>
  isForPeople ? columns.map(name => translator(lang)(`csv.${name}`)) : [...columns]

function cellsOf({ publicUrl, lang }: CsvForm, one: Signatory): Cell[] {
  const cells: Record<(typeof columns)[number], Cell> = {
    id: one.id,
    name: one.name,
    name_en: one.names.en,
    name_be: one.names.be,
    name_ru: one.names.ru,
    country: one.country,
    website: one.website,
    comment: one.comment,
    founding: String(one.founding),
    version: String(one.version),
    signed_on: one.signedOn,
    country_name: one.country === null ? null : countryName(lang, one.country),
    url: publicUrl + paths.list.permanent(one.id),
  }
  return columns.map(name => cells[name])
}

/** A list as CSV: UTF-8 with a byte order mark; the first row names the columns. */
export const listCsv = (form: CsvForm, signatories: readonly Signatory[]): string =>
  writeCsv([headerOf(form), ...signatories.map(one => cellsOf(form, one))])

/** The same in pieces, one a batch, so that no list is too long for it. */
export async function* csvPieces(
  form: CsvForm,
  batches: AsyncIterable<readonly Signatory[]>,
): AsyncGenerator<string> {
  let isFirst = true
  for await (const batch of batches) {
    yield isFirst ? listCsv(form, batch) : writeRows(batch.map(one => cellsOf(form, one)))
    isFirst = false
  }
}
