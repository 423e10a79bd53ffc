import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { dropFirstApprovals } from '../../storage/endorsements.ts'
import { endInvitationsOf } from '../../storage/invitations.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import {
  lockAdministrators,
  lockStanding,
  type Standing,
  setModeratorStatus,
} from '../../storage/moderators.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import { mayChangeTeam, type TeamError } from './team-rules.ts'

/**
 * Shuts a moderator out at once: sessions and open invitations end, passkeys open nothing while it lasts, and
 * approvals that wait for a second one count no more.
 * Nobody suspends themself, and nobody the last active administrator.
 */
export function suspend(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { by, id }: { by: string | null; id: string },
): Promise<Result<Standing, TeamError>> {
  return db.transaction(async tx => {
    const administrators = await lockAdministrators(tx)
    if (!mayChangeTeam(by, administrators)) return err({ reason: 'not_administrator' })
    if (by === id) return err({ reason: 'yourself' })
    const moderator = await lockStanding(tx, id)
    if (!moderator) return err({ reason: 'unknown' })
    if (moderator.status === 'suspended') return err({ reason: 'suspended', id })
    if (administrators.length === 1 && administrators.includes(id))
      return err({ reason: 'last_administrator' })
    await setModeratorStatus(tx, id, 'suspended')
    await deleteSessionsOf(tx, id)
    await endInvitationsOf(tx, id)
    // Whoever is no longer trusted must not have given one of the two approvals.
    await dropFirstApprovals(tx, id)
    await insertLog(tx, { kind: 'suspend', moderatorId: by, subjectId: id }, now())
    return ok({ ...moderator, status: 'suspended' })
  })
}
