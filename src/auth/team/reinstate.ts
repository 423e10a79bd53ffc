import type { Deps } from '../../deps.ts'
import { ok, type Result } from '../../domain/result.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { type Standing, setModeratorStatus } from '../../storage/moderators.ts'
import { findPasskeysOf } from '../../storage/passkeys.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import { lockMember, type TeamCommand } from './lock-member.ts'
import type { TeamError } from './team-rules.ts'

/** Lets a suspended moderator in again with the passkeys they had; who had none yet is invited, as before. */
export function reinstate(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { by, id }: TeamCommand,
): Promise<Result<Standing, TeamError>> {
  return db.transaction(async tx => {
    const locked = await lockMember(tx, 'reinstate', { by, id })
    if (!locked.ok) return locked
    const status = (await findPasskeysOf(tx, id)).length > 0 ? 'active' : 'invited'
    // A session that began while they were being suspended must not come alive now.
    await deleteSessionsOf(tx, id)
    await setModeratorStatus(tx, id, status)
    await insertLog(tx, { kind: 'reinstate', moderatorId: by, subjectId: id }, now())
    return ok({ ...locked.value, status })
  })
}
