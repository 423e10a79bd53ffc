import type { Deps } from '../../deps.ts'
import { ok, type Result } from '../../domain/result.ts'
import { endContactChangesOf } from '../../storage/contact-changes.ts'
import { dropFirstApprovals } from '../../storage/endorsements.ts'
import { endInvitationsOf } from '../../storage/invitations.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { type Standing, setModeratorStatus } from '../../storage/moderators.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import { lockMember, type TeamCommand } from './lock-member.ts'
import type { TeamError } from './team-rules.ts'

/**
 * Shuts a moderator out at once:
 * - sessions and open invitations end, and passkeys open nothing while it lasts;
 * - approvals of theirs that wait for a second one count no more, and contacts whom they put forward take nobody's
 *   place.
 */
export function suspend(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { by, id }: TeamCommand,
): Promise<Result<Standing, TeamError>> {
  return db.transaction(async tx => {
    const locked = await lockMember(tx, 'suspend', { by, id })
    if (!locked.ok) return locked
    await setModeratorStatus(tx, id, 'suspended')
    await deleteSessionsOf(tx, id)
    await endInvitationsOf(tx, id)
    // Whoever is no longer trusted must not have given one of the two approvals.
    await dropFirstApprovals(tx, id)
    await endContactChangesOf(tx, id, now())
    await insertLog(tx, { kind: 'suspend', moderatorId: by, subjectId: id }, now())
    return ok({ ...locked.value, status: 'suspended' })
  })
}
