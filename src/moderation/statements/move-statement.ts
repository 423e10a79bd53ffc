import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { type Move, moved } from '../../domain/statement-order.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { findOrder, lockOrder, setOrder } from '../../storage/statement-order.ts'

type MoveCommand = {
  slug: string
  move: Move
  /** The place at which the page showed it. */
  shownPlace: number
  moderatorId: string
}

const codes = { up: 'moved-up', down: 'moved-down', first: 'featured' } as const

/**
 * Puts a statement elsewhere in the order in which they are shown, and logs it. Refuses where it stands elsewhere
 * already.
 */
export const moveStatement = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { slug, move, shownPlace, moderatorId }: MoveCommand,
): Promise<Result<null, { reason: 'changed_meanwhile' | 'not_possible' }>> =>
  db.transaction(async tx => {
    await lockOrder(tx)
    const order = await findOrder(tx)
    if (order[shownPlace]?.slug !== slug) return err({ reason: 'changed_meanwhile' })
    const slugs = moved(order, slug, move)
    if (!slugs) return err({ reason: 'not_possible' })
    await setOrder(tx, slugs)
    await insertLog(tx, { kind: 'setting', moderatorId, statement: slug, code: codes[move] }, now())
    return ok(null)
  })
