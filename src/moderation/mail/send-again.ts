import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { lockEndorsement } from '../../storage/endorsements.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { findMailSubject, oweAgain } from '../../storage/parked-mail.ts'
import { mayActOn, seesEverything } from '../../storage/sight.ts'

/** `mail_gone`: it is parked no more, as a colleague has sent it again or it was wiped; or there never was one. */
type SendAgainError = { reason: 'not_moderator' | 'mail_gone' }

/**
 * Owes a parked mail once more, under a new key, and notes who did it. Of two presses one sends.
 *
 * @returns the request that it is about; null: it is a moderator's
 */
export const sendAgain = (
  { db, sealing, now }: Pick<Deps, 'db' | 'sealing' | 'now'>,
  { mail, moderator }: { mail: string; moderator: string },
): Promise<Result<string | null, SendAgainError>> =>
  db.transaction(async tx => {
    const subject = await findMailSubject(tx, mail)
    if (!subject) return err({ reason: 'mail_gone' })
    const { endorsementId, moderatorId } = subject
    const mayAct =
      endorsementId === null ? seesEverything(tx, moderator) : mayActOn(tx, moderator, endorsementId)
    if (!(await mayAct)) return err({ reason: 'not_moderator' })
    const endorsement = endorsementId === null ? null : await lockEndorsement(tx, endorsementId)
    if (!(await oweAgain(tx, sealing, mail, now()))) return err({ reason: 'mail_gone' })
    const about = endorsement ? { endorsement } : {}
    const whose = moderatorId === null ? {} : { subjectId: moderatorId }
    await insertLog(tx, { kind: 'send-again', moderatorId: moderator, ...about, ...whose }, now())
    return ok(endorsementId)
  })
