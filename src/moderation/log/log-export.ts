import type { Deps } from '../../deps.ts'
import { mostExported } from '../../domain/limits.ts'
import { type Cell, writeCsv, writeRows } from '../../formats/csv.ts'
import type { KeysetPage, PagePosition } from '../../storage/keyset.ts'
import {
  findLogPage,
  insertLog,
  type LogFilter,
  type LogRow,
  operator,
} from '../../storage/moderation-log.ts'

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
 * The log as CSV, newest first. It leaves the house: ids and codes only, no moderator's name and no organisation's.
 * That it was taken is logged before its first piece.
 */
export async function* exportLog(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  filter: LogFilter,
  moderatorId: string,
): AsyncGenerator<string> {
  await db.transaction(tx => insertLog(tx, { kind: 'export', moderatorId }, now()))
  yield writeCsv([columns])
  let position: PagePosition | null = null
  for (let left = mostExported; left > 0; ) {
    const page: KeysetPage<LogRow> = await findLogPage(db, filter, position, Math.min(batch, left))
    const { rows, more } = page
    if (rows.length > 0) yield writeRows(rows.map(cellsOf))
    left -= rows.length
    const last = rows.at(-1)
    if (!last || !more) return
    position = { side: 'after', cursor: last.cursor }
  }
}

const cellsOf = ({ cursor, kind, moderatorId, subjectId, endorsement, statement, code }: LogRow): Cell[] => [
  cursor.id,
  cursor.at,
  kind,
  moderatorId ?? operator,
  subjectId,
  endorsement?.id ?? null,
  endorsement ? String(endorsement.revision) : null,
  statement,
  code,
]
