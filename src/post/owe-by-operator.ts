import type { Deps } from '../deps.ts'
import { lockEndorsement } from '../storage/endorsements.ts'
import { insertLog } from '../storage/moderation-log.ts'
import { findMailSubject, oweAgain } from '../storage/parked-mail.ts'

/** Owes a parked mail once more, under a new key, and notes that the operator did; false where it is parked no more. */
export const oweByOperator = (
  { db, sealing, now }: Pick<Deps, 'db' | 'sealing' | 'now'>,
  id: string,
): Promise<boolean> =>
  db.transaction(async tx => {
    const subject = await findMailSubject(tx, id)
    if (!subject) return false
    const { endorsementId, moderatorId } = subject
    const endorsement = endorsementId === null ? null : await lockEndorsement(tx, endorsementId)
    if (!(await oweAgain(tx, sealing, id, now()))) return false
    const about = endorsement ? { endorsement } : {}
    const whose = moderatorId === null ? {} : { subjectId: moderatorId }
    await insertLog(tx, { kind: 'send-again', moderatorId: null, ...about, ...whose }, now())
    return true
  })
