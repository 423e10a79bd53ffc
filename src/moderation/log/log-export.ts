import type { Deps } from '../../deps.ts'
import { type Cell, writeCsv, writeRows } from '../../formats/csv.ts'
import { describeError } from '../../log.ts'
import type { KeysetPage, PagePosition } from '../../storage/keyset.ts'
import {
  findLogPage,
  insertLog,
  type LogFilter,
  type LogRow,
  operator,
} from '../../storage/moderation-log.ts'

export const mostExported = 100_000
const batch = 2000

const columns = [
  ...['id', 'at', 'kind', 'moderator_id', 'subject_id'],
  ...['endorsement_id', 'revision', 'statement', 'code'],
]

/**
 * The log as CSV, newest first, a batch at a time, so that no process holds it whole. It leaves the house: ids
 * and codes only, no moderator's name and no organisation's. That it was taken is logged before its first byte.
 */
export async function exportLog(
  { db, now, log }: Pick<Deps, 'db' | 'now' | 'log'>,
  filter: LogFilter,
  moderatorId: string,
): Promise<ReadableStream<Uint8Array>> {
  await db.transaction(tx => insertLog(tx, { kind: 'export', moderatorId }, now()))
  const utf8 = new TextEncoder()
  let position: PagePosition | null = null
  let left = mostExported
  return new ReadableStream({
    start: controller => controller.enqueue(utf8.encode(writeCsv([columns]))),
    async pull(controller) {
      const page: KeysetPage<LogRow> | null = await findLogPage(
        db,
        filter,
        position,
        Math.min(batch, left),
      ).catch(error => {
        // The answer has begun: nobody but us logs this, and a driver's message quotes what was searched for.
        log('error', 'export_failed', describeError(error))
        controller.error(new Error('the export broke off'))
        return null
      })
      if (!page) return
      const { rows, more } = page
      if (rows.length > 0) controller.enqueue(utf8.encode(writeRows(rows.map(cellsOf))))
      left -= rows.length
      const last = rows.at(-1)
      if (!last || !more || left === 0) controller.close()
      else position = { side: 'after', cursor: last.cursor }
    },
  })
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
