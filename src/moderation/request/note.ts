import { isFounding } from '../../domain/endorsement.ts'
import { err, ok } from '../../domain/result.ts'
import { findContact } from '../../storage/contacts.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { insertRemark } from '../../storage/remarks.ts'
import { type Decided, type DecisionDeps, onRequest } from '../on-request.ts'

/**
 * A private remark, in any state and on whatever revision it has now. The representative is never shown it: of what
 * moderators wrote, own-history.ts has what was mailed alone.
 */
export const note = (
  deps: DecisionDeps,
  { id, moderator, text }: { id: string; moderator: string; text: string },
): Decided =>
  onRequest(deps, { id, moderator }, async (tx, endorsement) => {
    const { sealing, now } = deps
    // Beside a person whose data is erased no new text about them is kept.
    if (!isFounding(endorsement) && !(await findContact(tx, sealing, id)))
      return err({ reason: 'contact_erased' })
    const entry = await insertLog(tx, { kind: 'note', moderatorId: moderator, endorsement }, now())
    await insertRemark(tx, sealing, { logId: entry.id, endorsementId: id, text })
    return ok(endorsement)
  })
