import type { Deps } from '../../deps.ts'
import { err, type Result } from '../../domain/result.ts'
import { agreeToSend, digestOfMails, type SendRefusal, type ShownUpdate } from '../../domain/updates.ts'
import { findLastJoined, insertLog } from '../../storage/moderation-log.ts'
import { mayAdminister } from '../../storage/sight.ts'
import { findTimes } from '../../storage/statement-times.ts'
import { lockUpdate, markUpdateSent } from '../../storage/updates.ts'
import { previewUpdate } from './update-previews.ts'

type Command = ShownUpdate & { slug: string; id: string; by: string }

/**
 * Sends an update that another administrator wrote, by the very mails that the page showed. It is on its way then, and
 * the sweep owes it to its recipients: src/sweep/send-updates.ts.
 */
export const sendUpdate = (
  deps: Pick<Deps, 'config' | 'db' | 'now'>,
  { slug, id, by, revision, digest }: Command,
): Promise<Result<null, SendRefusal | { reason: 'unknown' }>> =>
  deps.db.transaction(async tx => {
    if (!(await mayAdminister(tx, by))) return err({ reason: 'unknown' })
    const at = deps.now()
    const update = await lockUpdate(tx, slug, id)
    if (!update || update.kind === 'final') return err({ reason: 'unknown' })
    const present = {
      ...update,
      digest: digestOfMails(await previewUpdate(tx, deps, update)),
      isPublic: (await findTimes(tx, slug))?.state === 'public',
    }
    const joined = await findLastJoined(tx, [by, ...(update.writtenBy === null ? [] : [update.writtenBy])])
    const decided = agreeToSend(present, { by, revision, digest, joined }, at)
    if (!decided.ok) return decided
    await markUpdateSent(tx, id, by, at)
    await insertLog(tx, { kind: 'update-send', moderatorId: by, statement: slug }, at)
    return decided
  })
