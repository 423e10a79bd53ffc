import type { DeskError, Endorsement } from '../../domain/endorsement.ts'
import type { Result } from '../../domain/result.ts'
import type { Sight } from '../../domain/sight.ts'
import { findRows } from '../../storage/bulk-rejection.ts'
import type { DecisionDeps } from '../on-request.ts'
import type { ReasonCode } from '../request/canned-reasons.ts'
import { reject, undo } from '../request/decide.ts'
import { deskRefusal } from '../request/desk-refusal.ts'
import type { BulkPreview, LeftOut, ShownRequest, TextByLanguage } from './preview-bulk.ts'

/** Each rejection is a transaction of its own; a Worker's request has five connections. */
const atATime = 4

/** Who decides, and what they see. */
type Decider = { id: string; sight: Sight }

/** What became of many: those that were done, at their new revision, and those that were not. */
type Decided = { done: ShownRequest[]; refused: LeftOut[] }

/** Rejects each target by itself, exactly as if it had been rejected on its own page. */
export const rejectAll = (
  deps: DecisionDeps,
  targets: BulkPreview['targets'],
  { moderator, code, texts }: { moderator: Decider; code: ReasonCode; texts: TextByLanguage },
): Promise<Decided> =>
  decideEach(deps, targets, moderator, ({ id, revision, language }) =>
    reject(deps, { id, revision, moderator: moderator.id, code, text: texts[language] ?? '' }),
  )

/** Takes back rejections whose mails have not gone. */
export const undoAll = (
  deps: DecisionDeps,
  requests: readonly ShownRequest[],
  moderator: Decider,
): Promise<Decided> =>
  decideEach(deps, requests, moderator, ({ id, revision }) =>
    undo(deps, { id, revision, moderator: moderator.id }),
  )

async function decideEach<T extends { id: string }>(
  { db }: DecisionDeps,
  targets: readonly T[],
  { sight }: Decider,
  decide: (target: T) => Promise<Result<Endorsement, DeskError>>,
): Promise<Decided> {
  const done: ShownRequest[] = []
  const refused = new Map<string, LeftOut['why']>()
  const queue = [...targets]
  const work = async () => {
    for (let target = queue.shift(); target; target = queue.shift()) {
      const decided = await decide(target)
      if (decided.ok) done.push({ id: target.id, revision: decided.value.revision })
      else refused.set(target.id, whyLeftOut(decided.error))
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  const rows = refused.size === 0 ? [] : await findRows(db, [...refused.keys()], sight)
  const leftOut = rows.map((row): LeftOut => {
    return { id: row.id, name: row.name, names: row.names, why: refused.get(row.id) ?? 'other' }
  })
  return { done, refused: leftOut }
}

function whyLeftOut(error: DeskError): LeftOut['why'] {
  const refusal = deskRefusal(error)
  return refusal === 'changed' || refusal === 'too_late' ? refusal : 'other'
}
