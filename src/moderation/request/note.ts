import { type Endorsement, type DeskError, isFounding } from '../../domain/endorsement.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { findContact } from '../../storage/contacts.ts'
import { lockEndorsement } from '../../storage/endorsements.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { insertRemark } from '../../storage/remarks.ts'
import { mayActOn } from '../../storage/sight.ts'
import type { DecisionDeps } from './decide.ts'

/** A private remark, in any state and on whatever revision it has now. */
export const note = (
  { db, sealing, now }: DecisionDeps,
  { id, moderator, text }: { id: string; moderator: string; text: string },
): Promise<Result<Endorsement, DeskError>> =>
  db.transaction(async tx => {
    if (!(await mayActOn(tx, moderator, id))) return err({ reason: 'not_moderator' })
    // Locked: no text is kept of somebody who has their data erased in this very moment.
    const endorsement = await lockEndorsement(tx, id)
    if (!endorsement) return err({ reason: 'endorsement_unknown' })
    // Beside a person whose data is erased no new text about them is kept.
    if (!isFounding(endorsement) && !(await findContact(tx, sealing, id)))
      return err({ reason: 'contact_erased' })
    const entry = await insertLog(tx, { kind: 'note', moderatorId: moderator, endorsement }, now())
    await insertRemark(tx, sealing, { logId: entry.id, endorsementId: id, text })
    return ok(endorsement)
  })
