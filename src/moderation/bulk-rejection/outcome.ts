import type { Deps } from '../../deps.ts'
import { mostAtOnce, mostNamedLeftOut } from '../../domain/limits.ts'
import { undoableAt } from '../../domain/moderation.ts'
import type { Sight } from '../../domain/sight.ts'
import { bytesOfUuid, uuidOf } from '../../domain/uuid.ts'
import { findRows } from '../../storage/bulk-rejection.ts'
import { findDoneTogether } from '../../storage/moderation-log.ts'
import type { LeftOut, ShownRequest } from './preview-bulk.ts'

const kinds = ['reject', 'undo'] as const

/** What the page that answers is asked for: all that one moderator did in a stretch of time, both ends included. */
export type ShownOutcome = {
  kind: (typeof kinds)[number]
  since: Date
  until: Date
  refused: readonly Pick<LeftOut, 'id' | 'why'>[]
}

/** What became of many. */
export type Outcome = {
  kind: ShownOutcome['kind']
  /** At their new revision. */
  done: ShownRequest[]
  refused: LeftOut[]
  /** While the last of them can still be taken back. */
  isUndoable: boolean
}

const letters = { changed: 'c', too_late: 'l', other: 'o' } as const satisfies Record<LeftOut['why'], string>

/** As a query: the log says what was done, so reloading the page says it again and does nothing. */
export const writeOutcome = ({ kind, since, until, refused }: ShownOutcome): URLSearchParams =>
  new URLSearchParams({
    kind,
    since: String(since.getTime()),
    until: String(until.getTime()),
    refused: refused
      .slice(0, mostNamedLeftOut)
      .map(({ id, why }) => Buffer.from(bytesOfUuid(id)).toString('base64url') + letters[why])
      .join('.'),
  })

/** Null for a query that is none of {@link writeOutcome}. */
export function readOutcome(query: Record<string, string>): ShownOutcome | null {
  const kind = kinds.find(known => known === query.kind)
  const [since, until] = [query.since, query.until].map(typed => readTime(typed ?? ''))
  if (!kind || !since || !until) return null
  const refused = (query.refused ?? '').split('.', mostNamedLeftOut).flatMap(part => {
    const [, word = '', letter] = /^([\w-]{22})([clo])$/.exec(part) ?? []
    const why = (['changed', 'too_late', 'other'] as const).find(known => letters[known] === letter)
    return why ? [{ id: uuidOf(Buffer.from(word, 'base64url')), why }] : []
  })
  return { kind, since, until, refused }
}

const readTime = (typed: string): Date | null => (/^\d{1,14}$/.test(typed) ? new Date(Number(typed)) : null)

export async function loadOutcome(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { kind, since, until, refused }: ShownOutcome,
  { id: moderatorId, sight }: { id: string; sight: Sight },
): Promise<Outcome> {
  const why = new Map(refused.map(one => [one.id, one.why]))
  const [done, rows] = await Promise.all([
    findDoneTogether(db, { moderatorId, kind, since, until }, mostAtOnce),
    why.size === 0 ? [] : findRows(db, [...why.keys()], sight),
  ])
  return {
    kind,
    done,
    refused: rows.map(row => ({
      id: row.id,
      name: row.name,
      names: row.names,
      why: why.get(row.id) ?? 'other',
    })),
    isUndoable: kind === 'reject' && done.length > 0 && undoableAt(until, now()),
  }
}
