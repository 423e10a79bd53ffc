import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import {
  lockAdministrators,
  lockStanding,
  type Standing,
  setModeratorStatus,
} from '../../storage/moderators.ts'
import { findPasskeysOf } from '../../storage/passkeys.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import { mayChangeTeam, type TeamError } from './team-rules.ts'

/** Lets a suspended moderator in again with the passkeys they had; who had none yet is invited, as before. */
export function reinstate(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { by, id }: { by: string | null; id: string },
): Promise<Result<Standing, TeamError>> {
  return db.transaction(async tx => {
    if (!mayChangeTeam(by, await lockAdministrators(tx))) return err({ reason: 'not_administrator' })
    const moderator = await lockStanding(tx, id)
    if (!moderator) return err({ reason: 'unknown' })
    if (moderator.status !== 'suspended') return err({ reason: moderator.status, id })
    const status = (await findPasskeysOf(tx, id)).length > 0 ? 'active' : 'invited'
    // One that began while they were being suspended must not come alive now.
    await deleteSessionsOf(tx, id)
    await setModeratorStatus(tx, id, status)
    await insertLog(tx, { kind: 'reinstate', moderatorId: by, subjectId: id }, now())
    return ok({ ...moderator, status })
  })
}
