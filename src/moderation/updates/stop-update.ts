import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { isGoing } from '../../domain/updates.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { wipeUnsentOfUpdate } from '../../storage/outbox-ends.ts'
import { mayAdminister } from '../../storage/sight.ts'
import {
  countMailsOf,
  countRecipients,
  lockUpdate,
  markUpdateStopped,
  noMails,
} from '../../storage/updates.ts'

type Command = { slug: string; id: string; by: string }
type StopRefusal = { reason: 'unknown' | 'not_going' }

/**
 * Stops an update that is still going out: who has it keeps it, and nobody else gets it. One administrator is enough,
 * as it mails nobody. A sweep that owes it just now is waited for.
 */
export const stopUpdate = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { slug, id, by }: Command,
): Promise<Result<null, StopRefusal>> =>
  db.transaction(async tx => {
    if (!(await mayAdminister(tx, by))) return err({ reason: 'unknown' })
    const update = await lockUpdate(tx, slug, id)
    if (!update) return err({ reason: 'unknown' })
    const { all, waiting } = (await countMailsOf(tx, [id])).get(id) ?? noMails
    if (!isGoing(update, waiting)) return err({ reason: 'not_going' })
    // Until the sweep has come to the end, some have no mail yet.
    const of = update.finishedAt === null ? Math.max(all, await countRecipients(tx, slug)) : all
    await markUpdateStopped(tx, update, { by, of }, now())
    await wipeUnsentOfUpdate(tx, id, now())
    await insertLog(tx, { kind: 'update-stop', moderatorId: by, statement: slug }, now())
    return ok(null)
  })
