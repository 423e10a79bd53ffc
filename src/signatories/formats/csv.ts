import { type Names, namesInOrder } from '../../domain/organisation.ts'
import { type Cell, writeCsv, writeRows } from '../../formats/csv.ts'
import {
  countryName,
  inLanguage,
  type Language,
  languageName,
  type MessageKey,
  translator,
} from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Signatory } from '../../storage/signatory-list.ts'

/** How a table is written: `lang` names the countries; `isForPeople` names the columns in it as well. */
export type CsvForm = { publicUrl: string; lang: Language; isForPeople: boolean }

/** The columns as machines know them, and how they are headed for people. */
const headings = {
  id: 'csv.id',
  name: 'field.organisation',
  name_en: 'field.organisation_in',
  name_be: 'field.organisation_in',
  name_ru: 'field.organisation_in',
  country: 'csv.country',
  website: 'field.website',
  comment: 'field.comment',
  founding: 'signatory.founding',
  version: 'signatory.version',
  signed_on: 'csv.signed_on',
  // Whoever reads the columns by their number finds the others where they were.
  country_name: 'field.country',
  url: 'signatory.address',
  names: 'csv.names',
  text_language: 'signatory.textLanguage',
  kind: 'csv.kind',
  title: 'field.title',
  affiliation: 'csv.affiliation',
} as const satisfies Record<string, MessageKey>

type Column = keyof typeof headings
const columns = Object.keys(headings) as Column[]

const headerOf = ({ lang, isForPeople }: CsvForm): Cell[] =>
  isForPeople
    ? columns.map(name => translator(lang)(headings[name], { language: languageIn(lang, name) }))
    : columns

/** Of a heading that names a language. */
const languageIn = (lang: Language, column: Column): string => {
  const [, tag] = /^name_(.+)$/.exec(column) ?? []
  return tag === undefined ? '' : inLanguage(lang, tag)
}

/** The names that have no column of their own: JSON for machines, with the languages in words for people. */
function otherNames({ lang, isForPeople }: CsvForm, names: Names): string | null {
  const others = namesInOrder(names).filter(([tag]) => !Object.hasOwn(headings, `name_${tag}`))
  if (others.length === 0) return null
  return isForPeople
    ? others.map(([tag, name]) => `${languageName(lang, tag)}: ${name}`).join('; ')
    : JSON.stringify(Object.fromEntries(others))
}

function cellsOf(form: CsvForm, one: Signatory): Cell[] {
  const { publicUrl, lang, isForPeople } = form
  const cells: Record<Column, Cell> = {
    id: one.id,
    name: one.name,
    name_en: one.names.en ?? null,
    name_be: one.names.be ?? null,
    name_ru: one.names.ru ?? null,
    country: one.country,
    website: one.website,
    comment: one.comment,
    founding: String(one.founding),
    version: String(one.version),
    signed_on: one.signedOn,
    country_name: one.country === null ? null : countryName(lang, one.country),
    url: publicUrl + paths.list.permanent(one.id),
    names: otherNames(form, one.names),
    text_language: isForPeople && one.textLanguage ? languageName(lang, one.textLanguage) : one.textLanguage,
    kind: isForPeople ? translator(lang)(`signer.${one.kind}`) : one.kind,
    title: one.title,
    affiliation: one.affiliation,
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
