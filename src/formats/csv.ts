export type Cell = string | null

const byteOrderMark = '\uFEFF'

/** A table as CSV (RFC 4180), UTF-8 with a byte order mark, as spreadsheets want it. */
export const writeCsv = (rows: readonly (readonly Cell[])[]): string => byteOrderMark + writeRows(rows)

/** Further rows of a table that {@link writeCsv} began. */
export const writeRows = (rows: readonly (readonly Cell[])[]): string =>
  rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')

/**
 * Quoted always. What a spreadsheet would take for a formula is made text by an apostrophe (OWASP, CSV injection), also
 * behind blanks, and after what separates cells elsewhere: where that is a semicolon, our quotes are no quotes.
 */
function cell(value: Cell): string {
  if (value === null) return ''
  const safe = value.replace(/(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])(?<=(?:^|[;\t\r\n])[\s\u200B"]*)/g, "'")
  return `"${safe.replaceAll('"', '""')}"`
}
