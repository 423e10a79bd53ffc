import type { Deps } from '../../deps.ts'
import { mostExported } from '../../domain/limits.ts'
import { isByClock } from '../../domain/log-kind.ts'
import { type Cell, writeCsv, writeRows } from '../../formats/csv.ts'
import type { KeysetPage, PagePosition } from '../../storage/keyset.ts'
import {
  clock,
  findLogPage,
  insertLog,
  type LogFilter,
  type LogRow,
  operator,
} from '../../storage/moderation-log.ts'
import { filterParameters, type TypedFilter } from './log-filter.ts'

const batch = 2000

const columns = [
  'id',
  'at',
  'kind',
  'moderator_id',
  'subject_id',
  'endorsement_id',
  'revision',
  'statement',
  'code',
]

/**
 * What the file is called (RFC 6266): by its filter, as one export lies beside another in a folder. Days are those of a
 * time zone, so it is named; times in the file are in UTC. Nothing of a name is left that a file system would read.
 */
export function fileName(typed: TypedFilter, timeZone: string): string {
  const parameters = filterParameters(typed)
  const hasDays = typed.filter.from !== null || typed.filter.until !== null
  const parts = hasDays ? [...parameters, ['zone', timeZone] as const] : parameters
  const name = ['moderation-log', ...parts.map(part => part.join('-'))]
    .map(part => [...part.replace(/[^\p{L}\p{N}]+/gu, '-')].slice(0, longestPart).join(''))
    .join('_')
  return `filename="${name.replace(/[^\w-]+/g, '')}.csv"; filename*=UTF-8''${encodeURIComponent(name)}.csv`
}

/** Of a part of the name, in characters: a file system takes 255 bytes of the whole. */
const longestPart = 40

/**
 * The log as CSV, newest first. It leaves the house: ids and codes only, no moderator's name and no organisation's.
 * That it was taken is logged before its first piece. Where there is more than a file takes, its last row says so.
 */
export async function* exportLog(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  filter: LogFilter,
  moderatorId: string,
  most = mostExported,
): AsyncGenerator<string> {
  await db.transaction(tx => insertLog(tx, { kind: 'export', moderatorId }, now()))
  yield writeCsv([columns])
  let position: PagePosition | null = null
  for (let left = most; left > 0; ) {
    const page: KeysetPage<LogRow> = await findLogPage(db, filter, position, Math.min(batch, left))
    const { rows, more } = page
    if (rows.length > 0) yield writeRows(rows.map(cellsOf))
    left -= rows.length
    const last = rows.at(-1)
    if (!last || !more) return
    position = { side: 'after', cursor: last.cursor }
  }
  yield writeRows([columns.map(column => (column === 'kind' ? 'cut-here' : null))])
}

const cellsOf = ({ cursor, kind, moderatorId, subjectId, endorsement, statement, code }: LogRow): Cell[] => [
  cursor.id,
  cursor.at,
  kind,
  moderatorId ?? (isByClock(code) ? clock : operator),
  subjectId,
  endorsement?.id ?? null,
  endorsement ? String(endorsement.revision) : null,
  statement,
  code,
]
