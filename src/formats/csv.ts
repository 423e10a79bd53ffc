export type Cell = string | null

const byteOrderMark = '\uFEFF'

/** A table as CSV (RFC 4180), UTF-8 with a byte order mark, as spreadsheets want it. */
export const writeCsv = (rows: readonly (readonly Cell[])[]): string => byteOrderMark + writeRows(rows)

/** Further rows of a table that {@link writeCsv} began. */
export const writeRows = (rows: readonly (readonly Cell[])[]): string =>
  rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')

/**
 * What a spreadsheet would take for a formula (OWASP, CSV injection), also behind blanks:
 * - at the beginning of a cell;
 * - after what separates cells elsewhere, as our quotes are no quotes where that is a semicolon: with = and @, which no
 *   sentence begins with, and with + and - where something is called. "Freedom; - and dignity; +375" stays as it is.
 */
const formulas =
  /(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])(?<=^[\s\u200B"]*)|(?=[=@\uFF1D\uFF20]|[+\-\uFF0B\uFF0D][^;\t\r\n]*[(|!])(?<=[;\t\r\n][\s\u200B"]*)/g

/** Quoted always, as a text may have any separator. A formula is made text by an apostrophe before it. */
function cell(value: Cell): string {
  if (value === null) return ''
  return `"${value.replace(formulas, "'").replaceAll('"', '""')}"`
}
